/** Rules and model side by side: either may raise a risk, neither may lower one, and disagreement lowers the confidence. */
import { OTHER_TOPIC, type Priority } from '../domain/words.ts';
import { risks as knownRisks, levelOf, type RiskLevel } from './risk.ts';
import { moreUrgent } from './routing.ts';

export interface RulesTriage {
  topics: readonly { id: string; confidence: number }[];
  safeFrom: number;
  priority: Priority;
  sentiment: 'negative' | 'neutral' | 'positive';
  language: string;
  entities: Readonly<Record<string, string[]>>;
  notHelped: boolean;
  angry: boolean;
}

/** As the triage prompt's output schema has it. Nothing in it is trusted further than this file says. */
export interface ModelTriage {
  topics: readonly { id: string; confidence: number }[];
  priority: Priority;
  sentiment: 'negative' | 'neutral' | 'positive';
  language: string;
  risks: readonly { risk: string }[];
  entities: readonly { id: string; value: string }[];
  notHelped: boolean;
  angry: boolean;
}

export interface MergedTriage extends Omit<RulesTriage, 'topics' | 'entities' | 'safeFrom'> {
  topics: { id: string; confidence: number }[];
  entities: Record<string, string[]>;
  /** Raised by the model alone; the rules' own are with the messages. */
  risks: { risk: string; level: RiskLevel }[];
  reasons: string[];
}

/** A model names topics generously; what it believes in less is not what the customer asked. */
const minModelConfidence = 0.4;
/** The model's word alone never reaches the confidence at which a macro leaves without a person. */
const maxAlone = 0.75;
/** With the classifier against it a topic counts this much less. */
const disagreement = 0.6;

/** Pure. `topicIds` and `entityIds` are the desk's; `text` is everything the customer wrote in the turn. */
export function mergeTriage(
  rules: RulesTriage,
  model: ModelTriage,
  { topicIds, entityIds, text }: { topicIds: readonly string[]; entityIds: readonly string[]; text: string },
): MergedTriage {
  const topics = mergedTopics(rules, model, topicIds);
  const risks = [...new Set(model.risks.map(({ risk }) => risk))].filter((risk) =>
    knownRisks.some((r) => r === risk),
  );
  return {
    topics,
    priority: moreUrgent(rules.priority, model.priority),
    sentiment: model.sentiment,
    language: rules.language === 'und' && isLanguage(model.language) ? model.language : rules.language,
    entities: mergedEntities(rules.entities, model.entities, entityIds, text),
    notHelped: rules.notHelped || model.notHelped,
    angry: rules.angry || model.angry,
    risks: risks.map((risk) => ({ risk, level: levelOf(risk) })),
    reasons: [
      `model: ${model.topics.map((t) => `${topicIds.includes(t.id) ? t.id : 'unknown topic'} ${t.confidence.toFixed(2)}`).join(', ')}`,
      ...risks.map((risk) => `${risk} by the model`),
    ],
  };
}

function mergedTopics(rules: RulesTriage, model: ModelTriage, topicIds: readonly string[]) {
  const ofRules = new Map(rules.topics.filter((t) => t.id !== OTHER_TOPIC).map((t) => [t.id, t.confidence]));
  const named = model.topics.filter((t) => topicIds.includes(t.id) && t.id !== OTHER_TOPIC);
  const believed = named.filter((t) => t.confidence >= minModelConfidence);
  const merged = new Map<string, number>();
  for (const { id, confidence } of believed) {
    const theirs = clamp(confidence);
    const ours = ofRules.get(id);
    // Agreed: the classifier's own, calibrated confidence, or what the model alone may claim. Else less, the surer the classifier is.
    const against = ofRules.size > 0 && ours === undefined ? disagreement : 1;
    merged.set(id, Math.max(ours ?? 0, Math.min(theirs, maxAlone, below(rules.safeFrom)) * against));
  }
  for (const [id, confidence] of ofRules) if (!merged.has(id)) merged.set(id, confidence * disagreement);
  const topics = [...merged].map(([id, confidence]) => ({ id, confidence }));
  if (topics.length === 0) return [{ id: OTHER_TOPIC, confidence: clamp(rules.topics[0]?.confidence ?? 0) }];
  const several = topics.filter((t) => believed.some((b) => b.id === t.id));
  return (several.length > 0 ? several : topics).sort((a, b) => b.confidence - a.confidence);
}

/** A value counts only where the customer wrote it: a model must not bring up somebody else's order. */
function mergedEntities(
  rules: Readonly<Record<string, string[]>>,
  model: readonly { id: string; value: string }[],
  entityIds: readonly string[],
  text: string,
): Record<string, string[]> {
  const merged = Object.fromEntries(Object.entries(rules).map(([id, values]) => [id, [...values]]));
  for (const { id, value } of model) {
    if (!entityIds.includes(id) || value.trim() === '' || !text.includes(value)) continue;
    const values = merged[id] ?? [];
    merged[id] = values.includes(value) ? values : [...values, value];
  }
  return merged;
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
const below = (threshold: number): number => (threshold > 1 ? 1 : threshold - 0.01);
const isLanguage = (tag: string): boolean => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) && tag !== 'und';
