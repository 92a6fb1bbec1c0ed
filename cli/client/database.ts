/** A pool for commands that work on the database itself, with errors that say what to do. */
import type pg from 'pg';
import { openPool, sqlState } from '../../store/pool.ts';
import { Failure, messageOf } from '../failure.ts';
import { databaseOf } from './target.ts';

const UNDEFINED_TABLE = '42P01';
const UNREACHABLE = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'];

export async function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const url = databaseOf();
  const pool = openPool(url, { max: 4, applicationName: 'first-response cli' });
  try {
    return await work(pool);
  } catch (error) {
    throw explained(error, url);
  } finally {
    await pool.end();
  }
}

function explained(error: unknown, url: string): unknown {
  if (sqlState(error) === UNDEFINED_TABLE)
    return new Failure('the database has no tables of first-response', 'run `first-response migrate` first');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!UNREACHABLE.includes(code)) return error;
  return new Failure(
    `the database does not answer at ${withoutPassword(url)}: ${messageOf(error)}`,
    'start the local stack with `npm start`, or correct DATABASE_URL',
  );
}

/** For messages and logs. */
export const withoutPassword = (url: string): string => url.replace(/(:\/\/[^:@/]*):[^@/]*@/, '$1:…@');
