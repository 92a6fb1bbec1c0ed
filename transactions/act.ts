/** What people do: one transaction for every door (HTTP, CLI, a Temporal update), so that all of them mean the same. */

import { isQueue } from '../policy/fence.ts';
import { findAction, insertAction } from '../store/actions.ts';
import { type ConversationChanges, lockConversation } from '../store/conversations.ts';
import { unfinishedDeliveries } from '../store/deliveries.ts';
import { markAnsweredThrough, unanswered } from '../store/messages.ts';
import { tx } from '../store/pool.ts';
import { openItems, saveItem } from '../store/queue.ts';
import type { ActionAnswer } from '../workflows/contract.ts';
import { claimDelivery } from './claim.ts';
import { approveDraft, editDraft, rejectDraft } from './decide.ts';
import { handOff } from './handoff.ts';
import { recordReply } from './outcome.ts';
import {
  type Actor,
  becomeOwner,
  commit,
  conflict,
  endItem,
  entry,
  leaseEnd,
  type Outcome,
  ownedBy,
  rung,
  type Scene,
  seqOf,
  unseenSince,
} from './scene.ts';
import type { Work } from './work.ts';

export type { Actor } from './scene.ts';

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
  await recordReply(scene, { text, answeredBy: `action:${actionId}`, person: actor.person });
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
  const seen = await seqOf(scene, seenThrough);
  const left = (await unanswered(db, conversation.desk, conversation.id)).filter((m) => m.seq > seen);
  if (left.length > 0)
    return conflict(
      'unanswered',
      'A newer message is unanswered: answer it, or solve naming it as seen.',
      left.map((m) => m.id),
    );
  await markAnsweredThrough(db, conversation.desk, conversation.id, seen, `action:${actionId}`);
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
