/** The desk's account source, read once: whether it is there and fits what desk.yaml says about it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAccounts } from '../account/lookup.ts';
import { sqlPools } from '../account/sql.ts';
import type { Problem } from './problem.ts';
import type { DeskContent } from './schema.ts';

export type AccountCheck =
  | { kind: 'none' }
  /** `customers` is null where the source does not say. `doubts` are about single records, and stop nothing. */
  | { kind: 'read'; customers: number | null; doubts: string[] }
  | { kind: 'failed'; problem: Problem };

/** Reads the file, or connects to the database that `env` names. */
export async function checkAccount(
  { desk }: DeskContent,
  dir: string,
  env: NodeJS.ProcessEnv,
): Promise<AccountCheck> {
  if (!desk.account) return { kind: 'none' };
  const pools = sqlPools();
  try {
    const { customers, problems } = await openAccounts(desk.account, dir, env, pools).check();
    return { kind: 'read', customers, doubts: problems };
  } catch (error) {
    const lines = (await readFile(join(dir, 'desk.yaml'), 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.startsWith('account:')) + 1;
    const message = (error as Error).message;
    return {
      kind: 'failed',
      problem: { file: 'desk.yaml', line: line || 1, field: 'account.source', message },
    };
  } finally {
    await pools.end();
  }
}
