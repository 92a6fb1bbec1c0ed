/** Import: brings a desk's knowledge to what its sources say now, and touches only what changed. */
import type pg from 'pg';
import {
  analyzeKnowledge,
  forgetUnusedTerms,
  insertDocuments,
  liveDocuments,
  lockKnowledge,
  type NewDocument,
  retireDocuments,
} from '../store/knowledge.ts';
import { tx } from '../store/pool.ts';
import { passagesOf } from './chunk.ts';
import { documentHash, type SourceDocument } from './document.ts';
import { searchConfig } from './language.ts';
import { linkDocuments } from './link.ts';
import { indexed } from './words.ts';

export interface ImportCounts {
  added: number;
  changed: number;
  unchanged: number;
  /** Live before, and not among the documents now. */
  retired: number;
  /** Passages of the documents added and changed. */
  passages: number;
}

export interface ImportOptions {
  now: Date;
  /** What is imported: only documents of the same source are replaced or retired. */
  source?: string;
  /** Keys that exist and could not be read: what is live of them stays. */
  unreadable?: readonly string[];
  onProgress?: (done: number, total: number) => void;
  /** Characters; measurements cut differently. */
  maxPassageLength?: number;
}

/** The folder, file or export that a desk has most often: its one source. */
export const defaultSource = 'articles';

/** Documents per transaction: some hundred milliseconds on the embedded database, whose other clients wait meanwhile. */
const batchSize = 100;

/**
 * Unchanged documents are not written to. Changed ones get a new version, and removed ones are retired: passages of both
 * stay for what cites them, and are not found any more. An import that is interrupted is continued by the next one.
 */
export async function importKnowledge(
  pool: pg.Pool,
  desk: string,
  documents: readonly SourceDocument[],
  options: ImportOptions,
): Promise<ImportCounts> {
  refuseDoubles(documents);
  const counts: ImportCounts = { added: 0, changed: 0, unchanged: 0, retired: 0, passages: 0 };
  const source = options.source ?? defaultSource;
  const liveBefore = await liveDocuments(pool, desk);
  refuseOthers(documents, liveBefore, source);
  const before = new Map(liveBefore.map((document) => [document.key, document.hash]));
  const pending = documents
    .map((document) => ({ document, hash: documentHash(document) }))
    .filter(({ document, hash }) => before.get(document.key) !== hash);
  counts.unchanged = documents.length - pending.length;
  options.onProgress?.(counts.unchanged, documents.length);

  for (let at = 0; at < pending.length; at += batchSize) {
    const batch = pending
      .slice(at, at + batchSize)
      .map(({ document, hash }) => prepared(document, hash, source, options.maxPassageLength));
    const done = await tx(pool, async (db) => {
      if (!(await lockKnowledge(db, desk)))
        throw new Error(`there is no desk ${desk}; apply its files before its knowledge`);
      const live = new Map(
        (
          await liveDocuments(
            db,
            desk,
            batch.map(({ key }) => key),
          )
        ).map((d) => [d.key, d]),
      );
      const fresh = batch.filter(({ key, hash }) => live.get(key)?.hash !== hash); // another import may have been quicker
      const replaced = fresh.flatMap(({ key }) => live.get(key)?.id ?? []);
      await retireDocuments(db, desk, replaced, options.now);
      const passages = await insertDocuments(db, desk, fresh, options.now);
      return { fresh: fresh.length, replaced: replaced.length, passages };
    });
    counts.added += done.fresh - done.replaced;
    counts.changed += done.replaced;
    counts.unchanged += batch.length - done.fresh;
    counts.passages += done.passages;
    options.onProgress?.(documents.length - pending.length + at + batch.length, documents.length);
  }

  counts.retired = await retireAbsent(pool, desk, source, documents, options);
  if (counts.changed + counts.retired > 0) await forgetUnusedTerms(pool, desk);
  if (counts.added + counts.changed + counts.retired > 0) {
    await linkDocuments(pool, desk);
    await analyzeKnowledge(pool);
  }
  return counts;
}

async function retireAbsent(
  pool: pg.Pool,
  desk: string,
  source: string,
  documents: readonly SourceDocument[],
  { now, unreadable = [] }: ImportOptions,
): Promise<number> {
  const present = new Set([...documents.map(({ key }) => key), ...unreadable]);
  return tx(pool, async (db) => {
    await lockKnowledge(db, desk);
    const absent = (await liveDocuments(db, desk))
      .filter((live) => live.source === source && !present.has(live.key))
      .map(({ id }) => id);
    await retireDocuments(db, desk, absent, now);
    return absent.length;
  });
}

function prepared(document: SourceDocument, hash: string, source: string, maxLength?: number): NewDocument {
  const { body, ...row } = document;
  const indexedTitle = indexed(document.title);
  return {
    ...row,
    hash,
    source,
    config: searchConfig(document.language),
    passages: passagesOf(document.title, body, maxLength).map((passage) => ({
      ...passage,
      indexed: indexed(passage.text),
      indexedTitle,
      indexedPath: indexed(passage.headingPath.join('\n')),
    })),
  };
}

function refuseDoubles(documents: readonly SourceDocument[]): void {
  const seen = new Set<string>();
  for (const { key } of documents) {
    if (seen.has(key)) throw new Error(`two documents are called ${key}; give each its own id`);
    seen.add(key);
  }
}

/** One name, one document: two sources that take turns in replacing each other's would make a new version with every import. */
function refuseOthers(
  documents: readonly SourceDocument[],
  live: readonly { key: string; source: string }[],
  source: string,
): void {
  const others = new Map(live.filter((l) => l.source !== source).map((l) => [l.key, l.source]));
  for (const { key } of documents) {
    const other = others.get(key);
    if (other !== undefined)
      throw new Error(`${key} is a document of the source ${other}, and cannot be one of ${source} as well`);
  }
}
