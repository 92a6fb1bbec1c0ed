/** The safety message: the desk's own reviewed words to somebody who may come to harm, once for each message that says so. */
import type { Conversation } from '../domain/conversation.ts';
import type { Db } from '../store/pool.ts';
import { claimDelivery } from './claim.ts';
import { safetyText } from './texts.ts';
import type { DeskVersion } from './work.ts';

/** In the caller's transaction, with the conversation locked. Nothing where the desk has no words for this risk. */
export async function sendSafety(
  db: Db,
  version: DeskVersion,
  conversation: Conversation,
  about: { risk: string; message: string; language: string | null },
  now: Date,
): Promise<void> {
  const text = safetyText(version, about.risk, about.language);
  if (text === undefined) return;
  const unbound = { turn: null, draft: null, epoch: null, messages: [] };
  const { message: subject, language } = about;
  await claimDelivery(db, conversation, { purpose: 'safety', subject, ...unbound, text, language }, now);
}
