/** What a macro's author has probably not thought of: an answer that goes out without its answer. */
import { parseBody } from './liquid.ts';
import type { Macro } from './macro.ts';
import { renderMacro } from './render.ts';

/** Pure. One line each. */
export function macroHints(macro: Macro): string[] {
  const body = parseBody(macro.body, macro.language);
  if (body.kind === 'failed') return [];
  const silent = new Set(body.silentCases.filter((slot) => macro.slots.includes(slot)));
  return [...silent]
    .filter((slot) => isRenderedWithout(macro, slot))
    .map(
      (slot) =>
        `macro ${macro.id}.${macro.language} says nothing where ${slot} is not known: write needs: [${slot}], or an {% else %} into its {% case ${slot} %}`,
    );
}

/** Whether the macro leaves with this fact unknown and every other known. */
function isRenderedWithout(macro: Macro, slot: string): boolean {
  const facts: Record<string, unknown> = {};
  for (const path of [...macro.slots, ...macro.needs]) {
    const [group = path, field] = path.split('.');
    if (path === slot) continue;
    facts[group] =
      field === undefined ? 'known' : { ...(facts[group] as object | undefined), [field]: 'known' };
  }
  return renderMacro(macro, facts, macro.language).kind === 'rendered';
}
