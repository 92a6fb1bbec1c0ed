/** What only waits for time: an approval undecided, a claim let lie, a conversation gone quiet, and when to look again. */
import { after, days } from '../domain/clock.ts';
import type { Conversation, Delivery, Message, QueueItem, Turn } from '../domain/conversation.ts';
import { isPerson } from '../policy/fence.ts';
import { lifecycle } from '../policy/lifecycle.ts';
import { saveWithAudit } from '../store/audit.ts';
import { emitEvent } from '../store/events.ts';
import type { Db } from '../store/pool.ts';
import { saveItem } from '../store/queue.ts';
import type { Todo } from '../workflows/contract.ts';
import { handOff } from './handoff.ts';
import type { DeskVersion } from './work.ts';

/** The longest that a waiting workflow goes without looking; it also rolls its history then. */
export const longestWaitMs = days(7);

/** Everything that observing decides from, read under the lock. */
export interface Facts {
  conversation: Conversation;
  open: Message[];
  /** Something attached to an unanswered message has not been read yet. */
  attachments: boolean;
  turn: Turn | undefined;
  deliveries: Delivery[];
  handoff: QueueItem | undefined;
  approval: QueueItem | undefined;
}

/** Moves on what is due by now, and says until when there is nothing to do. */
export async function whatWaits(db: Db, version: DeskVersion, facts: Facts, now: Date): Promise<Todo> {
  const { approval, handoff, conversation } = facts;
  const { lifecycle: times } = version.content.desk;
  if (approval?.decideBy && approval.turn && approval.decideBy <= now)
    return { kind: 'hand_off', turn: approval.turn, reason: 'approval_expired' };
  if (approval?.leaseUntil && approval.leaseUntil <= now) await dropApprovalLease(db, facts, now);
  const leaseEnds = claimEnds(facts, times.claimLeaseMs);
  if (handoff && leaseEnds && leaseEnds <= now) {
    const cause = { reason: 'lease_expired', turn: null, topics: [], actor: 'system', queue: handoff.queue };
    facts.handoff = await handOff(db, conversation, version, cause, now);
  }
  const unfinished =
    facts.open.length > 0 ||
    facts.deliveries.length > 0 ||
    facts.approval !== undefined ||
    facts.handoff?.state === 'waiting';
  const { status, statusAt } = conversation;
  const step = lifecycle({ status, statusAt, unfinished }, times, now);
  switch (step.kind) {
    case 'solve':
      await solve(db, facts, step.reason, now);
      return whatWaits(db, version, facts, now);
    case 'close':
      await close(db, conversation, now);
      return { kind: 'end' };
    case 'stay':
      return untilNext(
        facts,
        [
          step.until,
          facts.approval?.decideBy,
          facts.approval?.leaseUntil,
          claimEnds(facts, times.claimLeaseMs),
        ],
        now,
      );
  }
}

/** To the next attempt of a delivery or the first of these times. */
export function untilNext(facts: Facts, times: readonly (Date | null | undefined)[], now: Date): Todo {
  const all = [...times, ...facts.deliveries.map((d) => d.nextAttemptAt)];
  const waits = all.filter((at): at is Date => at instanceof Date).map((at) => at.getTime() - now.getTime());
  return {
    kind: 'wait',
    forMs: Math.max(0, Math.min(longestWaitMs, ...waits)),
    summary: waitingFor(facts),
  };
}

/**
 * When a claimed hand-off is free again. A lease runs only while an answer is owed: not while the customer or a third party
 * is waited for, and anew from the first message that nobody has answered.
 */
function claimEnds({ handoff, conversation, open }: Facts, leaseMs: number): Date | null {
  if (handoff?.state !== 'claimed' || handoff.leaseUntil === null || conversation.status !== 'open')
    return null;
  const [first] = open;
  const anew = first && after(first.receivedAt, leaseMs);
  return anew && anew > handoff.leaseUntil ? anew : handoff.leaseUntil;
}

async function solve(db: Db, facts: Facts, reason: 'assumed', now: Date): Promise<void> {
  const { conversation, handoff } = facts;
  await saveWithAudit(
    db,
    conversation,
    { status: 'solved', statusAt: now, statusReason: reason },
    [{ kind: 'solved', actor: 'system', body: { as: reason } }],
    now,
  );
  if (handoff) {
    // Nobody's work any more.
    await saveItem(db, conversation.desk, handoff.id, { state: 'done', endedAt: now, endedAs: 'solved' });
    facts.handoff = undefined;
  }
  await emitEvent(db, conversation, 'solved', { as: reason }, now);
}

async function close(db: Db, conversation: Conversation, now: Date): Promise<void> {
  await saveWithAudit(
    db,
    conversation,
    { status: 'closed', statusAt: now, closedAt: now },
    [{ kind: 'closed', actor: 'system', body: {} }],
    now,
  );
  await emitEvent(db, conversation, 'closed', {}, now);
}

async function dropApprovalLease(db: Db, facts: Facts, now: Date): Promise<void> {
  const { approval, conversation } = facts;
  if (!approval) return;
  await saveItem(db, conversation.desk, approval.id, { state: 'waiting', claimedBy: null, leaseUntil: null });
  await saveWithAudit(
    db,
    conversation,
    {},
    [{ kind: 'lease_expired', actor: 'system', body: { item: approval.id, claimedBy: approval.claimedBy } }],
    now,
  );
  facts.approval = { ...approval, state: 'waiting', claimedBy: null, leaseUntil: null };
}

function waitingFor({ conversation, approval, deliveries }: Facts): string {
  if (deliveries.length > 0) return 'waiting to deliver again';
  if (approval) return 'waiting for approval';
  if (isPerson(conversation.owner)) return 'waiting for the person who has it';
  if (conversation.owner !== 'ai') return 'waiting in a queue';
  if (conversation.status === 'solved') return 'solved: waiting to close';
  return conversation.status === 'hold' ? 'on hold' : 'waiting for the customer';
}
