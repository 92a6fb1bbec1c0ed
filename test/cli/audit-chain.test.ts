/** A changed, removed, inserted or cut-off record of an audit chain is found and named. */
import { describe, expect, test } from 'vitest';
import { beyondHead, type ChainProblem, checkChain } from '../../policy/audit-chain.ts';
import { type AuditRecord, hashOf } from '../../store/audit.ts';

function chain(length: number): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (let n = 1; n <= length; n += 1) {
    const record = {
      ...{ conversation: 'c1', n, desk: 'demo', at: new Date(n * 1_000), kind: 'received', actor: 'ai' },
      body: { n },
      prev: records.at(-1)?.hash ?? '',
    };
    records.push({ ...record, hash: hashOf(record) });
  }
  return records;
}

const headOf = (records: AuditRecord[]) => ({ count: records.length, hash: records.at(-1)?.hash ?? '' });
const rehashed = (record: AuditRecord): AuditRecord => ({ ...record, hash: hashOf(record) });
const whole = chain(5);
const without = (...ns: number[]) => whole.filter(({ n }) => !ns.includes(n));

describe('of five records', () => {
  test.each<[string, AuditRecord[], ChainProblem[]]>([
    ['all are there', whole, []],
    [
      'the third was changed',
      whole.map((r) => (r.n === 3 ? { ...r, body: { n: 'x' } } : r)),
      [{ kind: 'changed', n: 3 }],
    ],
    [
      'the time of the first was changed',
      whole.map((r) => (r.n === 1 ? { ...r, at: new Date(0) } : r)),
      [{ kind: 'changed', n: 1 }],
    ],
    ['the third was removed', without(3), [{ kind: 'removed', from: 3, to: 3 }]],
    ['the first two were removed', without(1, 2), [{ kind: 'removed', from: 1, to: 2 }]],
    ['the last two were cut off', without(4, 5), [{ kind: 'cut_off', count: 3, head: 5 }]],
    ['all were removed', [], [{ kind: 'cut_off', count: 0, head: 5 }]],
    [
      'the third was replaced by another one with a hash of its own: the one after it does not follow',
      whole.map((r) => (r.n === 3 ? rehashed({ ...r, body: { n: 'x' } }) : r)),
      [{ kind: 'inserted', n: 4 }],
    ],
    [
      'the last was replaced by another one with a hash of its own: the head tells',
      whole.map((r) => (r.n === 5 ? rehashed({ ...r, body: { n: 'x' } }) : r)),
      [{ kind: 'rewritten', n: 5 }],
    ],
  ])('%s', (_name, records, problems) => {
    expect(checkChain(records, hashOf, [headOf(whole)])).toEqual(problems);
  });
});

test('a chain that was cut and its head with it is whole, until it is held against a head from outside', () => {
  const cut = without(4, 5);
  expect(checkChain(cut, hashOf, [headOf(cut)])).toEqual([]);
  expect(checkChain(cut, hashOf, [headOf(cut), headOf(whole)])).toEqual([
    { kind: 'cut_off', count: 3, head: 5 },
  ]);
});

test('an older head from outside is still good when the chain has grown', () => {
  expect(checkChain(whole, hashOf, [headOf(chain(3)), headOf(whole)])).toEqual([]);
});

test('a record beyond the head of its conversation was added past the only door', () => {
  expect(beyondHead(chain(6), headOf(whole))).toEqual([{ kind: 'inserted', n: 6 }]);
});
