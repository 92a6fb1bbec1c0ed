/** Triage by rules and by likeness to example phrases: what a text is about, how urgent it is, and why we think so. */
import { entityRegExp } from '../../desk/pattern.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { OTHER_TOPIC } from '../../domain/words.ts';
import { isThankYou, notHelped } from '../../policy/courtesy.ts';
import { injectionSigns } from '../../policy/injection.ts';
import { namesDeadline, priorityOf } from '../../policy/priority.ts';
import { findRisks, levelOf } from '../../policy/risk.ts';
import { spamVerdict } from '../../policy/spam.ts';
import type { TriageAnswer, TriageRequest } from '../port.ts';
import { learnTopics, predictTopics, type TopicModel, type TopicPrediction } from './classifier/topics.ts';
import { languageIdentifier } from './language.ts';
import { moodOf } from './mood.ts';

/** What triage needs of a desk. The batch door makes one from examples alone. */
export interface TriageDesk {
  topics: TopicModel;
  /** In which the desk answers; likelier than others. */
  languages: readonly string[];
  entities: DeskContent['desk']['entities'];
  riskPhrases: DeskContent['desk']['riskPhrases'];
}

export interface TriagedText extends Omit<TriageAnswer, 'safeFrom'> {
  /** The names of the risks found in the text, each once. */
  risks: string[];
}

const learned = new WeakMap<DeskContent, TriageDesk>();

/** Learns the desk's topics once per loaded version: some 50 ms for 150 example phrases. */
export function triageDesk(content: DeskContent): TriageDesk {
  const known = learned.get(content);
  if (known) return known;
  const { topics, languages, entities, riskPhrases } = content.desk;
  const examples = topics.flatMap(({ id, examples }) => examples.map((text) => ({ text, topic: id })));
  const desk = { topics: learnTopics(examples), languages, entities, riskPhrases };
  learned.set(content, desk);
  return desk;
}

/**
 * The confidence, 0 to 1, from which a topic is safe enough for its macro to leave alone: the desk's own threshold, or
 * the one at which 99 % of held-out examples were right if that is higher. Above 1: no answer is safe enough.
 */
export function macroThreshold(content: DeskContent): number {
  const { safeFrom } = triageDesk(content).topics.calibration;
  return Math.max(content.desk.thresholds.macroConfidence, Math.min(safeFrom, NEVER));
}

/** More than any confidence, and finite, so that it can be stored as JSON. */
const NEVER = 2;

/** The port's triage, for a whole turn. */
export async function triage(request: TriageRequest): Promise<TriageAnswer> {
  const desk = triageDesk(request.desk);
  const text = request.messages.map((message) => message.text).join('\n');
  const { risks: _, ...answer } = await triageText(desk, text, request.risks);
  return {
    ...answer,
    safeFrom: macroThreshold(request.desk),
    language: answer.language === 'und' ? (request.language ?? 'und') : answer.language,
    thankYou: request.messages.every((message) => isThankYou(message.text, message.hasAttachments)),
  };
}

/** Example phrases of the desk's that are most like the text, of the likeliest topics: what a language model is shown. */
export function nearestExamples(content: DeskContent, text: string): { topic: string; phrase: string }[] {
  const { topics } = triageDesk(content);
  const { topic, nearest, alternatives } = predictTopics(topics, text);
  const likely = topic === OTHER_TOPIC ? alternatives[0]?.topic : topic;
  return nearest.map((example) => ({ topic: likely ?? OTHER_TOPIC, phrase: example.text }));
}

/** @param knownRisks names of risks that intake found; they stay, whatever the text says here. */
export async function triageText(
  desk: TriageDesk,
  text: string,
  knownRisks: readonly string[] = [],
): Promise<TriagedText> {
  const identifyLanguage = await languageIdentifier();
  const language = identifyLanguage(text, desk.languages).bcp47;
  const hits = findRisks(text, desk.riskPhrases, language === 'und' ? undefined : language);
  const risks = [...new Set([...knownRisks, ...hits.map(({ risk }) => risk)])];
  const prediction = predictTopics(desk.topics, text);
  const mood = moodOf(text);
  const angry = mood.angry || risks.includes('anger');
  const injection = injectionSigns(text).suspicious;
  const thankYou = isThankYou(text, false);
  const helpless = notHelped(text);
  const { priority, reasons } = priorityOf({
    risks: risks.map((risk) => ({ risk, level: levelOf(risk) })),
    deskDefault: 'normal',
    angry,
    deadline: namesDeadline(text),
    notHelped: helpless,
    nothingOwed: thankYou,
  });
  return {
    topics: prediction.topics.map(({ topic, confidence }) => ({ id: topic, confidence })),
    priority,
    sentiment: angry ? 'negative' : mood.sentiment,
    language,
    entities: entitiesOf(desk, text),
    thankYou,
    spam: spamVerdict(text).spam,
    notHelped: helpless,
    injection,
    angry,
    risks,
    reasons: [
      topicReason(prediction),
      ...reasons.map((reason) => `${priority} priority: ${reason}`),
      ...hits.map(({ risk, rule }) => `${risk} by rule ${rule}`),
      ...(injection ? ['reads like instructions to a machine'] : []),
    ],
  };
}

function entitiesOf(desk: TriageDesk, text: string): Record<string, string[]> {
  return Object.fromEntries(
    desk.entities.map(({ id, pattern }) => [
      id,
      [...new Set([...text.matchAll(entityRegExp(pattern))].map(([found]) => found))],
    ]),
  );
}

/** Names the topic by its own example, not by the customer's words: reasons go into the audit log. */
function topicReason({ topic, nearest, alternatives }: TopicPrediction): string {
  const example = nearest[0];
  if (!example) return 'no example phrases to compare with';
  const near = `"${example.text}" (${example.similarity.toFixed(2)})`;
  if (topic === OTHER_TOPIC) return `like none of the topics; nearest is ${alternatives[0]?.topic}: ${near}`;
  return `most like ${topic}: ${near}`;
}
