/** Brings a database to the current schema: plain SQL files, each run once, in the order of their numbers. */

import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import type { Log } from './log.ts';

/** Beside this file both in the source tree and in dist/, where the build copies the SQL. */
const MIGRATIONS_DIR = fileURLToPath(new URL('./migrations', import.meta.url));

/** Where the names of the migrations that have run are kept. */
const MIGRATIONS_TABLE = 'schema_migration';

/** Any number that nobody else takes: one migrator at a time per database. */
const MIGRATION_LOCK = 4_242_017;

/** Only numbered SQL files are migrations; editors and systems leave other things behind. */
const MIGRATION_FILE = /^\d{4}_[a-z0-9_]+\.sql$/;

export type MigrateOptions = { log?: Pick<Log, 'info' | 'warn'>; dir?: string };

/**
 * Runs what is pending, all in one transaction: after a failure the schema is what it was before.
 *
 * Safe to call from several processes at once: a transaction-scoped lock lets one in and the others find
 * nothing left to do. (A session lock would not do: on the embedded database all connections share one backend,
 * so each would be granted it; there, the open transaction itself keeps the others out.)
 *
 * @returns the names of the migrations that were run now, without `.sql`
 * @throws when a file fails, or when one was inserted before others that have already run
 */
export async function migrate(target: string | pg.Pool, options: MigrateOptions = {}): Promise<string[]> {
  const { log, dir = MIGRATIONS_DIR } = options;
  return withClient(target, async (client) => {
    await client.query('BEGIN');
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      const done = await runner({
        dbClient: client,
        dir,
        // node-pg-migrate wants what to leave out: everything that is not one of ours.
        ignorePattern: '(?!\\d{4}_[a-z0-9_]+\\.sql$).*',
        migrationsTable: MIGRATIONS_TABLE,
        direction: 'up',
        checkOrder: true,
        singleTransaction: true,
        noLock: true,
        logger: { info: () => {}, warn: () => {}, error: () => {} },
      });
      await client.query('COMMIT');
      const names = done.map((migration) => migration.name);
      if (names.length > 0) log?.info({ migrations: names }, 'the database schema was brought up to date');
      return names;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw error;
    }
  });
}

/**
 * The names of the migrations that this version of the code has and the database has not run yet; for the
 * doctor and for readiness. Changes nothing.
 */
export async function pendingMigrations(
  target: string | pg.Pool,
  options: Pick<MigrateOptions, 'dir'> = {},
): Promise<string[]> {
  const files = (await readdir(options.dir ?? MIGRATIONS_DIR))
    .filter((file) => MIGRATION_FILE.test(file))
    .sort();
  const names = files.map((file) => file.slice(0, -'.sql'.length));
  return withClient(target, async (client) => {
    const table = await client.query('SELECT to_regclass($1) IS NOT NULL AS exists', [
      `public.${MIGRATIONS_TABLE}`,
    ]);
    if (!table.rows[0]?.exists) return names;
    const run = await client.query<{ name: string }>(`SELECT name FROM public.${MIGRATIONS_TABLE}`);
    const known = new Set(run.rows.map((row) => row.name));
    return names.filter((name) => !known.has(name));
  });
}

async function withClient<T>(
  target: string | pg.Pool,
  fn: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  if (typeof target !== 'string') {
    const client = await target.connect();
    try {
      return await fn(client);
    } finally {
      client.release();
    }
  }
  const client = new pg.Client({ connectionString: target, application_name: 'first-response migrate' });
  // An error between two queries also reaches the next query, which reports it.
  client.on('error', () => {});
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
