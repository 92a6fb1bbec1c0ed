/** Claiming: the moment a message becomes one that may reach the customer. */

import { after, hours } from '../domain/clock.ts';
import type { Conversation, Delivery } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import { answers, type FenceView, mayLeave, type ShutReason } from '../policy/fence.ts';
import { saveWithAudit, textHash } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { customerById } from '../store/customers.ts';
import { deliveriesOf, findDeliveryBySubject, insertDelivery } from '../store/deliveries.ts';
import { answeredByDelivery, markAnswered, unanswered } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { draftOf, endTurn, findTurn } from '../store/turns.ts';
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
    const turn = await findTurn(db, desk, turnId);
    const conversation = turn && (await lockConversation(db, desk, turn.conversation));
    const draft = turn && (await draftOf(db, desk, turnId));
    if (!turn || !conversation || !draft)
      throw new Error(`turn ${turnId} of desk ${desk} has no draft to claim`);
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
    );
    if (result.kind === 'shut') await supersedeTurn(db, conversation, turnId, result.reason, now);
    return result;
  });
}

/** In the caller's transaction, with the conversation locked: claims, or says what shuts the fence. A repeat returns the first claim. */
export async function claimDelivery(
  db: Db,
  conversation: Conversation,
  request: ClaimRequest,
  now: Date,
): Promise<ClaimResult> {
  const { desk, id } = conversation;
  const known = await findDeliveryBySubject(db, desk, id, request.purpose, request.subject);
  if (known) return { kind: 'claimed', delivery: known.id };
  const turn = request.turn === null ? undefined : await findTurn(db, desk, request.turn);
  // A turn is used once: one that an edited message ended still names exactly the unanswered messages, and their old text.
  if (answers(request.purpose) && turn?.endedAt) return { kind: 'shut', reason: 'turn_ended' };
  const answer = mayLeave(await fenceView(db, conversation, request.turn, null, now), request);
  if (answer.kind === 'shut') return answer;
  const delivery = {
    ...request,
    id: newId('delivery', now),
    desk,
    conversation: id,
    customer: conversation.customer,
  };
  await insertDelivery(db, delivery, now);
  const turnEnds = answers(request.purpose) && request.turn !== null;
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

/** What the fence asks about: with a delivery, the messages that only it answers count as unanswered. */
export async function fenceView(
  db: Db,
  conversation: Conversation,
  turn: string | null,
  delivery: string | null,
  now: Date,
): Promise<FenceView> {
  const { desk, id, owner, epoch } = conversation;
  const open = await unanswered(db, desk, id);
  const own = delivery === null ? [] : await answeredByDelivery(db, desk, id, delivery);
  return {
    owner,
    epoch,
    unanswered: [...open.map((m) => m.id), ...own],
    ...(await saidAlready(db, conversation, turn, delivery, now)),
  };
}

/** What other deliveries than this one have said. */
async function saidAlready(
  db: Db,
  conversation: Conversation,
  turn: string | null,
  delivery: string | null,
  now: Date,
) {
  const live = (await deliveriesOf(db, conversation.desk, conversation.id)).filter(
    (d) => d.id !== delivery && d.state !== 'withdrawn' && d.state !== 'not_sent',
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
  if (!(await endTurn(db, conversation.desk, turn, 'superseded', reason, now))) return;
  await saveWithAudit(
    db,
    conversation,
    reason === 'messages'
      ? {
          supersededDrafts: conversation.supersededDrafts + 1,
          supersededSince: conversation.supersededSince ?? now,
        }
      : {},
    [{ kind: 'superseded', actor: 'ai', body: { turn, reason } }],
    now,
  );
}
