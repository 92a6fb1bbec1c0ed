/** A database for one turn: a copy of a migrated one that is kept in the user's cache, thrown away afterwards. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { startEmbedded } from '../../store/embedded/supervisor.ts';
import { copyTemplate, makeTemplate } from '../../store/embedded/template.ts';
import { openPool } from '../../store/pool.ts';
import { cacheDirectory, packageFile } from '../../temporal/places.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };

/** Runs `work` on a fresh database with the current schema. Making the first one takes 5 s, every later one 1.5 s. */
export async function withThrowawayDatabase<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const template = await migratedTemplate();
  const dir = mkdtempSync(join(tmpdir(), 'first-response-try-'));
  copyTemplate(template, dir);
  const embedded = await startEmbedded(dir, { log: silent });
  const pool = openPool(embedded.url, { max: 4, applicationName: 'first-response try', log: silent });
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await embedded.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function migratedTemplate(): Promise<string> {
  const cache = cacheDirectory();
  const template = join(cache, `database-${schemaHash()}`);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache))
    if (old.startsWith('database-')) rmSync(join(cache, old), { recursive: true, force: true });
  await makeTemplate(template, 'building-', silent);
  return template;
}

/** Changes with whatever makes a template wrong: the migrations, and the database's own version. */
function schemaHash(): string {
  const hash = createHash('sha256');
  const migrations = new URL('../../store/migrations/', import.meta.url);
  for (const file of readdirSync(migrations).sort())
    hash.update(file).update(readFileSync(new URL(file, migrations)));
  hash.update(readFileSync(packageFile('node_modules/@electric-sql/pglite/package.json')));
  return hash.digest('hex').slice(0, 12);
}
