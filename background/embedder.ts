/** The embedder: gives new passages their vectors, makes them again when the model changes, and an index when they are many. */
import type pg from 'pg';
import { type Clock, minutes, seconds } from '../domain/clock.ts';
import { embedMissing } from '../knowledge/embed.ts';
import { paidEmbeddings } from '../knowledge/paid.ts';
import { indexIfMany } from '../knowledge/vector-index.ts';
import { ModelFailure } from '../models/failure.ts';
import type { EmbeddingModel } from '../models/port.ts';
import { deskIds } from '../store/desks.ts';
import type { Log } from '../store/log.ts';
import type { Work } from '../transactions/work.ts';
import { type Loop, startLoop } from './loop.ts';

/** How soon an imported article is found by meaning; by words it is at once. */
const everyMs = seconds(15);
/** Progress is said this often: a desk of a hundred thousand passages takes an hour. */
const tellEveryMs = minutes(1);

export interface EmbedderOptions {
  pool: pg.Pool;
  clock: Clock;
  desks: Work['desks'];
  env: NodeJS.ProcessEnv;
  embeddings: EmbeddingModel;
  log: Log;
}

/** Stops after the batch that is under way: the next start goes on from there. */
export function startEmbedder(options: EmbedderOptions): Loop {
  const stopping = new AbortController();
  const told = new Set<string>();
  const loop = startLoop('embedder', everyMs, options.log, () => embedOnce(options, stopping.signal, told));
  return {
    async stop() {
      stopping.abort();
      await loop.stop();
    },
  };
}

/** One pass over all desks. `told`: what was said once and need not be said with every pass. */
export async function embedOnce(
  { pool, clock, desks, env, embeddings, log }: EmbedderOptions,
  signal: AbortSignal,
  told: Set<string>,
): Promise<boolean> {
  for (const desk of await deskIds(pool)) {
    if (signal.aborted) return false;
    const budget = (await desks.active(pool, desk))?.content.desk.models?.budget;
    if (!budget) continue; // never applied, or not since desks have a budget
    const of = { desk, conversation: null, turn: null, budget };
    const paid = paidEmbeddings(embeddings, { db: pool, clock, env, ask: 'embed_passages', ...of });
    let toldAt = clock().getTime();
    try {
      const { embedded, complete, dropped } = await embedMissing(pool, desk, paid, {
        clock,
        signal,
        onProgress: (done, total) => {
          if (clock().getTime() - toldAt < tellEveryMs) return;
          toldAt = clock().getTime();
          log.info({ desk, model: embeddings.name, done, total }, 'embedding passages');
        },
      });
      if (embedded > 0 || dropped.length > 0)
        log.info({ desk, model: embeddings.name, embedded, complete, dropped }, 'embedded passages');
      if (complete) await index(pool, desk, embeddings.name, log, told);
      told.delete(`${desk} failed`);
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof ModelFailure)) throw error;
      if (!told.has(`${desk} failed`))
        log.warn(
          { desk, model: embeddings.name, kind: error.kind, error: error.message },
          'passages are left without vectors for now; search goes on by words, and by the vectors there are',
        );
      told.add(`${desk} failed`);
    }
  }
  return false;
}

async function index(pool: pg.Pool, desk: string, model: string, log: Log, told: Set<string>): Promise<void> {
  const indexing = await indexIfMany(pool, desk, model);
  if (indexing.kind === 'built') log.info({ desk, model, index: indexing.name }, 'indexed vectors');
  else if (indexing.reason === 'embedded_and_many' && !told.has(desk)) {
    told.add(desk);
    log.warn({ desk, model }, indexing.message);
  }
}
