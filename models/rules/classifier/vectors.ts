/** Texts as sparse vectors: sublinear term frequency times inverse document frequency, each family of features of length one. */
import type { Features } from './features.ts';

export interface SparseVector {
  /** Each id once. */
  ids: Int32Array;
  values: Float32Array;
}

/** How rare each feature is among the examples; 0 for one that occurs in none of them. */
export interface Rarity {
  byFeature: Float32Array;
  /** Of a word that no example has. */
  unseen: number;
}

/** Pieces of words weigh a little more than whole words: measured on 77 banking topics (0.7 to 1.4 differ by 0.2 points). */
const PIECES_WEIGHT = 1.2;
/** Softens the rarity: below 1, the rarest features do not drown the rest of a short text (0.1 to 0.3 points). */
const RARITY_POWER = 0.8;

export function rarityOf(texts: readonly Features[], size: number): Rarity {
  const texts_with = new Int32Array(size);
  const lastText = new Int32Array(size).fill(-1);
  texts.forEach((text, index) => {
    for (const family of [text.terms, text.pieces])
      for (const id of family)
        if (id >= 0 && lastText[id] !== index) {
          lastText[id] = index;
          texts_with[id] = (texts_with[id] ?? 0) + 1;
        }
  });
  const rarity = (count: number) => (Math.log((1 + texts.length) / (1 + count)) + 1) ** RARITY_POWER;
  return {
    byFeature: Float32Array.from(texts_with, (count) => (count === 0 ? 0 : rarity(count))),
    unseen: rarity(0),
  };
}

export function toVector(text: Features, rarity: Rarity): SparseVector {
  const ids: number[] = [];
  const values: number[] = [];
  addFamily(text.terms, 1);
  addFamily(text.pieces, PIECES_WEIGHT);
  return { ids: Int32Array.from(ids), values: Float32Array.from(values) };

  function addFamily(family: Int32Array, weight: number): void {
    const counts = new Map<number, number>();
    for (const id of family) if (id >= 0 && rarity.byFeature[id]) counts.set(id, (counts.get(id) ?? 0) + 1);
    const start = values.length;
    let squares = 0;
    for (const [id, count] of counts) {
      const value = (1 + Math.log(count)) * (rarity.byFeature[id] ?? 0);
      squares += value * value;
      ids.push(id);
      values.push(value);
    }
    const scale = weight / Math.sqrt(squares || 1);
    for (let at = start; at < values.length; at++) values[at] = (values[at] ?? 0) * scale;
  }
}

/** The length that every vector has, squared: one for the terms, and the pieces' weight. */
export const SQUARED_LENGTH = 1 + PIECES_WEIGHT * PIECES_WEIGHT;

/** The share of the text's words, weighed by rarity, that no example has: 0 all known, 1 none. */
export function unseenShare(text: Features, rarity: Rarity): number {
  let all = 0;
  let unseen = 0;
  for (const id of text.words) {
    const known = id >= 0 ? (rarity.byFeature[id] ?? 0) : 0;
    all += known || rarity.unseen;
    if (!known) unseen += rarity.unseen;
  }
  return all === 0 ? 1 : unseen / all;
}
