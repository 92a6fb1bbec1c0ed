import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { promptsCommand } from '../../cli/commands/prompts.ts';
import { loadDesk } from '../../desk/load.ts';
import { type DeskWatcher, watchDesk } from '../../desk/watch.ts';
import { exampleInputs } from '../../prompts/examples.ts';
import { builtInPrompts } from '../../prompts/files.ts';
import { promptIds } from '../../prompts/schemas.ts';
import { shopFiles } from '../desk/desks.ts';
import { example, rendered } from './fences.ts';

const query = builtInPrompts()['query.prompt.md'] ?? '';

let dir: string;
let watcher: DeskWatcher | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'desk-'));
  await mkdir(join(dir, 'macros'));
  for (const [file, text] of Object.entries(shopFiles)) await writeFile(join(dir, file), text);
});
afterEach(async () => {
  watcher?.close();
  watcher = undefined;
  await rm(dir, { recursive: true });
});

async function override(text: string, file = 'query.prompt.md') {
  await mkdir(join(dir, 'prompts', 'partials'), { recursive: true });
  await writeFile(join(dir, 'prompts', file), text);
}

/** Runs the command in this process: what it printed, and the exit code it asked for. */
async function run(...args: string[]) {
  let out = '';
  const write = (chunk: unknown) => {
    out += String(chunk);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write),
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true),
  ];
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    await promptsCommand().parseAsync([...args, '--desk', dir], { from: 'user' });
    return { out, code: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

test('check lists all prompts and says which are the desk’s own', async () => {
  await override(query);
  const { out, code } = await run('check');
  expect(code).toBe(0);
  for (const id of promptIds)
    expect(out).toMatch(new RegExp(`^${id} .*${id === 'query' ? 'desk' : 'built-in'}`, 'm'));
});

test('check names file, line and field, and exits 1', async () => {
  await override(query.replace('desk.name', 'desk.nom'));
  const { out, code } = await run('check');
  expect(code).toBe(1);
  expect(out).toMatch(
    /prompts\/query\.prompt\.md:9:\d+ \{\{ desk\.nom \}\}: there is no nom; there is name,/,
  );
  const json = JSON.parse((await run('check', '--json')).out);
  expect(json).toMatchObject({ ok: false, problems: [{ file: 'query.prompt.md', line: 9 }] });
});

test('check of a folder that is no desk fails instead of praising the built-in prompts', async () => {
  await rm(join(dir, 'desk.yaml'));
  await expect(run('check')).rejects.toThrow('there is no desk');
});

test('render shows the example as it would be sent, in the desk’s own words', async () => {
  expect(JSON.parse((await run('render', 'draft', '--json')).out)).toMatchObject({
    ...example('draft'),
    tokens: expect.any(Number),
  });
  await override(query.replace('at most 30 words', 'at most 12 words'));
  expect((await run('render', 'query')).out).toContain('at most 12 words');
});

test('render takes an input from a file', async () => {
  const input = { ...exampleInputs.query, messages: exampleInputs.query.messages.slice(0, 1) };
  await writeFile(join(dir, 'input.json'), JSON.stringify(input));
  const { out } = await run('render', 'query', '--input', join(dir, 'input.json'), '--json');
  expect(JSON.parse(out).messages).toEqual(rendered('query', input).messages);
  await expect(run('render', 'nothing')).rejects.toThrow('there is no prompt nothing');
});

test('diff against a commit shows the changed line of the prompt and of partials it uses, and no other', async () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: dir, stdio: 'pipe' });
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'first');
  expect((await run('diff', 'query', '--against', 'git:HEAD')).out).toMatch(/^No difference/);
  await override(query.replace('at most 30 words', 'at most 12 words'));
  await override('Nobody renders this.\n', 'partials/more.md');
  const { out } = await run('diff', 'query', '--against', 'git:HEAD', '--json');
  const { files } = JSON.parse(out) as { files: { file: string; lines: { kind: string; text: string }[] }[] };
  expect(files.map(({ file }) => file)).toEqual(['query.prompt.md']);
  expect(
    files[0]?.lines.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind}: ${text}`),
  ).toEqual(['removed: - It has at most 30 words.', 'added: - It has at most 12 words.']);
  expect((await run('diff', 'draft', '--against', 'git:HEAD')).out).toMatch(/^No difference/);
  await expect(run('diff', '--against', 'git:--output=x')).rejects.toThrow('no git ref');
  await expect(run('diff', '--against', 'git:nowhere')).rejects.toThrow('git cannot read it');
});

test('a saved prompt is noticed while the folder is watched', async () => {
  let next: (hash: string) => void = () => {};
  const changed = new Promise<string>((resolve) => (next = resolve));
  await mkdir(join(dir, 'prompts', 'partials'), { recursive: true });
  const before = await loadDesk(dir);
  watcher = watchDesk(dir, (outcome) => {
    if (outcome.kind === 'ok' && before.kind === 'ok' && outcome.desk.hash !== before.desk.hash)
      next(outcome.desk.prompts?.['query.prompt.md'] ?? '');
  });
  await watcher.reload();
  await override(query.replace('at most 30 words', 'at most 12 words'));
  expect(await changed).toContain('at most 12 words');
});
