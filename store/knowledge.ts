/** Knowledge rows: documents, their passages, and how rare their words are. */
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

export interface KnownDocument {
  id: string;
  key: string;
  version: number;
  hash: string;
  retired: boolean;
}

export async function knownDocuments(db: Db, desk: string): Promise<Map<string, KnownDocument>> {
  const { rows } = await db.query(
    'select id, key, version, hash, retired_at is not null as retired from knowledge_document where desk = $1',
    [desk],
  );
  return new Map(shapes<KnownDocument>(rows).map((d) => [d.key, d]));
}

export interface DocumentRow {
  id: string;
  key: string;
  version: number;
  title: string;
  url: string | null;
  language: string;
  audience: string;
  effectiveFrom: Date | null;
  effectiveTo: Date | null;
  hash: string;
}

/** Stores the version as the current one; the passages of the one before stay, but are no longer searched. */
export async function replaceDocument(db: Db, desk: string, d: DocumentRow, now: Date): Promise<void> {
  await db.query(
    `insert into knowledge_document (id, desk, key, version, title, url, language, audience, effective_from, effective_to, hash, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (desk, key) do update set version = excluded.version, title = excluded.title, url = excluded.url,
       language = excluded.language, audience = excluded.audience, effective_from = excluded.effective_from,
       effective_to = excluded.effective_to, hash = excluded.hash, imported_at = excluded.imported_at, retired_at = null`,
    [
      d.id,
      desk,
      d.key,
      d.version,
      d.title,
      d.url,
      d.language,
      d.audience,
      d.effectiveFrom,
      d.effectiveTo,
      d.hash,
      now,
    ],
  );
  await db.query('update knowledge_chunk set live = false where desk = $1 and document = $2 and live', [
    desk,
    d.id,
  ]);
}

export interface NewChunk {
  id: string;
  ordinal: number;
  headingPath: string[];
  text: string;
}

/** `config` is the text search configuration that stems the words; headings count more than text, titles most. */
export async function insertChunks(
  db: Db,
  desk: string,
  of: { document: string; version: number; title: string; config: string },
  chunks: readonly NewChunk[],
): Promise<void> {
  if (chunks.length === 0) return;
  await db.query(
    `insert into knowledge_chunk (id, desk, document, version, ordinal, title, heading_path, text, terms, length, live)
     select c.id, $1, $2, $3, c.ordinal, $4, c.heading_path, c.text, t.terms,
       (select coalesce(sum(cardinality(positions)), 0) from unnest(t.terms)), true
     from jsonb_to_recordset($6::jsonb) as c(id text, ordinal int, heading_path text[], text text)
     cross join lateral (
       select setweight(to_tsvector($5::regconfig, unaccent($4)), 'A')
         || setweight(to_tsvector($5::regconfig, unaccent(array_to_string(c.heading_path, ' '))), 'B')
         || setweight(to_tsvector($5::regconfig, unaccent(c.text)), 'D') as terms
     ) t`,
    [
      desk,
      of.document,
      of.version,
      of.title,
      of.config,
      JSON.stringify(chunks.map(({ headingPath, ...c }) => ({ ...c, heading_path: headingPath }))),
    ],
  );
}

export async function retireDocuments(
  db: Db,
  desk: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await db.query('update knowledge_document set retired_at = $3 where desk = $1 and id = any($2)', [
    desk,
    ids,
    now,
  ]);
  await db.query('update knowledge_chunk set live = false where desk = $1 and document = any($2) and live', [
    desk,
    ids,
  ]);
}

/** Counts the words of the live passages anew, once per import: a search reads the counts instead of the passages. */
export async function saveSizes(db: Db, desk: string, configs: readonly string[]): Promise<void> {
  await db.query('delete from knowledge_term where desk = $1', [desk]);
  await db.query(
    `insert into knowledge_term (desk, term, passages)
     select $1, t.lexeme, count(*) from knowledge_chunk c, unnest(tsvector_to_array(c.terms)) as t(lexeme)
     where c.desk = $1 and c.live group by t.lexeme`,
    [desk],
  );
  await db.query(
    `insert into knowledge_size (desk, passages, mean_length, configs)
     select $1, count(*), coalesce(avg(length), 1), $2 from knowledge_chunk where desk = $1 and live
     on conflict (desk) do update set passages = excluded.passages, mean_length = excluded.mean_length, configs = excluded.configs`,
    [desk, configs],
  );
}

export interface StoredPassage {
  chunk: string;
  version: number;
  title: string;
  headingPath: string[];
  text: string;
}

/** In the order asked for. Retired and replaced passages resolve too: what was cited once can always be shown. */
export async function passagesByChunk(
  db: Db,
  desk: string,
  chunks: readonly string[],
): Promise<StoredPassage[]> {
  if (chunks.length === 0) return [];
  const { rows } = await db.query(
    `select c.id as chunk, c.version, c.title, c.heading_path, c.text from knowledge_chunk c
     where c.desk = $1 and c.id = any($2) order by array_position($2, c.id)`,
    [desk, chunks],
  );
  return shapes<StoredPassage>(rows);
}
