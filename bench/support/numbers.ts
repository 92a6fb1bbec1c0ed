/** Percentiles, and how numbers are printed. */

export interface Spread {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Nearest rank: a value that was measured, never one between two. Zeros for no values. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

export const fixed = (value: number, digits = 1): string => value.toFixed(digits);

export const milliseconds = ({ p50, p95, p99, max }: Spread): string =>
  `p50 ${fixed(p50)}, p95 ${fixed(p95)}, p99 ${fixed(p99)}, max ${fixed(max)} ms`;
