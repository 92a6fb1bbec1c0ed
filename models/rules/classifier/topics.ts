/** The topic classifier: learns a desk's topics from example phrases, and says which of them a text is about, or none. Pure. */
import { OTHER_TOPIC } from '../../../domain/words.ts';
import { type Calibration, calibrate, confidence } from './calibrate.ts';
import { clauses } from './clauses.ts';
import { type Evidence, type Example, evidenceOf, type Trained, train } from './evidence.ts';
import { features, type Lexicon, newLexicon } from './features.ts';

/** An example of topic `other` is a text that belongs to none of the rest. There need not be any. */
export interface TopicExample {
  text: string;
  topic: string;
}

/** Kept in memory and learned again after a restart: learning is deterministic, and a desk's takes a fraction of a second. */
export interface TopicModel {
  examples: readonly TopicExample[];
  lexicon: Lexicon;
  trained: Trained;
  calibration: Calibration;
}

export interface TopicPrediction {
  /** A topic of the examples, or `other`. */
  topic: string;
  /** How often an answer like this is right, 0 to 1, by held-out examples. */
  confidence: number;
  /** The next best, at most three, with what is left of the confidence shared among them. */
  alternatives: { topic: string; confidence: number }[];
  /** What the text asks for, `topic` first: more than one when its clauses are about different things. */
  topics: { topic: string; confidence: number }[];
  /** The examples of `topic` (of the nearest topic when it is `other`) that are most like the text; similarity 0 to 1. */
  nearest: { text: string; similarity: number }[];
}

/**
 * From here a clause has a topic of its own. Of two banking questions sent as one, both are found in 73 % (0.85: 62 %);
 * 8 % of single ones get a second topic (3 %). Low on purpose: a topic too many costs an approval, one too few an answer.
 */
const CLAUSE_CONFIDENCE = 0.6;
/** A stranger is one because that is likelier, however sure the best of the wrong topics looks. */
const LEAST_STRANGER_CONFIDENCE = 0.5;
const MAX_ALTERNATIVES = 3;
const MAX_NEAREST = 3;

/** Deterministic. Empty examples give a model that answers `other`. */
export function learnTopics(examples: readonly TopicExample[]): TopicModel {
  const topics = [...new Set(examples.map(({ topic }) => topic))];
  const index = new Map(topics.map((topic, at) => [topic, at]));
  const lexicon = newLexicon();
  const learned: Example[] = examples.map(({ text, topic }) => ({
    features: features(lexicon, text),
    topic: index.get(topic) ?? 0,
  }));
  lexicon.learning = false;
  return {
    examples,
    lexicon,
    trained: train(learned, topics, lexicon.ids.size),
    calibration: calibrate(learned, topics, lexicon.ids.size),
  };
}

export function predictTopics(model: TopicModel, text: string): TopicPrediction {
  const whole = answer(model, text);
  const parts = clauses(text);
  const found = parts.length > 1 ? parts.map((part) => answer(model, part)).filter(isSure) : [];
  // A long message may be like nothing as a whole and yet hold one plain request.
  const given = (whole.topic === OTHER_TOPIC && mostConfident(found)) || whole;
  const answers = [given, ...found];
  const several = answers
    .filter(({ topic }, at) => answers.findIndex((earlier) => earlier.topic === topic) === at)
    .map((first) => {
      // Two requests make the whole look torn between their topics, where a clause by itself is plain.
      const same = answers.filter(({ topic }) => topic === first.topic);
      return mostConfident(same) ?? first;
    });
  return {
    topic: given.topic,
    confidence: given.confidence,
    alternatives: alternatives(model, given),
    topics: several.map(({ topic, confidence }) => ({ topic, confidence })),
    nearest: given.evidence.nearest.slice(0, MAX_NEAREST).map(({ example, similarity }) => ({
      text: model.examples[example]?.text ?? '',
      similarity,
    })),
  };
}

const isSure = ({ topic, confidence }: Answer): boolean =>
  topic !== OTHER_TOPIC && confidence >= CLAUSE_CONFIDENCE;

const mostConfident = (answers: readonly Answer[]): Answer | undefined =>
  answers.reduce<Answer | undefined>(
    (best, next) => (best && best.confidence >= next.confidence ? best : next),
    undefined,
  );

interface Answer {
  topic: string;
  confidence: number;
  evidence: Evidence;
}

function answer({ lexicon, trained, calibration }: TopicModel, text: string): Answer {
  const evidence = evidenceOf(trained, features(lexicon, text));
  const right = confidence(calibration.logOdds, evidence);
  const best = evidence.ranked[0];
  if (!best || evidence.familiarity <= calibration.strangerBelow)
    return { topic: OTHER_TOPIC, confidence: Math.max(1 - right, LEAST_STRANGER_CONFIDENCE), evidence };
  return { topic: trained.topics[best.topic] ?? OTHER_TOPIC, confidence: right, evidence };
}

function alternatives({ trained }: TopicModel, given: Answer): TopicPrediction['alternatives'] {
  const { ranked, best } = given.evidence;
  const rest = ranked
    .map(({ topic, score }) => ({
      topic: trained.topics[topic] ?? OTHER_TOPIC,
      weight: Math.exp(4 * (score - best)),
    }))
    .filter(({ topic }) => topic !== given.topic);
  const all = rest.reduce((total, { weight }) => total + weight, 0);
  return rest.slice(0, MAX_ALTERNATIVES).map(({ topic, weight }) => ({
    topic,
    confidence: ((1 - given.confidence) * weight) / all,
  }));
}
