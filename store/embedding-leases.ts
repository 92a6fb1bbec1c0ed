/** Leases on embedding: of several processes, one at a time pays for a desk's vectors of a model. */
import type { Db } from './pool.ts';

/** False: somebody else has it. */
export async function takeEmbeddingLease(
  db: Db,
  desk: string,
  model: string,
  now: Date,
  until: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into embedding_lease (desk, model, until) values ($1, $2, $4)
     on conflict (desk, model) do update set until = excluded.until where embedding_lease.until <= $3`,
    [desk, model, now, until],
  );
  return rowCount === 1;
}

export async function renewEmbeddingLease(db: Db, desk: string, model: string, until: Date): Promise<void> {
  await db.query('update embedding_lease set until = $3 where desk = $1 and model = $2', [
    desk,
    model,
    until,
  ]);
}

export async function endEmbeddingLease(db: Db, desk: string, model: string): Promise<void> {
  await db.query('delete from embedding_lease where desk = $1 and model = $2', [desk, model]);
}
