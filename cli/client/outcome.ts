/** What became of a conversation, in one word and its reason: what the demo expects, play counts, and send prints. */
import type { ShownConversation, ShownDelivery, ShownQueueItem, ShownTurn } from './shapes.ts';

export type Outcome =
  | { kind: 'replied'; macros: string[]; text: string; reason: string }
  | { kind: 'asked'; text: string; reason: string }
  | { kind: 'waiting_for_approval'; item: string; queue: string; reason: string; text: string }
  | { kind: 'handed_off'; item: string; queue: string; reason: string }
  | { kind: 'with_person'; person: string; reason: string }
  | { kind: 'nothing_owed'; reason: string }
  /** Something is unanswered and nobody has it, or nothing is known: must not be. */
  | { kind: 'unresolved'; reason: string };

/** Pure. Of a conversation at rest. What is waiting for people comes first, then the newest turn. */
export function outcomeOf(c: ShownConversation): Outcome {
  const open = c.items.filter((item) => item.state !== 'done');
  const approval = open.find((item) => item.kind === 'approval');
  if (approval) return waiting(c, approval);
  if (c.owner.startsWith('human:')) {
    const handoff = open.find((item) => item.kind === 'handoff');
    return {
      kind: 'with_person',
      person: c.owner.slice('human:'.length),
      reason: handoff?.reason ?? 'taken_over',
    };
  }
  const handoff = open.find((item) => item.kind === 'handoff');
  if (c.owner.startsWith('queue:'))
    return handoff
      ? { kind: 'handed_off', item: handoff.id, queue: handoff.queue, reason: handoff.reason }
      : { kind: 'unresolved', reason: `owned by ${c.owner} without an item in it` };
  const unanswered = c.messages.filter((m) => m.startsTurn && !m.answeredBy && !m.deletedAt);
  if (unanswered.length > 0)
    return { kind: 'unresolved', reason: `${unanswered.length} unanswered, owner ${c.owner}` };
  return answered(c);
}

/** Under the AI with everything answered: by what, newest turn first. */
function answered(c: ShownConversation): Outcome {
  const turn = c.turns.filter((t) => t.endedAs !== 'superseded').at(-1);
  const delivery = lastAnswer(c, turn);
  if (turn?.endedAs === 'none')
    return { kind: 'nothing_owed', reason: turn.verdict?.reason ?? turn.endReason ?? 'none' };
  if (delivery) {
    const draft = c.drafts.find((d) => d.id === delivery.draft);
    const reason = turn?.verdict?.reason ?? delivery.purpose;
    if (delivery.purpose === 'question') return { kind: 'asked', text: delivery.text, reason };
    return { kind: 'replied', macros: (draft?.macros ?? []).map(macroId), text: delivery.text, reason };
  }
  if (c.status === 'solved' || c.status === 'closed')
    return { kind: 'nothing_owed', reason: c.statusReason ?? c.status };
  const [message] = c.messages.filter((m) => m.authorKind !== 'agent').slice(-1);
  if (!message?.startsTurn) return { kind: 'nothing_owed', reason: message?.automated ?? 'no_message' };
  return { kind: 'nothing_owed', reason: message.answeredBy?.split(':')[0] ?? 'answered' };
}

/** `order_status.en@abc` → order_status */
const macroId = (versioned: string): string => versioned.replace(/\.[^.@]*@.*$/, '');

function lastAnswer(c: ShownConversation, turn: ShownTurn | undefined): ShownDelivery | undefined {
  const answers = c.deliveries.filter(
    (d) => ['reply', 'question', 'approved', 'person'].includes(d.purpose) && d.state !== 'withdrawn',
  );
  return answers.filter((d) => turn === undefined || d.turn === turn.id || d.purpose === 'person').at(-1);
}

function waiting(c: ShownConversation, item: ShownQueueItem): Outcome {
  const { id, queue, reason } = item;
  const text = c.drafts.find((d) => d.id === item.draft)?.text ?? '';
  return { kind: 'waiting_for_approval', item: id, queue, reason, text };
}

/** In a few words, for tables and comparisons. */
export function outcomeLine(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'replied':
      return outcome.macros.length > 0 ? `replied with ${outcome.macros.join(' + ')}` : 'replied';
    case 'asked':
      return 'asked a question';
    case 'waiting_for_approval':
      return `waiting for approval in ${outcome.queue} (${outcome.reason})`;
    case 'handed_off':
      return `handed off to ${outcome.queue} (${outcome.reason})`;
    case 'with_person':
      return `with ${outcome.person} (${outcome.reason})`;
    case 'nothing_owed':
      return `nothing owed (${outcome.reason})`;
    case 'unresolved':
      return `unresolved: ${outcome.reason}`;
  }
}
