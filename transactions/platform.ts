/** What the platform tells of: people who answered or were assigned there, messages edited or deleted, conversations merged. */
import type { InboundEvent } from '../channels/event.ts';
import type { Conversation } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import type { Owner } from '../domain/words.ts';
import { isQueue } from '../policy/fence.ts';
import { maskCards } from '../policy/mask.ts';
import { findRisks } from '../policy/risk.ts';
import { findAction, insertAction } from '../store/actions.ts';
import { saveWithAudit } from '../store/audit.ts';
import { type ConversationChanges, findByKey, lockConversation } from '../store/conversations.ts';
import { endAttempt, findDelivery } from '../store/deliveries.ts';
import { emitEvent } from '../store/events.ts';
import {
  clearAnswered,
  deleteMessage,
  editMessage,
  findByProviderId,
  insertMessage,
  markAnsweredThrough,
  unanswered,
} from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { openItems, saveItem } from '../store/queue.ts';
import { openTurnOf } from '../store/turns.ts';
import { statusAfterSent } from './attempt.ts';
import { supersedeTurn } from './claim.ts';
import { handOff } from './handoff.ts';
import { merge } from './merge.ts';
import { recordReply } from './outcome.ts';
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
  return tx(work.pool, async (db) => {
    const found = await findByKey(db, version.id, event.channel, event.conversationKey);
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
    const actionId = `event:${event.eventId}`;
    const done = (kind: 'done' | 'duplicate' | 'ignored', stop: boolean, reason?: string): EventResult => ({
      kind,
      conversation: conversation.id,
      change: conversation.change,
      stop,
      reason,
    });
    if (await findAction(db, version.id, conversation.id, actionId)) return done('duplicate', false);
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
  });
}

interface Scene {
  db: Db;
  version: DeskVersion;
  conversation: Conversation;
  into: Conversation | undefined;
  actionId: string;
  now: Date;
}

/** Answers why the event changes nothing, when it does not. */
async function carryOut(scene: Scene, event: InboundEvent): Promise<string | undefined> {
  switch (event.type) {
    case 'agent_message':
      return agentMessage(scene, event);
    case 'assigned':
      return assigned(scene, event.person.id);
    case 'unassigned':
      return unassigned(scene, event.queue);
    case 'solved':
      return solved(scene, event.person?.id);
    case 'reopened':
      return reopened(scene);
    case 'merged':
      return merge(scene);
    case 'message_edited':
      return edited(scene, event);
    case 'message_deleted':
      return deleted(scene, event.providerMessageId, event.channel);
    case 'delivery_status':
      return deliveryStatus(scene, event);
  }
}

/** A person's reply seen on the channel: it takes the conversation over and answers what they had seen, or all so far. */
async function agentMessage(
  scene: Scene,
  event: Extract<InboundEvent, { type: 'agent_message' }>,
): Promise<string | undefined> {
  const { db, version, conversation, actionId, now } = scene;
  if (event.deliveryId && (await findDelivery(db, version.id, event.deliveryId))) return 'echo';
  if (await findByProviderId(db, version.id, event.channel, event.providerMessageId)) return 'known_message';
  const seq = conversation.messageSeq + 1;
  await insertMessage(
    db,
    {
      id: newId('message', now),
      desk: version.id,
      conversation: conversation.id,
      seq,
      channel: event.channel,
      providerId: event.providerMessageId,
      authorKind: 'agent',
      author: event.person.id,
      text: maskCards(event.text).text,
      identities: [],
      proof: 'channel',
      headers: {},
      automated: 'human',
      automatedReasons: [],
      risks: [],
      startsTurn: false,
      link: event.link ?? null,
      sentAt: event.occurredAt === undefined ? null : new Date(event.occurredAt),
    },
    now,
  );
  const { seenThrough } = event;
  const seen =
    seenThrough === undefined
      ? undefined
      : await findByProviderId(db, version.id, event.channel, seenThrough);
  const through = seenThrough === undefined ? seq : seen?.conversation === conversation.id ? seen.seq : 0;
  const answeredBy = `action:${actionId}`;
  await markAnsweredThrough(db, version.id, conversation.id, through, answeredBy);
  await recordReply(scene, { text: maskCards(event.text).text, answeredBy, person: event.person.id });
  await toPerson(scene, event.person.id, {
    messageSeq: seq,
    personAnswered: true,
    ...(await answeredStatus(scene)),
  });
  return undefined;
}

async function answeredStatus({ db, conversation, now }: Scene): Promise<ConversationChanges> {
  if ((await unanswered(db, conversation.desk, conversation.id)).length > 0) return {};
  return { status: 'pending', statusAt: now, statusReason: 'person' };
}

async function assigned(scene: Scene, person: string): Promise<string | undefined> {
  if (scene.conversation.owner === `human:${person}`) return 'already_theirs';
  await toPerson(scene, person, {});
  return undefined;
}

async function toPerson(scene: Scene, person: string, changes: ConversationChanges): Promise<void> {
  const { db, conversation, actionId, now } = scene;
  const owner: Owner = `human:${person}`;
  const before = conversation.owner;
  for (const item of await openItems(db, conversation.desk, conversation.id)) {
    if (item.kind === 'approval')
      await saveItem(db, conversation.desk, item.id, { state: 'done', endedAt: now, endedAs: 'taken_over' });
    // The platform keeps its own assignment, so our lease does not run.
    else
      await saveItem(db, conversation.desk, item.id, {
        state: 'claimed',
        claimedBy: person,
        leaseUntil: null,
      });
  }
  const moved = before === owner ? {} : { owner, epoch: conversation.epoch + 1 };
  const entry = { kind: 'taken_over', actor: `human:${person}`, body: { action: actionId, from: before } };
  await saveWithAudit(db, conversation, { ...changes, ...moved, ...raised(scene) }, [entry], now);
  if (before !== owner) await emitEvent(db, conversation, 'taken_over', { from: before, person }, now);
}

async function unassigned(scene: Scene, named: string | undefined): Promise<string | undefined> {
  const { db, version, conversation, now } = scene;
  if (!conversation.owner.startsWith('human:')) return 'not_with_a_person';
  const { queues, defaultQueue } = version.content.desk;
  const queue = queues.find((q) => q.id === named)?.id ?? conversation.homeQueue ?? defaultQueue;
  await handOff(
    db,
    conversation,
    version,
    { reason: 'unassigned', turn: null, topics: [], actor: 'platform', queue },
    now,
  );
  return undefined;
}

/** Recorded in any case; the status stays `open` while a message is unanswered, because somebody is still owed an answer. */
async function solved(scene: Scene, person: string | undefined): Promise<string | undefined> {
  const { db, conversation, now } = scene;
  const actor = person ? `human:${person}` : 'platform';
  const owed = (await unanswered(db, conversation.desk, conversation.id)).length > 0;
  const entry = {
    kind: 'solved',
    actor,
    body: { action: scene.actionId, refused: owed ? 'unanswered' : null },
  };
  if (owed || conversation.status === 'closed') {
    await saveWithAudit(db, conversation, raised(scene), [entry], now);
    return owed ? 'unanswered' : 'closed';
  }
  for (const item of await openItems(db, conversation.desk, conversation.id))
    await saveItem(db, conversation.desk, item.id, { state: 'done', endedAt: now, endedAs: 'solved' });
  const changes: ConversationChanges = { status: 'solved', statusAt: now, statusReason: 'platform' };
  await saveWithAudit(db, conversation, { ...changes, ...raised(scene) }, [entry], now);
  await emitEvent(db, conversation, 'solved', { as: 'platform' }, now);
  return undefined;
}

async function reopened(scene: Scene): Promise<string | undefined> {
  const { db, version, conversation, now } = scene;
  if (conversation.status !== 'solved') return 'not_solved';
  if (isQueue(conversation.owner)) {
    // Its item ended when it was solved, and what a queue owns must be somebody's work.
    const queue = conversation.owner.slice('queue:'.length);
    await handOff(
      db,
      conversation,
      version,
      { reason: 'reopened', turn: null, topics: [], actor: 'platform', queue },
      now,
    );
  }
  const entry = { kind: 'reopened', actor: 'platform', body: { action: scene.actionId } };
  await saveWithAudit(
    db,
    conversation,
    { status: 'open', statusAt: now, statusReason: 'platform', ...raised(scene) },
    [entry],
    now,
  );
  await emitEvent(db, conversation, 'reopened', {}, now);
  return undefined;
}

async function edited(
  scene: Scene,
  event: Extract<InboundEvent, { type: 'message_edited' }>,
): Promise<string | undefined> {
  const { db, version, conversation, now } = scene;
  const message = await findByProviderId(db, version.id, event.channel, event.providerMessageId);
  if (!message || message.conversation !== conversation.id) return 'unknown_message';
  const risks = message.startsTurn ? findRisks(event.text, version.content.desk.riskPhrases) : [];
  await editMessage(db, version.id, message.id, maskCards(event.text).text, risks, now);
  // A turn that has read the old text must not answer it.
  const turn = await openTurnOf(db, version.id, conversation.id);
  if (turn?.messages.includes(message.id)) await supersedeTurn(db, conversation, turn.id, 'messages', now);
  const entry = {
    kind: 'message_edited',
    actor: 'platform',
    body: { message: message.id, risks: risks.map((r) => r.rule) },
  };
  await saveWithAudit(db, conversation, raised(scene), [entry], now);
  const danger = risks.find((r) => r.level === 'danger');
  if (danger && conversation.owner === 'ai') {
    const reason = `danger:${danger.risk}`;
    await handOff(db, conversation, version, { reason, turn: null, topics: [], actor: 'system' }, now);
  }
  return undefined;
}

async function deleted(scene: Scene, providerId: string, channel: string): Promise<string | undefined> {
  const { db, version, conversation, now } = scene;
  const message = await findByProviderId(db, version.id, channel, providerId);
  if (!message || message.conversation !== conversation.id) return 'unknown_message';
  await deleteMessage(db, version.id, message.id, now);
  const entry = { kind: 'message_deleted', actor: 'platform', body: { message: message.id } };
  await saveWithAudit(db, conversation, raised(scene), [entry], now);
  return undefined;
}

/** The platform's word on whether a message arrived settles what we could not know; a clear no makes it unanswered again. */
async function deliveryStatus(
  scene: Scene,
  event: Extract<InboundEvent, { type: 'delivery_status' }>,
): Promise<string | undefined> {
  const { db, version, conversation, now } = scene;
  const delivery = await findDelivery(db, version.id, event.deliveryId);
  if (!delivery || delivery.conversation !== conversation.id) return 'unknown_delivery';
  const state = event.status === 'failed' ? 'not_sent' : 'sent';
  if (delivery.state === state) return 'known';
  await endAttempt(db, version.id, delivery.id, {
    state,
    outcome: `platform_${event.status}`,
    doubt: false,
    nextAttemptAt: null,
    endedAt: now,
  });
  if (state === 'not_sent') await clearAnswered(db, version.id, conversation.id, delivery.id);
  const body = { delivery: delivery.id, as: state, reason: event.reason ?? `platform_${event.status}` };
  const status = state === 'sent' ? await statusAfterSent(db, conversation, delivery.purpose, now) : {};
  await saveWithAudit(
    db,
    conversation,
    { ...status, ...raised(scene) },
    [{ kind: 'delivery_ended', actor: 'platform', body }],
    now,
  );
  if (state === 'not_sent') {
    await emitEvent(
      db,
      conversation,
      'delivery_failed',
      { ...body, purpose: delivery.purpose, text: delivery.text },
      now,
    );
    if (conversation.owner === 'ai')
      await handOff(
        db,
        conversation,
        version,
        { reason: 'delivery_rejected', turn: null, topics: [], actor: 'platform' },
        now,
      );
  }
  return undefined;
}

function raised({ conversation, now }: Scene): ConversationChanges {
  return { change: conversation.change + 1, changedAt: now };
}
