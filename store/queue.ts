/** The queues: hand-offs and approvals in one list, and the packets that go with hand-offs. */
import type { QueueItem } from '../domain/conversation.ts';
import type { Packet } from '../domain/packet.ts';
import type { Db } from './pool.ts';
import { shape, shapes } from './rows.ts';

export async function findItem(db: Db, desk: string, id: string): Promise<QueueItem | undefined> {
  const { rows } = await db.query('select * from queue_item where desk = $1 and id = $2', [desk, id]);
  return rows[0] && shape<QueueItem>(rows[0]);
}

/** The items of a conversation that are not done: at most one hand-off and one approval. */
export async function openItems(db: Db, desk: string, conversation: string): Promise<QueueItem[]> {
  const { rows } = await db.query(
    `select * from queue_item where desk = $1 and conversation = $2 and state <> 'done' order by kind desc`,
    [desk, conversation],
  );
  return shapes<QueueItem>(rows);
}

export async function itemsOf(db: Db, desk: string, conversation: string): Promise<QueueItem[]> {
  const { rows } = await db.query(
    'select * from queue_item where desk = $1 and conversation = $2 order by created_at',
    [desk, conversation],
  );
  return shapes<QueueItem>(rows);
}

/** Danger first, then by priority, then by age: the order people should work in. */
export async function listQueue(
  db: Db,
  desk: string,
  queue: string | undefined,
  limit = 100,
): Promise<QueueItem[]> {
  const { rows } = await db.query(
    `select * from queue_item where desk = $1 and state <> 'done' and ($2::text is null or queue = $2)
     order by queue = 'danger' desc, array_position(array['urgent', 'high', 'normal', 'low'], priority), created_at, id limit $3`,
    [desk, queue ?? null, limit],
  );
  return shapes<QueueItem>(rows);
}

export async function insertItem(
  db: Db,
  i: Pick<
    QueueItem,
    'id' | 'desk' | 'conversation' | 'kind' | 'queue' | 'reason' | 'priority' | 'turn' | 'draft' | 'decideBy'
  >,
  now: Date,
): Promise<void> {
  await db.query(
    `insert into queue_item (id, desk, conversation, kind, queue, reason, priority, turn, draft, state, decide_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $11)`,
    [i.id, i.desk, i.conversation, i.kind, i.queue, i.reason, i.priority, i.turn, i.draft, i.decideBy, now],
  );
}

/** What may change of an item; the fields that are absent stay. */
export type ItemChanges = Partial<
  Pick<
    QueueItem,
    | 'queue'
    | 'reason'
    | 'priority'
    | 'turn'
    | 'draft'
    | 'state'
    | 'claimedBy'
    | 'leaseUntil'
    | 'decideBy'
    | 'suggestion'
    | 'suggestionAt'
    | 'endedAt'
    | 'endedAs'
  >
>;

export async function saveItem(db: Db, desk: string, id: string, changes: ItemChanges): Promise<void> {
  const entries = Object.entries(changes);
  const columns = entries.map(
    ([field], i) => `${field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)} = $${i + 3}`,
  );
  await db.query(`update queue_item set ${columns.join(', ')} where desk = $1 and id = $2`, [
    desk,
    id,
    ...entries.map(([, value]) => value),
  ]);
}

export interface PacketRow {
  item: string;
  version: number;
  content: Packet;
  throughSeq: number;
  createdAt: Date;
}

export async function latestPacket(db: Db, desk: string, item: string): Promise<PacketRow | undefined> {
  const { rows } = await db.query(
    'select item, version, content, through_seq, created_at from packet where desk = $1 and item = $2 order by version desc limit 1',
    [desk, item],
  );
  return rows[0] && shape<PacketRow>(rows[0]);
}

export async function insertPacket(
  db: Db,
  desk: string,
  p: { item: string; version: number; content: unknown; throughSeq: number },
  now: Date,
): Promise<void> {
  await db.query(
    'insert into packet (item, version, desk, content, through_seq, created_at) values ($1, $2, $3, $4, $5, $6)',
    [p.item, p.version, desk, JSON.stringify(p.content), p.throughSeq, now],
  );
}
