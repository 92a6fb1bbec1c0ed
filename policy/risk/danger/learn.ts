/** Learns the classifier's weights from examples: logistic regression by stochastic gradient descent (Duchi et al., "Adaptive Subgradient Methods", JMLR 2011). */
import { randomNumbers, shuffle } from '../../shuffle.ts';
import { foldedLine } from '../fold.ts';
import type { LinearModel } from './classifier.ts';
import { BUCKETS, type Vector, vectorOf, weighed, wordsOf } from './features.ts';

export interface Example {
  text: string;
  danger: boolean;
}

const PASSES = 20;
const STEP = 0.1;
const DECAY = 1e-5;
/** What the squares of the gradients begin with: the first example may not decide a weight by itself. */
const FIRST_SQUARE = 1e-3;
const BIAS_RATE = 0.3;
/** An example that is this right already changes nothing. */
const MIN_ERROR = 1e-3;

/** Deterministic: the same examples in the same order give the same model. */
export function learn(examples: readonly Example[]): LinearModel {
  const vectors = examples.map(({ text }) => vectorOf(wordsOf(foldedLine(text))));
  const weights = new Float64Array(BUCKETS + 1);
  const squares = new Float64Array(BUCKETS + 1).fill(FIRST_SQUARE);
  const move = (at: number, gradient: number) => {
    const slope = gradient + DECAY * (weights[at] as number);
    squares[at] = (squares[at] as number) + slope * slope;
    weights[at] = (weights[at] as number) - (STEP * slope) / Math.sqrt(squares[at] as number);
  };
  const order = Int32Array.from(examples.keys());
  const random = randomNumbers(1);
  for (let pass = 0; pass < PASSES; pass++) {
    shuffle(order, random);
    for (const at of order) {
      const vector = vectors[at] as Vector;
      const error =
        sigmoid((weights[BUCKETS] as number) + weighed(vector, weights)) - (examples[at]?.danger ? 1 : 0);
      if (Math.abs(error) < MIN_ERROR) continue;
      vector.ids.forEach((id, n) => {
        move(id, error * (vector.values[n] as number));
      });
      move(BUCKETS, error * BIAS_RATE);
    }
  }
  return packed(weights);
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** A byte a weight: without rounding, 18 of 28,485 answers are others. */
function packed(weights: Float64Array): LinearModel {
  const scale =
    weights.subarray(0, BUCKETS).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
  return {
    bias: weights[BUCKETS] as number,
    scale,
    weights: Int8Array.from(weights.subarray(0, BUCKETS), (weight) => Math.round((weight / scale) * 127)),
  };
}
