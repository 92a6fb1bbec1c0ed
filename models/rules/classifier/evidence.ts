/** What speaks for a text's topics, and for its belonging to any of them at all. */
import { OTHER_TOPIC } from '../../../domain/words.ts';
import type { Features } from './features.ts';
import { type LinearModel, scoresOf, trainSvm } from './svm.ts';
import {
  type Rarity,
  rarityOf,
  type SparseVector,
  SQUARED_LENGTH,
  toVector,
  unseenShare,
} from './vectors.ts';

/** An example phrase as the classifier holds it; `topic` is an index. */
export interface Example {
  features: Features;
  topic: number;
}

/** Learned from examples, not yet calibrated. */
export interface Trained {
  topics: readonly string[];
  rarity: Rarity;
  linear: LinearModel;
  vectors: SparseVector[];
  /** Indexes of the examples by topic. */
  byTopic: number[][];
  /** All zero between calls. */
  scratch: Float32Array;
}

export interface Evidence {
  /** The desk's topics, best first, never `other`. */
  ranked: { topic: number; score: number }[];
  /** The best score, and how far the second is behind. */
  best: number;
  margin: number;
  /** How much the text is like anything that the examples cover. Comparable between texts of one model only. */
  familiarity: number;
  /** Examples of the best topic, most alike first. */
  nearest: { example: number; similarity: number }[];
}

/** So many examples of the best topic say whether a text is like it: one alone may share only a phrase. */
const NEIGHBOURS = 5;
/**
 * How the parts of familiarity are weighed. Scores of several topics count together (a text between two of our topics
 * is still one of ours), the sharper the more the best one alone counts.
 */
const SHARPNESS = 4;
const UNSEEN_WEIGHT = 0.5;
/** What a one-against-rest machine says of a text that has nothing to do with its topic. */
const PLAIN_NO = -1;
/** Kept of a text for its reasons and alternatives. */
const RANKED = 6;

export function train(examples: readonly Example[], topics: readonly string[], features: number): Trained {
  const rarity = rarityOf(
    examples.map((example) => example.features),
    features,
  );
  const vectors = examples.map((example) => toVector(example.features, rarity));
  const labels = examples.map(({ topic }) => topic);
  const byTopic: number[][] = topics.map(() => []);
  for (const [index, topic] of labels.entries()) byTopic[topic]?.push(index);
  return {
    topics,
    rarity,
    linear: trainSvm(vectors, labels, topics.length, features),
    vectors,
    byTopic,
    scratch: new Float32Array(features),
  };
}

export function evidenceOf(trained: Trained, text: Features): Evidence {
  const vector = toVector(text, trained.rarity);
  const scores = scoresOf(trained.linear, vector);
  const own = [...scores.entries()]
    .map(([topic, score]) => ({ topic, score }))
    // A topic without an example (all of them held out) is never an answer.
    .filter(({ topic }) => trained.topics[topic] !== OTHER_TOPIC && trained.byTopic[topic]?.length);
  const ranked = own.sort((a, b) => b.score - a.score).slice(0, RANKED);
  const best = ranked[0];
  if (!best) return { ranked, best: PLAIN_NO, margin: 0, familiarity: Number.NEGATIVE_INFINITY, nearest: [] };
  const nearest = nearestExamples(trained, vector, best.topic);
  const alike = nearest.reduce((sum, { similarity }) => sum + similarity, 0) / nearest.length;
  const unseen = unseenShare(text, trained.rarity);
  // Nothing tells a single topic from anything, so that no boundary was learned: only likeness is left.
  if (trained.topics.length === 1) {
    const score = 2 * (nearest[0]?.similarity ?? 0) - 1;
    return { ranked, best: score, margin: 0, familiarity: familiar(score, PLAIN_NO), nearest };
  }
  const other = scores[trained.topics.indexOf(OTHER_TOPIC)] ?? PLAIN_NO;
  const together = Math.log(own.reduce((sum, { score }) => sum + Math.exp(SHARPNESS * score), 0)) / SHARPNESS;
  return {
    ranked,
    best: best.score,
    margin: best.score - Math.max(ranked[1]?.score ?? PLAIN_NO, other),
    familiarity: familiar(together, other),
    nearest,
  };

  function familiar(ours: number, others: number): number {
    // Pieces of words alone make nothing familiar.
    if (unseen === 1) return Number.NEGATIVE_INFINITY;
    return ours + alike - UNSEEN_WEIGHT * unseen - (others - PLAIN_NO);
  }
}

function nearestExamples(trained: Trained, vector: SparseVector, topic: number): Evidence['nearest'] {
  const { scratch } = trained;
  vector.ids.forEach((id, at) => {
    scratch[id] = vector.values[at] ?? 0;
  });
  const alike = (trained.byTopic[topic] ?? []).map((example) => {
    const { ids, values } = trained.vectors[example] as SparseVector;
    let product = 0;
    for (let at = 0; at < ids.length; at++)
      product += (values[at] as number) * (scratch[ids[at] as number] as number);
    return { example, similarity: product / SQUARED_LENGTH };
  });
  for (const id of vector.ids) scratch[id] = 0;
  return alike.sort((a, b) => b.similarity - a.similarity).slice(0, NEIGHBOURS);
}
