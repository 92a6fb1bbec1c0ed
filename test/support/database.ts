/** A fresh, migrated database for a suite: the embedded one always, and a real Postgres where there is one. */

import type pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Embedded } from '../../store/embedded/supervisor.ts';
import { openPool } from '../../store/pool.ts';
import { type EmbeddedLimits, freshEmbedded } from './database-embedded.ts';
import { freshPostgres, NEEDS_POSTGRES } from './database-postgres.ts';

export { silentLog } from './database-common.ts';

export type Backend = 'embedded' | 'postgres';

export type TestDatabase = {
  backend: Backend;
  url: string;
  /** Ends it and removes its data. Pools on it should be ended first. */
  stop(): Promise<void>;
};

/** With its directory, and its supervisor, for tests that kill the process. */
export type EmbeddedTestDatabase = TestDatabase & { embedded: Embedded; dir: string };

export type StoreContext = { url(): string; pool(): pg.Pool; backend: Backend };

/** A copy of the template starts in about a second; a first template on a busy machine takes far longer. */
const START_LIMIT_MS = 120_000;

/**
 * Runs the suite on the embedded database and again on real Postgres when TEST_DATABASE_URL is set (otherwise it
 * is listed as skipped). Each run has a database of its own, migrated and empty, shared by its tests.
 */
export function describeStore(name: string, body: (context: StoreContext) => void): void {
  describeOn('embedded', name, body);
  describePostgres(name, body);
}

/** For what one backend cannot show: lock contention, SKIP LOCKED, races of READ COMMITTED. */
export function describePostgres(name: string, body: (context: StoreContext) => void): void {
  if (process.env.TEST_DATABASE_URL) describeOn('postgres', name, body);
  else
    describe.skip(`${name} (postgres) [${NEEDS_POSTGRES}]`, () =>
      body(contextOf('postgres', () => undefined)));
}

function describeOn(backend: Backend, name: string, body: (context: StoreContext) => void): void {
  describe(`${name} (${backend})`, () => {
    let running: { database: TestDatabase; pool: pg.Pool } | undefined;
    beforeAll(async () => {
      const database = await freshDatabase(backend);
      running = { database, pool: openPool(database.url, { applicationName: 'first-response test' }) };
    }, START_LIMIT_MS);
    afterAll(async () => {
      await running?.pool.end();
      await running?.database.stop();
    }, START_LIMIT_MS);
    body(contextOf(backend, () => running));
  });
}

function contextOf(
  backend: Backend,
  running: () => { database: TestDatabase; pool: pg.Pool } | undefined,
): StoreContext {
  const get = () => {
    const now = running();
    if (!now)
      throw new Error('the database is there inside tests and hooks, not while the suite is being collected');
    return now;
  };
  return { backend, url: () => get().database.url, pool: () => get().pool };
}

/** For tests that manage the life of their database themselves (chaos, end to end). */
export async function freshDatabase(
  backend: 'embedded',
  limits?: EmbeddedLimits,
): Promise<EmbeddedTestDatabase>;
export async function freshDatabase(backend: Backend): Promise<TestDatabase>;
export async function freshDatabase(backend: Backend, limits?: EmbeddedLimits): Promise<TestDatabase> {
  return backend === 'embedded' ? freshEmbedded(limits) : freshPostgres();
}
