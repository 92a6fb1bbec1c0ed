/** Rows of vectors: which passages lack one of a model, and how far each model is. */
import { toSql } from 'pgvector/pg';
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

export interface ModelVectors {
  model: string;
  dimension: number;
  /** Live passages that have a vector of it. */
  chunks: number;
  /** Null until every passage has had one once. */
  completeAt: Date | null;
  /** Of the vector index that serves searches. */
  indexName: string | null;
}

/** The desk's models, and how many live passages it has. */
export async function vectorsOf(db: Db, desk: string): Promise<{ passages: number; models: ModelVectors[] }> {
  const { rows } = await db.query(
    `select v.model, v.dimension, v.chunks, v.complete_at, v.index_name,
            (select coalesce(sum(chunks), 0) from knowledge_corpus where desk = $1) as passages
     from (select 1) one left join knowledge_vectors v on v.desk = $1 order by v.chunks desc, v.model`,
    [desk],
  );
  const models = shapes<ModelVectors>(
    rows.filter(({ model }) => model !== null).map(({ passages: _, ...row }) => row),
  );
  return { passages: rows[0]?.passages ?? 0, models };
}

export interface PassageToEmbed {
  chunk: string;
  title: string;
  headingPath: string[];
  text: string;
}

/** Live passages without a vector of the model, in the order of their ids, from after `after` on. */
export async function passagesWithout(
  db: Db,
  desk: string,
  model: string,
  after: string,
  limit: number,
): Promise<PassageToEmbed[]> {
  const { rows } = await db.query(
    `select k.id as chunk, d.title, k.heading_path, k.text
     from knowledge_chunk k join knowledge_document d on d.id = k.document
     where k.desk = $1 and k.live and k.id > $3
       and not exists (select from knowledge_embedding e where e.desk = $1 and e.model = $2 and e.chunk = k.id)
     order by k.id limit $4`,
    [desk, model, after, limit],
  );
  return shapes<PassageToEmbed>(rows);
}

/**
 * Stores vectors, all as long as `dimension`, of passages that are still live. With the desk's knowledge locked, so that none is
 * retired meanwhile. One that is there already stays: storing twice is storing once.
 */
export async function storeVectors(
  db: Db,
  desk: string,
  model: string,
  dimension: number,
  vectors: readonly { chunk: string; values: readonly number[] }[],
): Promise<number> {
  const { rows } = await db.query(
    `with stored as (
       insert into knowledge_embedding (desk, model, chunk, embedding)
       select $1, $2, k.id, given.value::vector
       from unnest($4::text[], $5::text[]) as given (chunk, value)
       join knowledge_chunk k on k.id = given.chunk and k.desk = $1 and k.live
       on conflict do nothing
       returning 1
     )
     insert into knowledge_vectors (desk, model, dimension, chunks)
     select $1, $2, $3, count(*) from stored
     on conflict (desk, model) do update set chunks = knowledge_vectors.chunks + excluded.chunks
     returning (select count(*) from stored) as stored`,
    [desk, model, dimension, vectors.map(({ chunk }) => chunk), vectors.map(({ values }) => toSql(values))],
  );
  return rows[0]?.stored ?? 0;
}

/** True when every live passage has a vector of the model; from the first such moment on the model serves. */
export async function markComplete(db: Db, desk: string, model: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update knowledge_vectors set complete_at = coalesce(complete_at, $3)
     where desk = $1 and model = $2
       and chunks >= (select coalesce(sum(chunks), 0) from knowledge_corpus where desk = $1)`,
    [desk, model, now],
  );
  return (rowCount ?? 0) > 0;
}

/** Takes away a model's vectors. Its index, if it has one, has to be gone already. */
export async function dropVectors(db: Db, desk: string, model: string): Promise<void> {
  await db.query(
    `with gone as (delete from knowledge_vectors where desk = $1 and model = $2)
     delete from knowledge_embedding where desk = $1 and model = $2`,
    [desk, model],
  );
}
