/** Desks and their versions: what was applied, when, by whom, and which one is in service. */
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

export interface Activation {
  n: number;
  version: string;
  activatedAt: Date;
  activatedBy: string;
}

/**
 * Stores the content as a version, unless it is stored already, and puts it into service. `dir` is where the desk's data files
 * (accounts) lie. Answers whether anything changed.
 */
export async function activateVersion(
  db: Db,
  desk: string,
  version: string,
  content: unknown,
  dir: string,
  by: string,
  now: Date,
): Promise<boolean> {
  await db.query('insert into desk (id, created_at) values ($1, $2) on conflict do nothing', [desk, now]);
  const { rows } = await db.query('select active_version from desk where id = $1 for update', [desk]);
  if (rows[0]?.active_version === version) return false;
  await db.query(
    `insert into desk_version (desk, version, content, dir, created_at) values ($1, $2, $3, $4, $5)
     on conflict (desk, version) do update set dir = excluded.dir`,
    [desk, version, JSON.stringify(content), dir, now],
  );
  await db.query(
    `insert into desk_activation (desk, n, version, activated_at, activated_by)
     select $1, coalesce(max(n), 0) + 1, $2, $3, $4 from desk_activation where desk = $1`,
    [desk, version, now, by],
  );
  await db.query('update desk set active_version = $2 where id = $1', [desk, version]);
  return true;
}

export async function activeVersion(db: Db, desk: string): Promise<string | undefined> {
  const { rows } = await db.query('select active_version from desk where id = $1', [desk]);
  return rows[0]?.active_version ?? undefined;
}

/** The stored content of a version; the caller knows its shape from having checked it before it was stored. */
export async function versionContent(
  db: Db,
  desk: string,
  version: string,
): Promise<{ content: unknown; dir: string } | undefined> {
  const { rows } = await db.query('select content, dir from desk_version where desk = $1 and version = $2', [
    desk,
    version,
  ]);
  return rows[0] && { content: rows[0].content, dir: rows[0].dir };
}

export async function activations(db: Db, desk: string): Promise<Activation[]> {
  const { rows } = await db.query(
    'select n, version, activated_at, activated_by from desk_activation where desk = $1 order by n desc',
    [desk],
  );
  return shapes<Activation>(rows);
}

export async function deskIds(db: Db): Promise<string[]> {
  const { rows } = await db.query('select id from desk order by id');
  return rows.map((row) => row.id as string);
}
