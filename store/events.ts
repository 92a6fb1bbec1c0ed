/** Events for the desk's callback URL: written in the transaction that they tell of, sent until they are taken. */
import type { Conversation } from '../domain/conversation.ts';
import { derivedId } from '../domain/ids.ts';
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

/** What the platform is told of. */
export type EventKind =
  | 'handed_off'
  | 'packet_updated'
  | 'danger'
  | 'approval_requested'
  | 'approval_ended'
  | 'claimed'
  | 'taken_over'
  | 'released'
  | 'returned'
  | 'reopened'
  | 'solved'
  | 'closed'
  | 'delivery_failed';

export interface OutboundEvent {
  id: string;
  desk: string;
  conversation: string;
  kind: EventKind;
  body: Record<string, unknown>;
  createdAt: Date;
  attempts: number;
}

/** Call after the audit record is appended: each event carries the chain's head, so that a chain cut short shows. */
export async function emitEvent(
  db: Db,
  conversation: Conversation,
  kind: EventKind,
  body: Record<string, unknown>,
  now: Date,
): Promise<void> {
  const { id, desk, channel, key, link, owner, status, auditCount, auditHead } = conversation;
  const full = {
    conversation: id,
    channel,
    key,
    link,
    owner,
    status,
    ...body,
    audit: { count: auditCount, head: auditHead },
  };
  await db.query(
    `insert into outbound_event (id, desk, conversation, kind, body, created_at, attempts, next_attempt_at)
     values ($1, $2, $3, $4, $5, $6, 0, $6) on conflict do nothing`,
    [derivedId('event', id, String(auditCount), kind), desk, id, kind, JSON.stringify(full), now],
  );
}

/** Events of one conversation, oldest first. */
export async function eventsOf(db: Db, desk: string, conversation: string): Promise<OutboundEvent[]> {
  const { rows } = await db.query(
    'select * from outbound_event where desk = $1 and conversation = $2 order by created_at, id',
    [desk, conversation],
  );
  return shapes<OutboundEvent>(rows);
}

export async function saveEventOutcome(
  db: Db,
  desk: string,
  id: string,
  end: { outcome: string; sentAt: Date | null; nextAttemptAt: Date | null },
): Promise<void> {
  await db.query(
    `update outbound_event set outcome = $3, sent_at = $4, next_attempt_at = $5, attempts = attempts + 1
     where desk = $1 and id = $2`,
    [desk, id, end.outcome, end.sentAt, end.nextAttemptAt],
  );
}

/** An event behind one that was not taken waits with it; that is no attempt of its own. */
export async function delayEvent(db: Db, desk: string, id: string, until: Date): Promise<void> {
  await db.query('update outbound_event set next_attempt_at = $3 where desk = $1 and id = $2', [
    desk,
    id,
    until,
  ]);
}
