/** `first-response knowledge`: import articles, and search them: JSON lines in, JSON lines out. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import type pg from 'pg';
import { z } from 'zod';
import { systemClock } from '../../domain/clock.ts';
import { documentRowSchema, fromRow } from '../../knowledge/document.ts';
import { type Imported, importDocuments, importFolder } from '../../knowledge/import.ts';
import { searchKnowledge } from '../../knowledge/search.ts';
import { startEmbedded } from '../../store/embedded/supervisor.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool } from '../../store/pool.ts';
import { readTarget } from '../client/target.ts';

const question = z
  .object({
    id: z.union([z.string(), z.number()]),
    query: z.string().optional(),
    turns: z.array(z.object({ speaker: z.string(), text: z.string() })).optional(),
  })
  .refine(({ query, turns }) => (query === undefined) !== (turns === undefined), 'give either query or turns');

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const defaultTop = '10';
/** The batch door is for measuring what is found, so it caps nothing that a question could need. */
const perDocument = 3;

export function knowledgeCommand(): Command {
  const knowledge = new Command('knowledge').description('Import articles and search them.');
  knowledge
    .command('import <source>')
    .description('Make the knowledge of a desk what this folder of markdown, or this JSONL file of {id, title, text, url}, says.')
    .requiredOption('--desk <id>', 'the desk')
    .option('--language <tag>', 'of articles that do not name theirs', 'en')
    .option('--json', 'print the counts as JSON')
    .addHelpText('after', '\nUnchanged articles are not touched; removed ones are retired, so that old citations still resolve.\n\nExample:\n  $ first-response knowledge import desks/demo/knowledge --desk demo')
    .action(async (source: string, options: { desk: string; language: string; json?: boolean }, command: Command) => {
      const pool = openPool(await databaseOf());
      try {
        const imported = await importSource(pool, source, options, command);
        print(imported, options.json ?? false);
        if (imported.problems.length > 0) process.exitCode = 1;
      } finally {
        await pool.end();
      }
    });
  knowledge
    .command('search')
    .description('{id, query} or {id, turns: [{speaker, text}]} a line in; {id, hits: [{document, chunk, score}]} a line out.')
    .option('--desk <id>', 'search what this desk has imported')
    .option('--documents <file>', 'instead of a desk: a JSONL file of {id, title, text, url}; no server is needed')
    .option('--top <n>', 'hits per question', defaultTop)
    .option('--explain', 'with the words that matched and the share of the best possible score')
    .addHelpText('after', `\nExample:\n  $ echo '{"id": 1, "query": "how long is the warranty?"}' | first-response knowledge search --desk demo`)
    .action(async (options: { desk?: string; documents?: string; top: string; explain?: boolean }, command: Command) => {
      if (Boolean(options.desk) === Boolean(options.documents)) return command.error('give either --desk or --documents');
      const top = Number(options.top);
      if (!Number.isInteger(top) || top < 1) return command.error(`--top takes a whole number from 1, not ${options.top}`);
      if (options.documents) return searchDocuments(options.documents, top, options.explain ?? false, command);
      const pool = openPool(await databaseOf());
      try {
        await answerLines(pool, options.desk ?? '', top, options.explain ?? false);
      } finally {
        await pool.end();
      }
    });
  return knowledge;
}

/** DATABASE_URL, else the database of the stack that runs here. */
async function databaseOf(): Promise<string> {
  return process.env.DATABASE_URL ?? (await readTarget()).databaseUrl;
}

async function importSource(
  pool: pg.Pool,
  source: string,
  { desk, language }: { desk: string; language: string },
  command: Command,
): Promise<Imported> {
  const now = systemClock();
  const onProgress = (done: number, of: number) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} articles${done === of ? '\n' : ''}`);
  };
  const info = await stat(source).catch(() => undefined);
  if (!info) return command.error(`there is no ${source}`);
  if (info.isDirectory()) return importFolder(pool, desk, source, { now, language, onProgress });
  return importDocuments(pool, desk, await readRows(source, command), { now, onProgress });
}

async function readRows(file: string, command: Command) {
  const source = await readFile(file, 'utf8').catch((error: Error) => command.error(`${file} cannot be read: ${error.message}`));
  return source.split('\n').flatMap((line, index) => {
    if (!line.trim()) return [];
    const parsed = parse(line, documentRowSchema);
    return parsed.kind === 'ok' ? [fromRow(parsed.value)] : command.error(`${file}:${index + 1}: ${parsed.message}`);
  });
}

/** A database of its own for the time of the command. */
async function searchDocuments(file: string, top: number, explain: boolean, command: Command): Promise<void> {
  const documents = await readRows(file, command);
  const dir = await mkdtemp(join(tmpdir(), 'first-response-search-'));
  const embedded = await startEmbedded(dir, { log: silent });
  const pool = openPool(embedded.url);
  try {
    await migrate(pool);
    await importDocuments(pool, 'documents', documents, { now: systemClock() });
    await answerLines(pool, 'documents', top, explain);
  } finally {
    await pool.end();
    await embedded.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

async function answerLines(pool: pg.Pool, desk: string, top: number, explain: boolean): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (!line.trim()) continue;
    const parsed = parse(line, question);
    if (parsed.kind === 'failed') {
      process.stderr.write(`line ${number}: ${parsed.message}\n`);
      process.exitCode = 1;
      continue;
    }
    const { id, query, turns = [{ speaker: 'customer', text: query ?? '' }] } = parsed.value;
    const hits = await searchKnowledge(pool, desk, { turns, top, audience: 'internal', now: systemClock(), perDocument });
    const shown = hits.map(({ key, chunk, score, parts }) => ({ document: key, chunk, score, ...(explain ? { parts } : {}) }));
    process.stdout.write(`${JSON.stringify({ id, hits: shown })}\n`);
  }
}

type Parsed<T> = { kind: 'ok'; value: T } | { kind: 'failed'; message: string };

function parse<T>(line: string, schema: z.ZodType<T>): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'failed', message: 'this is not JSON' };
  }
  const result = schema.safeParse(value);
  if (result.success) return { kind: 'ok', value: result.data };
  const [issue] = result.error.issues;
  return { kind: 'failed', message: `${issue?.path.join('.') || 'row'}: ${issue?.message}` };
}

function print({ problems, ...counts }: Imported, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ ...counts, problems })}\n`);
  else {
    const words = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
    process.stdout.write(`${words.join(', ')}\n`);
    for (const problem of problems) process.stderr.write(`left out: ${problem}\n`);
  }
}
