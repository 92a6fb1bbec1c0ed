/** What is read of a turn's conversation while its steps run. */
import type { Conversation, Delivery, Draft, Message } from '../domain/conversation.ts';
import { passagesByChunk } from '../knowledge/search.ts';
import { findConversation } from '../store/conversations.ts';
import { deliveriesOf } from '../store/deliveries.ts';
import type { StoredPassage } from '../store/knowledge.ts';
import { attachmentsIn, messagesOf, type ReadAttachment } from '../store/messages.ts';
import type { Db } from '../store/pool.ts';
import { draftOf, draftsOf, factsOf, type StoredFact, type StoredTriage, triageOf } from '../store/turns.ts';

/**
 * What steps and prompts read of the conversation beside the turn, each once a run: a draft is reviewed against what it was
 * written from. The fence reads anew, and only it decides whether something may leave.
 */
export interface Reads {
  conversation(): Promise<Conversation | undefined>;
  /** All of the conversation, deleted ones as well. */
  messages(): Promise<Message[]>;
  deliveries(): Promise<Delivery[]>;
  drafts(): Promise<Draft[]>;
  attachments(): Promise<ReadAttachment[]>;
  passages(chunks: readonly string[]): Promise<StoredPassage[]>;
  /** Of the turn, as they are on record. */
  triage(): Promise<StoredTriage | undefined>;
  facts(): Promise<StoredFact[]>;
  draft(): Promise<Draft | undefined>;
}

export function readsOf(
  db: Db,
  { desk, conversation: id, turn }: { desk: string; conversation: string; turn: string },
): Reads {
  return {
    conversation: once(() => findConversation(db, desk, id)),
    messages: once(() => messagesOf(db, desk, id)),
    deliveries: once(() => deliveriesOf(db, desk, id)),
    drafts: once(() => draftsOf(db, desk, id)),
    attachments: once(() => attachmentsIn(db, desk, id)),
    passages: onceFor((chunks) => passagesByChunk(db, desk, chunks)),
    triage: once(() => triageOf(db, desk, turn)),
    facts: once(() => factsOf(db, desk, turn)),
    draft: once(() => draftOf(db, desk, turn)),
  };
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

function onceFor<T>(read: (ids: readonly string[]) => Promise<T>): (ids: readonly string[]) => Promise<T> {
  const readings = new Map<string, Promise<T>>();
  return (ids) => {
    const reading = readings.get(ids.join()) ?? read(ids);
    readings.set(ids.join(), reading);
    return reading;
  };
}
