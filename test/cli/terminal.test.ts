/** What commands print: readable, without colour where none is wanted, and harmless. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { doctorLines } from '../../cli/commands/doctor.ts';
import { checked, SKEW_FAILED_MS, skewCheck } from '../../cli/doctor/checks.ts';
import { explain, Failure } from '../../cli/failure.ts';
import { clipped, coloured, duration, quote, table } from '../../cli/output.ts';

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ TERM: 'dumb' }, true, false],
])('colours with %j on a terminal: %s → %s', (env, terminal, expected) => {
  expect(coloured(env, terminal)).toBe(expected);
});

test('columns are as wide as their widest cell, and the last is not padded', () => {
  expect(
    table(
      ['id', 'why'],
      [
        ['a-long-id', 'x'],
        ['b', 'yy'],
      ],
    ),
  ).toEqual(['id         why', 'a-long-id  x', 'b          yy']);
});

test('a customer cannot move the cursor of the person who reads them', () => {
  const evil = 'hello\x1b[2J\x1b]0;owned\x07 there';
  expect(quote(evil, '').join('')).toBe('hello[2J]0;owned there');
  expect(clipped(evil)).not.toContain('\x1b');
});

test('long words are kept whole and long lines are wrapped', () => {
  const lines = quote('word '.repeat(60).trim(), '');
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(92);
});

test.each([
  [850, '850 ms'],
  [4_240, '4.2 s'],
  [180_000, '3 min'],
  [5 * 3_600_000, '5 h'],
  [72 * 3_600_000, '3 d'],
])('%d ms is %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test('an error says what happened and what to do, and shows its origin only when asked', () => {
  const failure = new Failure('there is no desk', 'apply one');
  expect(explain(failure, false)).toEqual(['error: there is no desk', '  → apply one']);
  expect(explain(new TypeError('x is not a function'), false).join('\n')).not.toContain('terminal.test');
  expect(explain(failure, true)[0]).toContain('terminal.test.ts');
  expect(explain(new AggregateError([new Error('refused')]), false)[0]).toBe('error: refused');
});

test('a file that cannot be read is named in words', async () => {
  const error = await readFile('/nowhere/week.jsonl').catch((reason) => reason);
  expect(explain(error, false)).toEqual(['error: there is no file /nowhere/week.jsonl']);
});

describe('the doctor', () => {
  test('advice that an error brings along has no empty lines', async () => {
    const found = await checked('Temporal', '', () =>
      Promise.reject(new Error('it does not answer\n\n  start it\n')),
    );
    expect(found).toMatchObject({ detail: 'it does not answer', advice: 'start it' });
    expect(await checked('Temporal', '', () => Promise.reject(new Error('away')))).not.toHaveProperty(
      'advice',
    );
  });

  test.each([
    ['between our readings', 1_000, 900, 1_100, 'ok'],
    ['as far off as the answer took', 1_000, 1_100, 1_200, 'ok'],
    ['seconds ahead', 9_000, 1_000, 1_100, 'remark'],
    ['so far behind that signatures fail', 0, SKEW_FAILED_MS, SKEW_FAILED_MS + 10, 'failed'],
  ])('a clock %s', (_name, theirs, before, after, state) => {
    expect(skewCheck('clock', theirs, before, after).state).toBe(state);
  });

  test('what to do stands below what was found, and the last line sums up', () => {
    const lines = doctorLines([
      { name: 'Database', state: 'ok', detail: 'Postgres 17' },
      {
        name: 'Migrations',
        state: 'failed',
        detail: 'not run yet: 0002_core',
        advice: 'run `first-response migrate`',
      },
      { name: 'Gateway', state: 'skipped', detail: 'none is known here' },
    ]);
    expect(lines).toEqual([
      '✓ Database: Postgres 17',
      '✗ Migrations: not run yet: 0002_core',
      '    → run `first-response migrate`',
      '– Gateway: none is known here',
      '',
      '1 thing has to be put right.',
    ]);
  });
});
