/** `knowledge embed` and `knowledge status`: the vectors of a desk's passages. */
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { type EmbedCounts, embedMissing, forget } from '../../knowledge/embed.ts';
import { servingModel } from '../../knowledge/embed-query.ts';
import { paidEmbeddings } from '../../knowledge/paid.ts';
import { indexIfMany } from '../../knowledge/vector-index.ts';
import { ModelFailure } from '../../models/failure.ts';
import type { EmbeddingModel } from '../../models/port.ts';
import { knowledgeCounts } from '../../store/knowledge.ts';
import { vectorsOf } from '../../store/knowledge-vectors.ts';
import { cachedDesks } from '../../transactions/work.ts';
import { Failure } from '../failure.ts';
import { print, printJson, remark, table } from '../output.ts';
import { progressOf } from './progress.ts';

/** Undefined: the model failed, and it was said; what has a vector keeps it. */
export async function embedDesk(
  pool: pg.Pool,
  desk: string,
  embeddings: EmbeddingModel,
  { quiet, again = false }: { quiet: boolean; again?: boolean },
): Promise<EmbedCounts | undefined> {
  if (again) await forget(pool, desk, embeddings.name);
  try {
    const counts = await embedMissing(pool, desk, await paid(pool, desk, embeddings), {
      clock: systemClock,
      onProgress: quiet ? undefined : progressOf(`embedding with ${embeddings.name}`),
    });
    if (counts.busy) {
      remark(
        `${desk}: another process is embedding these passages; \`first-response knowledge status\` shows how far it is`,
      );
      return counts;
    }
    const indexing = counts.complete ? await indexIfMany(pool, desk, embeddings.name) : undefined;
    if (indexing && 'message' in indexing) remark(indexing.message);
    if (!quiet)
      print(
        `${desk}: ${counts.embedded} passages embedded with ${embeddings.name}${counts.complete ? '' : '; more came meanwhile: run it again'}${indexing?.kind === 'built' ? ', and indexed' : ''}`,
      );
    return counts;
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    remark(
      `${desk}: not all passages have a vector (${error.kind}: ${error.message})`,
      '  → search goes on by words; `first-response knowledge embed` continues where it stopped',
    );
    process.exitCode = 1;
    return undefined;
  }
}

/** A desk that was never applied has no budget, and nobody's bill. */
async function paid(pool: pg.Pool, desk: string, embeddings: EmbeddingModel): Promise<EmbeddingModel> {
  const budget = (await cachedDesks().active(pool, desk))?.content.desk.models?.budget;
  if (!budget) return embeddings;
  const of = { desk, conversation: null, turn: null, budget };
  return paidEmbeddings(embeddings, {
    db: pool,
    clock: systemClock,
    env: process.env,
    ask: 'embed_passages',
    ...of,
  });
}

export async function runEmbed(
  pool: pg.Pool,
  desk: string,
  embeddings: EmbeddingModel | null,
  options: { again?: boolean; json?: boolean },
): Promise<void> {
  if (!embeddings)
    throw new Failure(
      'no embedding model is set up',
      'set OPENAI_API_KEY, or OPENAI_BASE_URL and FIRST_RESPONSE_EMBEDDING_MODEL for a server of your own',
    );
  const counts = await embedDesk(pool, desk, embeddings, {
    quiet: options.json ?? false,
    again: options.again,
  });
  if (options.json) printJson({ desk, ...counts });
}

export async function showStatus(
  pool: pg.Pool,
  desk: string,
  embeddings: EmbeddingModel | null,
  json: boolean,
): Promise<void> {
  const [counts, { passages, models }] = await Promise.all([
    knowledgeCounts(pool, desk),
    vectorsOf(pool, desk),
  ]);
  const serving = embeddings ? servingModel(models, embeddings)?.vectors.model : undefined;
  if (json)
    return printJson({
      desk,
      passages,
      sources: counts,
      models,
      model: embeddings?.name ?? null,
      serving: serving ?? null,
    });
  print(
    ...table(
      ['source', 'documents', 'passages', 'retired versions', 'last import'],
      counts.map((c) => [
        c.source,
        `${c.documents}`,
        `${c.passages}`,
        `${c.retired}`,
        c.importedAt.toISOString().slice(0, 16),
      ]),
    ),
    '',
    ...(models.length > 0
      ? table(
          ['model', 'numbers', 'passages', 'index', ''],
          models.map((m) => [
            m.model,
            `${m.dimension}`,
            `${m.chunks} of ${passages}`,
            m.indexName ? 'yes' : 'exact',
            m.model === serving ? 'serves' : '',
          ]),
        )
      : ['no vectors: search is by words alone']),
  );
}
