/** A fresh, migrated database for a suite: the embedded one always, and a real Postgres where there is one. */

import { createHash } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '../../store/embedded/supervisor.ts';
import type { Log } from '../../store/log.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool } from '../../store/pool.ts';

export type Backend = 'embedded' | 'postgres';

export type TestDatabase = {
  backend: Backend;
  url: string;
  /** Ends it and removes its data. Pools on it should be ended first. */
  stop(): Promise<void>;
};

/** With its directory, and its supervisor, for tests that kill the process. */
export type EmbeddedTestDatabase = TestDatabase & { embedded: Embedded; dir: string };

/** Shorter ones than in service, so that a test need not wait for seconds. */
export type EmbeddedLimits = Omit<EmbeddedOptions, 'log'>;

export type StoreContext = { url(): string; pool(): pg.Pool; backend: Backend };

/** Why a suite does not run, in brackets at the end of its title, where the reporter finds it. */
const NEEDS_POSTGRES = 'needs TEST_DATABASE_URL, see .ci/postgres';

/** A copy of the template starts in about a second; a first template on a busy machine takes far longer. */
const START_LIMIT_MS = 120_000;

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

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

// --- embedded: a copy of a migrated directory, made once for each state of the migrations ---

const HOME = join(tmpdir(), `first-response-test-${userInfo().uid}`);

/** Changes with anything that makes an existing template wrong. */
function schemaHash(): string {
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

async function embeddedTemplate(): Promise<string> {
  const template = join(HOME, `template-${schemaHash()}`);
  if (existsSync(template)) return template;
  mkdirSync(HOME, { recursive: true, mode: 0o700 });
  const building = mkdtempSync(join(HOME, 'building-'));
  const embedded = await startEmbedded(building, { log: silentLog });
  try {
    await migrate(embedded.url);
  } finally {
    await embedded.stop(); // a clean stop, so that a copy has nothing to replay
  }
  for (const old of readdirSync(HOME)) {
    if (old.startsWith('template-')) rmSync(join(HOME, old), { recursive: true, force: true });
  }
  try {
    renameSync(building, template);
  } catch (error) {
    // Another worker of this run was first with the same template.
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(template)) throw error;
  }
  return template;
}

async function freshEmbedded(limits: EmbeddedLimits = {}): Promise<EmbeddedTestDatabase> {
  const template = await embeddedTemplate();
  const dir = mkdtempSync(join(HOME, `data-${process.pid}-`));
  cpSync(template, dir, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const embedded = await startEmbedded(dir, { log: silentLog, ...limits });
  return {
    backend: 'embedded',
    dir,
    url: embedded.url,
    embedded,
    async stop() {
      await embedded.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

// --- real Postgres: CREATE DATABASE from a migrated template, which takes some 20 ms ---

/** Database names carry the machine, so that one never removes what another's run left behind. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** Any number: making the template is for one worker at a time. */
const TEMPLATE_LOCK = 4_242_018;

let serial = 0;

function serverUrl(): URL {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error(`no real Postgres: ${NEEDS_POSTGRES}`);
  return new URL(url);
}

const urlOf = (database: string): string => Object.assign(serverUrl(), { pathname: `/${database}` }).href;

async function onServer<T>(fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl().href });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

async function postgresTemplate(): Promise<string> {
  const template = `fr_template_${MACHINE}_${schemaHash()}`;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'fr\\_%\\_' || $1 || '\\_%'`,
      [MACHINE],
    );
    const names = rows.map((row) => row.datname);
    for (const name of names.filter(isLeftover))
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    if (names.includes(template)) return;
    const building = `fr_building_${MACHINE}_${process.pid}`;
    await client.query(`CREATE DATABASE ${building}`);
    await migrate(urlOf(building));
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
  });
  return template;
}

/** The database of a test run that was killed. */
function isLeftover(name: string): boolean {
  const pid = /^fr_(?:test|building)_[0-9a-f]+_(\d+)/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch {
    return true;
  }
}

async function freshPostgres(): Promise<TestDatabase> {
  const template = await postgresTemplate();
  const name = `fr_test_${MACHINE}_${process.pid}_${++serial}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    backend: 'postgres',
    url: urlOf(name),
    stop: async () => {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
