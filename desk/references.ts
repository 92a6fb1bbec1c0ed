/** What no single field can be wrong about: names that lead nowhere, stand twice, or would weaken what always holds. */
import type { CheckedDocument } from './document.ts';
import type { Macro, SlotPosition } from './macro.ts';
import type { Problem } from './problem.ts';

/** Pure. Goes on despite other problems in the file, so that all are reported at once. */
export function checkReferences(
  _document: CheckedDocument<unknown>,
  _macros: readonly Macro[],
  _positions: ReadonlyMap<Macro, { file: string; slots: SlotPosition[] }>,
): Problem[] {
  return [];
}
