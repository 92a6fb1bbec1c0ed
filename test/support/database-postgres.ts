/** A fresh database on a real Postgres: CREATE DATABASE from a migrated template, which takes some 20 ms. */

import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import pg from 'pg';
import { migrate } from '../../store/migrate.ts';
import type { TestDatabase } from './database.ts';
import { isLeftover, schemaHash } from './database-common.ts';

/** Why a suite does not run, in brackets at the end of its title, where the reporter finds it. */
export const NEEDS_POSTGRES = 'needs TEST_DATABASE_URL, see .ci/postgres';

/** Database names carry the machine, so that one never removes what another's run left behind. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);

/** Any number: making the template is for one worker at a time. */
const TEMPLATE_LOCK = 4_242_018;

/** Newest first: another run may still be on the schema before this one. */
const KEPT_TEMPLATES = 5;

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
      `SELECT datname FROM pg_database WHERE datname LIKE 'fr\\_%\\_' || $1 || '\\_%' ORDER BY oid DESC`,
      [MACHINE],
    );
    const names = rows.map((row) => row.datname);
    const oldTemplates = names.filter((name) => name.startsWith('fr_template_')).slice(KEPT_TEMPLATES);
    for (const name of [...names.filter(isLeftover), ...oldTemplates]) {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
    if (names.includes(template)) return;
    const building = `fr_building_${MACHINE}_${process.pid}`;
    await client.query(`DROP DATABASE IF EXISTS ${building}`); // its migrations failed the last time
    await client.query(`CREATE DATABASE ${building}`);
    await migrate(urlOf(building));
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
  });
  return template;
}

export async function freshPostgres(): Promise<TestDatabase> {
  const template = await postgresTemplate();
  const name = `fr_test_${MACHINE}_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return {
    backend: 'postgres',
    url: urlOf(name),
    stop: async () => {
      await onServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
