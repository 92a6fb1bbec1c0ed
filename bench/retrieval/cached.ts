/** An embedding model that remembers, in a file: the same texts are measured again and again. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { EmbeddingModel } from '../../models/port.ts';

export function cachedEmbeddings(model: EmbeddingModel, file: string | undefined): EmbeddingModel {
  const known = new Map<string, number[]>();
  if (file && existsSync(file))
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { key, values } = JSON.parse(line) as { key: string; values: number[] };
      known.set(key, values);
    }
  const keyOf = (text: string) =>
    createHash('sha256').update(`${model.name}\u0000${text}`).digest('base64url');
  return {
    name: model.name,
    dimension: () => model.dimension(),
    async embed(texts) {
      const missing = [...new Set(texts.filter((text) => !known.has(keyOf(text))))];
      const vectors = missing.length > 0 ? await model.embed(missing, { timeoutMs: 600_000 }) : [];
      for (const [i, text] of missing.entries()) {
        const row = { key: keyOf(text), values: vectors[i] ?? [] };
        known.set(row.key, row.values);
        if (file) appendFileSync(file, `${JSON.stringify(row)}\n`);
      }
      return texts.map((text) => known.get(keyOf(text)) ?? []);
    },
  };
}
