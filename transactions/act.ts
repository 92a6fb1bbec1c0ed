/** What people do: one transaction for every door (HTTP, CLI, a Temporal update), so that all of them mean the same. */

import { after } from '../domain/clock.ts';
import type { Conversation, Draft, QueueItem } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import type { Owner } from '../domain/words.ts';
import { isQueue } from '../policy/fence.ts';
import { findAction, insertAction } from '../store/actions.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import { type ConversationChanges, lockConversation } from '../store/conversations.ts';
import { unfinishedDeliveries } from '../store/deliveries.ts';
import { type EventKind, emitEvent } from '../store/events.ts';
import { markAnsweredThrough, messagesById, unanswered } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { openItems, saveItem } from '../store/queue.ts';
import { endTurn, findDraft, findTurn, insertDraft } from '../store/turns.ts';
import type { ActionAnswer } from '../workflows/contract.ts';
import { claimDelivery } from './claim.ts';
import { handOff } from './handoff.ts';
import type { DeskVersion, Work } from './work.ts';

/** What a person can do to a conversation. `seenThrough` is the id of the newest message they had seen. */
export type Action =
  | { name: 'claim'; item: string }
  | { name: 'takeOver' }
  | { name: 'release' }
  | { name: 'return'; queue?: string }
  | { name: 'hold' }
  | { name: 'approve'; draft: string; seenThrough: string; anyway?: boolean }
  | { name: 'reject'; draft: string; reason: string; next?: 'hand_off' | 'take_over' }
  | { name: 'edit'; draft: string; text: string }
  | { name: 'reply'; text: string; seenThrough: string; anyway?: boolean }
  | { name: 'solve'; seenThrough: string; anyway?: boolean };

export interface Actor {
  /** For owner and leases. */
  person: string;
  /** For the record: `human:<person>` or `temporal-ui:<name given>`. */
  recordedAs: string;
}

/** What an action leaves behind, or why it cannot be: the first answer is kept and returned to a repeat. */
type Outcome = { kind: 'done'; delivery?: string; draft?: string } | Conflict;
type Conflict = Extract<ActionAnswer, { kind: 'conflict' }>;

interface Scene {
  db: Db;
  conversation: Conversation;
  version: DeskVersion;
  actor: Actor;
  actionId: string;
  now: Date;
}

/** Undefined when the desk has no such conversation. Conflicts change nothing and are not kept: the same action may be sent again. */
export async function act(
  work: Work,
  desk: string,
  conversationId: string,
  actionId: string,
  actor: Actor,
  action: Action,
): Promise<ActionAnswer | undefined> {
  return tx(work.pool, async (db) => {
    const conversation = await lockConversation(db, desk, conversationId);
    const version = await work.desks.active(db, desk);
    if (!conversation || !version) return undefined;
    const known = await findAction<ActionAnswer>(db, desk, conversationId, actionId);
    if (known && known.name !== action.name)
      return conflict(
        'action_id_reused',
        `Action id ${actionId} was used for ${known.name}. Send a new id with a new action.`,
      );
    if (known) return known.result;
    if (conversation.status === 'closed')
      return conflict(
        'closed',
        `Conversation ${conversationId} is closed. The customer's next message starts a new one.`,
      );
    const scene: Scene = { db, conversation, version, actor, actionId, now: work.clock() };
    const onTheWay = (await unfinishedDeliveries(db, desk, conversationId)).map((d) => d.id);
    const outcome = await perform(scene, action);
    if (outcome.kind === 'conflict') return outcome;
    const { owner, epoch, status, change } = conversation;
    const answer: ActionAnswer = { ...outcome, owner, epoch, status, change, onTheWay };
    await insertAction(
      db,
      {
        desk,
        conversation: conversationId,
        id: actionId,
        name: action.name,
        actor: actor.recordedAs,
        result: answer,
      },
      scene.now,
    );
    return answer;
  });
}

function perform(scene: Scene, action: Action): Promise<Outcome> {
  switch (action.name) {
    case 'claim':
      return claimItem(scene, action.item);
    case 'takeOver':
      return takeOver(scene);
    case 'release':
      return release(scene);
    case 'return':
      return giveBack(scene, action.queue);
    case 'hold':
      return hold(scene);
    case 'approve':
      return approveDraft(scene, action);
    case 'reject':
      return rejectDraft(scene, action);
    case 'edit':
      return editDraft(scene, action);
    case 'reply':
      return reply(scene, action);
    case 'solve':
      return solve(scene, action);
  }
}

/** From a queue, else a conflict. Claiming an approval leases the item; owner and epoch stay. */
async function claimItem(scene: Scene, itemId: string): Promise<Outcome> {
  const { db, conversation, version, actor, now } = scene;
  const item = (await openItems(db, conversation.desk, conversation.id)).find((i) => i.id === itemId);
  if (!item) return conflict('no_such_item', `Item ${itemId} is not open. List the queue again.`);
  if (item.state === 'claimed' && item.claimedBy !== actor.person)
    return conflict(
      'claimed',
      `${item.claimedBy} has item ${itemId}. Take the conversation over if it cannot wait.`,
    );
  const leaseUntil = leaseEnd(version, now);
  await saveItem(db, conversation.desk, itemId, { state: 'claimed', claimedBy: actor.person, leaseUntil });
  if (item.kind === 'approval') {
    await commit(scene, {}, [entry(scene, 'claimed_item', { item: itemId })], 'claimed', { item: itemId });
    return { kind: 'done' };
  }
  await commit(
    scene,
    ownedBy(scene, `human:${actor.person}`),
    [entry(scene, 'claimed_item', { item: itemId })],
    'claimed',
    {
      item: itemId,
    },
  );
  return { kind: 'done' };
}

/** From anyone: the AI, a queue, another person. */
async function takeOver(scene: Scene): Promise<Outcome> {
  await becomeOwner(scene, 'taken_over');
  return { kind: 'done' };
}

/** Makes the actor the owner; their open hand-off becomes theirs, and an approval is withdrawn. */
async function becomeOwner(scene: Scene, kind: EventKind): Promise<void> {
  const { db, conversation, version, actor, now } = scene;
  const owner: Owner = `human:${actor.person}`;
  for (const item of await openItems(db, conversation.desk, conversation.id)) {
    if (item.kind === 'approval') await endItem(scene, item, 'taken_over');
    else
      await saveItem(db, conversation.desk, item.id, {
        state: 'claimed',
        claimedBy: actor.person,
        leaseUntil: leaseEnd(version, now),
      });
  }
  if (conversation.owner === owner) return commit(scene, {}, [entry(scene, 'renewed', {})]);
  const before = conversation.owner;
  await commit(scene, ownedBy(scene, owner), [entry(scene, kind, { from: before })], kind, { from: before });
}

/** To the AI, which then answers exactly what is unanswered. */
async function release(scene: Scene): Promise<Outcome> {
  const { db, conversation } = scene;
  if (conversation.owner === 'ai') return { kind: 'done' };
  if (isQueue(conversation.owner) && conversation.owner === 'queue:danger')
    return conflict(
      'danger',
      'Somebody may come to harm here: a person has to take it before it can be released.',
    );
  for (const item of await openItems(db, conversation.desk, conversation.id))
    await endItem(scene, item, 'released');
  const changes = { ...ownedBy(scene, 'ai'), supersededDrafts: 0, supersededSince: null };
  await commit(scene, changes, [entry(scene, 'released', {})], 'released', {});
  return { kind: 'done' };
}

/** To a queue: the one it came from unless another is named. */
async function giveBack(scene: Scene, queue: string | undefined): Promise<Outcome> {
  const { db, conversation, version, actor, now } = scene;
  const { queues, defaultQueue } = version.content.desk;
  const to = queue ?? conversation.homeQueue ?? defaultQueue;
  if (!queues.some((q) => q.id === to))
    return conflict(
      'no_such_queue',
      `The desk has no queue ${to}. It has: ${queues.map((q) => q.id).join(', ')}.`,
    );
  const reason = 'returned';
  await handOff(
    db,
    conversation,
    version,
    { reason, turn: null, topics: [], actor: actor.recordedAs, queue: to },
    now,
  );
  return { kind: 'done' };
}

/** Waiting for a third party. The next message of the customer opens it again. */
async function hold(scene: Scene): Promise<Outcome> {
  const { conversation, actor, now } = scene;
  if (conversation.owner !== `human:${actor.person}`)
    return conflict(
      'not_yours',
      'Only the person who has the conversation can put it on hold. Take it over first.',
    );
  const changes: ConversationChanges = {
    status: 'hold',
    statusAt: now,
    statusReason: 'person',
    ...rung(conversation, now),
  };
  await commit(scene, changes, [entry(scene, 'held', {})]);
  return { kind: 'done' };
}

async function approveDraft(
  scene: Scene,
  { draft: draftId, seenThrough, anyway }: Extract<Action, { name: 'approve' }>,
): Promise<Outcome> {
  const { db, conversation, actor, now } = scene;
  const waiting = await awaitedDraft(scene, draftId);
  if ('kind' in waiting && waiting.kind === 'conflict') return waiting;
  const { draft, item } = waiting as AwaitedDraft;
  const unseen = anyway ? undefined : await unseenSince(scene, seenThrough);
  if (unseen) return unseen;
  const turn = await findTurn(db, conversation.desk, draft.turn);
  const claimed = await claimDelivery(
    db,
    conversation,
    {
      purpose: 'approved',
      subject: draft.id,
      turn: draft.turn,
      draft: draft.id,
      epoch: turn?.epoch ?? null,
      messages: turn?.messages ?? [],
      text: draft.text,
      language: conversation.language,
      actor: actor.recordedAs,
    },
    now,
  );
  if (claimed.kind === 'shut')
    return conflict(
      'stale',
      `The draft can no longer be sent as it is (${claimed.reason} changed). A new one is being prepared.`,
    );
  await endItem(scene, item, draft.editedBy === null ? 'approved' : 'approved_edited');
  const body = { draft: draft.id, delivery: claimed.delivery, edited: draft.editedBy !== null };
  await commit(scene, rung(conversation, now), [entry(scene, 'approved', body)], 'approval_ended', {
    item: item.id,
    as: 'approved',
  });
  return { kind: 'done', delivery: claimed.delivery };
}

/** With a reason code for the record; then the person writes themselves, or the conversation goes to a queue. */
async function rejectDraft(scene: Scene, action: Extract<Action, { name: 'reject' }>): Promise<Outcome> {
  const { db, conversation, version, actor, now } = scene;
  const waiting = await awaitedDraft(scene, action.draft);
  if ('kind' in waiting && waiting.kind === 'conflict') return waiting;
  const { draft, item } = waiting as AwaitedDraft;
  const rejected = entry(scene, 'rejected', { draft: draft.id, reason: action.reason });
  if (action.next === 'take_over') {
    await endItem(scene, item, 'rejected');
    await endTurn(db, conversation.desk, draft.turn, 'handed_off', 'rejected', now);
    await commit(scene, rung(conversation, now), [rejected], 'approval_ended', {
      item: item.id,
      as: 'rejected',
    });
    await becomeOwner(scene, 'taken_over');
    return { kind: 'done' };
  }
  const cause = {
    reason: `rejected:${action.reason}`,
    turn: draft.turn,
    topics: [],
    actor: actor.recordedAs,
    queue: item.queue,
  };
  await handOff(db, conversation, version, { ...cause, audit: [rejected] }, now);
  return { kind: 'done' };
}

/** Keeps the person's words as a new draft of the same turn, which can then be approved by its id. */
async function editDraft(
  scene: Scene,
  { draft: draftId, text }: Extract<Action, { name: 'edit' }>,
): Promise<Outcome> {
  const { db, conversation, version, actor, now } = scene;
  const waiting = await awaitedDraft(scene, draftId);
  if ('kind' in waiting && waiting.kind === 'conflict') return waiting;
  const { draft, item } = waiting as AwaitedDraft;
  const id = newId('draft', now);
  const edited: Draft = { ...draft, id, text, editedFrom: draft.id, editedBy: actor.person, createdAt: now };
  await insertDraft(db, edited);
  await saveItem(db, conversation.desk, item.id, {
    draft: id,
    state: 'claimed',
    claimedBy: actor.person,
    leaseUntil: leaseEnd(version, now),
  });
  await commit(scene, rung(conversation, now), [entry(scene, 'edited', { from: draft.id, draft: id })]);
  return { kind: 'done', draft: id };
}

interface AwaitedDraft {
  draft: Draft;
  item: QueueItem;
}

/** The draft, if it is the one that its conversation's approval waits for, and nobody else has claimed it. */
async function awaitedDraft(scene: Scene, id: string): Promise<AwaitedDraft | Conflict> {
  const { db, conversation, actor } = scene;
  const item = (await openItems(db, conversation.desk, conversation.id)).find((i) => i.kind === 'approval');
  const draft = await findDraft(db, conversation.desk, id);
  if (!draft || !item || item.draft !== id)
    return conflict(
      'not_waiting',
      `Draft ${id} is not waiting for approval: it was decided, withdrawn, or replaced.`,
    );
  if (item.claimedBy !== null && item.claimedBy !== actor.person)
    return conflict('claimed', `${item.claimedBy} is deciding on draft ${id}.`);
  return { draft, item };
}

async function reply(
  scene: Scene,
  { text, seenThrough, anyway }: Extract<Action, { name: 'reply' }>,
): Promise<Outcome> {
  const { db, conversation, actor, actionId, now } = scene;
  const unseen = anyway ? undefined : await unseenSince(scene, seenThrough);
  if (unseen) return unseen;
  await becomeOwner(scene, 'taken_over');
  const claimed = await claimDelivery(
    db,
    conversation,
    {
      purpose: 'person',
      subject: actionId,
      turn: null,
      draft: null,
      epoch: null,
      messages: [],
      text,
      language: conversation.language,
      actor: actor.recordedAs,
    },
    now,
  );
  if (claimed.kind === 'shut')
    return conflict('shut', `The fence refused a person's reply (${claimed.reason}). This is a bug.`);
  await markAnsweredThrough(
    db,
    conversation.desk,
    conversation.id,
    await seqOf(scene, seenThrough),
    `action:${actionId}`,
  );
  const changes = { personAnswered: true, ...rung(conversation, now) };
  await commit(scene, changes, [entry(scene, 'replied', { delivery: claimed.delivery, seenThrough })]);
  return { kind: 'done', delivery: claimed.delivery };
}

/** A person's word that nothing more is owed, as far as they had seen. */
async function solve(
  scene: Scene,
  { seenThrough, anyway }: Extract<Action, { name: 'solve' }>,
): Promise<Outcome> {
  const { db, conversation, actionId, now } = scene;
  const unseen = anyway ? undefined : await unseenSince(scene, seenThrough);
  if (unseen) return unseen;
  await markAnsweredThrough(
    db,
    conversation.desk,
    conversation.id,
    await seqOf(scene, seenThrough),
    `action:${actionId}`,
  );
  const left = await unanswered(db, conversation.desk, conversation.id);
  if (left.length > 0)
    return conflict('unanswered', 'A newer message is unanswered: answer it, or solve naming it as seen.');
  for (const item of await openItems(db, conversation.desk, conversation.id))
    await endItem(scene, item, 'solved');
  const changes: ConversationChanges = {
    status: 'solved',
    statusAt: now,
    statusReason: 'person',
    ...rung(conversation, now),
  };
  await commit(scene, changes, [entry(scene, 'solved', { seenThrough })], 'solved', { as: 'person' });
  return { kind: 'done' };
}

/** A conflict that shows what the customer has written since, so that nobody answers over it by accident. */
async function unseenSince(scene: Scene, seenThrough: string): Promise<Conflict | undefined> {
  const { db, conversation } = scene;
  const seen = await seqOf(scene, seenThrough);
  if (seen === 0)
    return conflict('unknown_message', `Message ${seenThrough} is not part of this conversation.`);
  const newer = (await unanswered(db, conversation.desk, conversation.id)).filter((m) => m.seq > seen);
  if (newer.length === 0) return undefined;
  return conflict(
    'newer_messages',
    'The customer has written since. Read what is new, then send it naming the newest message, or anyway.',
    newer.map((m) => m.id),
  );
}

async function seqOf({ db, conversation }: Scene, message: string): Promise<number> {
  const [found] = await messagesById(db, conversation.desk, [message]);
  return found?.conversation === conversation.id ? found.seq : 0;
}

async function endItem({ db, conversation, now }: Scene, item: QueueItem, as: string): Promise<void> {
  await saveItem(db, conversation.desk, item.id, { state: 'done', endedAt: now, endedAs: as });
}

/** A new owner is the only thing that raises the epoch. */
function ownedBy({ conversation, now }: Scene, owner: Owner): ConversationChanges {
  return { owner, epoch: conversation.epoch + 1, ...rung(conversation, now) };
}

function rung(conversation: Conversation, now: Date): ConversationChanges {
  return { change: conversation.change + 1, changedAt: now };
}

async function commit(
  { db, conversation, now }: Scene,
  changes: ConversationChanges,
  entries: readonly AuditEntry[],
  event?: EventKind,
  body: Record<string, unknown> = {},
): Promise<void> {
  await saveWithAudit(db, conversation, changes, entries, now);
  if (event) await emitEvent(db, conversation, event, body, now);
}

function entry({ actor, actionId }: Scene, kind: string, body: Record<string, unknown>): AuditEntry {
  return { kind, actor: actor.recordedAs, body: { action: actionId, ...body } };
}

function leaseEnd(version: DeskVersion, now: Date): Date {
  return after(now, version.content.desk.lifecycle.claimLeaseMs);
}

function conflict(reason: string, detail: string, messages?: string[]): Conflict {
  return { kind: 'conflict', reason, detail, ...(messages ? { messages } : {}) };
}
