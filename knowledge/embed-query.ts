/** The vector of a question: by the model whose vectors serve, and with what was said before. */
import { seconds } from '../domain/clock.ts';
import { ModelFailure, type ModelFailureKind } from '../models/failure.ts';
import type { EmbeddingModel } from '../models/port.ts';
import type { QueryVector } from '../store/knowledge-meaning.ts';
import { type ModelVectors, vectorsOf } from '../store/knowledge-vectors.ts';
import type { Db } from '../store/pool.ts';
import { type ConversationRules, meaningRules, queryOf, type SpokenTurn } from './query.ts';

export type EmbeddedQuery =
  | { kind: 'vector'; vector: QueryVector }
  /** Search by words alone. `no_vectors`: the desk has none of a model that can be asked. */
  | { kind: 'none'; reason: 'no_model' | 'no_vectors' | 'nothing_said' | ModelFailureKind };

/** A customer waits for the answer, and words alone find most of it. */
const timeoutMs = seconds(5);

/** One request to the provider. Never throws for what is the provider's: the reason says why there is no vector. */
export async function embedQuery(
  db: Db,
  desk: string,
  embeddings: EmbeddingModel | null,
  turns: readonly SpokenTurn[],
  options: { signal?: AbortSignal; timeoutMs?: number; rules?: ConversationRules } = {},
): Promise<EmbeddedQuery> {
  if (!embeddings) return { kind: 'none', reason: 'no_model' };
  const serving = servingModel((await vectorsOf(db, desk)).models, embeddings);
  if (!serving) return { kind: 'none', reason: 'no_vectors' };
  const said = queryOf(turns, options.rules ?? meaningRules, (text) => text);
  if (said.length === 0) return { kind: 'none', reason: 'nothing_said' };
  try {
    const vectors = await serving.model.embed(
      said.map(({ text }) => text),
      { signal: options.signal, timeoutMs: options.timeoutMs ?? timeoutMs },
    );
    const { dimension, model, indexName } = serving.vectors;
    if (vectors.some(({ length }) => length !== dimension))
      return { kind: 'none', reason: 'wrong_dimension' };
    const values = weightedSum(
      vectors,
      said.map(({ weight }) => weight),
    );
    return { kind: 'vector', vector: { values, model, indexed: indexName !== null } };
  } catch (error) {
    if (error instanceof ModelFailure) return { kind: 'none', reason: error.kind };
    throw error;
  }
}

/**
 * Pure. The model in the environment once it has been complete; until then the one with the most vectors, where the provider
 * can be asked for it.
 */
export function servingModel(
  models: readonly ModelVectors[],
  embeddings: EmbeddingModel,
): { vectors: ModelVectors; model: EmbeddingModel } | undefined {
  const own = models.find(({ model, chunks }) => model === embeddings.name && chunks > 0);
  if (own?.completeAt) return { vectors: own, model: embeddings };
  for (const vectors of models.toSorted((a, b) => b.chunks - a.chunks)) {
    if (vectors.chunks <= (own?.chunks ?? 0)) break;
    const model = embeddings.named?.(vectors.model);
    if (model) return { vectors, model };
  }
  return own && { vectors: own, model: embeddings };
}

/** Pure. Each of the same length, so that a loud turn counts no more than its weight. */
export function weightedSum(vectors: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const sum: number[] = new Array(vectors[0]?.length ?? 0).fill(0);
  for (const [i, vector] of vectors.entries()) {
    const scale = (weights[i] ?? 0) / (Math.hypot(...vector) || 1);
    for (const [j, value] of vector.entries()) sum[j] = (sum[j] ?? 0) + value * scale;
  }
  return sum;
}
