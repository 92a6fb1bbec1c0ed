/** Whether a statement names what it rests on, and whether that was given in this turn. */
import type { DraftStatement, Finding } from './finding.ts';
import { needsNoSource } from './sentence.ts';
import type { Supports } from './support.ts';

type Check = (statement: DraftStatement, index: number, supports: Supports) => Finding[];

export const unknownSources: Check = ({ sources }, statement, supports) =>
  sources
    .filter((id) => !supports.sources.has(id) && !supports.internal.has(id))
    .map((evidence) => ({ code: 'source_unknown', statement, evidence }));

/** Greetings and questions rest on nothing; they are searched for what does not belong there instead. */
export function missingSource(
  { kind, text, sources }: DraftStatement,
  statement: number,
  promises: readonly string[],
): Finding[] {
  if (kind === 'greeting' || kind === 'question' || sources.length > 0) return [];
  if (kind === 'commitment' && needsNoSource(text, promises)) return [];
  return [{ code: 'source_missing', statement, evidence: text }];
}
