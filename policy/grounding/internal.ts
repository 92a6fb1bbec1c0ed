/** Internal passages steer; they are not cited and not quoted. */
import { foldedLine } from '../risk/fold.ts';
import type { DraftStatement, Finding, ReviewedDraft } from './finding.ts';
import type { Supports } from './support.ts';
import { wordsIn } from './text.ts';

/** Words in a row that are no coincidence. */
const RUN = 6;

const runs = (text: string): string[] => {
  const words = wordsIn(foldedLine(text));
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(' '));
};

export function internalCited({ sources }: DraftStatement, statement: number, supports: Supports): Finding[] {
  return sources
    .filter((id) => supports.internal.has(id))
    .map((evidence) => ({ code: 'internal_quoted', statement, evidence }));
}

/** Runs that are public as well, or that the customer wrote, give nothing away. */
export function internalRuns(draft: ReviewedDraft): ReadonlySet<string> {
  const internal = draft.sources.filter(({ audience }) => audience === 'internal');
  if (internal.length === 0) return new Set();
  const open = [
    ...draft.sources.filter(({ audience }) => audience === 'public').map(({ text }) => text),
    ...draft.customerTexts,
    ...draft.ours,
    ...draft.contacts,
    ...draft.promises,
  ];
  const known = new Set(open.flatMap(runs));
  return new Set(internal.flatMap(({ text }) => runs(text)).filter((run) => !known.has(run)));
}

export function internalQuoted(
  text: string,
  statement: number | null,
  internal: ReadonlySet<string>,
): Finding[] {
  if (internal.size === 0) return [];
  const quoted = runs(text).find((run) => internal.has(run));
  return quoted === undefined ? [] : [{ code: 'internal_quoted', statement, evidence: quoted }];
}
