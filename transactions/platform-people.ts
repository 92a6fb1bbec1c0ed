/** What the platform tells of people: who answered, who has a conversation, and that it is solved or open again. */
import type { InboundEvent } from '../channels/event.ts';
import { newId } from '../domain/ids.ts';
import type { Owner } from '../domain/words.ts';
import { isQueue } from '../policy/fence.ts';
import { maskCards } from '../policy/mask.ts';
import { saveWithAudit } from '../store/audit.ts';
import type { ConversationChanges } from '../store/conversations.ts';
import { findDelivery } from '../store/deliveries.ts';
import { emitEvent } from '../store/events.ts';
import { findByProviderId, insertMessage, markAnsweredThrough, unanswered } from '../store/messages.ts';
import { openItems, saveItem } from '../store/queue.ts';
import { handOff } from './handoff.ts';
import { recordReply } from './outcome.ts';
import { raised, type Told } from './told.ts';

/** A person's reply seen on the channel: it takes the conversation over and answers what they had seen, or all so far. */
export async function agentMessage(
  told: Told,
  event: Extract<InboundEvent, { type: 'agent_message' }>,
): Promise<string | undefined> {
  const { db, version, conversation, actionId, now } = told;
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
  await recordReply(told, { text: maskCards(event.text).text, answeredBy, person: event.person.id });
  await toPerson(told, event.person.id, {
    messageSeq: seq,
    personAnswered: true,
    ...(await answeredStatus(told)),
  });
  return undefined;
}

async function answeredStatus({ db, conversation, now }: Told): Promise<ConversationChanges> {
  if ((await unanswered(db, conversation.desk, conversation.id)).length > 0) return {};
  return { status: 'pending', statusAt: now, statusReason: 'person' };
}

export async function assigned(told: Told, person: string): Promise<string | undefined> {
  if (told.conversation.owner === `human:${person}`) return 'already_theirs';
  await toPerson(told, person, {});
  return undefined;
}

async function toPerson(told: Told, person: string, changes: ConversationChanges): Promise<void> {
  const { db, conversation, actionId, now } = told;
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
  await saveWithAudit(db, conversation, { ...changes, ...moved, ...raised(told) }, [entry], now);
  if (before !== owner) await emitEvent(db, conversation, 'taken_over', { from: before, person }, now);
}

export async function unassigned(told: Told, named: string | undefined): Promise<string | undefined> {
  const { db, version, conversation, now } = told;
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
export async function solved(told: Told, person: string | undefined): Promise<string | undefined> {
  const { db, conversation, now } = told;
  const actor = person ? `human:${person}` : 'platform';
  const owed = (await unanswered(db, conversation.desk, conversation.id)).length > 0;
  const entry = {
    kind: 'solved',
    actor,
    body: { action: told.actionId, refused: owed ? 'unanswered' : null },
  };
  if (owed || conversation.status === 'closed') {
    await saveWithAudit(db, conversation, raised(told), [entry], now);
    return owed ? 'unanswered' : 'closed';
  }
  for (const item of await openItems(db, conversation.desk, conversation.id))
    await saveItem(db, conversation.desk, item.id, { state: 'done', endedAt: now, endedAs: 'solved' });
  const changes: ConversationChanges = { status: 'solved', statusAt: now, statusReason: 'platform' };
  await saveWithAudit(db, conversation, { ...changes, ...raised(told) }, [entry], now);
  await emitEvent(db, conversation, 'solved', { as: 'platform' }, now);
  return undefined;
}

export async function reopened(told: Told): Promise<string | undefined> {
  const { db, version, conversation, now } = told;
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
  const entry = { kind: 'reopened', actor: 'platform', body: { action: told.actionId } };
  await saveWithAudit(
    db,
    conversation,
    { status: 'open', statusAt: now, statusReason: 'platform', ...raised(told) },
    [entry],
    now,
  );
  await emitEvent(db, conversation, 'reopened', {}, now);
  return undefined;
}
