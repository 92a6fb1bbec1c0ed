/** What the classifier sees of a text, each as a number that needs no dictionary: words, words in a row, senses of words, pieces of words. */
import { sensesOf } from './senses.ts';

/** As many numbers as there are for features; many share one. With half as many a few more harmless messages count; with four times as many, hardly fewer. */
export const BUCKETS = 2 ** 16;

export interface Word {
  text: string;
  /** Offsets in the folded text. */
  start: number;
  end: number;
  senses: readonly string[];
  /** The features of its pieces: worked out once for a word that several windows share. */
  pieces: readonly number[];
}

/** The features of a text, each once, with its weight. */
export interface Vector {
  ids: Int32Array;
  values: Float32Array;
}

/** Within so many words two senses make a pair: "dog" and "six words later" "bitten". */
const SENSE_DISTANCE = 8;
const PIECES = { min: 3, max: 5 };
/** In scripts without spaces a character is a piece. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const wordPattern = /[\p{L}\p{M}]+(?:'\p{L}+)?|\p{N}+|[?!]/gu;

/** The words of a folded text. A question or exclamation mark is a word. */
export function wordsOf(folded: string): Word[] {
  return [...folded.matchAll(wordPattern)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
    senses: sensesOf(text),
    pieces: piecesOf(text),
  }));
}

/** Each of the three families has length one, so that pieces, which are many, do not drown words, which are few. */
export function vectorOf(words: readonly Word[]): Vector {
  const families = [
    termsOf(words.map(({ text }) => text)),
    new Set(words.flatMap(({ pieces }) => pieces)),
    sensePairsOf(words.map(({ senses }) => senses)),
  ];
  const size = families.reduce((sum, family) => sum + family.size, 0);
  const ids = new Int32Array(size);
  const values = new Float32Array(size);
  let at = 0;
  for (const family of families) {
    const value = 1 / Math.sqrt(family.size || 1);
    for (const id of family) {
      ids[at] = id;
      values[at++] = value;
    }
  }
  return { ids, values };
}

/** The sum of the text's features, each by its weight. */
export function weighed({ ids, values }: Vector, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < ids.length; at++)
    sum += (weights[ids[at] as number] as number) * (values[at] as number);
  return sum;
}

/** Single words, and two and three in a row. */
function termsOf(words: readonly string[]): Set<number> {
  const ids = new Set<number>(words.map((word) => bucketOf(`w${word}`)));
  const framed = ['^', ...words, '$'];
  framed.forEach((word, at) => {
    const next = framed[at + 1];
    const afterNext = framed[at + 2];
    if (next !== undefined) ids.add(bucketOf(`n${word} ${next}`));
    if (afterNext !== undefined) ids.add(bucketOf(`t${word} ${next} ${afterNext}`));
  });
  return ids;
}

/** Senses, and which of them stand near each other: "baby … swallowed" in any words and any of the languages. */
function sensePairsOf(senses: readonly (readonly string[])[]): Set<number> {
  const ids = new Set<number>();
  senses.forEach((here, at) => {
    for (const sense of here) {
      ids.add(bucketOf(`s${sense}`));
      for (const near of senses.slice(at + 1, at + 1 + SENSE_DISTANCE))
        for (const other of near)
          if (other !== sense) ids.add(bucketOf(sense < other ? `q${sense} ${other}` : `q${other} ${sense}`));
    }
  });
  return ids;
}

function piecesOf(word: string): number[] {
  const ids: number[] = [];
  const bare = unspaced.test(word);
  const framed = bare ? word : ` ${word} `;
  for (let length = bare ? 1 : PIECES.min; length <= PIECES.max; length++)
    for (let at = 0; at + length <= framed.length; at++)
      ids.push(bucketOf(`c${framed.slice(at, at + length)}`));
  return ids;
}

/** FNV-1a over UTF-16 units, with the high bits mixed into the low ones that are kept. */
function bucketOf(feature: string): number {
  let hash = 2166136261;
  for (let at = 0; at < feature.length; at++) hash = Math.imul(hash ^ feature.charCodeAt(at), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) % BUCKETS;
}
