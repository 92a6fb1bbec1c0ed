/** Deliveries: one row per outgoing message, unique by conversation, purpose and subject. */
import type { Delivery } from '../domain/conversation.ts';
import type { DeliveryState, Purpose } from '../domain/words.ts';
import type { Db } from './pool.ts';
import { shape, shapes } from './rows.ts';

export async function findDelivery(db: Db, desk: string, id: string): Promise<Delivery | undefined> {
  const { rows } = await db.query('select * from delivery where desk = $1 and id = $2', [desk, id]);
  return rows[0] && shape<Delivery>(rows[0]);
}

export async function findDeliveryBySubject(
  db: Db,
  desk: string,
  conversation: string,
  purpose: Purpose,
  subject: string,
): Promise<Delivery | undefined> {
  const { rows } = await db.query(
    'select * from delivery where desk = $1 and conversation = $2 and purpose = $3 and subject = $4',
    [desk, conversation, purpose, subject],
  );
  return rows[0] && shape<Delivery>(rows[0]);
}

export async function deliveriesOf(db: Db, desk: string, conversation: string): Promise<Delivery[]> {
  const { rows } = await db.query(
    'select * from delivery where desk = $1 and conversation = $2 order by claimed_at, id',
    [desk, conversation],
  );
  return shapes<Delivery>(rows);
}

/** Deliveries whose end is not known yet: claimed, being attempted, or parked. */
export async function unfinishedDeliveries(db: Db, desk: string, conversation: string): Promise<Delivery[]> {
  const { rows } = await db.query(
    `select * from delivery where desk = $1 and conversation = $2 and state in ('claimed', 'parked') order by claimed_at, id`,
    [desk, conversation],
  );
  return shapes<Delivery>(rows);
}

export type NewDelivery = Pick<
  Delivery,
  | 'id'
  | 'desk'
  | 'conversation'
  | 'customer'
  | 'purpose'
  | 'subject'
  | 'turn'
  | 'draft'
  | 'epoch'
  | 'messages'
  | 'text'
  | 'language'
>;

export async function insertDelivery(db: Db, d: NewDelivery, now: Date): Promise<void> {
  await db.query(
    `insert into delivery (id, desk, conversation, customer, purpose, subject, turn, draft, epoch, messages, text, language,
       state, attempts, doubt, next_attempt_at, claimed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'claimed', 0, false, $13, $13)`,
    [
      d.id,
      d.desk,
      d.conversation,
      d.customer,
      d.purpose,
      d.subject,
      d.turn,
      d.draft,
      d.epoch,
      d.messages,
      d.text,
      d.language,
      now,
    ],
  );
}

/** Marks an attempt as begun: before `until` nobody else begins one. */
export async function beginAttempt(db: Db, desk: string, id: string, now: Date, until: Date): Promise<void> {
  await db.query(
    `update delivery set attempts = attempts + 1, begun_at = $3, until = $4, next_attempt_at = $4 where desk = $1 and id = $2`,
    [desk, id, now, until],
  );
}

export interface AttemptEnd {
  state: DeliveryState;
  outcome: string;
  doubt: boolean;
  nextAttemptAt: Date | null;
  endedAt: Date | null;
  providerId?: string | null;
}

export async function endAttempt(db: Db, desk: string, id: string, end: AttemptEnd): Promise<void> {
  await db.query(
    `update delivery set state = $3, outcome = $4, doubt = $5, next_attempt_at = $6, ended_at = $7, until = null,
       provider_id = coalesce($8, provider_id) where desk = $1 and id = $2`,
    [desk, id, end.state, end.outcome, end.doubt, end.nextAttemptAt, end.endedAt, end.providerId ?? null],
  );
}

/** How many conversations one accepted delivery wakes: a receiver that is back gets its backlog in a growing stream, not at once. */
const wokenAtOnce = 50;

/**
 * Parked deliveries of the desk are due now: its receiver has just accepted something. Their conversations' `change` is
 * raised, so that the sweeper rings the workflows that sleep. Rows that somebody holds are left for the next time.
 */
export async function wakeParked(db: Db, desk: string, now: Date): Promise<void> {
  await db.query(
    `with parked as (
       select c.id from conversation c where c.desk = $1 and c.id in (
         select conversation from delivery where desk = $1 and state = 'parked' and next_attempt_at > $2)
       order by c.id limit $3 for update skip locked
     ), due as (
       update delivery d set next_attempt_at = $2 from parked where d.conversation = parked.id and d.state = 'parked'
     )
     update conversation c set change = c.change + 1, changed_at = $2 from parked where c.id = parked.id`,
    [desk, now, wokenAtOnce],
  );
}

/** When automated messages went to this customer since `since`, over all conversations. */
export async function automatedSendsSince(
  db: Db,
  desk: string,
  customer: string,
  purposes: readonly Purpose[],
  since: Date,
): Promise<Date[]> {
  const { rows } = await db.query(
    `select claimed_at from delivery where desk = $1 and customer = $2 and purpose = any($3) and claimed_at > $4
       and state not in ('withdrawn', 'not_sent')`,
    [desk, customer, purposes, since],
  );
  return rows.map((row) => row.claimed_at as Date);
}

/** Deliveries that need eyes: not ended and attempted before, or ended without certainty or without success. */
export async function failingDeliveries(db: Db, desk: string, limit: number): Promise<Delivery[]> {
  const { rows } = await db.query(
    `select * from delivery where desk = $1 and (state in ('parked', 'unknown', 'not_sent') or (state = 'claimed' and attempts > 0))
     order by claimed_at desc limit $2`,
    [desk, limit],
  );
  return shapes<Delivery>(rows);
}
