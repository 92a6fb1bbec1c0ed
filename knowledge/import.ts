/** Import: makes a desk's knowledge what its source says. Unchanged documents are not touched; removed ones are retired. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { derivedId, newId } from '../domain/ids.ts';
import {
  insertChunks,
  knownDocuments,
  replaceDocument,
  retireDocuments,
  saveSizes,
} from '../store/knowledge.ts';
import { tx } from '../store/pool.ts';
import { passagesOf } from './chunk.ts';
import { configOf, type Document, documentHash, readMarkdown } from './document.ts';

export interface Imported {
  added: number;
  changed: number;
  unchanged: number;
  retired: number;
  passages: number;
  /** Files that were left out, each with its reason. The documents they held before stay as they were. */
  problems: string[];
}

export interface ImportOptions {
  now: Date;
  onProgress?: (done: number, of: number) => void;
}

/** Every markdown and text file below `dir`. */
export async function importFolder(
  pool: pg.Pool,
  desk: string,
  dir: string,
  options: ImportOptions & { language: string },
): Promise<Imported> {
  const names = (await readdir(dir, { recursive: true }))
    .filter((name) => /\.(md|markdown|txt)$/.test(name))
    .sort();
  const documents: Document[] = [];
  const problems: string[] = [];
  const keep: string[] = [];
  for (const name of names) {
    const key = name.replaceAll('\\', '/');
    const read = readMarkdown(key, await readFile(join(dir, name), 'utf8'), options.language);
    if (read.kind === 'ok') documents.push(read.document);
    else {
      problems.push(read.problem);
      keep.push(key);
    }
  }
  const imported = await importDocuments(pool, desk, documents, options, keep);
  return { ...imported, problems };
}

/** One transaction: a search sees the knowledge before or after, never between. `keep` names keys that stay as they are. */
export async function importDocuments(
  pool: pg.Pool,
  desk: string,
  documents: readonly Document[],
  { now, onProgress }: ImportOptions,
  keep: readonly string[] = [],
): Promise<Imported> {
  return tx(pool, async (db) => {
    const known = await knownDocuments(db, desk);
    const result: Imported = { added: 0, changed: 0, unchanged: 0, retired: 0, passages: 0, problems: [] };
    for (const [index, document] of documents.entries()) {
      const before = known.get(document.key);
      const hash = documentHash(document);
      if (before && before.hash === hash && !before.retired) result.unchanged += 1;
      else {
        const id = before?.id ?? newId('document', now);
        const version = (before?.version ?? 0) + 1;
        const passages = passagesOf(document.text);
        await replaceDocument(db, desk, { id, version, hash, ...document }, now);
        await insertChunks(
          db,
          desk,
          { document: id, version, title: document.title, config: configOf(document.language) },
          passages.map((passage, ordinal) => ({
            id: derivedId('chunk', id, String(version), String(ordinal)),
            ordinal,
            ...passage,
          })),
        );
        result.passages += passages.length;
        result[before ? 'changed' : 'added'] += 1;
      }
      onProgress?.(index + 1, documents.length);
    }
    const present = new Set([...documents.map((d) => d.key), ...keep]);
    const gone = [...known.values()].filter((d) => !d.retired && !present.has(d.key)).map((d) => d.id);
    await retireDocuments(db, desk, gone, now);
    result.retired = gone.length;
    if (result.added + result.changed + result.retired > 0)
      await saveSizes(db, desk, [...new Set(documents.map((d) => configOf(d.language)))]);
    return result;
  });
}
