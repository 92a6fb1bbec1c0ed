/**
 * A fake: vectors that know which words two texts share, and nothing of what they mean.
 *
 * Each word is hashed to four places of the vector. Texts with common words are near each other, which is all that tests
 * of plumbing need. Nothing may be concluded from them about the quality of semantic search.
 */
import { createHash } from 'node:crypto';

const PLACES_PER_WORD = 4;

/** Unit length, the same for the same text on every machine. */
export function wordVector(text: string, dimension: number): number[] {
  const vector = new Array<number>(dimension).fill(0);
  // A text without words still has a direction: a zero vector has no cosine.
  vector[0] = 0.01;
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const hash = createHash('sha256').update(word).digest();
    for (let i = 0; i < PLACES_PER_WORD; i += 1) {
      const place = hash.readUInt32LE(i * 4) % dimension;
      vector[place] = (vector[place] ?? 0) + ((hash[16 + i] ?? 0) % 2 === 0 ? 1 : -1);
    }
  }
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  return vector.map((x) => x / length);
}
