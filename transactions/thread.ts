/** Threading: which conversation a message belongs to. The platform's key decides; another customer's conversation never takes it. */
import type { Conversation, Identity } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import {
  findByKey,
  findConversation,
  insertConversation,
  lockByKey,
  lockConversation,
  saveConversation,
} from '../store/conversations.ts';
import { type Customer, identitiesOf, resolveCustomer } from '../store/customers.ts';
import type { Db } from '../store/pool.ts';
import type { DeskVersion } from './work.ts';

export interface Thread {
  conversation: Conversation;
  /** `key`, `new`, `after_closed`, or `key_of_another_customer`: stored with the conversation and told to the sender. */
  resolvedVia: string;
}

interface Addressed {
  channel: string;
  conversationKey: string;
  identities: Identity[];
  link: string | null;
}

/**
 * Finds and locks the conversation, or starts one. `writer` is set for messages of customers. `moved`: its key leads to a row
 * that may only be locked by a transaction that holds no other; ask again in a new one, with `follow`.
 */
export async function threadOf(
  db: Db,
  version: DeskVersion,
  inbound: Addressed,
  writer: Customer | undefined,
  follow: boolean,
  now: Date,
): Promise<Thread | 'moved'> {
  const find = (key: string) => findLocked(db, version.id, inbound.channel, key, follow);
  const byKey = await find(inbound.conversationKey);
  if (byKey === 'moved') return 'moved';
  if (!byKey) return start(db, version, inbound, inbound.conversationKey, writer, 'new', null, now);
  if (
    writer &&
    writer.id !== byKey.customer &&
    !(await isSamePerson(db, version.id, byKey, inbound.identities))
  ) {
    // Their own thread under this key, so that their next message finds it again. It is nearly always the younger of the two;
    // where it is not, a merge of just these two may run into this lock: Postgres ends one of them, and `tx` runs it again.
    const ownKey = `${inbound.conversationKey}~${writer.id}`;
    const own = await find(ownKey);
    if (own === 'moved') return 'moved';
    if (own && own.status !== 'closed') return { conversation: own, resolvedVia: 'key_of_another_customer' };
    return start(db, version, inbound, ownKey, writer, 'key_of_another_customer', own ?? null, now);
  }
  if (byKey.status !== 'closed') return { conversation: byKey, resolvedVia: 'key' };
  return start(db, version, inbound, inbound.conversationKey, writer, 'after_closed', byKey, now);
}

/**
 * The open conversation under the key, or the newest closed one, locked. Waiting for the lock can change which one that is.
 *
 * A merged conversation's key leads to the newest of its chain, which may be older than itself. Rows are locked in id order, so
 * that one is locked alone: holding the merged row as well would deadlock with the same merge told again, which locks both.
 */
async function findLocked(
  db: Db,
  desk: string,
  channel: string,
  key: string,
  follow: boolean,
): Promise<Conversation | 'moved' | undefined> {
  const merged = follow ? await findByKey(db, desk, channel, key) : undefined;
  if (merged?.status === 'closed' && merged.next !== null) {
    const newest = await lockNewest(db, desk, merged);
    return newest?.next === null ? newest : 'moved';
  }
  for (;;) {
    const locked = await lockByKey(db, desk, channel, key);
    if (locked?.status !== 'closed') return locked;
    const newest = await findByKey(db, desk, channel, key);
    if (newest?.id === locked.id) return locked.next === null ? locked : 'moved';
  }
}

async function lockNewest(db: Db, desk: string, from: Conversation): Promise<Conversation | undefined> {
  let at = from;
  while (at.next !== null) {
    const next = await findConversation(db, desk, at.next);
    if (!next) break;
    at = next;
  }
  return lockConversation(db, desk, at.id);
}

/** No address at all trusts the platform's key; otherwise one address must be one of the customer's, proved or claimed. */
async function isSamePerson(
  db: Db,
  desk: string,
  conversation: Conversation,
  identities: readonly Identity[],
): Promise<boolean> {
  if (identities.length === 0) return true;
  const theirs = await identitiesOf(db, desk, conversation.customer);
  if (theirs.length === 0) return true;
  return identities.some((i) => theirs.some((t) => t.kind === i.kind && t.address === i.address));
}

async function start(
  db: Db,
  version: DeskVersion,
  inbound: Addressed,
  key: string,
  writer: Customer | undefined,
  resolvedVia: string,
  previous: Conversation | null,
  now: Date,
): Promise<Thread | 'moved'> {
  const customer = writer ?? (await resolveCustomer(db, version.id, [], now));
  const id = newId('conversation', now);
  const stored = await insertConversation(
    db,
    {
      id,
      desk: version.id,
      channel: inbound.channel,
      key,
      customer: customer.id,
      resolvedVia,
      link: inbound.link,
      owner: 'ai',
      homeQueue: previous?.personAnswered ? previous.homeQueue : null,
      previous: previous?.id ?? null,
    },
    now,
  );
  if (stored && previous) await saveConversation(db, previous, { next: id });
  const conversation = stored
    ? await lockConversation(db, version.id, id)
    : await findLocked(db, version.id, inbound.channel, key, false); // another first message was quicker
  if (conversation === 'moved') return 'moved';
  if (!conversation)
    throw new Error(`conversation ${id} of desk ${version.id} vanished while it was being started`);
  return { conversation, resolvedVia: stored ? resolvedVia : 'key' };
}
