/** Vectors of passages: made after an import, and again, beside those in service, when the model changes. */
import type pg from 'pg';
import { after, type Clock, days, minutes } from '../domain/clock.ts';
import { ModelFailure } from '../models/failure.ts';
import type { EmbeddingModel } from '../models/port.ts';
import { endEmbeddingLease, renewEmbeddingLease, takeEmbeddingLease } from '../store/embedding-leases.ts';
import { lockKnowledge } from '../store/knowledge.ts';
import { dropVectorIndex, isEmbedded } from '../store/knowledge-index.ts';
import {
  dropVectors,
  markComplete,
  type PassageToEmbed,
  passagesWithout,
  storeVectors,
  vectorsOf,
} from '../store/knowledge-vectors.ts';
import { tx } from '../store/pool.ts';
import { withoutMarkup } from './words.ts';

export interface EmbedOptions {
  clock: Clock;
  signal?: AbortSignal;
  /** After each batch; `done` counts those that had a vector before. */
  onProgress?: (done: number, total: number) => void;
}

export interface EmbedCounts {
  model: string;
  /** Passages that got a vector now. */
  embedded: number;
  /** Vectors of models that nobody uses any more, taken away. */
  dropped: string[];
  /** Whether every live passage has a vector of the model. */
  complete: boolean;
  /** Another process is at it: nothing was done here. */
  busy: boolean;
}

/** One request, and one transaction of a tenth of a second on the embedded database, whose other clients wait meanwhile. */
const batchSize = 32;
/** Nobody waits for it: a model on a busy CPU takes seconds for a passage. Where this is too short, batches become smaller. */
const timeoutMs = minutes(2);

/** Longer than a request: renewed before each. What a killed process had begun waits as long. */
const leaseMs = minutes(5);

/**
 * How long the vectors of a model before stay: while a new release is rolled out, processes of the old one still ask for them,
 * and would make them again.
 */
const keepFormerMs = days(2);

/**
 * Embeds the desk's passages that have no vector of this model. An interruption loses one batch. Of several processes one does
 * it, so that nothing is paid for twice.
 *
 * @throws ModelFailure as the model does; `wrong_dimension` also when its vectors are not as long as those stored
 */
export async function embedMissing(
  pool: pg.Pool,
  desk: string,
  embeddings: EmbeddingModel,
  { clock, signal, onProgress }: EmbedOptions,
): Promise<EmbedCounts> {
  const model = embeddings.name;
  const now = clock();
  if (!(await takeEmbeddingLease(pool, desk, model, now, after(now, leaseMs))))
    return { model, embedded: 0, dropped: [], complete: false, busy: true };
  try {
    return { ...(await embedAll(pool, desk, embeddings, { clock, signal, onProgress })), busy: false };
  } finally {
    await endEmbeddingLease(pool, desk, model);
  }
}

async function embedAll(
  pool: pg.Pool,
  desk: string,
  embeddings: EmbeddingModel,
  { clock, signal, onProgress }: EmbedOptions,
): Promise<Omit<EmbedCounts, 'busy'>> {
  const model = embeddings.name;
  const before = await vectorsOf(pool, desk);
  const known = before.models.find((m) => m.model === model);
  let dimension = known?.dimension;
  let done = known?.chunks ?? 0;
  let embedded = 0;
  let last = '';
  let size = batchSize;
  onProgress?.(done, before.passages);
  while (!signal?.aborted) {
    const passages = await passagesWithout(pool, desk, model, last, size);
    const end = passages.at(-1);
    if (!end) break;
    await renewEmbeddingLease(pool, desk, model, after(clock(), leaseMs));
    const vectors = await embeddings
      .embed(passages.map(textToEmbed), { signal, timeoutMs })
      .catch((error: unknown) => {
        if (size > 1 && error instanceof ModelFailure && error.kind === 'timed_out') return undefined;
        throw error;
      });
    if (!vectors) {
      size = Math.ceil(size / 4);
      continue;
    }
    dimension ??= vectors[0]?.length ?? 0;
    refuseOtherLengths(vectors, dimension, model);
    const length = dimension;
    const stored = await tx(pool, async (db) => {
      await lockKnowledge(db, desk);
      const rows = passages.map(({ chunk }, i) => ({ chunk, values: vectors[i] ?? [] }));
      return storeVectors(db, desk, model, length, rows);
    });
    embedded += stored;
    done += stored;
    onProgress?.(done, before.passages);
    last = end.chunk;
  }
  const complete = await markComplete(pool, desk, model, clock());
  const dropped = complete ? await dropFormer(pool, desk, model, clock()) : [];
  return { model, embedded, dropped, complete };
}

/** Pure. A passage is about what stands above it as much as about what it says. */
export function textToEmbed({ title, headingPath, text }: Omit<PassageToEmbed, 'chunk'>): string {
  const above = [title, ...headingPath].filter((part) => part !== '').join(' > ');
  return withoutMarkup(above === '' ? text : `${above}\n\n${text}`).trim();
}

function refuseOtherLengths(vectors: readonly number[][], dimension: number, model: string): void {
  const other = vectors.find(({ length }) => length !== dimension);
  if (other)
    throw new ModelFailure(
      'wrong_dimension',
      `${model} gave a vector of ${other.length} numbers, and those stored have ${dimension}: serve another model under another name, or run \`first-response knowledge embed --again\``,
    );
}

async function dropFormer(pool: pg.Pool, desk: string, model: string, now: Date): Promise<string[]> {
  const { models } = await vectorsOf(pool, desk);
  const current = models.find((m) => m.model === model);
  if (!current?.completeAt || after(current.completeAt, keepFormerMs) > now) return [];
  const former = models.filter(
    (m) => m.model !== model && (m.completeAt ?? now) <= (current.completeAt ?? now),
  );
  for (const { model: name } of former) await forget(pool, desk, name);
  return former.map((m) => m.model);
}

/** Takes away all vectors of a model, and its index. */
export async function forget(pool: pg.Pool, desk: string, model: string): Promise<void> {
  if (!(await isEmbedded(pool))) await dropVectorIndex(pool, desk, model);
  await tx(pool, async (db) => {
    await lockKnowledge(db, desk);
    await dropVectors(db, desk, model);
  });
}
