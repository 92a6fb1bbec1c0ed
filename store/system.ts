/** The only queries that cross desks: what the sweeper, the outbox and the metrics ask. */
import { after, days, minutes, seconds } from '../domain/clock.ts';
import type { OutboundEvent } from './events.ts';
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

/** A change so young has its own ring on the way: the sweeper is for those whose ring was lost. */
export const ringGraceMs = seconds(3);
/** A workflow that is this late for its look is taken for gone. */
export const lookGraceMs = minutes(1);
/** Waits between rings of one row that stays behind: doubled each time, so that one that always fails holds up nobody. */
const backoffBaseMs = seconds(5);
const backoffMaxMs = minutes(10);

export interface Behind {
  desk: string;
  id: string;
  change: number;
}

/**
 * Rows whose workflow has not noticed their last change, or has not looked when it should have, oldest first: closed ones too,
 * because a merge may leave a delivery that has yet to come to its end. Each is leased to the caller by its own backoff, so
 * that several sweepers share the work.
 */
export async function takeBehind(db: Db, now: Date, limit: number): Promise<Behind[]> {
  const { rows } = await db.query(
    `with behind as (
       select id from (
         (select id, changed_at as since from conversation
          where seen < change and changed_at < $2 and (ring_after is null or ring_after < $1)
          order by changed_at limit $4)
         union all
         (select id, look_by as since from conversation
          where look_by < $3 and (ring_after is null or ring_after < $1)
          order by look_by limit $4)
       ) late group by id order by min(since) limit $4
     ), mine as (
       select c.id from conversation c join behind b on b.id = c.id order by c.id for update of c skip locked
     )
     update conversation c set ring_attempts = c.ring_attempts + 1,
       ring_after = $1::timestamptz + least($5 * power(2, least(c.ring_attempts, 20)), $6) * interval '1 millisecond'
     from mine where c.id = mine.id returning c.desk, c.id, c.change`,
    [now, after(now, -ringGraceMs), after(now, -lookGraceMs), limit, backoffBaseMs, backoffMaxMs],
  );
  return rows as Behind[];
}

/** Events that are due, oldest first, leased until `leaseUntil` so that another worker does not send them too. */
export async function takeDueEvents(
  db: Db,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<OutboundEvent[]> {
  const { rows } = await db.query(
    `with due as (
       select id from outbound_event where sent_at is null and next_attempt_at <= $1
       order by created_at, id limit $3 for update skip locked
     )
     update outbound_event e set next_attempt_at = $2 from due where e.id = due.id returning e.*`,
    [now, leaseUntil, limit],
  );
  return shapes<OutboundEvent>(rows).sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
}

/** A suggestion that has not come by then has failed: longer than a call with all its repeats. */
const suggestionGraceMs = minutes(5);
/** Older hand-offs are worked on by somebody, or by nobody; a suggestion would not change that. */
const suggestionAgeMs = days(3);

/**
 * Hand-offs that nobody has claimed and whose suggestion was asked for in vain are to be asked about again, each after as long as
 * it has been tried so far. Answers with how many.
 */
export async function askAgain(db: Db, now: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with late as (
       select id, conversation from queue_item
       where kind = 'handoff' and state = 'waiting' and suggestion = 'asked' and suggestion_at < $2 and created_at > $3
         and $1::timestamptz - suggestion_at >= suggestion_at - created_at
       order by suggestion_at limit $4 for update skip locked
     ), asked as (update queue_item i set suggestion = null from late where i.id = late.id)
     update conversation c set change = c.change + 1, changed_at = $1 from late where c.id = late.conversation`,
    [now, after(now, -suggestionGraceMs), after(now, -suggestionAgeMs), limit],
  );
  return rowCount ?? 0;
}

export interface SystemState {
  /** Seconds since the oldest change that no workflow has noticed. */
  oldestUnnoticedSeconds: number;
  /** Seconds since the oldest open queue item was made, by desk and kind. */
  oldestItems: { desk: string; kind: string; waiting: number; oldestSeconds: number }[];
  failingDeliveries: number;
  parkedDeliveries: number;
  eventsWaiting: number;
  /** Rows that were rung again and again without being noticed: their workflow tasks fail, or no worker runs. */
  stalledConversations: number;
}

/** How many rings in vain make a conversation count as stalled. */
const stalledAttempts = 3;

export async function systemState(db: Db, now: Date): Promise<SystemState> {
  const one = await db.query(
    `select
       (select extract(epoch from $1 - min(changed_at)) from conversation where seen < change) as unnoticed,
       (select count(*) from delivery where state in ('unknown', 'not_sent') or (state = 'claimed' and attempts > 1)) as failing,
       (select count(*) from delivery where state = 'parked') as parked,
       (select count(*) from outbound_event where sent_at is null) as events,
       (select count(*) from conversation where seen < change and ring_attempts >= $2) as stalled`,
    [now, stalledAttempts],
  );
  const items = await db.query(
    `select desk, kind, count(*) filter (where state = 'waiting') as waiting,
       extract(epoch from $1 - min(created_at) filter (where state = 'waiting')) as oldest_seconds
     from queue_item where state <> 'done' group by desk, kind order by desk, kind`,
    [now],
  );
  const [row] = one.rows;
  return {
    oldestUnnoticedSeconds: Number(row?.unnoticed ?? 0),
    oldestItems: items.rows.map((r) => ({
      desk: r.desk,
      kind: r.kind,
      waiting: Number(r.waiting),
      oldestSeconds: Number(r.oldest_seconds ?? 0),
    })),
    failingDeliveries: Number(row?.failing ?? 0),
    parkedDeliveries: Number(row?.parked ?? 0),
    eventsWaiting: Number(row?.events ?? 0),
    stalledConversations: Number(row?.stalled ?? 0),
  };
}
