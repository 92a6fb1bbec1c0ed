/** Accounts in the desk's own database: one read-only transaction a question, with a time limit. */
import pg from 'pg';
import { nestedItems } from './items.ts';
import { scalarText } from './path.ts';
import type { AccountConfig } from './schema.ts';
import { type AccountSource, AccountSourceError } from './source.ts';
import type { Item } from './view.ts';

/** Connections to one customer database, which is somebody's production system and not ours. */
const MAX_CONNECTIONS = 4;
const CONNECT_TIMEOUT_MS = 5_000;

/** One pool per connection string, shared by the desks of a process and ended with it. */
export interface SqlPools {
  get(url: string): pg.Pool;
  end(): Promise<void>;
}

export function sqlPools(): SqlPools {
  const pools = new Map<string, pg.Pool>();
  return {
    get(url) {
      let pool = pools.get(url);
      if (!pool) {
        pool = new pg.Pool({
          connectionString: url,
          max: MAX_CONNECTIONS,
          connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
          allowExitOnIdle: true,
        });
        // An idle connection that breaks is replaced at the next query, which reports its own error.
        pool.on('error', () => {});
        pools.set(url, pool);
      }
      return pool;
    },
    async end() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      pools.clear();
    },
  };
}

/** What a customer wrote cannot be a value of the column (`abc` for a number): so it is no row's, which is an answer. */
const NOT_OF_THAT_TYPE = new Set(['22P02', '22003', '22007', '22008']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** date and timestamps as written: the driver would turn a date into midnight of this machine's zone. */
const AS_WRITTEN = new Set([1082, 1114, 1184]);
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    AS_WRITTEN.has(oid)
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export function sqlAccounts(config: AccountConfig, env: NodeJS.ProcessEnv, pools: SqlPools): AccountSource {
  if (config.source.kind !== 'sql') throw new TypeError('sqlAccounts needs a SQL source');
  const { queries, timeoutMs, urlEnv } = config.source;
  const customerId = config.customers.id ?? 'id';

  const ask = async (what: string, text: string, values: string[]): Promise<Record<string, unknown>[]> => {
    const url = env[urlEnv];
    if (!url)
      throw new AccountSourceError(`The account source needs ${urlEnv}: set it to a connection string.`);
    try {
      return await readOnly(pools.get(url), timeoutMs, text, values);
    } catch (error) {
      if (NOT_OF_THAT_TYPE.has(codeOf(error))) return [];
      // The server's message can quote values; its code cannot.
      const code = codeOf(error) && ` (${codeOf(error)})`;
      throw new AccountSourceError(
        `The account query for ${what} failed${code}. Run it by hand with the role of ${urlEnv}; see account in desk.yaml.`,
      );
    }
  };
  const identified = (rows: Record<string, unknown>[], column: string, what: string): Item[] =>
    rows.map((record) => {
      const id = scalarText(record[column]);
      if (id !== undefined) return { id, record };
      throw new AccountSourceError(`The account query for ${what} gives a row without the column ${column}.`);
    });

  return {
    async customersWith(kind, address) {
      const text = Object.entries(queries).find(([each]) => each === kind)?.[1];
      if (!text) return [];
      return identified(await ask(kind, text, [address]), customerId, kind);
    },
    async itemsOf(customer, name, collection) {
      const column = collection.id ?? 'id';
      if (collection.query) return identified(await ask(name, collection.query, [customer.id]), column, name);
      return nestedItems(customer.record, collection);
    },
    async exists(id, name, collection) {
      return collection.exists ? (await ask(name, collection.exists, [id])).length > 0 : false;
    },
    async check() {
      const problems: string[] = [];
      for (const kind of Object.keys(queries)) {
        // An address that nobody has: proves that the query runs, and reads no one.
        await this.customersWith(kind, 'nobody').catch((error: unknown) => problems.push(String(error)));
      }
      return { customers: null, problems };
    },
  };
}

/** The transaction can write nothing, whatever the query says; parameters keep it a single statement. */
async function readOnly(pool: pg.Pool, timeoutMs: number, text: string, values: string[]) {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin transaction read only');
    await client.query(`set local statement_timeout = ${timeoutMs}`);
    const result = await client.query<Record<string, unknown>>({ text, values, types });
    await client.query('commit');
    broken = false;
    return result.rows;
  } finally {
    // After an error the connection is closed rather than rolled back: it may still be busy with the query.
    client.release(broken);
  }
}
