/**
 * Whether a text sounds like danger, learned from examples: for the wording that no phrase foresees. A linear model
 * (logistic regression) over words, their senses and their pieces. It is less sure than a phrase, so what it finds goes to
 * a person, and not to the danger queue.
 */
import { type Folded, unfold } from '../fold.ts';
import { vectorOf, type Word, weighed, wordsOf } from './features.ts';
import { learned } from './weights.ts';

export interface LinearModel {
  bias: number;
  /** By feature, as a share of `scale` per 127. */
  weights: Int8Array;
  scale: number;
}

/**
 * Log-odds from which a text counts. Of examples held out from learning, half of the dangerous English ones count from here
 * (of children at risk 70 %), a quarter of those in other languages, and one to three of 100 harmless ones: `npm run
 * learn:danger` prints the table. From 1 on it would be fifteen to twenty more of 100 dangerous English ones, and twice to
 * three times as many harmless ones.
 */
export const SOUNDS_LIKE_DANGER = 1.8;

/** A message of so many words is heard as a whole; of a longer one, each sentence with those after it, as they fit. */
const WHOLE_WORDS = 40;
const WINDOW_WORDS = 24;

let model: LinearModel | undefined;

/** Pure. The part of the text that sounds most like danger, in UTF-16 offsets of the original; undefined where none does. */
export function soundsLikeDanger(folded: Folded): { start: number; end: number } | undefined {
  model ??= read(learned);
  const most = loudest(model, folded.text);
  return most && most.odds >= SOUNDS_LIKE_DANGER ? unfold(folded, most.start, most.end) : undefined;
}

/** Pure. The window with the highest log-odds of danger; undefined for a text without words. */
export function loudest(
  by: LinearModel,
  folded: string,
): { odds: number; start: number; end: number } | undefined {
  let most: { odds: number; start: number; end: number } | undefined;
  for (const window of windowsOf(wordsOf(folded), folded)) {
    const [first, last] = [window[0], window.at(-1)];
    if (!first || !last) continue;
    const odds = by.bias + (weighed(vectorOf(window), by.weights) * by.scale) / 127;
    if (!most || odds > most.odds) most = { odds, start: first.start, end: last.end };
  }
  return most;
}

/** Danger in passing is one sentence of a long message: among all the others it would go unheard. */
function windowsOf(words: readonly Word[], folded: string): (readonly Word[])[] {
  if (words.length <= WHOLE_WORDS) return [words];
  const sentences = sentencesOf(words, folded);
  return sentences.flatMap((sentence, at) => {
    const window = [...sentence];
    for (const next of sentences.slice(at + 1, at + 1 + WINDOW_WORDS)) {
      if (window.length + next.length > WINDOW_WORDS) break;
      window.push(...next);
    }
    return slices(window);
  });
}

function sentencesOf(words: readonly Word[], folded: string): Word[][] {
  const sentences: Word[][] = [[]];
  words.forEach((word, at) => {
    sentences.at(-1)?.push(word);
    const next = words[at + 1];
    if (next && endsSentence(word, next, folded)) sentences.push([]);
  });
  return sentences;
}

/** What is longer than a window, because nobody set a full stop, is heard in halves that overlap. */
function slices(words: readonly Word[]): (readonly Word[])[] {
  if (words.length <= WHOLE_WORDS) return [words];
  const step = WINDOW_WORDS / 2;
  return Array.from({ length: Math.ceil(words.length / step) - 1 }, (_, n) =>
    words.slice(n * step, n * step + WINDOW_WORDS),
  );
}

function endsSentence({ text, end }: Word, next: Word, folded: string): boolean {
  return /^[?!]$/.test(text) || /\n|\.\s|\u3002/u.test(folded.slice(end, next.start));
}

/** Weights as they are written down: a byte each, in base64. */
export function read({
  bias,
  scale,
  weights,
}: {
  bias: number;
  scale: number;
  weights: string;
}): LinearModel {
  const bytes = Buffer.from(weights, 'base64');
  return { bias, scale, weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
}
