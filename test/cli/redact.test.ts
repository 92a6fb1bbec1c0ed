/** `first-response redact` as a process: no server, no settings, JSON lines in and out. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const bin = join(import.meta.dirname, '../../cli/bin.js');

function redact(input: string, ...flags: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'redact', ...flags], {
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  const rows = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: unknown; text: string; spans: object[] });
  return { status, rows, stderr };
}

test('each text comes back in order, redacted, with spans that point into what came in', () => {
  const text = '\u{1f600} a@example.com paid with 4111 1111 1111 1111';
  const lines = [
    { id: 'x', text },
    { id: 2, text: '' },
    { id: 3, text: 'nothing', more: true },
  ];
  const { status, rows, stderr } = redact(`\uFEFF${lines.map((l) => JSON.stringify(l)).join('\r\n')}`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(rows).toEqual([
    {
      id: 'x',
      text: '\u{1f600} [email 1] paid with [card number removed]',
      spans: [
        { type: 'email', start: 3, end: 16 },
        { type: 'card', start: 27, end: 46 },
      ],
    },
    { id: 2, text: '', spans: [] },
    { id: 3, text: 'nothing', spans: [] },
  ]);
});

test('a line that cannot be read is named by its number, and loses no other', () => {
  const { status, rows, stderr } = redact('{"id":1,"text":"a"}\nno json\n\n{"id":2}\n{"id":3,"text":"b"}\n');
  expect(status).toBe(1);
  expect(rows.map(({ id }) => id)).toEqual([1, 3]);
  expect(stderr).toMatch(/^line 2: .*JSON/m);
  expect(stderr).toMatch(/^line 4: text: /m);
});

test("a desk's order numbers stay, where they would be taken for something else", () => {
  const line = JSON.stringify({ id: 1, text: 'I lost my id card, NJ41088. Call +44 20 7946 0123' });
  expect(redact(line).rows[0]?.text).toBe('I lost my id card, [national id removed]. Call [phone 1]');
  expect(redact(line, '--desk', 'demo').rows[0]?.text).toBe('I lost my id card, NJ41088. Call [phone 1]');
});
