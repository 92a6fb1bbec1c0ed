/** Rows of the knowledge base: documents by version, their passages, and the word statistics that searches rank by. */
import { newId } from '../domain/ids.ts';
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

export interface LiveDocument {
  id: string;
  key: string;
  source: string;
  version: number;
  hash: string;
}

export interface NewDocument {
  key: string;
  /** The import that brings it, and takes it away again. */
  source: string;
  title: string;
  url: string | null;
  language: string;
  audience: 'public' | 'internal';
  effectiveFrom: Date | null;
  effectiveTo: Date | null;
  hash: string;
  /** The text search configuration of its language. */
  config: string;
  /** `indexed`, `indexedTitle`, `indexedPath`: what the index sees of the text, the title and the headings. */
  passages: readonly {
    headingPath: readonly string[];
    text: string;
    indexed: string;
    indexedTitle: string;
    indexedPath: string;
  }[];
}

/** Lets one import at a time change the desk's knowledge, for the rest of the transaction. False: there is no such desk. */
export async function lockKnowledge(db: Db, desk: string): Promise<boolean> {
  const { rows } = await db.query('select 1 from desk where id = $1 for no key update', [desk]);
  return rows.length > 0;
}

/** The desk's live documents; only those with the given keys, where there are any. */
export async function liveDocuments(db: Db, desk: string, keys?: readonly string[]): Promise<LiveDocument[]> {
  const { rows } = await db.query(
    `select id, key, source, version, hash from knowledge_document
     where desk = $1 and retired_at is null and ($2::text[] is null or key = any ($2)) order by key`,
    [desk, keys ?? null],
  );
  return shapes<LiveDocument>(rows);
}

/** Stores new versions with their passages. The versions before them have to be retired already. */
export async function insertDocuments(
  db: Db,
  desk: string,
  documents: readonly NewDocument[],
  now: Date,
): Promise<number> {
  const numbered = documents.map((document) => ({ id: newId('document', now), document }));
  const { rows } = await db.query(
    `insert into knowledge_document
       (id, desk, key, source, version, title, url, language, audience, effective_from, effective_to, hash, imported_at)
     select id, $1, key, source,
       1 + coalesce((select max(version) from knowledge_document d where d.desk = $1 and d.key = n.key), 0),
       title, url, language, audience, "effectiveFrom", "effectiveTo", hash, $3
     from jsonb_to_recordset($2::jsonb) as n (id text, key text, source text, title text, url text, language text,
       audience text, "effectiveFrom" timestamptz, "effectiveTo" timestamptz, hash text)
     returning id, version`,
    [
      desk,
      JSON.stringify(numbered.map(({ id, document: { passages: _, ...row } }) => ({ id, ...row }))),
      now,
    ],
  );
  const versions = new Map(rows.map((row) => [row.id as string, row.version as number]));
  const chunks = numbered.flatMap(({ id, document }) =>
    document.passages.map((passage, ordinal) => ({
      id: newId('chunk', now),
      document: id,
      version: versions.get(id),
      ordinal,
      config: document.config,
      ...passage,
    })),
  );
  if (chunks.length > 0) await insertChunks(db, desk, JSON.stringify(chunks));
  return chunks.length;
}

/** The statistics change in the statement that changes the passages, so that they never disagree. */
async function insertChunks(db: Db, desk: string, chunks: string): Promise<void> {
  await db.query(
    `with given as (
       select *,
         setweight(to_tsvector(config::regconfig, "indexedTitle"), 'A') ||
         setweight(to_tsvector(config::regconfig, "indexedPath"), 'B') ||
         to_tsvector(config::regconfig, indexed) as tsv
       from jsonb_to_recordset($2::jsonb) as n (id text, document text, version int, ordinal int, config text,
         "headingPath" jsonb, text text, indexed text, "indexedTitle" text, "indexedPath" text)
     ),
     counted as (
       select *, (select coalesce(sum(cardinality(positions)), 0) from unnest(tsv)) as length from given
     ),
     stored as (
       insert into knowledge_chunk
         (id, desk, document, version, ordinal, heading_path, text, config, length, tsv, live)
       select id, $1, document, version, ordinal,
         array(select jsonb_array_elements_text("headingPath")), text, config, length, tsv, true
       from counted
       returning config, length, tsv
     ),
     corpus as (
       insert into knowledge_corpus (desk, config, chunks, length)
       select $1, config, count(*), sum(length) from stored group by config
       on conflict (desk, config) do update
         set chunks = knowledge_corpus.chunks + excluded.chunks, length = knowledge_corpus.length + excluded.length
     )
     insert into knowledge_term (desk, config, lexeme, chunks)
     select $1, config, lexeme, count(*) from stored, unnest(tsv) group by config, lexeme
     on conflict (desk, config, lexeme) do update set chunks = knowledge_term.chunks + excluded.chunks`,
    [desk, chunks],
  );
}

/** Ends document versions. Their passages stay for what cites them, and are not found any more. */
export async function retireDocuments(
  db: Db,
  desk: string,
  documents: readonly string[],
  now: Date,
): Promise<void> {
  if (documents.length === 0) return;
  await db.query(
    `update knowledge_document set retired_at = $3 where desk = $1 and id = any ($2) and retired_at is null`,
    [desk, documents, now],
  );
  await db.query('delete from knowledge_link where desk = $1 and document = any ($2)', [desk, documents]);
  await db.query(
    `with gone as (
       update knowledge_chunk set live = false where desk = $1 and document = any ($2) and live
       returning id, config, length, tsv
     ),
     vector as (
       delete from knowledge_embedding e using gone where e.chunk = gone.id returning e.model
     ),
     counted as (
       update knowledge_vectors v set chunks = v.chunks - g.chunks
       from (select model, count(*) as chunks from vector group by model) g
       where v.desk = $1 and v.model = g.model
     ),
     corpus as (
       update knowledge_corpus c set chunks = c.chunks - g.chunks, length = c.length - g.length
       from (select config, count(*) as chunks, sum(length) as length from gone group by config) g
       where c.desk = $1 and c.config = g.config
     )
     update knowledge_term t set chunks = t.chunks - g.chunks
     from (select config, lexeme, count(*) as chunks from gone, unnest(tsv) group by config, lexeme) g
     where t.desk = $1 and t.config = g.config and t.lexeme = g.lexeme`,
    [desk, documents],
  );
}

/** After an import that changed something: forgets words that no passage has any more. */
export async function forgetUnusedTerms(db: Db, desk: string): Promise<void> {
  await db.query('delete from knowledge_term where desk = $1 and chunks <= 0', [desk]);
}

/** Lets the planner know of an import at once: the next automatic look may be a minute away. */
export async function analyzeKnowledge(db: Db): Promise<void> {
  await db.query('analyze knowledge_document, knowledge_chunk, knowledge_term, knowledge_link');
}

export interface StoredPassage {
  chunk: string;
  document: string;
  key: string;
  version: number;
  title: string;
  url: string | null;
  audience: 'public' | 'internal';
  headingPath: string[];
  text: string;
  /** False: replaced or removed since. */
  live: boolean;
}

/** Passages by id, live or not, in the order of the ids. Unknown ids and those of other desks are left out. */
export async function storedPassages(
  db: Db,
  desk: string,
  chunks: readonly string[],
): Promise<StoredPassage[]> {
  const { rows } = await db.query(
    `select k.id as chunk, k.document, d.key, k.version, d.title, d.url, d.audience, k.heading_path, k.text, k.live
     from unnest($2::text[]) with ordinality as asked (id, place)
     join knowledge_chunk k on k.id = asked.id and k.desk = $1
     join knowledge_document d on d.id = k.document
     order by asked.place`,
    [desk, chunks],
  );
  return shapes<StoredPassage>(rows);
}

export interface SourceCounts {
  source: string;
  /** Live ones, and their passages. */
  documents: number;
  passages: number;
  /** Versions that were replaced or removed, and are kept for what cites them. */
  retired: number;
  importedAt: Date;
}

export async function knowledgeCounts(db: Db, desk: string): Promise<SourceCounts[]> {
  const { rows } = await db.query(
    `select d.source, count(distinct d.id) filter (where d.retired_at is null) as documents,
            count(k.id) filter (where k.live) as passages,
            count(distinct d.id) filter (where d.retired_at is not null) as retired, max(d.imported_at) as imported_at
     from knowledge_document d left join knowledge_chunk k on k.document = d.id
     where d.desk = $1 group by d.source order by d.source`,
    [desk],
  );
  return shapes<SourceCounts>(rows);
}
