/** The rules model: triage by rules and by likeness to the desk's example phrases; drafts that only quote. No network, no key. */
import type { DeskContent } from '../../desk/schema.ts';
import type { Statement } from '../../domain/conversation.ts';
import { OTHER_TOPIC } from '../../domain/words.ts';
import { isThankYou, notHelped } from '../../policy/courtesy.ts';
import type { DraftAnswer, DraftRequest, Model, TriageAnswer, TriageRequest } from '../port.ts';
import { learnTopics, predictTopics, type TopicModel } from './classifier/topics.ts';

export async function rulesModel(): Promise<Model> {
  return { name: 'rules', triage, draft };
}

const learned = new WeakMap<DeskContent, TopicModel>();
function topicModel(desk: DeskContent): TopicModel {
  const known = learned.get(desk);
  if (known) return known;
  const model = learnTopics(
    desk.desk.topics.flatMap((t) => t.examples.map((text) => ({ text, topic: t.id }))),
  );
  learned.set(desk, model);
  return model;
}

async function triage({ desk, messages, language }: TriageRequest): Promise<TriageAnswer> {
  const text = messages.map((m) => m.text).join('\n');
  const p = predictTopics(topicModel(desk), text);
  const topics = p.topics.map(({ topic, confidence }) => ({
    id: topic === OTHER_TOPIC ? OTHER_TOPIC : topic,
    confidence,
  }));
  const entities: Record<string, string[]> = {};
  for (const e of desk.desk.entities)
    entities[e.id] = [...new Set([...text.matchAll(new RegExp(e.pattern, 'giu'))].map((m) => m[0]))];
  return {
    topics,
    priority: 'normal',
    sentiment: 'neutral',
    language: language ?? desk.desk.language,
    entities,
    thankYou: messages.every((m) => isThankYou(m.text, m.hasAttachments)),
    spam: false,
    notHelped: notHelped(text),
    injection: false,
    angry: false,
    reasons: [],
  };
}

async function draft({ passages }: DraftRequest): Promise<DraftAnswer | undefined> {
  const [first] = passages;
  if (!first) return undefined;
  const statements: Statement[] = [
    { text: first.text, kind: 'fact', sources: [`passage:${first.chunk}@${first.version}`] },
  ];
  return { text: first.text, statements };
}
