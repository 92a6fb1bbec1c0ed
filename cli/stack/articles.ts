/** Imports a desk's articles again after each save below its knowledge/ folder. */
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { FoundDesk } from './desks.ts';
import { importArticles } from './knowledge.ts';

/** Editors write a file in several steps, and people save several files. */
const QUIET_MS = 300;

export const importOf = (pool: pg.Pool, { dir, content: { desk } }: FoundDesk): Promise<string> =>
  importArticles(pool, desk.id, dir, desk.language);

export function importOnSave(pool: pg.Pool, desk: FoundDesk, log: (line: string) => void): () => void {
  const folder = join(desk.dir, 'knowledge');
  if (!existsSync(folder)) return () => {};
  const what = `knowledge of desk ${desk.content.desk.id}`;
  let timer: NodeJS.Timeout | undefined;
  let queue = Promise.resolve();
  const again = async () => log(`${what}: ${await importOf(pool, desk)}`);
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      queue = queue.then(again).catch((error: unknown) => log(`${what} was not imported: ${error}`));
    }, QUIET_MS);
  });
  watcher.on('error', () => undefined); // the folder is gone for a moment
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
