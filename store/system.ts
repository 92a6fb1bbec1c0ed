/** The only queries that cross desks: what the sweeper, the outbox and the metrics ask. */
import { after, minutes, seconds } from '../domain/clock.ts';
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
 * Rows whose workflow has not noticed their last change, or has not looked when it should have, oldest first. Each is leased
 * to the caller by its own backoff, so that several sweepers share the work.
 */
export async function takeBehind(db: Db, now: Date, limit: number): Promise<Behind[]> {
  const { rows } = await db.query(
    `with behind as (
       select id from (
         (select id, changed_at as since from conversation
          where status <> 'closed' and (seen < change or rung < change) and changed_at < $2
            and (ring_after is null or ring_after < $1) and (seen < change or look_by < $3)
          order by changed_at limit $4)
         union all
         (select id, look_by as since from conversation
          where status <> 'closed' and look_by < $3 and (ring_after is null or ring_after < $1)
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
       (select extract(epoch from $1 - min(changed_at)) from conversation where status <> 'closed' and seen < change) as unnoticed,
       (select count(*) from delivery where state in ('unknown', 'not_sent') or (state = 'claimed' and attempts > 1)) as failing,
       (select count(*) from delivery where state = 'parked') as parked,
       (select count(*) from outbound_event where sent_at is null) as events,
       (select count(*) from conversation where status <> 'closed' and seen < change and ring_attempts >= $2) as stalled`,
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
