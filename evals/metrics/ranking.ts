/** Recall and reciprocal rank of a list of documents. Pure. */

export interface RankedAnswer {
  /** Documents that answer the question. */
  expected: readonly string[];
  /** Documents found, best first; one may be there several times, by several passages. */
  found: readonly string[];
}

/** The share of the expected documents among the first `k` different ones found. */
export function recallAt(k: number, { expected, found }: RankedAnswer): number {
  const first = [...new Set(found)].slice(0, k);
  return expected.filter((document) => first.includes(document)).length / expected.length;
}

/** 1 over the place of the first expected document, places counted from 1; 0 when none was found. */
export function reciprocalRank({ expected, found }: RankedAnswer): number {
  const place = [...new Set(found)].findIndex((document) => expected.includes(document));
  return place < 0 ? 0 : 1 / (place + 1);
}
