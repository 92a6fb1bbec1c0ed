/** The embedding model of a command, by the same environment as a worker's. */
import { modelsFrom } from '../../models/from-environment.ts';
import type { EmbeddingModel } from '../../models/port.ts';
import { remark } from '../output.ts';

/** Null: none is set up, and search is by words alone. */
export async function embeddingsFrom(env: NodeJS.ProcessEnv): Promise<EmbeddingModel | null> {
  const { embeddings } = await modelsFrom(env, {
    // What it says of chat models does not matter here.
    notice: (text) => (/embed/i.test(text) ? remark(text) : undefined),
  });
  return embeddings;
}
