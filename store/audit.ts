/** The audit log: append-only, one hash chain per conversation, whose head is kept on the conversation's row. */
import { createHash, createHmac } from 'node:crypto';
import type { Conversation } from '../domain/conversation.ts';
import { canonicalJson } from '../domain/json.ts';
import { assignments, type ConversationChanges, saveConversation } from './conversations.ts';
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

export interface AuditEntry {
  /** What was decided or done: `received`, `triaged`, `claimed`, `handed_off`, … */
  kind: string;
  /** Who did it: `ai`, `system`, `platform:<key>`, `human:<id>`, `temporal-ui:<name given>`. */
  actor: string;
  /** Ids, numbers, reason codes and hashes. Never personal text: the chain has to survive its erasure. */
  body: Record<string, unknown>;
}

export interface AuditRecord extends AuditEntry {
  conversation: string;
  n: number;
  desk: string;
  at: Date;
  prev: string;
  hash: string;
}

/**
 * Saves what changes of a conversation whose row this transaction has locked, and adds what happened to its chain: one
 * statement for both, so that no change goes without its record.
 */
export async function saveWithAudit(
  db: Db,
  conversation: Conversation,
  changes: ConversationChanges,
  entries: readonly AuditEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return saveConversation(db, conversation, changes);
  let { auditCount: n, auditHead: prev } = conversation;
  const rows = entries.map((entry) => {
    n += 1;
    const record = { conversation: conversation.id, n, desk: conversation.desk, at: now, ...entry, prev };
    prev = hashOf(record);
    return { ...record, hash: prev };
  });
  const all: ConversationChanges = { ...changes, auditCount: n, auditHead: prev };
  await db.query(
    `with records as (
       insert into audit_record (conversation, n, desk, at, kind, actor, body, prev, hash)
       select $1, (r->>'n')::int, $2, $3, r->>'kind', r->>'actor', r->'body', r->>'prev', r->>'hash'
       from jsonb_array_elements($4::jsonb) r)
     update conversation set ${assignments(all, 5)} where desk = $2 and id = $1`,
    [conversation.id, conversation.desk, now, JSON.stringify(rows), ...Object.values(all)],
  );
  Object.assign(conversation, all);
}

/** The chain's rule: SHA-256 over the canonical JSON of the record, with the hash before it. */
export function hashOf(record: Omit<AuditRecord, 'hash'>): string {
  const { conversation, n, desk, at, kind, actor, body, prev } = record;
  return createHash('sha256')
    .update(canonicalJson({ conversation, n, desk, at: at.toISOString(), kind, actor, body, prev }))
    .digest('hex');
}

/** A hash of personal text that only somebody who has the customer's key can confirm. */
export function textHash(auditKey: string | null, text: string): string {
  return createHmac('sha256', auditKey ?? '')
    .update(text)
    .digest('hex')
    .slice(0, 32);
}

export async function auditOf(db: Db, desk: string, conversation: string): Promise<AuditRecord[]> {
  const { rows } = await db.query(
    'select * from audit_record where desk = $1 and conversation = $2 order by n',
    [desk, conversation],
  );
  return shapes<AuditRecord>(rows);
}
