/** Conversation rows. Everything that stores a message, changes the owner or touches a delivery locks this row first. */
import type { Conversation } from '../domain/conversation.ts';
import type { Owner, Priority, Status } from '../domain/words.ts';
import type { Db } from './pool.ts';
import { shape, shapes } from './rows.ts';

export async function findConversation(db: Db, desk: string, id: string): Promise<Conversation | undefined> {
  const { rows } = await db.query('select * from conversation where desk = $1 and id = $2', [desk, id]);
  return rows[0] && shape<Conversation>(rows[0]);
}

/** Locks the row until the transaction ends. Callers that need two rows lock them in id order. */
export async function lockConversation(db: Db, desk: string, id: string): Promise<Conversation | undefined> {
  const { rows } = await db.query('select * from conversation where desk = $1 and id = $2 for update', [
    desk,
    id,
  ]);
  return rows[0] && shape<Conversation>(rows[0]);
}

/** The conversation that a platform's key means now: the open one, else the newest of those that had it. */
export async function findByKey(
  db: Db,
  desk: string,
  channel: string,
  key: string,
): Promise<Conversation | undefined> {
  const { rows } = await db.query(
    `select * from conversation where desk = $1 and channel = $2 and key = $3
     order by (status <> 'closed') desc, opened_at desc limit 1`,
    [desk, channel, key],
  );
  return rows[0] && shape<Conversation>(rows[0]);
}

export async function listByKey(db: Db, desk: string, key: string): Promise<Conversation[]> {
  const { rows } = await db.query(
    'select * from conversation where desk = $1 and key = $2 order by opened_at',
    [desk, key],
  );
  return shapes<Conversation>(rows);
}

export async function listOfCustomer(
  db: Db,
  desk: string,
  customer: string,
  limit = 20,
): Promise<Conversation[]> {
  const { rows } = await db.query(
    'select * from conversation where desk = $1 and customer = $2 order by opened_at desc limit $3',
    [desk, customer, limit],
  );
  return shapes<Conversation>(rows);
}

export async function listOpen(db: Db, desk: string, limit = 50): Promise<Conversation[]> {
  const { rows } = await db.query(
    `select * from conversation where desk = $1 and status not in ('solved', 'closed') order by changed_at desc limit $2`,
    [desk, limit],
  );
  return shapes<Conversation>(rows);
}

export interface NewConversation {
  id: string;
  desk: string;
  channel: string;
  key: string | null;
  customer: string;
  resolvedVia: string;
  link: string | null;
  owner: Owner;
  homeQueue: string | null;
  previous: string | null;
}

/** Stores it unless another transaction has just stored one under the same key; says whether this one did. */
export async function insertConversation(db: Db, c: NewConversation, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into conversation (id, desk, channel, key, customer, resolved_via, link, owner, epoch, status, status_at,
       priority, home_queue, person_answered, message_seq, change, rung, seen, changed_at, ring_attempts,
       superseded_drafts, audit_count, audit_head, previous, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1, 'new', $9, 'normal', $10, false, 0, 0, 0, 0, $9, 0, 0, 0, '', $11, $9)
     on conflict (desk, channel, key) where status <> 'closed' do nothing`,
    [
      c.id,
      c.desk,
      c.channel,
      c.key,
      c.customer,
      c.resolvedVia,
      c.link,
      c.owner,
      now,
      c.homeQueue,
      c.previous,
    ],
  );
  return rowCount === 1;
}

/** What a transaction may change of a locked row; the fields that are absent stay. */
export interface ConversationChanges {
  owner?: Owner;
  epoch?: number;
  status?: Status;
  statusAt?: Date;
  statusReason?: string | null;
  topic?: string;
  priority?: Priority;
  segment?: string | null;
  language?: string;
  homeQueue?: string;
  personAnswered?: boolean;
  messageSeq?: number;
  change?: number;
  changedAt?: Date;
  seen?: number;
  lookBy?: Date;
  supersededDrafts?: number;
  supersededSince?: Date | null;
  auditCount?: number;
  auditHead?: string;
  next?: string;
  closedAt?: Date;
  link?: string;
}

/** Writes the changes to the row in one statement, and to `conversation` itself, so that what follows sees them. */
export async function saveConversation(
  db: Db,
  conversation: Conversation,
  changes: ConversationChanges,
): Promise<void> {
  const entries = Object.entries(changes);
  if (entries.length === 0) return;
  const columns = entries.map(
    ([field], i) => `${field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} = $${i + 3}`,
  );
  await db.query(`update conversation set ${columns.join(', ')} where desk = $1 and id = $2`, [
    conversation.desk,
    conversation.id,
    ...entries.map(([, value]) => value),
  ]);
  Object.assign(conversation, changes);
}

/** Notes that the workflow's server has taken a ring for this change. */
export async function saveRung(db: Db, desk: string, id: string, change: number): Promise<void> {
  await db.query(
    `update conversation set rung = greatest(rung, $3), ring_attempts = 0, ring_after = null where desk = $1 and id = $2`,
    [desk, id, change],
  );
}
