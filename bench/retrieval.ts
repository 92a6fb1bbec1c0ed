/** What each part of the search is worth: recall with the part, and without it. `tsx bench/retrieval.ts --documents F --questions F` */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { z } from 'zod';
import { systemClock } from '../domain/clock.ts';
import { maxPassageLength } from '../knowledge/chunk.ts';
import type { SourceDocument } from '../knowledge/document.ts';
import { importKnowledge } from '../knowledge/import.ts';
import type { SpokenTurn } from '../knowledge/query.ts';
import { type KnowledgeQuery, searchKnowledge } from '../knowledge/search.ts';
import { readJsonLines } from '../knowledge/sources.ts';
import { indexed } from '../knowledge/words.ts';
import { startEmbedded } from '../store/embedded/supervisor.ts';
import { migrate } from '../store/migrate.ts';
import { openPool } from '../store/pool.ts';

const top = 5;
const now = systemClock();

const questionRow = z.object({
  id: z.union([z.string(), z.number()]),
  turns: z.array(z.object({ speaker: z.string(), text: z.string() })).min(1),
  /** Ids of the documents that answer it. */
  gold: z.array(z.string()).min(1),
});
type Question = z.infer<typeof questionRow>;
type Rules = KnowledgeQuery['rules'];
type Search = (question: Question) => Promise<string[]>;

const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    questions: { type: 'string' },
    sizes: { type: 'string', default: '' },
  },
});
if (!values.documents || !values.questions)
  throw new Error(
    'give --documents FILE ({id, title, text}) and --questions FILE ({id, turns, gold: [document ids]}); --sizes 1000,10000 also measures times',
  );
const { documents } = readJsonLines(await readFile(values.documents, 'utf8'), 'en');
const questions = (await readFile(values.questions, 'utf8'))
  .split('\n')
  .filter(Boolean)
  .map((line) => questionRow.parse(JSON.parse(line)));

const dir = await mkdtemp(join(tmpdir(), 'first-response-retrieval-'));
const log = { info: () => {}, warn: () => {}, error: () => {} };
const embedded = process.env.DATABASE_URL ? undefined : await startEmbedded(dir, { log });
const pool = openPool(process.env.DATABASE_URL ?? embedded?.url ?? '');
try {
  await migrate(pool);
  print(`${documents.length} documents, ${questions.length} questions, ${embedded ? 'embedded' : 'server'}`);
  print(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
  await measureParts(pool);
  for (const size of values.sizes.split(',').filter(Boolean)) await measureTime(pool, Number(size));
} finally {
  await pool.end();
  await embedded?.stop();
  await rm(dir, { recursive: true, force: true });
}

async function measureParts(db: pg.Pool): Promise<void> {
  const desk = await filled(db, 'parts', documents);
  const with_ =
    (rules: Rules, turns: (all: SpokenTurn[]) => SpokenTurn[] = (all) => all): Search =>
    async (question) =>
      (
        await searchKnowledge(db, desk, { turns: turns(question.turns), top, perDocument: 1, now, rules })
      ).map(({ key }) => key);
  const last = (turns: SpokenTurn[]) => turns.slice(-1);
  await row('as it is', with_({}));
  await row('last question alone', with_({}, last));
  await row('customer turns only', with_({ otherSpeaker: 0 }));
  await row('all turns alike', with_({ decay: 1, otherSpeaker: 1 }));
  for (const decay of [0.2, 0.3, 0.5, 0.7]) await row(`decay ${decay}`, with_({ decay }));
  await row(
    'ts_rank_cd, conversation',
    rankCd(db, desk, (turns) => turns),
  );
  await row('ts_rank_cd, last question', rankCd(db, desk, last));
  await row('no help for typos', with_({ maxMisspelt: 0 }));
  await row('titles as text', with_({ titleWeight: 1, headingWeight: 1 }));
  await row('titles left out', with_({ titleWeight: 0.0001 }));
  for (const titleWeight of [2, 3]) await row(`title weight ${titleWeight}`, with_({ titleWeight }));
  for (const k1 of [0.6, 2]) await row(`k1 ${k1}`, with_({ k1 }));
  for (const b of [0.4, 0.6, 0.9]) await row(`b ${b}`, with_({ b }));
  for (const maxCandidates of [50, 100]) await row(`candidates ${maxCandidates}`, with_({ maxCandidates }));
  for (const maxTerms of [10, 20]) await row(`terms sought ${maxTerms}`, with_({ maxTerms }));
  for (const minCoverage of [0, 0.1, 0.15])
    await row(`least coverage ${minCoverage}`, with_({ minCoverage }));
  const misspelt = questions.map((question) => ({ ...question, turns: question.turns.map(misspell) }));
  await row('misspelt', with_({}), misspelt);
  await row('misspelt, no help', with_({ maxMisspelt: 0 }), misspelt);
  for (const size of [400, 800, 1_200, 3_000]) {
    const cut = await filled(db, `cut${size}`, documents, size);
    const search: Search = async ({ turns }) =>
      (await searchKnowledge(db, cut, { turns, top, perDocument: 1, now })).map(({ key }) => key);
    await row(`passages of ${size} (not ${maxPassageLength})`, search);
  }
}

async function row(name: string, search: Search, asked: readonly Question[] = questions): Promise<void> {
  let recall = 0;
  let reciprocal = 0;
  for (const question of asked) {
    const keys = await search(question);
    const gold = new Set(question.gold);
    recall += keys.filter((key) => gold.has(key)).length / gold.size;
    const first = keys.findIndex((key) => gold.has(key));
    reciprocal += first < 0 ? 0 : 1 / (first + 1);
  }
  const share = (sum: number) => (sum / asked.length).toFixed(3);
  print(`${name.padEnd(34)} R@${top} ${share(recall)}  MRR ${share(reciprocal)}`);
}

/** Postgres' own ranking, over the same words: any of them. */
function rankCd(db: pg.Pool, desk: string, turns: (all: SpokenTurn[]) => SpokenTurn[]): Search {
  return async (question) => {
    const { rows } = await db.query(
      `with query as (
         select string_agg(quote_literal(lexeme), ' | ')::tsquery as any_of
         from unnest(to_tsvector('knowledge_english', $2))
       )
       select d.key from query, knowledge_chunk k join knowledge_document d on d.id = k.document
       where k.desk = $1 and k.live and k.tsv @@ query.any_of
       group by d.key order by max(ts_rank_cd(k.tsv, query.any_of, 2)) desc limit $3`,
      [
        desk,
        indexed(
          turns(question.turns)
            .map(({ text }) => text)
            .join('\n'),
        ).replaceAll('\\', ' '),
        top,
      ],
    );
    return rows.map(({ key }) => key as string);
  };
}

async function measureTime(db: pg.Pool, size: number): Promise<void> {
  const many = Array.from({ length: size }, (_, i) => {
    const [one, other] = [documents[i % documents.length], documents[(i * 7 + 3) % documents.length]];
    // Half of one and half of another, so that no two are the same.
    const body = `${one?.body.slice(0, 400)} ${other?.body.slice(0, 400)} number${i}`;
    return { ...(one as SourceDocument), key: `${i}`, body };
  });
  const started = performance.now();
  const desk = await filled(db, `size${size}`, many);
  const importMs = performance.now() - started;
  const times: number[] = [];
  for (const { turns } of questions) {
    const from = performance.now();
    await searchKnowledge(db, desk, { turns, top, now });
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)]?.toFixed(0);
  print(
    `${size} passages: import ${(importMs / 1_000).toFixed(1)} s; conversation query p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
  );
}

async function filled(
  db: pg.Pool,
  desk: string,
  given: readonly SourceDocument[],
  size?: number,
): Promise<string> {
  await db.query('insert into desk (id, created_at) values ($1, $2) on conflict do nothing', [desk, now]);
  await importKnowledge(db, desk, given, { now, maxPassageLength: size });
  return desk;
}

/** Every third longer word loses its fourth letter. */
function misspell(turn: SpokenTurn): SpokenTurn {
  let n = 0;
  const text = turn.text.replace(/\p{L}{6,}/gu, (word) => {
    n += 1;
    return n % 3 === 0 ? word.slice(0, 3) + word.slice(4) : word;
  });
  return { ...turn, text };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
