/** The desks of the dev stack: found in a folder, applied as versions, and applied again on each save. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type pg from 'pg';
import { readPath } from '../../account/path.ts';
import { changeLine, diffDesks } from '../../desk/changes.ts';
import { loadDesk } from '../../desk/load.ts';
import { problemLine } from '../../desk/problem.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { watchDesk } from '../../desk/watch.ts';
import { systemClock } from '../../domain/clock.ts';
import { activateVersion } from '../../store/desks.ts';
import { tx } from '../../store/pool.ts';
import { Failure } from '../failure.ts';

/** Addresses to offer for `--as`; nobody reads more. */
const SHOWN_CUSTOMERS = 8;
const SHOWN_CHANGES = 6;

export interface FoundDesk {
  dir: string;
  content: DeskContent;
}

/** Every folder with a desk.yaml, checked. Throws with all problems of all desks. */
export async function readDesks(folder: string): Promise<FoundDesk[]> {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const dirs = names.map((name) => join(folder, name)).filter((dir) => existsSync(join(dir, 'desk.yaml')));
  if (dirs.length === 0)
    throw new Failure(`there is no desk in ${folder}`, 'make one with `npx first-response desk new ID`');
  const found: FoundDesk[] = [];
  const problems: string[] = [];
  for (const dir of dirs) {
    const loaded = await loadDesk(dir);
    if (loaded.kind === 'ok') found.push({ dir, content: loaded.desk });
    else problems.push(...loaded.problems.map((problem) => `${basename(dir)}/${problemLine(problem)}`));
  }
  if (problems.length > 0) throw new Failure('a desk has problems', ...problems);
  return found;
}

/** Puts the desk's files into service. True when that changed anything. */
export function applyDesk(pool: pg.Pool, { dir, content }: FoundDesk, by: string): Promise<boolean> {
  const { id } = content.desk;
  return tx(pool, (db) => activateVersion(db, id, content.hash, content, dir, by, systemClock()));
}

/** Applies the desk on each save. With problems the version before stays in service, and `log` says so. */
export function applyOnSave(pool: pg.Pool, desk: FoundDesk, log: (line: string) => void): () => void {
  const { id } = desk.content.desk;
  let inService = desk.content;
  let wrong = false;
  const watcher = watchDesk(desk.dir, async (outcome) => {
    if (outcome.kind === 'failed') {
      const lines = outcome.problems.map(
        (problem) => `  desks/${basename(desk.dir)}/${problemLine(problem)}`,
      );
      log([`desk ${id} was not applied, the version before stays in service:`, ...lines].join('\n'));
      wrong = true;
      return;
    }
    const content = outcome.desk;
    if (content.hash === inService.hash) {
      if (wrong) log(`desk ${id} is in order again, as it is in service`);
      wrong = false;
      return;
    }
    wrong = false;
    if (content.desk.id !== id)
      return log(`desk ${id} was not applied: its id is now ${content.desk.id}. Start again for a new desk.`);
    try {
      await applyDesk(pool, { dir: desk.dir, content }, 'npm start, on save');
    } catch (error) {
      return log(`desk ${id} could not be applied: ${error instanceof Error ? error.message : error}`);
    }
    const changes = diffDesks(inService, content).map(changeLine);
    inService = content;
    const more = changes.length > SHOWN_CHANGES ? [`  and ${changes.length - SHOWN_CHANGES} more`] : [];
    const shown = changes.slice(0, SHOWN_CHANGES).map((change) => `  ${change}`);
    log([`desk ${id}: applied version ${content.hash.slice(0, 12)}`, ...shown, ...more].join('\n'));
  });
  return () => watcher.close();
}

/** Milliseconds of quiet that end a burst, by channel; `*` for the others. */
export function settleOf({ desk }: DeskContent): Record<string, number> {
  const channels = Object.entries(desk.settle.channels).map(
    ([name, window]) => [name, window.quietMs] as const,
  );
  return { '*': desk.settle.default.quietMs, ...Object.fromEntries(channels) };
}

/** E-mail addresses (else phones, else user ids) of the first customers in a JSON account file, to offer for `--as`. */
export async function someCustomers({ dir, content }: FoundDesk): Promise<string[]> {
  const { account } = content.desk;
  if (account?.source.kind !== 'json') return [];
  const { file } = account.source;
  const match = account.match as Record<string, string | string[] | undefined> | undefined;
  const [path] = [match?.email ?? match?.phone ?? match?.user ?? []].flat();
  if (path === undefined) return [];
  const root: unknown = JSON.parse(await readFile(isAbsolute(file) ? file : join(dir, file), 'utf8'));
  const customers = account.customers.at ? readPath(root, account.customers.at) : root;
  if (typeof customers !== 'object' || customers === null) return [];
  return Object.values(customers)
    .flatMap((record) => readPath(record, path))
    .filter((address): address is string => typeof address === 'string')
    .slice(0, SHOWN_CUSTOMERS);
}
