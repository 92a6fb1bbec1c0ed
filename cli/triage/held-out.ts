/** Cross-validation of a desk's triage: each example is asked about by a classifier that has not seen it, and by a language model. */
import { deskRedactor, hiddenMessages } from '../../activities/hidden.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { OTHER_TOPIC } from '../../domain/words.ts';
import { ModelFailure } from '../../models/failure.ts';
import type { LanguageModel, ModelUsage } from '../../models/port.ts';
import { learnTopics, predictTopics, type TopicExample } from '../../models/rules/classifier/topics.ts';
import { type TriageDesk, triageText } from '../../models/rules/triage.ts';
import type { JudgedAnswer } from '../../policy/calibration.ts';
import { mergeTriage } from '../../policy/merge-triage.ts';
import { risks } from '../../policy/risk.ts';
import { promptOf } from '../../prompts/load.ts';
import { renderPrompt } from '../../prompts/render.ts';
import { outputSchemaOf, type PromptOutput, readAnswer } from '../../prompts/schemas.ts';

/** Four fifths are left to learn from, which is near enough to all of them. */
const FOLDS = 5;
/** Of one call; an example phrase is short. */
const timeoutMs = 40_000;

export interface HeldOut extends TopicExample {
  fold: number;
}

/** A classifier that has not seen the examples of one fold. */
export interface Fold {
  number: number;
  desk: TriageDesk;
  /** From here up a macro may leave alone, by what this classifier found out about itself. */
  safeFrom: number;
}

/** Pure. Every fifth of a topic's examples, in their order; a topic with one example keeps it and is never asked about. */
export function heldOutOf({ desk }: DeskContent): HeldOut[] {
  return desk.topics.flatMap(({ id, examples }, topic) =>
    examples.length < 2
      ? []
      : examples.map((text, nth) => ({ text, topic: id, fold: (nth + topic) % FOLDS })),
  );
}

/** Learns without one fold after the other: a second or two each for a thousand examples. */
export function* foldsOf({ desk }: DeskContent, heldOut: readonly HeldOut[]): Generator<Fold> {
  const all = desk.topics.flatMap(({ id, examples }) => examples.map((text) => ({ text, topic: id })));
  const { languages, entities, riskPhrases, thresholds } = desk;
  for (let number = 0; number < FOLDS; number += 1) {
    const out = heldOut.filter(({ fold }) => fold === number);
    if (out.length === 0) continue;
    const rest = all.filter((e) => !out.some((o) => o.topic === e.topic && o.text === e.text));
    const topics = learnTopics(rest);
    const safeFrom = Math.max(thresholds.macroConfidence, topics.calibration.safeFrom);
    yield { number, desk: { topics, languages, entities, riskPhrases }, safeFrom };
  }
}

export function askRules({ desk }: Fold, { text, topic }: TopicExample): JudgedAnswer {
  const given = predictTopics(desk.topics, text);
  return { confidence: given.confidence, right: given.topic === topic };
}

export type AskedModel =
  | {
      kind: 'answered';
      /** What the model says of itself. */
      alone: JudgedAnswer;
      /** After policy/merge-triage.ts: what the service goes by. */
      merged: JudgedAnswer;
      usage: ModelUsage;
      model: string;
    }
  | { kind: 'failed'; reason: string };

/** One call, put as the service puts it: the same prompt, and the phrases nearest to the text among those that are not held out. */
export async function askModel(
  language: LanguageModel,
  content: DeskContent,
  fold: Fold,
  { text, topic }: TopicExample,
  at: Date,
): Promise<AskedModel> {
  const { desk } = content;
  const near = predictTopics(fold.desk.topics, text);
  const likely = near.topic === OTHER_TOPIC ? near.alternatives[0]?.topic : near.topic;
  const { name, language: own, languages, signature, drafts } = desk;
  const rendered = renderPrompt(promptOf(content, 'triage'), {
    desk: { name, language: own, languages, tone: drafts.tone, signature },
    topics: desk.topics
      .filter((t) => t.id !== OTHER_TOPIC)
      .map(({ id, description }) => ({ id, description })),
    entities: desk.entities.map(({ id, description }) => ({ id, description })),
    risks: [...risks],
    nearest: near.nearest.map((n) => ({ topic: likely ?? OTHER_TOPIC, phrase: n.text })),
    earlier: [],
    messages: [{ id: 'm1', from: 'customer', at: minuteOf(at), text, attachments: [] }],
  });
  const hidden = deskRedactor(content);
  try {
    const answer = await language.answer({
      messages: hiddenMessages(rendered.messages, hidden),
      output: outputSchemaOf('triage'),
      model: rendered.parameters.model ?? desk.models.chat,
      temperature: rendered.parameters.temperature,
      maxOutputTokens: rendered.parameters.maxOutputTokens,
      timeoutMs,
    });
    const read = readAnswer('triage', answer.text);
    if (read.kind === 'invalid') return { kind: 'failed', reason: 'invalid_answer' };
    const merged = await mergedWith(content, fold, text, read.value);
    const best = read.value.topics[0];
    return {
      kind: 'answered',
      alone: { confidence: best?.confidence ?? 0, right: (best?.id ?? OTHER_TOPIC) === topic },
      merged: { confidence: merged?.confidence ?? 0, right: (merged?.id ?? OTHER_TOPIC) === topic },
      usage: answer.usage,
      model: answer.model,
    };
  } catch (error) {
    if (error instanceof ModelFailure) return { kind: 'failed', reason: error.kind };
    throw error;
  }
}

async function mergedWith(
  { desk }: DeskContent,
  fold: Fold,
  text: string,
  byModel: PromptOutput<'triage'>,
): Promise<{ id: string; confidence: number } | undefined> {
  const byRules = await triageText(fold.desk, text);
  const { topics } = mergeTriage({ ...byRules, safeFrom: fold.safeFrom }, byModel, {
    topicIds: desk.topics.map((t) => t.id),
    entityIds: desk.entities.map((e) => e.id),
    text,
  });
  return topics[0];
}

const minuteOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');

/** Pure. `limit` of them, spread over the topics as evenly as they come: the first of each topic, then the second, and so on. */
export function spread(heldOut: readonly HeldOut[], limit: number): HeldOut[] {
  const nth = new Map<string, number>();
  return heldOut
    .map((each) => {
      const n = nth.get(each.topic) ?? 0;
      nth.set(each.topic, n + 1);
      return { each, n };
    })
    .sort((a, b) => a.n - b.n)
    .slice(0, limit)
    .map(({ each }) => each);
}
