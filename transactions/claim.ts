/** Claiming: the moment a message becomes one that may reach the customer. */

import { after, hours } from '../domain/clock.ts';
import type { Conversation, Delivery, Turn } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import type { Purpose } from '../domain/words.ts';
import { answers, type FenceView, mayLeave, type ShutReason } from '../policy/fence.ts';
import { saveWithAudit, textHash } from '../store/audit.ts';
import { lockFor } from '../store/conversations.ts';
import { customerById } from '../store/customers.ts';
import { deliveriesOf, findDeliveryBySubject, insertDelivery } from '../store/deliveries.ts';
import { markAnswered, unansweredIds } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { openItems } from '../store/queue.ts';
import { draftOf, endTurn, findTurn } from '../store/turns.ts';
import { recordSend } from './outcome.ts';
import type { Work } from './work.ts';

/** One acknowledgement per conversation and day. */
const acknowledgementPauseMs = hours(24);

export type ClaimRequest = Pick<
  Delivery,
  'purpose' | 'subject' | 'turn' | 'draft' | 'epoch' | 'messages' | 'text' | 'language'
> & { actor?: string };

export type ClaimResult =
  | { kind: 'claimed'; delivery: string }
  | { kind: 'shut'; reason: ShutReason | 'turn_ended' };

/** Claims a turn's reply or question from its newest draft. A turn whose claim the fence refuses is superseded. */
export async function claimTurn(
  work: Work,
  desk: string,
  turnId: string,
  purpose: 'reply' | 'question',
): Promise<ClaimResult> {
  return tx(work.pool, async (db) => {
    const locked = await lockFor(db, desk, 'turn', turnId);
    const turn = await findTurn(db, desk, turnId);
    const draft = await draftOf(db, desk, turnId);
    if (!locked || !turn || !draft) throw new Error(`turn ${turnId} of desk ${desk} has no draft to claim`);
    const { conversation } = locked;
    const now = work.clock();
    const result = await claimDelivery(
      db,
      conversation,
      {
        purpose,
        subject: turnId,
        turn: turnId,
        draft: draft.id,
        epoch: turn.epoch,
        messages: turn.messages,
        text: draft.text,
        language: conversation.language,
      },
      now,
      turn,
    );
    if (result.kind === 'shut') await supersedeTurn(db, conversation, turnId, result.reason, now);
    else if (purpose === 'reply') await recordSend(db, draft, now);
    return result;
  });
}

/**
 * In the caller's transaction, with the conversation locked: claims, or says what shuts the fence. A repeat returns the first
 * claim. `turnRow` is the request's turn, for callers that have read it under this lock.
 */
export async function claimDelivery(
  db: Db,
  conversation: Conversation,
  request: ClaimRequest,
  now: Date,
  turnRow?: Turn,
): Promise<ClaimResult> {
  const { desk, id } = conversation;
  const known = await findDeliveryBySubject(db, desk, id, request.purpose, request.subject);
  if (known) return { kind: 'claimed', delivery: known.id };
  const turnEnds = answers(request.purpose) && request.turn !== null;
  const turn = turnEnds ? (turnRow ?? (await findTurn(db, desk, request.turn ?? ''))) : undefined;
  // A turn is used once: one that an edited message ended still names exactly the unanswered messages, and their old text.
  if (turn?.endedAt) return { kind: 'shut', reason: 'turn_ended' };
  const answer = mayLeave(await fenceView(db, conversation, request, now), request);
  if (answer.kind === 'shut') return answer;
  const delivery = {
    ...request,
    id: newId('delivery', now),
    desk,
    conversation: id,
    customer: conversation.customer,
  };
  await insertDelivery(db, delivery, now);
  if (answers(request.purpose)) await markAnswered(db, desk, request.messages, `delivery:${delivery.id}`);
  if (turnEnds && request.turn !== null)
    await endTurn(db, desk, request.turn, 'claimed', request.purpose, now);
  const customer = await customerById(db, desk, conversation.customer);
  await saveWithAudit(
    db,
    conversation,
    turnEnds ? { supersededDrafts: 0, supersededSince: null } : {},
    [
      {
        kind: 'claimed',
        actor: request.actor ?? 'ai',
        body: {
          delivery: delivery.id,
          purpose: request.purpose,
          subject: request.subject,
          messages: request.messages,
          draft: request.draft,
          epoch: conversation.epoch,
          text: textHash(customer?.auditKey ?? null, request.text),
        },
      },
    ],
    now,
  );
  return { kind: 'claimed', delivery: delivery.id };
}

/** What wants to leave, as far as the fence's view of the conversation depends on it. */
export interface LeavingFrom {
  purpose: Purpose;
  turn: string | null;
  /** Its delivery, once it is claimed: the messages that only it answers count as unanswered. */
  id?: string;
}

/** What the fence asks about. */
export async function fenceView(
  db: Db,
  conversation: Conversation,
  leaving: LeavingFrom,
  now: Date,
): Promise<FenceView> {
  const { desk, id, owner, epoch } = conversation;
  return {
    owner,
    epoch,
    unanswered: await unansweredIds(db, desk, id, leaving.id ?? null),
    ...(leaving.purpose === 'acknowledgement'
      ? await saidAlready(db, conversation, leaving, now)
      : { turnAnswered: false, acknowledgedLately: false }), // asked about by no other purpose
  };
}

/** What other deliveries than this one have said. */
async function saidAlready(db: Db, conversation: Conversation, { turn, id }: LeavingFrom, now: Date) {
  const live = (await deliveriesOf(db, conversation.desk, conversation.id)).filter(
    (d) => d.id !== id && d.state !== 'withdrawn' && d.state !== 'not_sent',
  );
  const since = after(now, -acknowledgementPauseMs);
  return {
    turnAnswered:
      turn !== null && live.some((d) => d.turn === turn && (answers(d.purpose) || d.purpose === 'notice')),
    acknowledgedLately: live.some((d) => d.purpose === 'acknowledgement' && d.claimedAt > since),
  };
}

/** Ends a turn that can no longer be answered as it was read; what is unanswered gets a new one. */
export async function supersedeTurn(
  db: Db,
  conversation: Conversation,
  turn: string,
  reason: string,
  now: Date,
): Promise<void> {
  const openedAt = await endTurn(db, conversation.desk, turn, 'superseded', reason, now);
  if (!openedAt) return;
  // What waited for a person's approval was there in time: only from now on can it be said that we do not keep up.
  const kept = reason === 'messages' && (await waitsForApproval(db, conversation, turn));
  const since = conversation.supersededSince ?? (kept ? now : openedAt);
  await saveWithAudit(
    db,
    conversation,
    reason === 'messages'
      ? { supersededDrafts: conversation.supersededDrafts + 1, supersededSince: since }
      : {},
    [{ kind: 'superseded', actor: 'ai', body: { turn, reason } }],
    now,
  );
}

async function waitsForApproval(db: Db, { desk, id }: Conversation, turn: string): Promise<boolean> {
  const items = await openItems(db, desk, id);
  return items.some((item) => item.kind === 'approval' && item.turn === turn && item.draft !== null);
}
