/** What search costs by the number of passages: insert rate, index build, times, and how exact the index is. */
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { embedMissing } from '../../knowledge/embed.ts';
import { embedQuery } from '../../knowledge/embed-query.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import { rankingRules, searchKnowledge } from '../../knowledge/search.ts';
import type { EmbeddingModel } from '../../models/port.ts';
import { buildVectorIndex, isEmbedded } from '../../store/knowledge-index.ts';
import type { QueryVector } from '../../store/knowledge-meaning.ts';
import { findPassages, type RankingRules } from '../../store/knowledge-search.ts';
import { conversationsOf, dimension, documentsOf, syntheticEmbeddings } from './synthetic.ts';

const now = systemClock();
/** Enough for a p95 and for a recall in thousandths. */
const questions = 100;

export async function measureTimes(
  pool: pg.Pool,
  size: number,
  breadths: readonly number[],
  print: (line: string) => void,
): Promise<void> {
  const desk = `size${size}`;
  const model = syntheticEmbeddings();
  await pool.query('insert into desk (id, created_at) values ($1, $2) on conflict do nothing', [desk, now]);
  const importing = await seconds(() => importKnowledge(pool, desk, documentsOf(size), { now }));
  let embedding = 0;
  const timed: EmbeddingModel = {
    ...model,
    embed: async (texts) => {
      const started = performance.now();
      const vectors = await model.embed(texts);
      embedding += (performance.now() - started) / 1_000;
      return vectors;
    },
  };
  const storing = (await seconds(() => embedMissing(pool, desk, timed, { clock: systemClock }))) - embedding;
  await pool.query('vacuum analyze knowledge_chunk, knowledge_embedding').catch(() => {});
  print(`${size} passages of ${dimension} numbers`);
  print(
    `  import ${rate(size, importing)} passages/s; vectors stored ${rate(size, storing)}/s, of ${storing.toFixed(1)} s`,
  );
  const vectors: QueryVector[] = [];
  const measured = (ask: (i: number) => Promise<string[]>) => twice(questions, ask);
  const turns = conversationsOf(questions);
  for (const said of turns) {
    const asked = await embedQuery(pool, desk, model, said);
    if (asked.kind === 'vector') vectors.push({ ...asked.vector, indexed: false });
  }
  const nearest =
    (indexed: boolean, rules: RankingRules = rankingRules) =>
    async (i: number) => {
      const vector = { ...(vectors[i] as QueryVector), indexed };
      const query = {
        texts: [],
        audiences: ['public'],
        language: null,
        top: 10,
        perDocument: 10,
        now,
        vector,
      };
      return (await findPassages(pool, desk, query, rules)).map(({ chunk }) => chunk);
    };
  const hybrid = (indexed: boolean) => async (i: number) => {
    const vector = { ...(vectors[i] as QueryVector), indexed };
    await searchKnowledge(pool, desk, { turns: turns[i], top: 5, now, vector });
    return [];
  };
  const words = async (i: number) => {
    await searchKnowledge(pool, desk, { turns: turns[i], top: 5, now });
    return [];
  };
  const exact = await measured(nearest(false));
  print(`  vector part, exact     ${exact.shown}`);
  print(`  words alone            ${(await measured(words)).shown}`);
  print(`  hybrid, exact          ${(await measured(hybrid(false))).shown}`);
  if (await isEmbedded(pool)) return;
  const building = await seconds(() => buildVectorIndex(pool, desk, model.name, dimension, size));
  print(`  index built in ${building.toFixed(1)} s`);
  for (const indexBreadth of breadths) {
    const found = await measured(nearest(true, { ...rankingRules, indexBreadth }));
    const recall = found.answers.map(
      (answer, i) => answer.filter((chunk) => exact.answers[i]?.includes(chunk)).length / 10,
    );
    const mean = recall.reduce((sum, r) => sum + r, 0) / recall.length;
    print(`  vector part, index ${`${indexBreadth}`.padEnd(4)}${found.shown}, recall@10 ${mean.toFixed(4)}`);
  }
  print(`  hybrid, index          ${(await measured(hybrid(true))).shown}`);
}

/** Each question twice: the first round fills the caches. */
async function twice(questions: number, ask: (i: number) => Promise<string[]>) {
  const times: number[] = [];
  const answers: string[][] = [];
  for (const warm of [false, true])
    for (let i = 0; i < questions; i += 1) {
      const started = performance.now();
      answers[i] = await ask(i);
      if (warm) times.push(performance.now() - started);
    }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  return { answers, shown: `p50 ${at(0.5).padStart(6)} ms, p95 ${at(0.95).padStart(6)} ms` };
}

async function seconds(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1_000;
}

const rate = (n: number, s: number): string => (n / s).toFixed(0);
