/** Which rows of a played thread go out together, and what is left out. */
import { expect, test } from 'vitest';
import { dueAt, stepsOf, withoutAgents } from '../../cli/play/bursts.ts';
import { type Row, readRows } from '../../cli/play/rows.ts';

const said = (at: number, from: 'customer' | 'agent' = 'customer'): Row => ({
  conversation: 'c',
  customer: 'ada@example.com',
  text: `at ${at}`,
  at,
  from,
  attachments: [],
});
const done = (at: number): Row => ({ conversation: 'c', do: 'take_over', at });

test.each<[string, number[], number, boolean[]]>([
  ['the first row never waits', [0], 1_000, [false]],
  ['rows closer than the window are one burst', [0, 400, 900], 1_000, [false, false, false]],
  ['a row as far away as the window waits for rest', [0, 1_000], 1_000, [false, true]],
  ['the gap counts from the row before, not from the first', [0, 900, 1_800], 1_000, [false, false, false]],
  ['a burst after a pause is a burst of its own', [0, 5_000, 5_100], 1_000, [false, true, false]],
  ['with a window of 0 every row waits', [0, 0, 1], 0, [false, true, true]],
])('%s', (_name, times, quiet, rests) => {
  const steps = stepsOf(
    times.map((at) => said(at)),
    () => quiet,
  );
  expect(steps.map(({ rest }) => rest)).toEqual(rests);
});

test('each row is measured by the window of its own channel', () => {
  const rows: Row[] = [said(0), { ...said(2_000), channel: 'email' } as Row, said(4_000)];
  const steps = stepsOf(rows, (row) => ('channel' in row && row.channel === 'email' ? 45_000 : 1_000));
  expect(steps.map(({ rest }) => rest)).toEqual([false, false, true]);
});

test('an action in mid-draft is done at once, a later one at rest', () => {
  const steps = stepsOf([said(0), done(10), done(9_000)], () => 1_000);
  expect(steps.map(({ rest }) => rest)).toEqual([false, false, true]);
});

test('without --humans the rows of agents are left out and counted, and actions stay', () => {
  const rows = [said(0), said(1, 'agent'), done(2), said(3)];
  expect(withoutAgents(rows, false)).toEqual({ rows: [rows[0], rows[2], rows[3]], skipped: 1 });
  expect(withoutAgents(rows, true)).toEqual({ rows, skipped: 0 });
});

test('at a speed, time runs so many times as fast from the first row of the file', () => {
  expect(dueAt(said(61_000), 1_000, 1)).toBe(60_000);
  expect(dueAt(said(61_000), 1_000, 100)).toBe(600);
});

test('threads are put in order of time, and rows of the same moment stay as they are in the file', () => {
  const line = (conversation: string, text: string, at: string | number) =>
    JSON.stringify({ conversation, customer: 'u1', text, at });
  const threads = readRows(
    [
      line('b', 'second', '2026-05-01T10:00:05Z'),
      line('a', 'other', 7),
      '',
      line('b', 'first', '2026-05-01T10:00:00Z'),
    ].join('\n'),
  );
  expect(threads.map((t) => [t.conversation, t.rows.map((r) => ('text' in r ? r.text : ''))])).toEqual([
    ['b', ['first', 'second']],
    ['a', ['other']],
  ]);
  const same = readRows([line('c', 'one', 5), line('c', 'two', 5), line('c', 'three', 5)].join('\n'));
  expect(same[0]?.rows.map((r) => ('text' in r ? r.text : ''))).toEqual(['one', 'two', 'three']);
});

test.each([
  ['{"conversation": "a"', /line 1 is not JSON/],
  ['{"conversation": "a", "customer": "u", "text": "x", "at": "yesterday"}', /line 1: at: .*ISO 8601/],
  ['{"conversation": "a", "do": "dance", "at": 1}', /line 1: do/],
  ['{"conversation": "a", "text": "x", "at": 1}', /line 1: customer/],
])('a row that cannot be played is named with its line: %s', (line, message) => {
  expect(() => readRows(line)).toThrow(message);
});
