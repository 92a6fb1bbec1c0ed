/** The format of demo conversations: mistakes are named with file, line and field, and what cannot be played is refused. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDemo } from '../../cli/stack/demo-file.ts';
import { problemLine } from '../../desk/problem.ts';

describe('the format of demo conversations', () => {
  const head = ['id: x', 'title: X', 'covers: [burst]', 'channel: chat'];
  const customer = 'customer: { kind: email, address: a@example.com, proof: channel }';
  const good = [...head, customer, 'rows:', '  - text: hello', 'expect:', '  - nothingOwed: thank_you'];

  async function problemsOf(...files: string[][]): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'first-response-demo-'));
    mkdirSync(join(folder, 'conversations'));
    files.forEach((lines, at) => {
      writeFileSync(join(folder, 'conversations', `${at}.yaml`), lines.join('\n'));
    });
    const loaded = await loadDemo(folder);
    rmSync(folder, { recursive: true });
    return loaded.kind === 'ok' ? [] : loaded.problems.map(problemLine);
  }
  const changed = (from: string, ...to: string[]) => good.flatMap((line) => (line === from ? to : [line]));

  it('a problem names file, line and field, and every problem is named', async () => {
    expect(await problemsOf(good)).toEqual([]);
    const broken = changed('covers: [burst]', 'covers: [bursts]').map((line) =>
      line.replace('- text: hello', '- { text: hello, latee: true }'),
    );
    expect(await problemsOf(broken)).toEqual([
      expect.stringMatching(
        /^conversations\/0\.yaml:3:10 covers\[0\]: bursts is none of .*did you mean burst\?$/,
      ),
      expect.stringMatching(/^conversations\/0\.yaml:7:\d+ rows\[0\]\.latee: .*did you mean late\?$/),
    ]);
  });

  it('an outcome is expected of every step in which we decide, no more and no fewer', async () => {
    const [missing] = await problemsOf(changed('  - text: hello', '  - text: hello', '  - text: and again'));
    expect(missing).toMatch(/:\d+:\d+ expect: 2 of its steps need an outcome, and 1 are given/);
    expect(
      await problemsOf(changed('  - text: hello', '  - text: hello', '  - { text: b, at: +1s }')),
    ).toEqual([]);
    expect(await problemsOf(changed('  - text: hello', '  - text: hello', '  - do: solve'))).toEqual([]);
  });

  it('what cannot be played is refused: an offset without its sign, a late first row, a rejection without its reason', async () => {
    expect(await problemsOf(changed('  - text: hello', '  - { text: hello, at: 1s }'))).not.toEqual([]);
    expect((await problemsOf(changed('  - text: hello', '  - { text: hello, late: true }')))[0]).toMatch(
      /late/,
    );
    expect((await problemsOf(changed('  - text: hello', '  - text: hello', '  - do: reject')))[0]).toMatch(
      /reason/,
    );
  });

  it('two conversations never share an id', async () => {
    expect(await problemsOf(good, good)).toEqual([
      expect.stringContaining('conversations/0.yaml has the same id'),
    ]);
  });
});
