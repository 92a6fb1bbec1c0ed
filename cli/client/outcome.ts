/** What became of a conversation, in one word and its reason: what the demo expects, play counts, and send prints. */
import type { ShownConversation, ShownMessage, ShownQueueItem } from './shapes.ts';

export type Outcome =
  | { kind: 'replied'; macros: string[]; text: string; reason: string }
  | { kind: 'asked'; entity: string; text: string; reason: string }
  | { kind: 'waiting_for_approval'; item: string; topic: string; queue: string; reason: string; text: string }
  | { kind: 'handed_off'; item: string; queue: string; reason: string }
  | { kind: 'with_person'; person: string; reason: string }
  /** `thank_you`, `spam`, `automated:<verdict>`, `solved`, or `answered` (by a person). */
  | { kind: 'nothing_owed'; reason: string }
  /** Something is unanswered and nobody has it, or nothing is known: must not be. */
  | { kind: 'unresolved'; reason: string };

/** Pure. Of a conversation at rest: what waits for people comes first, then what answered the newest message. */
export function outcomeOf(c: ShownConversation): Outcome {
  const open = c.items.filter((item) => item.state !== 'done');
  const approval = open.find((item) => item.kind === 'approval');
  if (approval) return waiting(c, approval);
  const handoff = open.find((item) => item.kind === 'handoff');
  if (c.owner.startsWith('queue:'))
    return handoff
      ? { kind: 'handed_off', item: handoff.id, queue: handoff.queue, reason: handoff.reason }
      : { kind: 'unresolved', reason: `owned by ${c.owner} without an item in it` };
  const unanswered = c.messages.filter((m) => m.startsTurn && !m.answeredBy && !m.deletedAt);
  if (c.owner.startsWith('human:') && unanswered.length > 0)
    return {
      kind: 'with_person',
      person: c.owner.slice('human:'.length),
      reason: handoff?.reason ?? 'taken_over',
    };
  if (unanswered.length > 0)
    return { kind: 'unresolved', reason: `${unanswered.length} unanswered, owner ${c.owner}` };
  return answered(c);
}

function waiting(c: ShownConversation, item: ShownQueueItem): Outcome {
  const { id, queue, reason } = item;
  return {
    kind: 'waiting_for_approval',
    item: id,
    topic: c.triages.find((t) => t.turn === item.turn)?.topic ?? 'other',
    queue,
    reason,
    text: c.drafts.find((d) => d.id === item.draft)?.text ?? '',
  };
}

/** Everything has been seen to: how, says what answered the newest message. */
function answered(c: ShownConversation): Outcome {
  const newest = c.messages.filter((m) => ['customer', 'participant', 'bot'].includes(m.authorKind)).at(-1);
  if (!newest) return { kind: 'nothing_owed', reason: 'no_message' };
  if (!newest.startsTurn)
    return {
      kind: 'nothing_owed',
      reason: newest.automated === 'human' ? 'thank_you' : `automated:${newest.automated}`,
    };
  const [by, id] = (newest.answeredBy ?? 'nobody:').split(':');
  switch (by) {
    case 'delivery':
      return byDelivery(c, newest, id ?? '');
    case 'none': {
      const turn = c.turns.find((t) => t.id === id);
      return { kind: 'nothing_owed', reason: turn?.verdict?.reason ?? turn?.endReason ?? 'none' };
    }
    case 'action':
      return { kind: 'nothing_owed', reason: c.status === 'solved' ? 'solved' : 'answered' };
    default:
      return {
        kind: 'nothing_owed',
        reason: newest.deletedAt ? 'deleted' : (newest.answeredBy ?? 'answered'),
      };
  }
}

function byDelivery(c: ShownConversation, newest: ShownMessage, id: string): Outcome {
  const delivery = c.deliveries.find((d) => d.id === id);
  if (!delivery)
    return { kind: 'unresolved', reason: `${newest.id} is answered by ${id}, which is not there` };
  const draft = c.drafts.find((d) => d.id === delivery.draft);
  const reason = c.turns.find((t) => t.id === delivery.turn)?.verdict?.reason ?? delivery.purpose;
  const { text } = delivery;
  if (delivery.purpose === 'question') return { kind: 'asked', entity: draft?.macros[0] ?? '', text, reason };
  return { kind: 'replied', macros: (draft?.macros ?? []).map(macroId), text, reason };
}

/** `order_status.en@abc` → order_status */
const macroId = (versioned: string): string => versioned.replace(/\.[^.@]*@.*$/, '');

/** In a few words, for tables and comparisons. */
export function outcomeLine(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'replied':
      return outcome.macros.length > 0
        ? `replied with ${outcome.macros.join(' + ')}`
        : 'replied with what a person approved';
    case 'asked':
      return `asked for the ${outcome.entity || 'missing part'}`;
    case 'waiting_for_approval':
      return `waiting for approval (${outcome.topic})`;
    case 'handed_off':
      return `handed off to ${outcome.queue} (${outcome.reason})`;
    case 'with_person':
      return `with a person (${outcome.reason})`;
    case 'nothing_owed':
      return `nothing owed (${outcome.reason})`;
    case 'unresolved':
      return `unresolved: ${outcome.reason}`;
  }
}
