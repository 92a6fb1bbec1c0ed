/** What a desk's confidence is worth, as an object and in words. Pure. */

import { wilson } from '../../policy/autonomy/evidence.ts';
import {
  calibrationError,
  isotonic,
  type JudgedAnswer,
  minExamplesPerTopic,
  type ReliabilityBin,
  reliability,
  type SafeThreshold,
  safeThreshold,
} from '../../policy/calibration.ts';
import { bold, table } from '../output.ts';

/** Right answers among those that may leave without a person, as DESIGN has it for macros. */
export const safeShare = 0.99;
/** One wrong answer in so many is 1 %: with fewer, 99 % cannot be told from 100 %. */
export const minAnswersAbove = 100;

export interface Calibrated {
  n: number;
  right: number;
  /** Null without an answer. */
  error: number | null;
  bins: ReliabilityBin[];
  /** Null: no confidence is safe enough. */
  safe: SafeThreshold | null;
}

export interface ModelCalibration {
  model: string;
  /** Examples asked about, and what was in the way of those without an answer. */
  asked: number;
  failed: Record<string, number>;
  usd: number | null;
  alone: Calibrated;
  merged: Calibrated;
  /** What the model's own confidence should be read as. Nothing in the service reads it: a person decides. */
  proposal: { from: number; actual: number; n: number }[];
}

export interface CalibrationReport {
  desk: string;
  examples: number;
  tooFew: { topic: string; examples: number }[];
  rules: Calibrated;
  /** From here up macros leave alone as the desk is now; above 1: none does. */
  inForce: number;
  model: ModelCalibration | null;
}

export function calibrated(answers: readonly JudgedAnswer[]): Calibrated {
  return {
    n: answers.length,
    right: answers.filter(({ right }) => right).length,
    error: answers.length === 0 ? null : calibrationError(answers),
    bins: reliability(answers),
    safe: safeThreshold(answers, safeShare) ?? null,
  };
}

export function modelCalibration(
  of: Pick<ModelCalibration, 'model' | 'asked' | 'failed' | 'usd'>,
  alone: readonly JudgedAnswer[],
  merged: readonly JudgedAnswer[],
): ModelCalibration {
  return { ...of, alone: calibrated(alone), merged: calibrated(merged), proposal: isotonic(alone) };
}

export function calibrationLines(report: CalibrationReport): string[] {
  const { desk, examples, tooFew, rules, inForce, model } = report;
  return [
    `Desk ${desk}: ${examples} examples, each asked about by a classifier that had not seen it.`,
    '',
    ...section('Rules alone', rules),
    inForce > 1
      ? '  In force: no confidence is safe enough, so that every macro goes past a person first.'
      : `  In force: macros may leave alone from ${inForce.toFixed(3)} up.`,
    ...(model
      ? modelLines(model)
      : ['', 'No language model was asked: set OPENAI_API_KEY or OPENAI_BASE_URL to calibrate one.']),
    ...tooFewLines(tooFew),
  ];
}

function section(title: string, c: Calibrated): string[] {
  if (c.n === 0) return [bold(title), '  no answers'];
  const { lower, upper } = wilson(c.right, c.n);
  return [
    bold(title),
    `  right: ${c.right} of ${c.n}, ${percent(c.right / c.n)} (95 % interval ${percent(lower)} to ${percent(upper)})`,
    `  expected calibration error: ${(c.error ?? 0).toFixed(3)}`,
    ...table(
      ['confidence', 'answers', 'says', 'right', '95 % interval'],
      c.bins
        .filter(({ n }) => n > 0)
        .map((b) => [
          `${b.from.toFixed(1)} to ${b.to.toFixed(1)}`,
          String(b.n),
          percent(b.claimed),
          percent(b.actual),
          `${percent(b.low)} to ${percent(b.high)}`,
        ]),
    ).map((line) => `  ${line}`),
    safeLine(c.safe),
  ];
}

function safeLine(safe: SafeThreshold | null): string {
  if (!safe)
    return `  ${percent(safeShare)} right: at no confidence. Examples that are told apart more easily would help.`;
  const { confidence, n, right, lower, covers } = safe;
  const doubt =
    n < minAnswersAbove
      ? ` That is too few to be sure of: ${minAnswersAbove} answers are needed to tell ${percent(safeShare)} from less.`
      : '';
  return `  ${percent(safeShare)} right: from ${confidence.toFixed(3)} up, ${right} of ${n} (at least ${percent(lower)}), which is ${percent(covers)} of all.${doubt}`;
}

function modelLines({ model, asked, failed, usd, alone, merged, proposal }: ModelCalibration): string[] {
  const failures = Object.entries(failed).map(([reason, times]) => `${times} ${reason}`);
  const cost = usd === null ? 'price not known' : `$${usd.toFixed(4)}`;
  return [
    '',
    `${model}: ${asked} examples asked, ${cost}${failures.length > 0 ? `; without an answer: ${failures.join(', ')}` : ''}`,
    ...section('The model by itself', alone),
    ...section('Model and rules together, as the service goes by', merged),
    '  A model’s word alone never reaches the confidence at which a macro leaves without a person, whatever stands here.',
    `  Proposed reading of its confidence: ${proposal.map((p) => `from ${p.from.toFixed(2)}: ${percent(p.actual)} (n ${p.n})`).join(', ') || 'none'}.`,
    '  It is not applied: nothing in the service reads it.',
  ];
}

function tooFewLines(tooFew: CalibrationReport['tooFew']): string[] {
  if (tooFew.length === 0) return [];
  return [
    '',
    `Too few examples (${minExamplesPerTopic} at least): ${tooFew.map((t) => `${t.topic} ${t.examples}`).join(', ')}.`,
    `  What is said above about these topics rests on nothing. Write more under topics in desk.yaml: what customers wrote, in`,
    '  their words and languages; `first-response queue list` and past conversations are where to look.',
  ];
}

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
