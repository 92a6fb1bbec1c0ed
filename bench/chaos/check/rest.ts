/** At rest: nothing is owed by the AI, everything with people can be found by them, nothing is on its way. */
import type { Conversation, Delivery, Message, QueueItem, Turn } from '../../../domain/conversation.ts';
import { byConversation, type Evidence, type Rows, type Violation } from '../evidence.ts';

interface Own {
  messages: Message[];
  turns: Turn[];
  deliveries: Delivery[];
  items: QueueItem[];
}

/** Also what the harness waits for before it checks anything else. */
export function everythingRests(rows: Rows): Violation[] {
  const messages = byConversation(rows.messages);
  const turns = byConversation(rows.turns);
  const deliveries = byConversation(rows.deliveries);
  const items = byConversation(rows.items);
  return rows.conversations.flatMap((conversation) => {
    const { id } = conversation;
    const own: Own = {
      messages: messages.get(id) ?? [],
      turns: turns.get(id) ?? [],
      deliveries: deliveries.get(id) ?? [],
      items: (items.get(id) ?? []).filter((i) => i.state !== 'done'),
    };
    return unrest(conversation, own).map((detail) => ({ check: 'rest', subject: id, detail }));
  });
}

function unrest(conversation: Conversation, { messages, turns, deliveries, items }: Own): string[] {
  const { owner, status, seen, change } = conversation;
  const open = messages.filter((m) => m.startsTurn && m.answeredBy === null && m.deletedAt === null);
  const approval = items.find((i) => i.kind === 'approval');
  const handoff = items.find((i) => i.kind === 'handoff');
  const out: string[] = [];
  if (seen !== change) out.push(`change ${change} was never noticed (seen: ${seen})`);
  for (const d of deliveries)
    if (d.state === 'claimed' || d.state === 'parked') out.push(`${d.purpose} ${d.id} is still ${d.state}`);
  for (const turn of turns)
    if (turn.endedAt === null && approval?.turn !== turn.id) out.push(`turn ${turn.id} is still open`);
  if (status === 'closed') {
    if (open.length > 0) out.push(`it is closed with ${open.length} unanswered messages`);
    return out;
  }
  if (status === 'solved' && open.length > 0)
    out.push(`it is solved with ${open.length} unanswered messages`);
  if (owner === 'ai') {
    if (handoff) out.push(`hand-off ${handoff.id} is open, and the owner is ai`);
    if (approval && open.length === 0) out.push(`approval ${approval.id} is open, and nothing is unanswered`);
    if (open.length > 0 && !waitsForApproval(approval, turns, open))
      out.push(`${open.length} unanswered messages, owner ai, and no draft for them waits for approval`);
    return out;
  }
  if (approval) out.push(`approval ${approval.id} is open under ${owner}`);
  for (const m of open) if (!m.triaged) out.push(`message ${m.id} was never triaged under ${owner}`);
  if (owner.startsWith('queue:') && status !== 'solved') {
    if (handoff?.state !== 'waiting' || `queue:${handoff.queue}` !== owner)
      out.push(
        `owner ${owner}, and ${handoff ? `its item is ${handoff.state} in ${handoff.queue}` : 'no item'}`,
      );
  }
  if (owner.startsWith('human:') && handoff && `human:${handoff.claimedBy}` !== owner)
    out.push(`owner ${owner}, and item ${handoff.id} is with ${handoff.claimedBy ?? 'nobody'}`);
  return out;
}

function waitsForApproval(
  approval: QueueItem | undefined,
  turns: readonly Turn[],
  open: readonly Message[],
): boolean {
  const turn = turns.find((t) => t.id === approval?.turn);
  return (
    approval?.draft != null &&
    turn?.endedAt === null &&
    turn.messages.length === open.length &&
    open.every((m) => turn.messages.includes(m.id))
  );
}

/** No workflow failed, was terminated or timed out. */
export function workflowsLive({ brokenWorkflows }: Evidence): Violation[] {
  return brokenWorkflows.map(({ workflow, status }) => ({
    check: 'workflow',
    subject: workflow,
    detail: `its execution ended as ${status}`,
  }));
}
