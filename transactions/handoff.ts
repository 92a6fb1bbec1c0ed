/** Passing a conversation to people: owner, item, packet, notice and event in one transaction, or none of them. */
import type { Conversation, QueueItem, Turn } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import type { Owner } from '../domain/words.ts';
import { dangerIn, moreUrgent, noticeOwed, queueFor } from '../policy/routing.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { emitEvent } from '../store/events.ts';
import { markTriaged } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { insertItem, openItems, saveItem } from '../store/queue.ts';
import { draftOf, endTurn, findDecision, findTurn, triageOf } from '../store/turns.ts';
import { isSecret } from './autonomy.ts';
import { claimDelivery } from './claim.ts';
import { maySuggest, writePacket } from './packet.ts';
import { sendSafety } from './safety.ts';
import { noticeText } from './texts.ts';
import type { DeskVersion, Work } from './work.ts';

export type HandOffResult = { kind: 'handed_off'; item: string; queue: string } | { kind: 'nothing_to_do' };

/** Hands a turn off, unless its owner or epoch has changed since it was decided, or it has ended otherwise. */
export async function handOffTurn(
  work: Work,
  desk: string,
  turnId: string,
  reason: string,
): Promise<HandOffResult> {
  return tx(work.pool, async (db) => {
    const turn = await findTurn(db, desk, turnId);
    const conversation = turn && (await lockConversation(db, desk, turn.conversation));
    if (!turn || !conversation) return { kind: 'nothing_to_do' };
    const fresh = await findTurn(db, desk, turnId); // read again under the lock
    if (!fresh || fresh.endedAt || conversation.epoch !== turn.epoch) return { kind: 'nothing_to_do' };
    const now = work.clock();
    if (conversation.owner !== 'ai') {
      await leaveWithPeople(db, conversation, fresh, reason, now);
      return { kind: 'nothing_to_do' };
    }
    const version = await work.desks.version(db, desk, turn.deskVersion);
    const triage = await triageOf(db, desk, turnId);
    const item = await handOff(
      db,
      conversation,
      version,
      { reason, turn: turnId, topics: triage?.topics.map((t) => t.id) ?? [] },
      now,
    );
    const risk = dangerIn(reason);
    const message = turn.messages.at(-1);
    if (risk !== undefined && message !== undefined)
      await sendSafety(db, version, conversation, { risk, message, language: conversation.language }, now);
    return { kind: 'handed_off', item: item.id, queue: item.queue };
  });
}

/**
 * A turn whose triage failed for good while people have the conversation: they get its messages as they are. Left open, it
 * would be worked on again at once, and for ever.
 */
async function leaveWithPeople(
  db: Db,
  conversation: Conversation,
  turn: Turn,
  reason: string,
  now: Date,
): Promise<void> {
  const { desk, id } = conversation;
  await markTriaged(db, desk, turn.messages);
  await endTurn(db, desk, turn.id, 'handed_off', reason, now);
  await saveWithAudit(
    db,
    conversation,
    {},
    [{ kind: 'left_with_people', actor: 'system', body: { turn: turn.id, reason } }],
    now,
  );
  const handoff = (await openItems(db, desk, id)).find((i) => i.kind === 'handoff');
  if (!handoff) return;
  const packet = await writePacket(db, conversation, handoff, now);
  await emitEvent(db, conversation, 'packet_updated', { item: handoff.id, packet }, now);
}

export interface HandOff {
  reason: string;
  turn: string | null;
  topics: readonly string[];
  /** Who caused it, for the record. */
  actor?: string;
  /** The queue, where the cause names one. */
  queue?: string;
  /** Set by callers that add records of their own in the same transaction. */
  audit?: readonly AuditEntry[];
}

/**
 * Moves a locked conversation to a queue. The caller has checked that it may: owner `ai`, or a danger, or a person who
 * returns it. An open hand-off is moved and keeps its packets; an open approval ends here.
 */
export async function handOff(
  db: Db,
  conversation: Conversation,
  version: DeskVersion,
  cause: HandOff,
  now: Date,
): Promise<QueueItem> {
  const { desk, id } = conversation;
  const { desk: files } = version.content;
  const queue =
    cause.queue ??
    queueFor({
      reason: cause.reason,
      topics: cause.topics,
      queueOfTopic: Object.fromEntries(files.topics.flatMap((t) => (t.queue ? [[t.id, t.queue]] : []))),
      queueOfRisk: files.riskQueues,
      homeQueue: conversation.personAnswered ? conversation.homeQueue : null,
      defaultQueue: files.defaultQueue,
    });
  const danger = dangerIn(cause.reason) !== undefined;
  const priority = danger ? 'urgent' : moreUrgent(conversation.priority, 'normal');
  const open = await openItems(db, desk, id);
  const approval = open.find((i) => i.kind === 'approval');
  if (approval) await saveItem(db, desk, approval.id, { state: 'done', endedAt: now, endedAs: 'handed_off' });
  const suggestion = await suggestionFor(db, version, conversation.channel, cause);
  const existing = open.find((i) => i.kind === 'handoff');
  const item: QueueItem = {
    ...(existing ?? { id: newId('item', now), createdAt: now, decideBy: null, endedAt: null, endedAs: null }),
    desk,
    conversation: id,
    kind: 'handoff',
    queue,
    reason: cause.reason,
    priority,
    turn: cause.turn,
    draft: suggestion,
    state: 'waiting',
    claimedBy: null,
    leaseUntil: null,
    suggestion: null,
    suggestionAt: null,
  };
  if (existing) {
    const { turn, draft, state, claimedBy, leaseUntil, suggestion, suggestionAt } = item;
    await saveItem(db, desk, item.id, {
      queue,
      reason: item.reason,
      priority,
      turn,
      draft,
      state,
      claimedBy,
      leaseUntil,
      suggestion,
      suggestionAt,
    });
  } else await insertItem(db, item, now);
  if (cause.turn !== null) await endTurn(db, desk, cause.turn, 'handed_off', cause.reason, now);
  const owner: Owner = `queue:${queue}`;
  const epoch = conversation.epoch + (conversation.owner === owner ? 0 : 1);
  await saveWithAudit(
    db,
    conversation,
    {
      owner,
      epoch,
      homeQueue: queue,
      priority,
      change: conversation.change + 1,
      changedAt: now,
      supersededDrafts: 0,
      supersededSince: null,
      ...(conversation.status === 'open'
        ? {}
        : { status: 'open', statusAt: now, statusReason: cause.reason }),
    },
    [
      ...(cause.audit ?? []),
      {
        kind: 'handed_off',
        actor: cause.actor ?? 'ai',
        body: { item: item.id, queue, reason: cause.reason, turn: cause.turn, epoch },
      },
    ],
    now,
  );
  const packet = await writePacket(db, conversation, item, now);
  if (noticeOwed(cause.reason) && !existing) {
    await claimDelivery(
      db,
      conversation,
      {
        purpose: 'notice',
        subject: item.id,
        turn: cause.turn,
        draft: null,
        epoch: conversation.epoch,
        messages: [],
        text: noticeText(version, queue, conversation.language),
        language: conversation.language,
      },
      now,
    );
  }
  await emitEvent(
    db,
    conversation,
    danger ? 'danger' : 'handed_off',
    { item: item.id, queue, reason: cause.reason, priority, packet },
    now,
  );
  return item;
}

/** The turn's draft, for whoever answers in its stead, unless it is none of their business. */
async function suggestionFor(
  db: Db,
  version: DeskVersion,
  channel: string,
  { turn, reason }: HandOff,
): Promise<string | null> {
  if (turn === null || !maySuggest(reason)) return null;
  const draft = await draftOf(db, version.id, turn);
  if (!draft || draft.kind === 'question') return null;
  if (draft.kind === 'model' && !(await mayBeShown(db, version.id, turn))) return null;
  const topics = (await triageOf(db, version.id, turn))?.topics.map((t) => t.id) ?? [];
  return (await isSecret(db, version, channel, topics, draft)) ? null : draft.id;
}

/** What a model wrote is only shown once it was held against its sources with nothing wrong, and nobody gave it orders. */
async function mayBeShown(db: Db, desk: string, turn: string): Promise<boolean> {
  const triaged = await findDecision<{ injection: boolean }>(db, desk, turn, 'triage');
  const reviewed = await findDecision<{ problems?: string[] }>(db, desk, turn, 'review');
  return triaged?.injection === false && reviewed !== undefined && reviewed.problems === undefined;
}
