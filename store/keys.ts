/** API keys: shown once, stored as a hash, bound to a desk, a role and a person. */
import type { Role } from '../domain/words.ts';
import type { Db } from './pool.ts';
import { shape, shapes } from './rows.ts';

export interface ApiKey {
  id: string;
  desk: string;
  role: Role;
  person: string;
  createdAt: Date;
  revokedAt: Date | null;
}

const columns = 'id, desk, role, person, created_at, revoked_at';

export async function insertKey(
  db: Db,
  key: Omit<ApiKey, 'createdAt' | 'revokedAt'> & { hash: string },
  now: Date,
): Promise<void> {
  await db.query(
    'insert into api_key (id, hash, desk, role, person, created_at) values ($1, $2, $3, $4, $5, $6)',
    [key.id, key.hash, key.desk, key.role, key.person, now],
  );
}

/** The key with this hash, unless it was revoked. */
export async function findKey(db: Db, hash: string): Promise<ApiKey | undefined> {
  const { rows } = await db.query(`select ${columns} from api_key where hash = $1 and revoked_at is null`, [
    hash,
  ]);
  return rows[0] && shape<ApiKey>(rows[0]);
}

export async function keysOf(db: Db, desk: string): Promise<ApiKey[]> {
  const { rows } = await db.query(`select ${columns} from api_key where desk = $1 order by created_at`, [
    desk,
  ]);
  return shapes<ApiKey>(rows);
}

export async function revokeKey(db: Db, desk: string, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update api_key set revoked_at = $3 where desk = $1 and id = $2 and revoked_at is null',
    [desk, id, now],
  );
  return rowCount === 1;
}
