/** `first-response knowledge`: import what drafts may rest on, and search it. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Command } from 'commander';
import type pg from 'pg';
import { z } from 'zod';
import { systemClock } from '../../domain/clock.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import { type Hit, searchKnowledge } from '../../knowledge/search.ts';
import { readFolder, readJsonLines, type Sources } from '../../knowledge/sources.ts';
import { activateVersion, activeVersion, deskIds, versionContent } from '../../store/desks.ts';
import { startEmbedded } from '../../store/embedded/supervisor.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool, tx } from '../../store/pool.ts';
import { wholeNumber } from '../arguments.ts';
import { databaseOf, deskOf } from '../client/target.ts';
import { Failure } from '../failure.ts';
import { print, printJson, remark } from '../output.ts';

type OpenDatabase = () => pg.Pool;

export function knowledgeCommand(openDatabase: OpenDatabase = () => openPool(databaseOf())): Command {
  const knowledge = new Command('knowledge').description(
    'The articles that drafts may quote: import them, or search them.',
  );
  knowledge
    .command('import')
    .description('Bring the knowledge of a desk to what a folder of markdown files says now.')
    .argument('<dir>', 'the folder, or a .jsonl file of {id, title, text, url?}')
    .option('--desk <id>', 'the desk')
    .option('--language <tag>', "of articles that do not say theirs; the desk's when absent")
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Unchanged documents are not touched, changed ones get a new version, and those that are gone are retired: no search finds
them, and what was cited from them can still be shown. Front matter: title, audience (public or internal), language, url,
effective_from, effective_to. A file with a mistake there is named, and stays as it was; the exit code is then 1.

Example:
  $ first-response knowledge import desks/demo/knowledge --desk demo`,
    )
    .action(runImport);
  knowledge
    .command('search')
    .description('Search: {id, query} or {id, turns: [{speaker, text}]} a line in; {id, hits} a line out.')
    .option('--desk <id>', 'the desk whose knowledge is searched')
    .option('--documents <file>', 'instead of a desk: JSON lines of {id, title, text, url?}; needs no server')
    .option('--top <n>', 'hits per question', wholeNumber, 5)
    .option('--per-document <n>', 'passages of one document among them', wholeNumber, 1)
    .option('--language <tag>', 'of the documents given with --documents', 'en')
    .option('--internal', 'find internal passages too')
    .option('--explain', 'say with each hit why it was found')
    .addHelpText(
      'after',
      `
The last turn is the question; turns before it say what "it" is. A hit's document is the id or path it was imported by.
A line that cannot be read is named on stderr and skipped; the exit code is then 1.

Examples:
  $ echo '{"id": 1, "query": "how long can I return it?"}' | first-response knowledge search --desk demo
  $ first-response knowledge search --documents articles.jsonl --top 5 < questions.jsonl > hits.jsonl`,
    )
    .action(runSearch);
  return knowledge;

  async function runImport(dir: string, options: ImportOptions): Promise<void> {
    const desk = deskOf(options.desk);
    const pool = openDatabase();
    try {
      const language = options.language ?? (await languageOf(pool, desk));
      const sources = await readSources(dir, language);
      const counts = await importKnowledge(pool, desk, sources.documents, {
        now: systemClock(),
        unreadable: sources.problems.map(({ key }) => key),
        onProgress: options.json ? undefined : progress,
      });
      for (const { key, line, message } of sources.problems) remark(`${key}:${line}: ${message}`);
      if (sources.problems.length > 0) process.exitCode = 1;
      if (options.json) return printJson({ desk, ...counts, problems: sources.problems });
      print(
        `${desk}: ${counts.added} added, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.retired} retired; ${counts.passages} new passages`,
      );
    } finally {
      await pool.end();
    }
  }

  async function runSearch(options: SearchOptions, command: Command): Promise<void> {
    if (options.desk && options.documents) command.error('give either --desk or --documents');
    if (options.documents) return withDocuments(options.documents, options);
    const pool = openDatabase();
    try {
      await answerLines(pool, deskOf(options.desk), options);
    } finally {
      await pool.end();
    }
  }
}

interface ImportOptions {
  desk?: string;
  language?: string;
  json?: boolean;
}

interface SearchOptions {
  desk?: string;
  documents?: string;
  top: number;
  perDocument: number;
  language: string;
  internal?: boolean;
  explain?: boolean;
}

async function languageOf(pool: pg.Pool, desk: string): Promise<string> {
  const version = await activeVersion(pool, desk);
  if (version === undefined) {
    const known = await deskIds(pool);
    throw new Failure(
      `there is no desk ${desk} in this database${known.length > 0 ? `; there are ${known.join(', ')}` : ''}`,
      'put its files into service first; `npm start` does so for each folder under desks/',
    );
  }
  const stored = await versionContent(pool, desk, version);
  const content = stored?.content as { desk?: { language?: string } } | undefined;
  return content?.desk?.language ?? 'und';
}

async function readSources(dir: string, language: string): Promise<Sources> {
  const found = await stat(dir).catch(() => undefined);
  if (!found) throw new Failure(`there is no ${dir}`, 'give a folder of markdown files, or a .jsonl file');
  const sources = found.isDirectory()
    ? await readFolder(dir, language)
    : readJsonLines(await readFile(dir, 'utf8'), language);
  // Retiring everything is hardly ever meant, and a wrong path would do it.
  if (sources.documents.length + sources.problems.length === 0)
    throw new Failure(
      `${dir} has no documents, and nothing was changed`,
      'give a folder with .md files in it, or a .jsonl file of {id, title, text}',
    );
  return sources;
}

let shown = -1;
function progress(done: number, total: number): void {
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  if (!process.stderr.isTTY || percent === shown) return;
  shown = percent;
  process.stderr.write(`\rimporting ${done} of ${total}${done >= total ? '\n' : ''}`);
}

/** The same database, import and search as in service; gone with the command. */
async function withDocuments(file: string, options: SearchOptions): Promise<void> {
  const desk = 'documents';
  const sources = await readSources(file, options.language);
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
    await answerLines(pool, desk, options);
  } finally {
    await pool.end();
    await embedded.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

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

async function answerLines(pool: pg.Pool, desk: string, options: SearchOptions): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    const row = question.safeParse(jsonOf(line));
    if (!row.success) {
      remark(`line ${number}: ${row.error.issues[0]?.message}`);
      process.exitCode = 1;
      continue;
    }
    const { id, query, turns } = row.data;
    const hits = await searchKnowledge(pool, desk, {
      ...(turns ? { turns } : { text: query ?? '' }),
      top: options.top,
      perDocument: options.perDocument,
      audience: options.internal ? 'internal' : 'public',
      now: systemClock(),
    });
    await write({ id, hits: hits.map((hit) => shownHit(hit, options.explain ?? false)) });
  }
}

function shownHit(hit: Hit, explain: boolean): object {
  const { key, chunk, score, parts, title, headingPath, version } = hit;
  const short = { document: key, chunk, score };
  return explain ? { ...short, version, title, headingPath, ...parts } : short;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Waits for a slow reader instead of holding all answers in memory. */
async function write(answer: object): Promise<void> {
  if (process.stdout.write(`${JSON.stringify(answer)}\n`)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
