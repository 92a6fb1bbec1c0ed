/** What both kinds of test databases need: when a template is out of date, and what killed runs left behind. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Log } from '../../store/log.ts';

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Changes with anything that makes an existing template wrong. */
export function schemaHash(): string {
  const hash = createHash('sha256');
  const root = new URL('../../', import.meta.url);
  const migrations = new URL('store/migrations/', root);
  for (const file of readdirSync(migrations).sort())
    hash.update(file).update(readFileSync(new URL(file, migrations)));
  for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-pgvector']) {
    hash.update(readFileSync(new URL(`node_modules/${name}/package.json`, root)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** What a test run that was killed has left: its name ends in the process and a number or a random part. */
export function isLeftover(name: string): boolean {
  const pid = /^(?:data-|building-|fr_test_[0-9a-f]+_|fr_building_[0-9a-f]+_)(\d+)/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch {
    return true;
  }
}
