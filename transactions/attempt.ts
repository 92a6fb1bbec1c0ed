/** One attempt of a delivery: a transaction before it that asks the fence again, and one after it that stores the outcome. */

import { after, seconds } from '../domain/clock.ts';
import type { Conversation, Delivery } from '../domain/conversation.ts';
import { answers, mayLeave } from '../policy/fence.ts';
import { nextAttempt } from '../policy/retry.ts';
import { saveWithAudit } from '../store/audit.ts';
import { type ConversationChanges, type Locked, lockFor } from '../store/conversations.ts';
import { type AttemptEnd, beginAttempt, endAttempt, findDelivery, wakeParked } from '../store/deliveries.ts';
import { emitEvent } from '../store/events.ts';
import { clearAnswered, unansweredIds } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { fenceView } from './claim.ts';
import { handOff } from './handoff.ts';
import type { DeskVersion, Work } from './work.ts';

/** Beside the callback's own timeout, what it takes to store the outcome on a busy machine. Before that nobody else begins an attempt. */
const storeMarginMs = seconds(10);

/** What became of an attempt. `channels/callback.ts` says how each is told from the others. */
export type AttemptOutcome =
  | { kind: 'accepted'; providerId?: string }
  | { kind: 'not_taken'; reason: string; retryAfterMs?: number }
  | { kind: 'unknown'; reason: string }
  | { kind: 'rejected'; reason: string };

export type Begun =
  | { kind: 'begun'; delivery: Delivery; conversation: Conversation; version: DeskVersion }
  | { kind: 'busy'; until: Date }
  | { kind: 'over'; state: Delivery['state'] };

/** Checks the fence, and marks the attempt as begun. `over` and `busy` mean: do not send. */
export async function begin(work: Work, desk: string, id: string): Promise<Begun> {
  return tx(work.pool, async (db) => {
    const { conversation, delivery, version } = await locked(work, db, desk, id);
    const now = work.clock();
    if (delivery.state !== 'claimed' && delivery.state !== 'parked')
      return { kind: 'over', state: delivery.state };
    if (delivery.until && delivery.until > now) return { kind: 'busy', until: delivery.until };
    // Begun, past its time, and no end on record: whoever sent it is gone, and it may have arrived.
    const doubt = delivery.doubt || delivery.until !== null;
    const fence = mayLeave(await fenceView(db, conversation, delivery, now), delivery);
    const repeatable = !doubt || version.content.desk.callback.deduplicates;
    if (fence.kind === 'shut' || !repeatable) {
      const reason = fence.kind === 'shut' ? `fence_${fence.reason}` : 'not_repeatable';
      const end = doubt ? { kind: 'unknown' as const, reason } : { kind: 'withdrawn' as const, reason };
      await finish(db, version, conversation, { ...delivery, doubt }, end, now);
      return { kind: 'over', state: doubt ? 'unknown' : 'withdrawn' };
    }
    if (doubt && !delivery.doubt) {
      const { state, outcome } = delivery;
      const known = {
        state,
        outcome: outcome ?? 'lost',
        doubt: true,
        nextAttemptAt: delivery.nextAttemptAt,
        endedAt: null,
      };
      await endAttempt(db, desk, id, known);
    }
    await beginAttempt(
      db,
      desk,
      id,
      now,
      after(now, version.content.desk.callback.timeoutMs + storeMarginMs),
    );
    return {
      kind: 'begun',
      delivery: { ...delivery, doubt, attempts: delivery.attempts + 1 },
      conversation,
      version,
    };
  });
}

/** The delivery, read under its conversation's lock, and the desk's version in service. */
async function locked(
  work: Work,
  db: Db,
  desk: string,
  id: string,
): Promise<{ conversation: Conversation; delivery: Delivery; version: DeskVersion }> {
  const found: Locked | undefined = await lockFor(db, desk, 'delivery', id);
  const delivery = found && (await findDelivery(db, desk, id));
  if (!delivery || found.activeVersion === null) throw new Error(`desk ${desk} has no delivery ${id}`);
  const version = await work.desks.version(db, desk, found.activeVersion);
  return { conversation: found.conversation, delivery, version };
}

export type Retried =
  | { kind: 'due'; conversation: string; change: number }
  | { kind: 'over'; state: Delivery['state'] }
  | { kind: 'unknown_delivery' };

/** Makes a waiting or parked delivery due now, for a person who knows that the receiver is back. */
export async function retryDelivery(work: Work, desk: string, id: string, actor: string): Promise<Retried> {
  return tx(work.pool, async (db) => {
    const conversation = (await lockFor(db, desk, 'delivery', id))?.conversation;
    const delivery = conversation && (await findDelivery(db, desk, id));
    if (!delivery) return { kind: 'unknown_delivery' };
    if (delivery.state !== 'claimed' && delivery.state !== 'parked')
      return { kind: 'over', state: delivery.state };
    const now = work.clock();
    if (delivery.until === null || delivery.until <= now) {
      const { state, outcome, doubt } = delivery;
      const due = {
        state,
        outcome: outcome ?? 'retried',
        doubt: doubt || delivery.until !== null,
        nextAttemptAt: now,
        endedAt: null,
      };
      await endAttempt(db, desk, id, due);
    }
    const entry = { kind: 'retry_asked', actor, body: { delivery: id } };
    await saveWithAudit(db, conversation, { change: conversation.change + 1, changedAt: now }, [entry], now);
    return { kind: 'due', conversation: conversation.id, change: conversation.change };
  });
}

/** Stores what became of the attempt, and what follows from it. Repeating it changes nothing once the delivery has ended. */
export async function end(
  work: Work,
  desk: string,
  id: string,
  outcome: AttemptOutcome,
): Promise<Delivery['state']> {
  return tx(work.pool, async (db) => {
    const { conversation, delivery, version } = await locked(work, db, desk, id);
    if (delivery.state !== 'claimed' && delivery.state !== 'parked') return delivery.state;
    return settle(db, version, conversation, delivery, outcome, work.clock());
  });
}

/** For attempts that fail without any outcome, again and again: what has not left is not sent, the rest stays in doubt. */
export async function giveUpDelivery(work: Work, desk: string, id: string): Promise<void> {
  await tx(work.pool, async (db) => {
    const { conversation, delivery, version } = await locked(work, db, desk, id);
    const now = work.clock();
    if (delivery.state !== 'claimed' && delivery.state !== 'parked') return;
    if (delivery.until && delivery.until > now) return;
    const doubt = delivery.doubt || delivery.until !== null;
    const kind = doubt ? 'unknown' : 'not_sent';
    await finish(
      db,
      version,
      conversation,
      { ...delivery, doubt },
      { kind, reason: 'step_failed:deliver' },
      now,
    );
  });
}

async function settle(
  db: Db,
  version: DeskVersion,
  conversation: Conversation,
  delivery: Delivery,
  outcome: AttemptOutcome,
  now: Date,
): Promise<Delivery['state']> {
  switch (outcome.kind) {
    case 'accepted':
      return finish(
        db,
        version,
        conversation,
        delivery,
        { kind: 'sent', providerId: outcome.providerId },
        now,
      );
    case 'rejected': {
      // An earlier attempt may have been taken: then even a clear no leaves a doubt.
      const kind = delivery.doubt ? 'unknown' : 'not_sent';
      return finish(db, version, conversation, delivery, { kind, reason: outcome.reason }, now);
    }
    case 'unknown':
      if (!version.content.desk.callback.deduplicates)
        return finish(
          db,
          version,
          conversation,
          { ...delivery, doubt: true },
          { kind: 'unknown', reason: outcome.reason },
          now,
        );
      return later(db, conversation, { ...delivery, doubt: true }, outcome.reason, undefined, now);
    case 'not_taken':
      return later(db, conversation, delivery, outcome.reason, outcome.retryAfterMs, now);
  }
}

async function later(
  db: Db,
  conversation: Conversation,
  delivery: Delivery,
  reason: string,
  retryAfterMs: number | undefined,
  now: Date,
): Promise<Delivery['state']> {
  const next = nextAttempt(delivery.attempts, now, retryAfterMs);
  const state = next.kind === 'park' ? 'parked' : 'claimed';
  await endAttempt(db, conversation.desk, delivery.id, {
    state,
    outcome: reason,
    doubt: delivery.doubt,
    nextAttemptAt: next.at,
    endedAt: null,
  });
  const body = {
    delivery: delivery.id,
    attempt: delivery.attempts,
    reason,
    next: next.kind,
    doubt: delivery.doubt,
  };
  await saveWithAudit(db, conversation, {}, [{ kind: 'attempt_failed', actor: 'system', body }], now);
  if (state === 'parked' && delivery.state !== 'parked')
    await emitEvent(
      db,
      conversation,
      'delivery_failed',
      { delivery: delivery.id, purpose: delivery.purpose, reason, parked: true },
      now,
    );
  return state;
}

type Ending =
  | { kind: 'sent'; providerId?: string }
  | { kind: 'not_sent'; reason: string }
  | { kind: 'unknown'; reason: string }
  | { kind: 'withdrawn'; reason: string };

/** The delivery is over. What it leaves unanswered gets a new turn; what nobody can know goes to a person. */
async function finish(
  db: Db,
  version: DeskVersion,
  conversation: Conversation,
  delivery: Delivery,
  ending: Ending,
  now: Date,
): Promise<Delivery['state']> {
  const { desk, id } = conversation;
  const reason = ending.kind === 'sent' ? 'accepted' : ending.reason;
  const row: AttemptEnd = {
    state: ending.kind,
    outcome: reason,
    doubt: delivery.doubt && ending.kind !== 'sent',
    nextAttemptAt: null,
    endedAt: now,
    providerId: ending.kind === 'sent' ? ending.providerId : null,
  };
  await endAttempt(db, desk, delivery.id, row);
  const proved = ending.kind === 'withdrawn' || ending.kind === 'not_sent';
  if (proved) await clearAnswered(db, desk, id, delivery.id);
  if (ending.kind === 'sent') await wakeParked(db, desk, now);
  const body = {
    delivery: delivery.id,
    purpose: delivery.purpose,
    as: ending.kind,
    reason,
    attempts: delivery.attempts,
  };
  await saveWithAudit(
    db,
    conversation,
    {
      change: conversation.change + 1,
      changedAt: now,
      ...(ending.kind === 'sent' ? await statusAfterSent(db, conversation, delivery.purpose, now) : {}),
    },
    [{ kind: 'delivery_ended', actor: 'system', body }],
    now,
  );
  if (ending.kind === 'unknown' || ending.kind === 'not_sent') {
    await emitEvent(db, conversation, 'delivery_failed', { ...body, text: delivery.text }, now);
    if (conversation.owner === 'ai' && answers(delivery.purpose)) {
      const refused = reason.startsWith('step_failed:') ? reason : 'delivery_rejected';
      const why = ending.kind === 'unknown' ? 'outcome_unknown' : refused;
      await handOff(db, conversation, version, { reason: why, turn: null, topics: [], actor: 'system' }, now);
    }
  }
  return ending.kind;
}

/** A reply or question that has gone out sets `pending`, unless something is unanswered again. */
export async function statusAfterSent(
  db: Db,
  { desk, id, status }: Conversation,
  purpose: Delivery['purpose'],
  now: Date,
): Promise<ConversationChanges> {
  if (!answers(purpose) && purpose !== 'person') return {};
  if (status === 'pending' || status === 'solved' || status === 'closed') return {};
  if ((await unansweredIds(db, desk, id, null)).length > 0) return {};
  return { status: 'pending', statusAt: now, statusReason: purpose };
}
