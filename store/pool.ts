/** Connections and transactions: one code path for the embedded database and for a real server. */

import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from './log.ts';

/**
 * What a query function takes: a pool, or the client of a transaction.
 *
 * Inside `tx` pass its client down. A query on the pool from there runs outside the transaction, and the
 * embedded database, which has a single backend, refuses it with 55P03.
 */
export type Db = Pick<pg.Pool, 'query'>;

export type PoolOptions = {
  /** Connections at most; the caller's queries queue beyond that. */
  max?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Hears of connections that fail while idle (a restarted server); the pool replaces them by itself. */
  log?: Pick<Log, 'warn'>;
};

/** Enough for one process on a small server: Postgres does not get faster with more per core. */
const DEFAULT_MAX_CONNECTIONS = 10;

/** A server that is away must become an error that can be retried, not a request that hangs. */
const CONNECT_TIMEOUT_MS = 10_000;

/** A conflict is settled in one or two rounds; more means that something is wrong, and it should be seen. */
const MAX_TX_ATTEMPTS = 4;

/** Doubles with each attempt; long enough for the other transaction to finish. */
const TX_BACKOFF_MS = 10;

/** SQLSTATEs of a transaction that lost against another and may simply be run again. */
const RETRYABLE = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
]);

/**
 * int8 is how Postgres counts (count(*), sum, bigserial). Ours stay far below 2^53, where a number is exact;
 * one beyond it is refused rather than rounded.
 */
const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`bigint ${text} does not fit a JavaScript number; select it as ::text`);
  }
  return value;
};

/** Parsers for this project's pools only: pg's global table is shared with every library in the process. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 && format !== 'binary'
      ? parseInt8
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Opens a pool. It connects on first use, so this does not fail when the server is away. */
export function openPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? DEFAULT_MAX_CONNECTIONS,
    application_name: options.applicationName ?? 'first-response',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types,
  });
  // Without a listener, a server that closes an idle connection ends this process.
  pool.on('error', (error) =>
    options.log?.warn({ error: error.message }, 'an idle database connection failed'),
  );
  return pool;
}

/** The SQLSTATE of a database error, if it is one. */
export function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/**
 * Runs `fn` in one READ COMMITTED transaction and returns its result once that is committed.
 *
 * A transaction that lost against another (deadlock, serialization) is run again from the start, so `fn` must
 * have no effect outside the database. Whatever `fn` throws rolls back and is thrown on. An error of COMMIT
 * itself without an SQLSTATE (connection lost) means that the outcome is unknown; every caller's writes are
 * idempotent for that reason.
 */
export async function tx<T>(pool: pg.Pool, fn: (client: Db) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(pool, fn);
    } catch (error) {
      const state = sqlState(error);
      if (attempt >= MAX_TX_ATTEMPTS || state === undefined || !RETRYABLE.has(state)) throw error;
      await delay(TX_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

async function runOnce<T>(pool: pg.Pool, fn: (client: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The pool listens only while a client is idle. A server that goes away between two statements of a
  // transaction would otherwise be an unhandled event, which ends the process.
  const onError = (error: Error) => {
    broken ??= error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await fn(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot roll back is in an unknown state and must not go back to the pool.
    await client.query('ROLLBACK').catch((rollbackError: Error) => {
      broken ??= rollbackError;
    });
    // The server's last word on why it hung up says more than "connection terminated", which is what follows.
    throw broken && sqlState(broken) && !sqlState(error) ? broken : error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
