/** What the evidence says: whether a topic has earned to send alone, and whether it has lost it. Pure. */

/** 95 %, two-sided. */
const Z = 1.959964;

/** The Wilson score interval of a share: unlike the plain one, it holds for few cases and for shares near 1. */
export function wilson(accepted: number, n: number): { lower: number; upper: number } {
  if (n === 0) return { lower: 0, upper: 1 };
  const share = accepted / n;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  const scale = 1 + z2 / n;
  return { lower: Math.max(0, (centre - spread) / scale), upper: Math.min(1, (centre + spread) / scale) };
}

/** The lower 95 % Wilson bound of `accepted` out of `n`, 0 to 1; 0 where there is nothing. */
export const wilsonLower = (accepted: number, n: number): number => wilson(accepted, n).lower;

export interface Reviewed {
  /** Drafts that a person decided on. */
  n: number;
  accepted: number;
}

export interface Target {
  /** What the lower bound has to reach. */
  target: number;
  /** Reviewed drafts at least. */
  reviewed: number;
}

export type Earned =
  | { kind: 'earned'; lower: number }
  /** `more`: so many further drafts, all of them accepted, would earn it. Null: no number does (a target of 1). */
  | { kind: 'not_yet'; lower: number; reason: 'too_few' | 'below_target'; more: number | null };

export function earned({ n, accepted, target, reviewed }: Reviewed & Target): Earned {
  const lower = wilsonLower(accepted, n);
  const reached = (more: number) => n + more >= reviewed && wilsonLower(accepted + more, n + more) >= target;
  if (reached(0)) return { kind: 'earned', lower };
  const reason = lower >= target || n < reviewed ? 'too_few' : 'below_target';
  return { kind: 'not_yet', lower, reason, more: target >= 1 ? null : fewest(reached) };
}

/** The smallest number for which it holds; it holds for all beyond. */
function fewest(holds: (more: number) => boolean): number {
  let high = 1;
  while (!holds(high)) high *= 2;
  let low = high / 2; // does not hold, or is 0.5: 1 is the first
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** What is looked at before a topic is taken off `auto`: what it did lately, not what it did well last year. */
export const demotionLimits = {
  /** Newest decisions of people on the sample. */
  sample: 50,
  /** Fewer say nothing: 3 of 5 rejected is the least that counts. */
  minSample: 5,
  /** Newest replies that left alone. */
  sends: 200,
  minSends: 10,
  /** Share of them whose customer had to come back: more than one in ten, beyond doubt, is no help. */
  maxTrouble: 0.1,
} as const;

export interface Lately {
  /** Of the newest `demotionLimits.sample` decisions. */
  sample: Reviewed;
  /** Of the newest `demotionLimits.sends` replies: how many were reopened or complained about. */
  sends: { n: number; troubled: number };
}

export type Demotion = { kind: 'keep' } | { kind: 'demote'; reason: 'sample_below_target' | 'trouble' };

/**
 * Demotes when the evidence against is as strong as the evidence for had to be: the whole 95 % interval of the sample lies below
 * the target, or that of the trouble above its limit. The bound that earns `auto` would not do here: 49 of 50 lies below 0.90,
 * and a topic would lose by one edit what it had earned by hundreds.
 */
export function demote({ sample, sends }: Lately, target: number): Demotion {
  if (sample.n >= demotionLimits.minSample && wilson(sample.accepted, sample.n).upper < target)
    return { kind: 'demote', reason: 'sample_below_target' };
  if (sends.n >= demotionLimits.minSends && wilsonLower(sends.troubled, sends.n) > demotionLimits.maxTrouble)
    return { kind: 'demote', reason: 'trouble' };
  return { kind: 'keep' };
}
