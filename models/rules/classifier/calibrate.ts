/** Finds out on held-out examples what a score is worth: how often such an answer is right, and below what a text is a stranger. */
import { OTHER_TOPIC } from '../../../domain/words.ts';
import { type Evidence, type Example, evidenceOf, train } from './evidence.ts';

export interface Calibration {
  /** Familiarity at or below this: the text belongs to none of the topics. */
  strangerBelow: number;
  /** The log-odds that the best topic is right: constant + score × best + margin × margin. */
  logOdds: { constant: number; score: number; margin: number };
  /** From this confidence up, held-out answers were right in SAFE_SHARE of the cases; above 1 when there is no such. */
  safeFrom: number;
}

/** Right answers among those that may leave without a person: a macro goes out alone only so. */
const SAFE_SHARE = 0.99;

/**
 * The one threshold of the classifier: how many of the messages are expected to belong to none of the topics. A text
 * is called a stranger where, at this share, that makes more answers right than wrong. 1 in 15 costs under 0.3 points
 * on 77 banking topics without strangers, and finds over 80 % of clinc150's; at 1 in 10 the former lose a point.
 */
export const EXPECTED_STRANGERS = 1 / 15;

/** Held-out answers that are enough: the error of a share of 2 % is then 0.4 points. More cost seconds for nothing. */
const ENOUGH_HELD_OUT = 1500;
const FOLDS = 5;
/** Fewer than this say nothing about a threshold, and the default stays. */
const MIN_HELD_OUT = 10;

/** What sets of 15 topics with 8 to 20 examples each have in common: the starting point, which few examples hardly move. */
const USUAL: Omit<Calibration, 'safeFrom'> = {
  strangerBelow: -0.2,
  logOdds: { constant: 0.5, score: 1.5, margin: 4 },
};

interface HeldOut {
  evidence: Evidence;
  right: boolean;
}

/** Examples must not be grouped by anything but their topic: every fifth of a topic is held out. Deterministic. */
export function calibrate(
  examples: readonly Example[],
  topics: readonly string[],
  features: number,
): Calibration {
  const other = topics.indexOf(OTHER_TOPIC);
  const known = heldOut(examples, topics, features, foldsOfExamples(examples, topics.length));
  const ours = known.filter(({ topic }) => topic !== other);
  const strangers = [
    ...known.filter(({ topic }) => topic === other),
    // Whole topics held out stand in for what the examples do not cover.
    ...heldOut(examples, topics, features, (example) =>
      example.topic === other ? -1 : example.topic % FOLDS,
    ),
  ];
  // A single topic is right by construction, which says nothing about its answers.
  const telling = topics.length > 1 ? known : [];
  const logOdds = fitLogOdds(telling);
  return {
    strangerBelow: strangerThreshold(ours, strangers),
    logOdds,
    safeFrom: safeConfidence(logOdds, telling),
  };
}

/** Trains without one fold after the other and asks for it, until there are enough answers. Fold -1 is never held out. */
function heldOut(
  examples: readonly Example[],
  topics: readonly string[],
  features: number,
  foldOf: (example: Example, index: number) => number,
): (HeldOut & { topic: number })[] {
  const folds = examples.map(foldOf);
  const answers: (HeldOut & { topic: number })[] = [];
  for (let fold = 0; fold < FOLDS && answers.length < ENOUGH_HELD_OUT; fold++) {
    const rest = examples.filter((_, index) => folds[index] !== fold);
    if (rest.length === 0 || rest.length === examples.length) continue;
    const trained = train(rest, topics, features);
    examples.forEach(({ features: text, topic }, index) => {
      if (folds[index] !== fold) return;
      const evidence = evidenceOf(trained, text);
      answers.push({ evidence, topic, right: evidence.ranked[0]?.topic === topic });
    });
  }
  return answers;
}

/** The examples of each topic in turn; a topic with one example keeps it, or it could never be right. */
function foldsOfExamples(examples: readonly Example[], topics: number): (example: Example) => number {
  const size = new Int32Array(topics);
  for (const { topic } of examples) size[topic] = (size[topic] ?? 0) + 1;
  const seen = new Int32Array(topics);
  return ({ topic }) => {
    if ((size[topic] ?? 0) < 2) return -1;
    const nth = seen[topic] ?? 0;
    seen[topic] = nth + 1;
    // Shifted by topic, so that topics of three examples do not all fall into the first three folds.
    return (nth + topic) % FOLDS;
  };
}

/** A step is blurred by this much familiarity, so that the threshold does not jump with single answers. */
const BLUR = 0.03;
const STEP = 0.01;

function strangerThreshold(ours: readonly HeldOut[], strangers: readonly HeldOut[]): number {
  const right = ours.filter((answer) => answer.right).map(({ evidence }) => evidence.familiarity);
  const strange = strangers.map(({ evidence }) => evidence.familiarity);
  if (right.length < MIN_HELD_OUT || strange.length < MIN_HELD_OUT) return USUAL.strangerBelow;
  const above = (threshold: number) => (familiarity: number) =>
    1 / (1 + Math.exp((threshold - familiarity) / BLUR));
  let best = { threshold: USUAL.strangerBelow, value: Number.NEGATIVE_INFINITY };
  const within = strange.filter(Number.isFinite);
  for (let threshold = Math.min(...within); threshold < Math.max(...within); threshold += STEP) {
    const kept = sum(right, above(threshold)) / ours.length;
    const refused = 1 - sum(strange, above(threshold)) / strange.length;
    const value = (1 - EXPECTED_STRANGERS) * kept + EXPECTED_STRANGERS * refused;
    if (value > best.value) best = { threshold, value };
  }
  return best.threshold;
}

const ROUNDS = 400;
const RATE = 2;
/** The usual values count as much as this many answers, which matters to a desk with a hundred examples. */
const PRIOR_ANSWERS = 10;

/** Logistic regression by gradient descent, drawn towards the usual values. */
function fitLogOdds(answers: readonly HeldOut[]): Calibration['logOdds'] {
  const fit = { ...USUAL.logOdds };
  const pull = PRIOR_ANSWERS / (PRIOR_ANSWERS + answers.length) / 10;
  for (let round = 0; round < ROUNDS && answers.length > 0; round++) {
    let [constant, score, margin] = [0, 0, 0];
    for (const { evidence, right } of answers) {
      const error = (right ? 1 : 0) - confidence(fit, evidence);
      constant += error;
      score += error * evidence.best;
      margin += error * evidence.margin;
    }
    const rate = RATE / answers.length;
    fit.constant += rate * constant - pull * (fit.constant - USUAL.logOdds.constant);
    fit.score += rate * score - pull * (fit.score - USUAL.logOdds.score);
    fit.margin += rate * margin - pull * (fit.margin - USUAL.logOdds.margin);
  }
  return fit;
}

/** The probability, 0 to 1, that the best topic is the right one. */
export function confidence(logOdds: Calibration['logOdds'], { best, margin }: Evidence): number {
  return 1 / (1 + Math.exp(-(logOdds.constant + logOdds.score * best + logOdds.margin * margin)));
}

/** The lowest confidence such that all held-out answers from there up are right often enough. */
function safeConfidence(logOdds: Calibration['logOdds'], answers: readonly HeldOut[]): number {
  const byConfidence = answers
    .map(({ evidence, right }) => ({ confidence: confidence(logOdds, evidence), right }))
    .sort((a, b) => b.confidence - a.confidence);
  let safe = Number.POSITIVE_INFINITY;
  let right = 0;
  byConfidence.forEach((answer, index) => {
    if (answer.right) right++;
    if (right / (index + 1) >= SAFE_SHARE && index + 1 >= MIN_HELD_OUT) safe = answer.confidence;
  });
  return safe;
}

const sum = (values: readonly number[], of: (value: number) => number): number =>
  values.reduce((total, value) => total + of(value), 0);
