/** Calibration: what a confidence is worth, from answers of which it is known whether they were right. Pure. */
import { wilson } from './autonomy/evidence.ts';

/** An answer to a message whose topic is known. */
export interface JudgedAnswer {
  /** 0 to 1. */
  confidence: number;
  right: boolean;
}

export interface ReliabilityBin {
  /** Confidences from here up … */
  from: number;
  /** … to below here; 1 belongs to the last bin. */
  to: number;
  n: number;
  right: number;
  /** Mean confidence; 0 where there is none. */
  claimed: number;
  /** Share that was right, with its 95 % Wilson interval; 0 to 1 where there is none. */
  actual: number;
  low: number;
  high: number;
}

/** Ten are read at a glance, and are what papers report: Guo et al., "On Calibration of Modern Neural Networks", 2017. */
const BINS = 10;

/** Equally wide bins, empty ones too. */
export function reliability(answers: readonly JudgedAnswer[], bins = BINS): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, at) => {
    const inside = answers.filter(({ confidence }) => binOf(confidence, bins) === at);
    const n = inside.length;
    const right = inside.filter((answer) => answer.right).length;
    const { lower, upper } = wilson(right, n);
    const claimed = n === 0 ? 0 : inside.reduce((sum, { confidence }) => sum + confidence, 0) / n;
    const actual = n === 0 ? 0 : right / n;
    return { from: at / bins, to: (at + 1) / bins, n, right, claimed, actual, low: lower, high: upper };
  });
}

const binOf = (confidence: number, bins: number): number =>
  Math.min(bins - 1, Math.max(0, Math.floor(confidence * bins)));

/** Expected calibration error, 0 to 1: how far confidence and truth are apart, bins weighed by their answers. NaN without any. */
export function calibrationError(answers: readonly JudgedAnswer[], bins = BINS): number {
  const gaps = reliability(answers, bins).map(({ n, claimed, actual }) => n * Math.abs(claimed - actual));
  return gaps.reduce((sum, gap) => sum + gap, 0) / answers.length;
}

/** From here up answers were right in `share` of the cases. */
export interface SafeThreshold {
  confidence: number;
  /** Answers from there up, and how many of them were right. */
  n: number;
  right: number;
  /** Lower 95 % Wilson bound of that share: what is known, not what was seen. */
  lower: number;
  /** Of all answers, those that pass. */
  covers: number;
}

/** Fewer than this cannot tell 99 % from 90 %: one more wrong answer would be a share of 10 %. */
const MIN_ABOVE = 10;

/** The lowest confidence such that all answers from there up were right often enough; undefined: there is none. */
export function safeThreshold(answers: readonly JudgedAnswer[], share: number): SafeThreshold | undefined {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  let safe: SafeThreshold | undefined;
  let right = 0;
  for (const [at, answer] of sorted.entries()) {
    if (answer.right) right += 1;
    // Answers of the same confidence pass together, or not at all.
    if (sorted[at + 1]?.confidence === answer.confidence) continue;
    const n = at + 1;
    if (n < MIN_ABOVE || right / n < share) continue;
    const { lower } = wilson(right, n);
    safe = { confidence: answer.confidence, n, right, lower, covers: n / sorted.length };
  }
  return safe;
}

/**
 * What confidences should have been: the rising step function nearest to the answers (isotonic regression, by pooling adjacent
 * violators). Each step holds from its confidence up.
 */
export function isotonic(answers: readonly JudgedAnswer[]): { from: number; actual: number; n: number }[] {
  const blocks: { from: number; right: number; n: number }[] = [];
  for (const { confidence, right } of [...answers].sort((a, b) => a.confidence - b.confidence)) {
    const same = blocks.at(-1);
    if (same?.from === confidence) {
      same.right += right ? 1 : 0;
      same.n += 1;
    } else blocks.push({ from: confidence, right: right ? 1 : 0, n: 1 });
  }
  const pooled: typeof blocks = [];
  for (const block of blocks) {
    pooled.push({ ...block });
    for (;;) {
      const [before, last] = [pooled.at(-2), pooled.at(-1)];
      if (!before || !last || before.right / before.n < last.right / last.n) break;
      pooled.splice(-2, 2, { from: before.from, right: before.right + last.right, n: before.n + last.n });
    }
  }
  return pooled.map(({ from, right, n }) => ({ from, actual: right / n, n }));
}

/** Cross-validation holds a fifth out: of ten examples two are asked about, and eight are left to learn from. */
export const minExamplesPerTopic = 10;

/** Topics with fewer examples than `minExamplesPerTopic`: what is said about their confidence rests on nothing. */
export function topicsWithTooFew(counts: ReadonlyMap<string, number>): { topic: string; examples: number }[] {
  return [...counts]
    .filter(([, examples]) => examples < minExamplesPerTopic)
    .map(([topic, examples]) => ({ topic, examples }));
}
