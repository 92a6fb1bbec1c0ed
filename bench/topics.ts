/** Measures the topic classifier on labelled questions: accuracy, calibration, strangers found, time. `npm run bench -- topics` */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { OTHER_TOPIC } from '../domain/words.ts';
import { learnTopics, predictTopics, type TopicExample } from '../models/rules/classifier/topics.ts';

const FOLDS = 5;
/** Of the answers, the most confident: what a desk would let go out first. */
const COVERAGE = 0.8;
const CALIBRATION_BINS = 15;

const row = z.object({ text: z.string(), label: z.string(), out_of_scope: z.boolean().default(false) });

interface Answer {
  expected: string;
  given: string;
  confidence: number;
}

export interface TopicsReport {
  set: string;
  examples: number;
  topics: number;
  strangersLearned: boolean;
  /** Of texts that have a topic; `other` for one of them is an error. */
  accuracy: number;
  accuracyOfMostConfident: number;
  /** Expected calibration error over bins of equal width. */
  calibrationError: number;
  /** Of texts that have none of the topics; null where there are none. */
  strangersFound: number | null;
  /** Of texts that have a topic and were called `other`. */
  mistakenForStrangers: number;
  learnSeconds: number;
  answerMilliseconds: number;
}

/** Each file holds JSON lines of {text, label, out_of_scope?}. Without a file, its part is skipped and says so. */
export async function run(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: { banking: { type: 'string' }, clinc: { type: 'string' }, json: { type: 'boolean' } },
  });
  const reports: TopicsReport[] = [];
  const say = (line: string) => values.json || process.stdout.write(`${line}\n`);
  say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${FOLDS} folds, one process`);
  for (const [set, file] of Object.entries({ banking: values.banking, clinc: values.clinc })) {
    if (!file) {
      say(`${set}: skipped, no --${set} FILE given`);
      continue;
    }
    const examples = readExamples(file);
    const strangers = examples.some(({ topic }) => topic === OTHER_TOPIC);
    for (const learned of strangers ? [false, true] : [false]) {
      const report = measure(set, examples, learned);
      reports.push(report);
      say(describe(report));
    }
  }
  if (values.json)
    process.stdout.write(`${JSON.stringify({ node: process.version, folds: FOLDS, reports })}\n`);
}

function readExamples(file: string): TopicExample[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { text, label, out_of_scope } = row.parse(JSON.parse(line));
    return { text, topic: out_of_scope ? OTHER_TOPIC : label };
  });
}

/** Strangers are asked in every fold; with `strangersLearned`, those of the other folds are examples of `other`. */
function measure(set: string, examples: readonly TopicExample[], strangersLearned: boolean): TopicsReport {
  const folds = foldsOf(examples);
  const answers: Answer[] = [];
  let learning = 0;
  let answering = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const held = (example: TopicExample, index: number) =>
      folds[index] === fold || (!strangersLearned && example.topic === OTHER_TOPIC);
    const start = performance.now();
    const model = learnTopics(examples.filter((example, index) => !held(example, index)));
    const learned = performance.now();
    for (const { text, topic } of examples.filter(held)) {
      const { topic: given, confidence } = predictTopics(model, text);
      answers.push({ expected: topic, given, confidence });
    }
    learning += learned - start;
    answering += performance.now() - learned;
  }
  const ours = answers.filter(({ expected }) => expected !== OTHER_TOPIC);
  const strangers = answers.filter(({ expected }) => expected === OTHER_TOPIC);
  const confident = ours.toSorted((a, b) => b.confidence - a.confidence);
  return {
    set,
    examples: examples.length,
    topics: new Set(examples.map(({ topic }) => topic)).size,
    strangersLearned,
    accuracy: share(ours, isRight),
    accuracyOfMostConfident: share(confident.slice(0, Math.round(COVERAGE * ours.length)), isRight),
    calibrationError: calibrationError(ours),
    strangersFound: strangers.length > 0 ? share(strangers, isRight) : null,
    mistakenForStrangers: share(ours, ({ given }) => given === OTHER_TOPIC),
    learnSeconds: learning / FOLDS / 1000,
    answerMilliseconds: answering / answers.length,
  };
}

/** The examples of each topic in turn, so that every fold has its share of every topic. */
function foldsOf(examples: readonly TopicExample[]): number[] {
  const seen = new Map<string, number>();
  return examples.map(({ topic }) => {
    const nth = seen.get(topic) ?? 0;
    seen.set(topic, nth + 1);
    return nth % FOLDS;
  });
}

const isRight = ({ expected, given }: Answer): boolean => expected === given;

const share = <T>(all: readonly T[], is: (one: T) => boolean): number =>
  all.length === 0 ? 0 : all.filter(is).length / all.length;

function calibrationError(answers: readonly Answer[]): number {
  const bins: Answer[][] = Array.from({ length: CALIBRATION_BINS }, () => []);
  for (const answer of answers)
    bins[Math.min(CALIBRATION_BINS - 1, Math.floor(answer.confidence * CALIBRATION_BINS))]?.push(answer);
  return bins.reduce((total, bin) => {
    if (bin.length === 0) return total;
    const confidence = bin.reduce((sum, answer) => sum + answer.confidence, 0) / bin.length;
    return total + (bin.length / answers.length) * Math.abs(confidence - share(bin, isRight));
  }, 0);
}

function describe(report: TopicsReport): string {
  const percent = (value: number) => `${(100 * value).toFixed(2)} %`;
  const strangers =
    report.strangersFound === null
      ? ''
      : `, strangers found ${percent(report.strangersFound)} (examples of them ${report.strangersLearned ? 'learned' : 'not learned'})`;
  return (
    `${report.set}: ${report.examples} examples, ${report.topics} topics: right ${percent(report.accuracy)}, ` +
    `of the most confident ${100 * COVERAGE} % ${percent(report.accuracyOfMostConfident)}${strangers}; ` +
    `called other by mistake ${percent(report.mistakenForStrangers)}, calibration error ${percent(report.calibrationError)}; ` +
    `learned in ${report.learnSeconds.toFixed(1)} s, ${report.answerMilliseconds.toFixed(2)} ms an answer`
  );
}
