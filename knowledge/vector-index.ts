/** When a desk's vectors get an index, and when the embedded database has too many of them. */
import type pg from 'pg';
import { buildVectorIndex, isEmbedded } from '../store/knowledge-index.ts';
import { vectorsOf } from '../store/knowledge-vectors.ts';

/**
 * Passages. Looking at all vectors of 1,536 numbers takes a server some 4 ms per thousand: below this it is as fast as the
 * words, and finds exactly what is nearest. bench/retrieval/times.ts measures it.
 */
export const indexFrom = 5_000;

/**
 * Passages. The embedded database looks at all vectors too, some 7 ms per thousand, and has one process for everyone: beyond
 * this each search is felt by all others. It never builds an index, which would stop it for minutes.
 */
export const embeddedLimit = 20_000;

/** pgvector indexes no longer ones, even as half floats. */
const longestIndexed = 4_000;

export type Indexing =
  | { kind: 'built'; name: string }
  | { kind: 'exact'; reason: 'few' | 'there_already' | 'no_vectors' | 'too_long' }
  /** Searches still work, and are slow. */
  | { kind: 'exact'; reason: 'embedded_and_many'; message: string };

/** After passages were embedded. Searches and imports go on while an index is built. */
export async function indexIfMany(
  pool: pg.Pool,
  desk: string,
  model: string,
  limits = { indexFrom, embeddedLimit },
): Promise<Indexing> {
  const { models } = await vectorsOf(pool, desk);
  const vectors = models.find((m) => m.model === model);
  if (!vectors || vectors.chunks === 0) return { kind: 'exact', reason: 'no_vectors' };
  if (vectors.indexName) return { kind: 'exact', reason: 'there_already' };
  if (await isEmbedded(pool))
    return vectors.chunks <= limits.embeddedLimit
      ? { kind: 'exact', reason: 'few' }
      : {
          kind: 'exact',
          reason: 'embedded_and_many',
          message: tooMany(desk, vectors.chunks, limits.embeddedLimit),
        };
  if (vectors.chunks < limits.indexFrom) return { kind: 'exact', reason: 'few' };
  if (vectors.dimension > longestIndexed) return { kind: 'exact', reason: 'too_long' };
  const name = await buildVectorIndex(pool, desk, model, vectors.dimension, vectors.chunks);
  return { kind: 'built', name };
}

const tooMany = (desk: string, passages: number, limit: number): string =>
  `desk ${desk} has ${passages} passages, and the embedded database searches up to ${limit} well: set DATABASE_URL to a Postgres server with pgvector, where they get an index`;
