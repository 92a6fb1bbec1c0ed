/** The deterministic review of a model's draft: what it says against what this turn gave it. */
import type { DraftStatement, Finding, ReviewedDraft } from './finding.ts';
import { internalCited, internalQuoted, internalRuns } from './internal.ts';
import { languageMismatch } from './language.ts';
import { leaks } from './leaks.ts';
import { missingSource, unknownSources } from './sources.ts';
import { unsupported } from './statement.ts';
import { supportsOf } from './support.ts';

export type { Finding, FindingCode, ReviewedDraft } from './finding.ts';

/**
 * Pure. Nothing found means that nothing is wrong that can be told without understanding; a second model judges the
 * rest. The gravest first: what must not leave at all, what rests on nothing, what rests on something else.
 * Linear in the length of the draft and of its sources.
 */
export function reviewDraft(draft: ReviewedDraft): Finding[] {
  if (draft.text.trim() === '' || draft.statements.every(({ text }) => text.trim() === ''))
    return [{ code: 'empty', statement: null, evidence: '' }];
  const supports = supportsOf(draft);
  const internal = internalRuns(draft);
  const each = (check: (statement: DraftStatement, index: number) => Finding[]): Finding[] =>
    draft.statements.flatMap((statement, index) =>
      draft.ours.includes(statement.text) ? [] : check(statement, index),
    );
  /** What only shows where two statements meet is the whole reply's. */
  const anywhere = (check: (text: string, statement: number | null) => Finding[]): Finding[] => {
    const found = each(({ text }, index) => check(text, index));
    return found.length > 0 ? found : check(draft.text, null);
  };
  return [
    ...anywhere(leaks),
    ...each((statement, index) => internalCited(statement, index, supports)),
    ...anywhere((text, statement) => internalQuoted(text, statement, internal)),
    ...each((statement, index) => unknownSources(statement, index, supports)),
    ...each((statement, index) => missingSource(statement, index, draft.promises)),
    ...each((statement, index) => unsupported(draft, statement, index, supports)),
    ...languageMismatch(draft),
  ];
}
