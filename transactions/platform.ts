/** Events of the platform: each is carried out once, under the lock of the conversation that it is about. */
import type { InboundEvent } from '../channels/event.ts';
import type { Conversation } from '../domain/conversation.ts';
import { findAction, insertAction } from '../store/actions.ts';
import { findByKey, findConversation, lockConversation } from '../store/conversations.ts';
import { findDelivery } from '../store/deliveries.ts';
import { findByProviderId } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { merge } from './merge.ts';
import { deleted, deliveryStatus, edited } from './platform-messages.ts';
import { agentMessage, assigned, reopened, solved, unassigned } from './platform-people.ts';
import type { Told } from './told.ts';
import type { DeskVersion, Work } from './work.ts';

export type EventResult =
  | {
      kind: 'done' | 'duplicate' | 'ignored';
      conversation: string;
      change: number;
      stop: boolean;
      reason?: string;
    }
  | { kind: 'unknown_conversation' };

/** An event is carried out once, however often it is delivered: its id is remembered with the conversation. */
export async function receiveEvent(
  work: Work,
  version: DeskVersion,
  event: InboundEvent,
): Promise<EventResult> {
  for (;;) {
    const result = await tx(work.pool, (db) => receiveOnce(db, work, version, event));
    if (result !== 'moved') return result;
  }
}

/** `moved`: a merge came between finding the conversation and locking it; ask again. */
async function receiveOnce(
  db: Db,
  work: Work,
  version: DeskVersion,
  event: InboundEvent,
): Promise<EventResult | 'moved'> {
  const chain = await chainOf(db, version.id, event);
  const found = await addressee(db, version.id, chain, event);
  if (!found) return { kind: 'unknown_conversation' };
  const others =
    event.type === 'merged' ? await findByKey(db, version.id, event.channel, event.into) : undefined;
  // Two rows are locked in id order, so that two merges in opposite directions do not wait for each other.
  const locked = new Map<string, Conversation>();
  for (const id of [...new Set([found.id, ...(others ? [others.id] : [])])].sort()) {
    const row = await lockConversation(db, version.id, id);
    if (row) locked.set(id, row);
  }
  const conversation = locked.get(found.id);
  if (!conversation) return { kind: 'unknown_conversation' };
  if (conversation.next !== found.next) return 'moved';
  const actionId = `event:${event.eventId}`;
  const done = (kind: 'done' | 'duplicate' | 'ignored', stop: boolean, reason?: string): EventResult => ({
    kind,
    conversation: conversation.id,
    change: conversation.change,
    stop,
    reason,
  });
  // A merge that is told again finds the survivor under the old key, and its record with the conversation that it closed.
  for (const { id } of chain)
    if (await findAction(db, version.id, id, actionId)) return done('duplicate', false);
  const now = work.clock();
  const epoch = conversation.epoch;
  const ignored = await carryOut(
    { db, version, conversation, into: others && locked.get(others.id), actionId, now },
    event,
  );
  await insertAction(
    db,
    {
      desk: version.id,
      conversation: conversation.id,
      id: actionId,
      name: event.type,
      actor: 'platform',
      result: { ignored: ignored ?? null },
    },
    now,
  );
  return ignored
    ? done('ignored', false, ignored)
    : done('done', conversation.epoch !== epoch || event.type === 'message_edited');
}

/** The conversation under the key, and those that it was merged into or that followed it; empty where there is none. */
async function chainOf(db: Db, desk: string, event: InboundEvent): Promise<Conversation[]> {
  const chain: Conversation[] = [];
  let at = await findByKey(db, desk, event.channel, event.conversationKey);
  for (; at; at = at.next === null ? undefined : await findConversation(db, desk, at.next)) chain.push(at);
  return chain;
}

/** A merged conversation's key leads to its survivor. Messages and deliveries are changed where they are. */
async function addressee(
  db: Db,
  desk: string,
  chain: readonly Conversation[],
  event: InboundEvent,
): Promise<Conversation | undefined> {
  const holding = (id: string | undefined) => chain.find((c) => c.id === id) ?? chain.at(-1);
  switch (event.type) {
    case 'message_edited':
    case 'message_deleted':
      return holding(
        (await findByProviderId(db, desk, event.channel, event.providerMessageId))?.conversation,
      );
    case 'delivery_status':
      return holding((await findDelivery(db, desk, event.deliveryId))?.conversation);
    default:
      return chain.at(-1);
  }
}

/** Answers why the event changes nothing, when it does not. */
async function carryOut(told: Told, event: InboundEvent): Promise<string | undefined> {
  switch (event.type) {
    case 'agent_message':
      return agentMessage(told, event);
    case 'assigned':
      return assigned(told, event.person.id);
    case 'unassigned':
      return unassigned(told, event.queue);
    case 'solved':
      return solved(told, event.person?.id);
    case 'reopened':
      return reopened(told);
    case 'merged':
      return merge(told);
    case 'message_edited':
      return edited(told, event);
    case 'message_deleted':
      return deleted(told, event.providerMessageId, event.channel);
    case 'delivery_status':
      return deliveryStatus(told, event);
  }
}
