/** What a run of evals says: numbers with their intervals, charts and misses, by kind. Plain JSON. */
import type { ReliabilityBin } from '../policy/calibration.ts';
import type { Kind } from './cases.ts';
import type { Estimate } from './metrics/intervals.ts';

export interface Metric extends Estimate {
  /** `triage.macroF1`: what --min names. */
  name: string;
  /** In words, with what it is a share of. */
  label: string;
  better: 'higher' | 'lower';
}

export type Chart =
  | { kind: 'bars'; title: string; rows: ({ label: string } & Estimate)[] }
  | { kind: 'reliability'; title: string; bins: ReliabilityBin[] };

export interface Table {
  title: string;
  head: string[];
  rows: string[][];
}

/** A case whose answer is not as the file says it should be. */
export interface Miss {
  case: string;
  asked: string;
  expected: string;
  got: string;
}

export interface Section {
  kind: Kind;
  cases: number;
  metrics: Metric[];
  charts: Chart[];
  tables: Table[];
  misses: Miss[];
}

/** `rules`: no provider was asked. `recorded`: answers of an earlier live run. */
export interface RunModel {
  mode: 'rules' | 'live' | 'recorded';
  language: string | null;
  embeddings: string | null;
  moderation: string | null;
  /** Of a recorded run: when it was live. */
  recordedAt: string | null;
}

export interface Cost {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  /** US dollars; null: the price of a model is not known. */
  usd: number | null;
}

export interface Report {
  desk: string;
  /** Content hash of the desk's files. */
  version: string;
  startedAt: string;
  tookMs: number;
  model: RunModel;
  cost: Cost;
  sections: Section[];
}

export const metric = (
  name: string,
  label: string,
  estimate: Estimate,
  better: Metric['better'] = 'higher',
): Metric => ({ name, label, better, ...estimate });

/** A threshold that a run has to reach: at least for what is better when higher, at most for the rest. */
export interface Minimum {
  name: string;
  value: number;
}

/** `triage.macroF1=0.8`. Throws when it is not that. */
export function parseMinimum(text: string): Minimum {
  const [, name, value] = /^([\w.]+)=([\d.]+)$/.exec(text.trim()) ?? [];
  if (!name || value === undefined || !Number.isFinite(Number(value)))
    throw new Error(`--min ${text}: write a metric and a number, such as triage.macroF1=0.8`);
  return { name, value: Number(value) };
}

/** Pure. In words, what was missed. A metric that is not in the report, or has no case, is missed: a typo must not pass. */
export function missedMinimums(sections: readonly Section[], minimums: readonly Minimum[]): string[] {
  const all = sections.flatMap((section) => section.metrics);
  return minimums.flatMap(({ name, value }) => {
    const found = all.find((each) => each.name === name);
    if (!found) return [`${name}: there is no such metric; there are ${all.map((m) => m.name).join(', ')}`];
    if (found.value === null) return [`${name}: no case measures it`];
    const reached = found.better === 'higher' ? found.value >= value : found.value <= value;
    const wanted = found.better === 'higher' ? 'at least' : 'at most';
    return reached ? [] : [`${name}: ${found.value.toFixed(4)}, and ${wanted} ${value} was asked for`];
  });
}
