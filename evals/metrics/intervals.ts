/** Intervals: how far a number may be off because there are only so many cases. Pure. */
import { wilson } from '../../policy/autonomy/evidence.ts';

/** A number with its 95 % interval. */
export interface Estimate {
  /** Null: there is no case to measure it on. */
  value: number | null;
  low: number;
  high: number;
  /** Cases, statements or facts that it rests on. */
  n: number;
  interval: 'wilson' | 'bootstrap';
}

/** `k` of `n`, with its Wilson interval. */
export function share(k: number, n: number): Estimate {
  const { lower, upper } = wilson(k, n);
  return { value: n === 0 ? null : k / n, low: lower, high: upper, n, interval: 'wilson' };
}

/** Percentiles of so many resamples move by less than half a point from seed to seed. */
const ROUNDS = 1000;
/** A report of the same answers is the same report. */
const SEED = 20_260_316;

/**
 * The percentile bootstrap, by whole cases: any statistic of them, such as an F1 that no formula gives an interval for.
 * Deterministic. An interval never leaves out the value itself.
 */
export function bootstrapped<T>(
  cases: readonly T[],
  statistic: (sample: readonly T[]) => number,
  rounds = ROUNDS,
): Estimate {
  const n = cases.length;
  if (n === 0) return { value: null, low: 0, high: 1, n, interval: 'bootstrap' };
  const value = statistic(cases);
  const random = randomFrom(SEED);
  const values = Array.from({ length: rounds }, () =>
    statistic(Array.from({ length: n }, () => cases[Math.floor(random() * n)] as T)),
  ).sort((a, b) => a - b);
  const at = (part: number) => values[Math.min(rounds - 1, Math.floor(part * rounds))] ?? value;
  return {
    value,
    low: Math.min(at(0.025), value),
    high: Math.max(at(0.975), value),
    n,
    interval: 'bootstrap',
  };
}

/** The mean of shares. All of them whole, and it is `k` of `n`: resampling 26 out of 26 would claim to know it for certain. */
export function meanShare(shares: readonly number[]): Estimate {
  if (shares.every((each) => each === 0 || each === 1))
    return share(shares.filter((each) => each === 1).length, shares.length);
  return bootstrapped(shares, mean);
}

/** mulberry32: plenty for drawing cases. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
