/** The gate: what happens with a reviewed draft. One ordered list of rules; the first that matches wins, and severity comes before silence. */
import type { Autonomy } from '../domain/words.ts';

export type Gate =
  | { kind: 'send'; reason: string }
  | { kind: 'ask'; reason: string; entity: string }
  | { kind: 'approve'; reason: string }
  | { kind: 'hand_off'; reason: string }
  | { kind: 'none'; reason: string };

export interface GateInput {
  /** Risks that always need a person, most severe first; danger risks among them. */
  alwaysHuman: readonly string[];
  fromParticipant: boolean;
  hasAttachment: boolean;
  spam: boolean;
  thankYou: boolean;
  /** The customer says that the last answer did not help. */
  notHelped: boolean;
  /** The message says, nearly to the letter, what an answered one said within the hour: perhaps a machine at the other end. */
  repeatsItself: boolean;
  /** Every topic of the turn, with the autonomy in force on this channel for what wrote the draft. */
  topics: readonly { id: string; confidence: number; autonomy: Autonomy; hasMacro: boolean }[];
  topicThreshold: number;
  macroThreshold: number;
  /** Automated turns in a row after which the customer is no better off. */
  turnsWithoutProgress: number;
  maxTurnsWithoutProgress: number;
  loopBudget: 'ok' | 'loop_budget_hour' | 'loop_budget_day';
  /** Ids that the customer named and that belong to somebody else. */
  notYours: boolean;
  /** Facts the answer needs, withheld because the sender's address is not proved well enough. */
  withheld: boolean;
  /** An entity the answer needs and that is not known, with what was asked before. */
  missingEntity: { id: string; askedBefore: boolean; canAsk: boolean } | null;
  draft:
    | { kind: 'macro'; sentBefore: boolean; languageMatches: boolean }
    | { kind: 'passages' }
    | ModelDraft
    | { kind: 'missing_facts' }
    | { kind: 'nothing' };
  angry: boolean;
  injection: boolean;
}

/** A draft that a language model wrote, with what its review found. */
export interface ModelDraft {
  kind: 'model';
  /** Reason codes of what the rules and the judge found, after one repair. */
  problems: readonly string[];
  /** The second model call that judges faithfulness has been made. */
  judged: boolean;
  /** It says itself that a person has to answer part of it. */
  partly: boolean;
  /** Drawn to go past a person first, although it has earned its way. */
  sampled: boolean;
}

/** What must not even be put before a person as a suggestion: it may carry somebody's data, our internals or a stranger's orders. */
const unsafe: readonly string[] = [
  'internal_quoted',
  'instructions_leaked',
  'reveals_internal',
  'reveals_other_customer',
  'obeys_data',
];

type Rule = (input: GateInput) => Gate | undefined;

/** In order: who must have it, what is owed nothing, what stops the AI, what it may do alone, and a person's approval for the rest. */
const rules: readonly [name: string, rule: Rule][] = [
  ['always human', ({ alwaysHuman: [risk] }) => (risk ? handOff(`always_human:${risk}`) : undefined)],
  ['participant', ({ fromParticipant }) => (fromParticipant ? handOff('participant') : undefined)],
  ['spam', ({ spam }) => (spam ? { kind: 'none', reason: 'spam' } : undefined)],
  ['thank-you', ({ thankYou }) => (thankYou ? { kind: 'none', reason: 'thank_you' } : undefined)],
  ['attachment', ({ hasAttachment }) => (hasAttachment ? handOff('attachment_unsupported') : undefined)],
  ['not helped', ({ notHelped }) => (notHelped ? handOff('not_helped') : undefined)],
  ['repeats itself', ({ repeatsItself }) => (repeatsItself ? handOff('repeats_itself') : undefined)],
  ['off', ({ topics }) => (topics.some((t) => t.autonomy === 'off') ? handOff('topic_off') : undefined)],
  ['loop', ({ loopBudget }) => (loopBudget === 'ok' ? undefined : handOff(loopBudget))],
  [
    'no progress',
    (i) => (i.turnsWithoutProgress >= i.maxTurnsWithoutProgress ? handOff('no_progress') : undefined),
  ],
  ["somebody else's data", ({ notYours }) => (notYours ? handOff('other_customers_data') : undefined)],
  ['identity', ({ withheld }) => (withheld ? handOff('identity_unproven') : undefined)],
  ['ask', askOnce],
  ['nothing to say', nothingToSay],
  ['unsafe draft', unsafeDraft],
  ['shadow', ({ topics }) => (topics.some((t) => t.autonomy === 'shadow') ? handOff('shadow') : undefined)],
  ['approval', needsApproval],
];

/** Pure. What reaches the end of the list may leave on its own: a macro whose choice is safe, or a model's draft that earned it. */
export function gate(input: GateInput): Gate {
  for (const [, rule] of rules) {
    const verdict = rule(input);
    if (verdict) return verdict;
  }
  return { kind: 'send', reason: input.draft.kind === 'model' ? 'autonomy_earned' : 'macro_safe' };
}

function askOnce({ missingEntity }: GateInput): Gate | undefined {
  if (!missingEntity) return undefined;
  if (missingEntity.askedBefore) return handOff('asked_already');
  if (!missingEntity.canAsk) return handOff('cannot_ask');
  return { kind: 'ask', reason: 'entity_missing', entity: missingEntity.id };
}

function nothingToSay({ draft, topics, topicThreshold }: GateInput): Gate | undefined {
  const known = topics.some((t) => t.id !== 'other' && t.confidence >= topicThreshold);
  switch (draft.kind) {
    case 'nothing':
      return handOff(known ? 'no_sources' : 'unknown_topic');
    case 'missing_facts':
      return handOff('missing_facts');
    case 'macro':
    case 'passages':
    case 'model':
      return undefined;
  }
}

function unsafeDraft({ draft }: GateInput): Gate | undefined {
  if (draft.kind !== 'model') return undefined;
  const problem = draft.problems.find((p) => unsafe.includes(p));
  return problem ? handOff(`draft_unsafe:${problem}`) : undefined;
}

/** Everything but a safe macro, or a model's draft that has earned it, goes past a person first; the reason says which condition failed. */
function needsApproval(input: GateInput): Gate | undefined {
  const approve = (reason: string): Gate => ({ kind: 'approve', reason });
  const { draft, topics } = input;
  if (draft.kind === 'model') {
    const reason = whyNotAlone(input, draft);
    return reason === undefined ? undefined : approve(reason);
  }
  if (draft.kind !== 'macro') return approve('no_macro');
  if (input.injection) return approve('injection_suspected');
  if (input.angry) return approve('angry');
  if (topics.some((t) => !t.hasMacro)) return approve('topic_without_macro');
  if (topics.some((t) => t.confidence < input.macroThreshold)) return approve('low_confidence');
  if (draft.sentBefore) return approve('macro_sent_before');
  if (!draft.languageMatches) return approve('other_language');
  if (topics.some((t) => t.autonomy !== 'auto')) return approve('autonomy_approve');
  return undefined;
}

/** Why a model's draft may not leave alone; undefined when it may. */
function whyNotAlone(
  { injection, angry, topics, topicThreshold }: GateInput,
  draft: ModelDraft,
): string | undefined {
  const [problem] = draft.problems;
  if (problem) return `draft_problem:${problem}`;
  if (injection) return 'injection_suspected';
  if (angry) return 'angry';
  if (!draft.judged) return 'not_judged';
  if (draft.partly) return 'partly_answered';
  if (topics.some((t) => t.id === 'other' || t.confidence < topicThreshold)) return 'low_confidence';
  if (topics.some((t) => t.autonomy !== 'auto')) return 'autonomy_approve';
  return draft.sampled ? 'sample' : undefined;
}

const handOff = (reason: string): Gate => ({ kind: 'hand_off', reason });
