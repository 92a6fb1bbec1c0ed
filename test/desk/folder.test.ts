import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoadedDesk, loadDesk } from '../../desk/load.ts';
import { type DeskWatcher, watchDesk } from '../../desk/watch.ts';
import { changed, shop, shopFiles } from './desks.ts';

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

test('a folder gives the same desk as its files, and nothing else in it counts', async () => {
  await writeFile(join(dir, 'macros/README.md'), 'how we write');
  await writeFile(join(dir, 'macros/.where_is_order.en.md.swp'), 'x');
  await writeFile(join(dir, 'notes.txt'), 'x');
  expect(await loadDesk(dir)).toEqual({ kind: 'ok', desk: shop() });
});

test('a copy of a folder has the hash of the original', async () => {
  const copy = await mkdtemp(join(tmpdir(), 'desk-'));
  await cp(dir, copy, { recursive: true });
  expect(await loadDesk(copy)).toEqual(await loadDesk(dir));
  await rm(copy, { recursive: true });
});

test('a folder without desk.yaml, and one that is not there, say what to do', async () => {
  await rm(join(dir, 'desk.yaml'));
  for (const folder of [dir, join(dir, 'nowhere')]) {
    const loaded = await loadDesk(folder);
    expect(loaded).toMatchObject({
      kind: 'failed',
      problems: [{ file: 'desk.yaml', line: 1, fix: expect.stringContaining('desk new') }],
    });
  }
});

/** Waits for what the watcher reports, one outcome after the other. */
function outcomes() {
  const reported: LoadedDesk[] = [];
  const waiting: ((outcome: LoadedDesk) => void)[] = [];
  watcher = watchDesk(dir, (outcome) => {
    const next = waiting.shift();
    if (next) next(outcome);
    else reported.push(outcome);
  });
  return () =>
    new Promise<LoadedDesk>((resolve) => {
      const next = reported.shift();
      if (next) resolve(next);
      else waiting.push(resolve);
    });
}

test('a save is loaded, and a save with a problem keeps the last good desk in service', async () => {
  const next = outcomes();
  await watcher?.reload();
  expect((await next()).kind).toBe('ok');
  expect(watcher?.good()).toEqual(shop());

  await writeFile(join(dir, 'desk.yaml'), 'id: [');
  expect((await next()).kind).toBe('failed');
  expect(watcher?.good()).toEqual(shop());

  // As editors do it: a new file moved over the old one.
  await writeFile(join(dir, 'desk.yaml~'), changed('The shop', 'Our shop')['desk.yaml'] ?? '');
  await rename(join(dir, 'desk.yaml~'), join(dir, 'desk.yaml'));
  expect((await next()).kind).toBe('ok');
  expect(watcher?.good()?.desk.name).toBe('Our shop');

  await writeFile(
    join(dir, 'macros/where_is_order.en.md'),
    changed('Hello', 'Hi', 'macros/where_is_order.en.md')['macros/where_is_order.en.md'] ?? '',
  );
  expect(await next()).toMatchObject({
    kind: 'ok',
    desk: { macros: [{ body: expect.stringContaining('Hi ') }] },
  });
});

test('a callback that fails does not end the watching', async () => {
  let calls = 0;
  let second: () => void = () => {};
  const again = new Promise<void>((resolve) => (second = resolve));
  watcher = watchDesk(dir, () => {
    calls += 1;
    if (calls === 1) throw new Error('the database is away');
    second();
  });
  await expect(watcher.reload()).rejects.toThrow('the database is away');
  await writeFile(join(dir, 'desk.yaml'), changed('The shop', 'Our shop')['desk.yaml'] ?? '');
  await again;
});
