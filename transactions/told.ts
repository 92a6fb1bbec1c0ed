/** An event of the platform under way: what each kind of them is carried out with. */
import type { Conversation } from '../domain/conversation.ts';
import type { ConversationChanges } from '../store/conversations.ts';
import type { Db } from '../store/pool.ts';
import type { DeskVersion } from './work.ts';

export interface Told {
  db: Db;
  version: DeskVersion;
  /** Locked. */
  conversation: Conversation;
  /** The survivor of a merge, locked too. */
  into: Conversation | undefined;
  actionId: string;
  now: Date;
}

/** The workflow must notice. */
export function raised({ conversation, now }: Told): ConversationChanges {
  return { change: conversation.change + 1, changedAt: now };
}
