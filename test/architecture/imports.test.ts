/** The layers hold, and the rule that says so can fail. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** Runs the rule over a folder; the exit code is the number of violations. */
function cruise(cwd: string, paths: readonly string[]): Promise<{ code: number; output: string }> {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [bin, '--config', '.dependency-cruiser.cjs', ...paths],
      { cwd },
      (error, stdout) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout }),
    );
  });
}

/** A project of two files, the first of which imports the second. */
async function planted(importer: string, line: string, imported: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'first-response-imports-'));
  folders.push(folder);
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    await cp(join(root, file), join(folder, file));
  await mkdir(dirname(join(folder, importer)), { recursive: true });
  await mkdir(dirname(join(folder, imported)), { recursive: true });
  await writeFile(join(folder, imported), 'export const thing = 1;\nexport type Thing = number;\n');
  await writeFile(join(folder, importer), `${line}\nexport const user = 1;\n`);
  return folder;
}

describe('the import rule', () => {
  it.each([
    [
      'policy never reads rows',
      'policy/a.ts',
      "import { thing } from '../store/b.ts';\nthing;",
      'store/b.ts',
    ],
    [
      'workflows never load an activity',
      'workflows/a.ts',
      "import { thing } from '../activities/b.ts';\nthing;",
      'activities/b.ts',
    ],
    [
      'workflows never load a node built-in',
      'workflows/a.ts',
      "import { readFile } from 'node:fs';\nreadFile;",
      'policy/b.ts',
    ],
    [
      'a channel never reads rows',
      'channels/a.ts',
      "import { thing } from '../store/b.ts';\nthing;",
      'store/b.ts',
    ],
    [
      'nothing imports an edge',
      'transactions/a.ts',
      "import { thing } from '../gateway/b.ts';\nthing;",
      'gateway/b.ts',
    ],
  ])('%s', async (_name, importer, line, imported) => {
    const { code, output } = await cruise(await planted(importer, line, imported), [
      dirname(importer),
      dirname(imported),
    ]);
    expect(output).toContain('error');
    expect(code).toBeGreaterThan(0);
  });

  it('lets workflows know the types of activities', async () => {
    const folder = await planted(
      'workflows/a.ts',
      "import type { Thing } from '../activities/b.ts';\nexport type Mine = Thing;",
      'activities/b.ts',
    );
    expect((await cruise(folder, ['workflows', 'activities'])).code).toBe(0);
  });
});
