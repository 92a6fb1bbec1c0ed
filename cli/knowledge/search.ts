/** `knowledge search`: questions on standard input, or one with its reasons; of a desk, or of documents in a file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { z } from 'zod';
import { systemClock } from '../../domain/clock.ts';
import { embedQuery } from '../../knowledge/embed-query.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import type { SpokenTurn } from '../../knowledge/query.ts';
import { type Hit, searchKnowledge } from '../../knowledge/search.ts';
import type { EmbeddingModel } from '../../models/port.ts';
import { activateVersion } from '../../store/desks.ts';
import { startEmbedded } from '../../store/embedded/supervisor.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool, tx } from '../../store/pool.ts';
import { parseLine } from '../json-lines.ts';
import { remark } from '../output.ts';
import { explained } from './explain.ts';
import { documentsOf } from './import.ts';
import { embedDesk } from './vectors.ts';

export interface SearchOptions {
  desk?: string;
  documents?: string;
  top: number;
  perDocument: number;
  language: string;
  internal?: boolean;
  explain?: boolean;
}

/** The same database, import and search as in service; gone with the command. */
export async function searchDocuments(
  file: string,
  text: string | undefined,
  embeddings: EmbeddingModel | null,
  options: SearchOptions,
): Promise<void> {
  const desk = 'documents';
  const sources = await documentsOf(file, { language: options.language, audience: 'public' });
  for (const { line, message } of sources.problems) remark(`${file}:${line}: ${message}`);
  if (sources.problems.length > 0) process.exitCode = 1;
  const dir = await mkdtemp(join(tmpdir(), 'first-response-search-'));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const embedded = await startEmbedded(dir, { log });
  const pool = openPool(embedded.url);
  try {
    await migrate(pool);
    const now = systemClock();
    await tx(pool, (db) => activateVersion(db, desk, 'none', {}, dir, 'knowledge search', now));
    await importKnowledge(pool, desk, sources.documents, { now });
    if (embeddings) await embedDesk(pool, desk, embeddings, { quiet: true });
    await answer(pool, desk, text, embeddings, options);
  } finally {
    await pool.end();
    await embedded.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

/** One question from the command line, explained; else one a line of standard input. */
export async function answer(
  pool: pg.Pool,
  desk: string,
  text: string | undefined,
  embeddings: EmbeddingModel | null,
  options: SearchOptions,
): Promise<void> {
  const search = async (turns: SpokenTurn[]) => {
    const meaning = await embedQuery(pool, desk, embeddings, turns);
    const hits = await searchKnowledge(pool, desk, {
      turns,
      top: options.top,
      perDocument: options.perDocument,
      audience: options.internal ? 'internal' : 'public',
      vector: meaning.kind === 'vector' ? meaning.vector : null,
      now: systemClock(),
    });
    return { hits, meaning };
  };
  if (text === undefined) return answerLines(search, options.explain ?? false);
  const { hits, meaning } = await search([{ speaker: 'customer', text }]);
  process.stdout.write(`${explained(text, hits, meaning).join('\n')}\n`);
}

type Search = (turns: SpokenTurn[]) => Promise<{ hits: Hit[]; meaning: { kind: string; reason?: string } }>;

const question = z
  .object({
    id: z.union([z.string(), z.number()]),
    query: z.string().optional(),
    turns: z.array(z.object({ speaker: z.string(), text: z.string() })).optional(),
  })
  .refine(
    ({ query, turns }) => (query === undefined) !== (turns === undefined),
    'give either query or turns',
  );

async function answerLines(search: Search, explain: boolean): Promise<void> {
  let number = 0;
  let told: string | undefined;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const row = parseLine(line, question);
    if (row.kind === 'failed') {
      remark(`line ${number}: ${row.message}`);
      process.exitCode = 1;
      continue;
    }
    const { id, query, turns } = row.value;
    const { hits, meaning } = await search(turns ?? [{ speaker: 'customer', text: query ?? '' }]);
    if (meaning.reason && meaning.reason !== 'no_model' && meaning.reason !== told) {
      told = meaning.reason;
      remark(`line ${number}: searched by words alone (${told})`);
    }
    await write({ id, hits: hits.map((hit) => shownHit(hit, explain)) });
  }
}

function shownHit(hit: Hit, explain: boolean): object {
  const { key, chunk, score, parts, title, headingPath, version } = hit;
  const short = { document: key, chunk, score };
  return explain ? { ...short, version, title, headingPath, ...parts } : short;
}

/** Waits for a slow reader instead of holding all answers in memory. */
async function write(row: object): Promise<void> {
  if (process.stdout.write(`${JSON.stringify(row)}\n`)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
