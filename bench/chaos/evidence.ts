/** What a run leaves behind, and what the checks look at: both ends' notes, the rows, and the workflows. */
import type { Conversation, Delivery, Message, QueueItem, Turn } from '../../domain/conversation.ts';
import type { AuditRecord } from '../../store/audit.ts';
import type { Db } from '../../store/pool.ts';
import { shapes } from '../../store/rows.ts';
import { DESK } from './desk.ts';
import type { Post } from './receiver.ts';
import type { Acknowledged } from './world.ts';

export interface PacketHead {
  item: string;
  version: number;
  throughSeq: number;
}

export interface Rows {
  conversations: Conversation[];
  messages: Message[];
  turns: Turn[];
  deliveries: Delivery[];
  items: QueueItem[];
  packets: PacketHead[];
  audit: AuditRecord[];
  actions: { conversation: string; id: string; name: string }[];
}

export interface Evidence extends Rows {
  deduplicates: boolean;
  acknowledged: Acknowledged[];
  refused: string[];
  contradicted: string[];
  posts: Post[];
  /** Workflow executions that are neither running nor completed nor continued. */
  brokenWorkflows: { workflow: string; status: string }[];
}

export interface Violation {
  check: string;
  /** A conversation, a message, a delivery: where to look. */
  subject: string;
  detail: string;
}

export async function readRows(db: Db): Promise<Rows> {
  const all = async <T>(sql: string): Promise<T[]> => shapes<T>((await db.query(sql, [DESK])).rows);
  return {
    conversations: await all<Conversation>('select * from conversation where desk = $1 order by id'),
    messages: await all<Message>('select * from message where desk = $1 order by conversation, seq'),
    turns: await all<Turn>('select * from turn where desk = $1 order by conversation, opened_at, id'),
    deliveries: await all<Delivery>(
      'select * from delivery where desk = $1 order by conversation, claimed_at, id',
    ),
    items: await all<QueueItem>(
      'select * from queue_item where desk = $1 order by conversation, created_at, id',
    ),
    packets: await all<PacketHead>(
      'select item, version, through_seq from packet where desk = $1 order by item, version',
    ),
    audit: await all<AuditRecord>('select * from audit_record where desk = $1 order by conversation, n'),
    actions: await all<Rows['actions'][number]>('select conversation, id, name from action where desk = $1'),
  };
}

export function byConversation<T extends { conversation: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.conversation);
    if (group) group.push(row);
    else groups.set(row.conversation, [row]);
  }
  return groups;
}
