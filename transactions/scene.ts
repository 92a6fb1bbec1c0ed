/** The scene of a person's action: the locked conversation, who acts, and what every action does to it. */

import { after } from '../domain/clock.ts';
import type { Conversation, QueueItem } from '../domain/conversation.ts';
import type { Owner } from '../domain/words.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import type { ConversationChanges } from '../store/conversations.ts';
import { type EventKind, emitEvent } from '../store/events.ts';
import { messagesById, unanswered } from '../store/messages.ts';
import type { Db } from '../store/pool.ts';
import { openItems, saveItem } from '../store/queue.ts';
import type { ActionAnswer } from '../workflows/contract.ts';
import type { DeskVersion } from './work.ts';

export interface Actor {
  /** For owner and leases. */
  person: string;
  /** For the record: `human:<person>` or `temporal-ui:<name given>`. */
  recordedAs: string;
}

/** What an action leaves behind, or why it cannot be: the first answer is kept and returned to a repeat. */
export type Outcome = { kind: 'done'; delivery?: string; draft?: string } | Conflict;
export type Conflict = Extract<ActionAnswer, { kind: 'conflict' }>;

export interface Scene {
  db: Db;
  conversation: Conversation;
  version: DeskVersion;
  actor: Actor;
  actionId: string;
  now: Date;
}

/** Makes the actor the owner; their open hand-off becomes theirs, and an approval is withdrawn. */
export async function becomeOwner(scene: Scene, kind: EventKind): Promise<void> {
  const { db, conversation, version, actor, now } = scene;
  const owner: Owner = `human:${actor.person}`;
  for (const item of await openItems(db, conversation.desk, conversation.id)) {
    if (item.kind === 'approval') await endItem(scene, item, 'taken_over');
    else
      await saveItem(db, conversation.desk, item.id, {
        state: 'claimed',
        claimedBy: actor.person,
        leaseUntil: leaseEnd(version, now),
      });
  }
  if (conversation.owner === owner) return commit(scene, {}, [entry(scene, 'renewed', {})]);
  const before = conversation.owner;
  await commit(scene, ownedBy(scene, owner), [entry(scene, kind, { from: before })], kind, { from: before });
}

/** A conflict that shows what the customer has written since, so that nobody answers over it by accident. */
export async function unseenSince(scene: Scene, seenThrough: string): Promise<Conflict | undefined> {
  const { db, conversation } = scene;
  const seen = await seqOf(scene, seenThrough);
  if (seen === 0)
    return conflict('unknown_message', `Message ${seenThrough} is not part of this conversation.`);
  const newer = (await unanswered(db, conversation.desk, conversation.id)).filter((m) => m.seq > seen);
  if (newer.length === 0) return undefined;
  return conflict(
    'newer_messages',
    'The customer has written since. Read what is new, then send it naming the newest message, or anyway.',
    newer.map((m) => m.id),
  );
}

export async function seqOf({ db, conversation }: Scene, message: string): Promise<number> {
  const [found] = await messagesById(db, conversation.desk, [message]);
  return found?.conversation === conversation.id ? found.seq : 0;
}

export async function endItem({ db, conversation, now }: Scene, item: QueueItem, as: string): Promise<void> {
  await saveItem(db, conversation.desk, item.id, { state: 'done', endedAt: now, endedAs: as });
}

/** A new owner is the only thing that raises the epoch. */
export function ownedBy({ conversation, now }: Scene, owner: Owner): ConversationChanges {
  const epoch = conversation.epoch + (conversation.owner === owner ? 0 : 1);
  return { owner, epoch, ...rung(conversation, now) };
}

export function rung(conversation: Conversation, now: Date): ConversationChanges {
  return { change: conversation.change + 1, changedAt: now };
}

export async function commit(
  { db, conversation, now }: Scene,
  changes: ConversationChanges,
  entries: readonly AuditEntry[],
  event?: EventKind,
  body: Record<string, unknown> = {},
): Promise<void> {
  await saveWithAudit(db, conversation, changes, entries, now);
  if (event) await emitEvent(db, conversation, event, body, now);
}

export function entry({ actor, actionId }: Scene, kind: string, body: Record<string, unknown>): AuditEntry {
  return { kind, actor: actor.recordedAs, body: { action: actionId, ...body } };
}

export function leaseEnd(version: DeskVersion, now: Date): Date {
  return after(now, version.content.desk.lifecycle.claimLeaseMs);
}

export function conflict(reason: string, detail: string, messages?: string[]): Conflict {
  return { kind: 'conflict', reason, detail, ...(messages ? { messages } : {}) };
}
