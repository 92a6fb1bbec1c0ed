/** Whether an audit chain is whole: which record was changed, removed or inserted, and whether its end was cut off. */

export interface ChainRecord {
  n: number;
  prev: string;
  hash: string;
}

/** The end of a chain as somebody kept it: on the conversation, or from an event that went out. */
export interface ChainHead {
  count: number;
  hash: string;
}

export type ChainProblem =
  /** The record's content is not what its hash was made of. */
  | { kind: 'changed'; n: number }
  /** Records `from` to `to` are not there. */
  | { kind: 'removed'; from: number; to: number }
  /** The record does not follow the one before it, or there are more of them than the head counts. */
  | { kind: 'inserted'; n: number }
  /** The chain ends before its head. */
  | { kind: 'cut_off'; count: number; head: number }
  /** A record is there under the head's number, and it is another one: the chain was written anew. */
  | { kind: 'rewritten'; n: number };

/** Before the first record. */
const GENESIS = '';

/**
 * Pure. Every problem, in the order of the chain; empty when it is whole. Records in the order of `n`; `hashOf` is the
 * chain's rule (store/audit.ts). What a chain without a head from outside cannot show: that its end was cut off and the
 * conversation's own head with it. Events carry heads for that reason.
 */
export function checkChain<R extends ChainRecord>(
  records: readonly R[],
  hashOf: (record: R) => string,
  heads: readonly ChainHead[],
): ChainProblem[] {
  const problems: ChainProblem[] = [];
  let before: R | undefined;
  for (const record of records) {
    const expected = (before?.n ?? 0) + 1;
    if (record.n > expected) problems.push({ kind: 'removed', from: expected, to: record.n - 1 });
    if (hashOf(record) !== record.hash) problems.push({ kind: 'changed', n: record.n });
    else if (record.n < expected || (record.n === expected && record.prev !== (before?.hash ?? GENESIS)))
      problems.push({ kind: 'inserted', n: record.n });
    before = record;
  }
  for (const head of heads) problems.push(...headProblem(records, head));
  return problems;
}

function headProblem(records: readonly ChainRecord[], head: ChainHead): ChainProblem[] {
  const last = records.at(-1)?.n ?? 0;
  if (head.count === 0) return [];
  if (last < head.count) return [{ kind: 'cut_off', count: last, head: head.count }];
  const at = records.find((record) => record.n === head.count);
  return at && at.hash !== head.hash ? [{ kind: 'rewritten', n: head.count }] : [];
}

/** The conversation's own head is the end: what comes after it was added past the only door there is. */
export function beyondHead(records: readonly ChainRecord[], head: ChainHead): ChainProblem[] {
  return records.filter(({ n }) => n > head.count).map(({ n }) => ({ kind: 'inserted', n }));
}

/** In words. */
export function chainProblemLine(problem: ChainProblem): string {
  switch (problem.kind) {
    case 'changed':
      return `record ${problem.n} was changed after it was written`;
    case 'removed':
      return problem.from === problem.to
        ? `record ${problem.from} was removed`
        : `records ${problem.from} to ${problem.to} were removed`;
    case 'inserted':
      return `record ${problem.n} was inserted, or replaced what was there`;
    case 'cut_off':
      return `the end was cut off: ${problem.count} records are there, and the head counts ${problem.head}`;
    case 'rewritten':
      return `record ${problem.n} is not the one that the head names: the chain was written anew`;
  }
}
