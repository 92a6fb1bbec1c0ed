/** Deciding on drafts that wait for approval: approve, reject, edit. */

import type { Draft, QueueItem } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import { openItems, saveItem } from '../store/queue.ts';
import { endTurn, findDraft, findTurn, insertDraft } from '../store/turns.ts';
import type { Action } from './act.ts';
import { claimDelivery } from './claim.ts';
import { handOff } from './handoff.ts';
import { recordApproval, recordRejection } from './outcome.ts';
import {
  becomeOwner,
  type Conflict,
  commit,
  conflict,
  endItem,
  entry,
  leaseEnd,
  type Outcome,
  rung,
  type Scene,
  unseenSince,
} from './scene.ts';

export async function approveDraft(
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
      `The draft can no longer be sent as it is (fence: ${claimed.reason}). A new one is being prepared.`,
    );
  await endItem(scene, item, draft.editedBy === null ? 'approved' : 'approved_edited');
  await recordApproval(scene, draft, item, actor.person);
  const body = { draft: draft.id, delivery: claimed.delivery, edited: draft.editedBy !== null };
  await commit(scene, rung(conversation, now), [entry(scene, 'approved', body)], 'approval_ended', {
    item: item.id,
    as: 'approved',
  });
  return { kind: 'done', delivery: claimed.delivery };
}

/** With a reason code for the record; then the person writes themselves, or the conversation goes to a queue. */
export async function rejectDraft(
  scene: Scene,
  action: Extract<Action, { name: 'reject' }>,
): Promise<Outcome> {
  const { db, conversation, version, actor, now } = scene;
  const waiting = await awaitedDraft(scene, action.draft);
  if ('kind' in waiting && waiting.kind === 'conflict') return waiting;
  const { draft, item } = waiting as AwaitedDraft;
  await recordRejection(scene, draft, item, actor.person);
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
export async function editDraft(
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
