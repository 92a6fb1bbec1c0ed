import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { addVersionCommands } from '../../cli/commands/desk-versions.ts';
import { promptsCommand } from '../../cli/commands/prompts.ts';
import { builtInPrompts } from '../../prompts/files.ts';
import { promptOf } from '../../prompts/load.ts';
import { activeVersion } from '../../store/desks.ts';
import { openPool } from '../../store/pool.ts';
import { cachedDesks } from '../../transactions/work.ts';
import { shopFiles } from '../desk/desks.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { compiled, prompts } from './fences.ts';

const query = builtInPrompts()['query.prompt.md'] ?? '';
const edited = query.replace('at most 30 words', 'at most 12 words');

let database: TestDatabase;
let dir: string;
beforeAll(async () => {
  database = await freshDatabase('embedded');
  dir = await mkdtemp(join(tmpdir(), 'desk-'));
  for (const folder of ['macros', 'prompts']) await mkdir(join(dir, folder));
  for (const [file, text] of Object.entries(shopFiles)) await writeFile(join(dir, file), text);
}, 120_000);
afterAll(async () => {
  await database.stop();
  await rm(dir, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What a command printed as JSON. */
async function run(command: Command, ...args: string[]) {
  vi.stubEnv('DATABASE_URL', database.url);
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out += String(chunk);
    return true;
  });
  await command.parseAsync([...args, '--json'], { from: 'user' });
  vi.restoreAllMocks();
  return JSON.parse(out) as { version: string; files: { file: string }[]; changes: { what: string }[] };
}
const desk = (...args: string[]) => run(addVersionCommands(new Command('desk')), ...args);
const diff = async (...args: string[]) =>
  (await run(promptsCommand(), 'diff', ...args, '--desk', dir)).files.map(({ file }) => file);

test('a prompt is applied, pinned and rolled back with its desk, and a turn keeps the one it began with', async () => {
  const pool = openPool(database.url, { max: 1, applicationName: 'test' });
  const inService = async () => {
    const version = await activeVersion(pool, 'shop');
    const { content } = await cachedDesks().version(pool, 'shop', version ?? '');
    return { version, hash: promptOf(content, 'query').hash };
  };
  const first = await desk('apply', dir);
  expect(await inService()).toEqual({ version: first.version, hash: prompts.query.hash });
  expect(await diff()).toEqual([]);

  await writeFile(join(dir, 'prompts/query.prompt.md'), edited);
  expect(await diff('query')).toEqual(['query.prompt.md']);
  expect(await diff('draft')).toEqual([]);
  const second = await desk('apply', dir);
  expect(second.changes).toMatchObject([{ what: expect.stringContaining('prompts/query.prompt.md:') }]);
  expect(await inService()).toEqual({
    version: second.version,
    hash: compiled({ 'query.prompt.md': edited }).query.hash,
  });
  expect(await diff('query')).toEqual([]);
  expect(await diff('query', '--against', '1')).toEqual(['query.prompt.md']);
  expect(await diff('query', '--against', first.version.slice(0, 8))).toEqual(['query.prompt.md']);

  const pinned = await cachedDesks().version(pool, 'shop', second.version);
  await desk('rollback', '--desk', 'shop');
  expect(await inService()).toEqual({ version: first.version, hash: prompts.query.hash });
  expect(promptOf(pinned.content, 'query').hash).toBe(compiled({ 'query.prompt.md': edited }).query.hash);
  expect(await diff('query')).toEqual(['query.prompt.md']);
  await pool.end();
}, 60_000);
