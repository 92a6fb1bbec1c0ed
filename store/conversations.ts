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

export interface Locked {
  conversation: Conversation;
  /** The desk's version in service; null when nobody has applied one. */
  activeVersion: string | null;
}

/** Which column leads to the conversation: a turn and a delivery belong to one conversation for good. */
const conversationOf = {
  conversation: '$2',
  turn: '(select conversation from turn where desk = $1 and id = $2)',
  delivery: '(select conversation from delivery where desk = $1 and id = $2)',
} as const;

/** Locks the row of the conversation with this id, or to which the turn or delivery belongs, as lockConversation does. */
export async function lockFor(
  db: Db,
  desk: string,
  by: keyof typeof conversationOf,
  id: string,
): Promise<Locked | undefined> {
  const { rows } = await db.query(
    `select c.*, d.active_version from conversation c join desk d on d.id = c.desk
     where c.desk = $1 and c.id = ${conversationOf[by]} for update of c`,
    [desk, id],
  );
  if (!rows[0]) return undefined;
  const { active_version: activeVersion, ...row } = rows[0];
  return { conversation: shape<Conversation>(row), activeVersion };
}

/** What a conversation has that is not over: most have little, so that what is absent need not be asked for. */
export interface Unfinished {
  messages: boolean;
  attachments: boolean;
  turn: boolean;
  deliveries: boolean;
  items: boolean;
}

/** Ask under the lock: a statement that waited for it would see the rows as they were before. */
export async function unfinishedOf(db: Db, desk: string, id: string): Promise<Unfinished> {
  const { rows } = await db.query(
    `select
       exists (select 1 from message where desk = $1 and conversation = $2 and starts_turn and answered_by is null) as messages,
       exists (select 1 from attachment a join message m on m.id = a.message where m.desk = $1 and m.conversation = $2
         and m.starts_turn and m.answered_by is null and a.state in ('inline', 'pending')) as attachments,
       exists (select 1 from turn where desk = $1 and conversation = $2 and ended_at is null) as turn,
       exists (select 1 from delivery where desk = $1 and conversation = $2 and state in ('claimed', 'parked')) as deliveries,
       exists (select 1 from queue_item where desk = $1 and conversation = $2 and state <> 'done') as items`,
    [desk, id],
  );
  return rows[0] as Unfinished;
}

/** The conversation that a platform's key means now: the open one, else the newest of those that had it. */
export async function findByKey(
  db: Db,
  desk: string,
  channel: string,
  key: string,
): Promise<Conversation | undefined> {
  const { rows } = await db.query(byKey, [desk, channel, key]);
  return rows[0] && shape<Conversation>(rows[0]);
}

/** The same, locked. Whoever waited for the lock gets the row as it is then, which may no longer be the one that the key means. */
export async function lockByKey(
  db: Db,
  desk: string,
  channel: string,
  key: string,
): Promise<Conversation | undefined> {
  const { rows } = await db.query(`${byKey} for update`, [desk, channel, key]);
  return rows[0] && shape<Conversation>(rows[0]);
}

const byKey = `select * from conversation where desk = $1 and channel = $2 and key = $3
  order by (status <> 'closed') desc, opened_at desc limit 1`;

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
  lookBy?: Date | null;
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
  if (Object.keys(changes).length === 0) return;
  await db.query(`update conversation set ${assignments(changes, 3)} where desk = $1 and id = $2`, [
    conversation.desk,
    conversation.id,
    ...Object.values(changes),
  ]);
  Object.assign(conversation, changes);
}

/** `status = $3, status_at = $4, …` for the changes' values in their order, from parameter `first` on. */
export function assignments(changes: ConversationChanges, first: number): string {
  return Object.keys(changes)
    .map((field, i) => `${field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} = $${first + i}`)
    .join(', ');
}

/** Notes that the workflow's server has taken a ring for this change. */
export async function saveRung(db: Db, desk: string, id: string, change: number): Promise<void> {
  await db.query(
    `update conversation set rung = greatest(rung, $3), ring_attempts = 0, ring_after = null where desk = $1 and id = $2`,
    [desk, id, change],
  );
}
