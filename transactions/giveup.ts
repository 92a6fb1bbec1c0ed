/** What a step beside the turns leaves to people when it has failed for good: fetching attachments, and attempts that never end. */
import { lockConversation } from '../store/conversations.ts';
import { saveAttachment, unreadAttachments } from '../store/messages.ts';
import { tx } from '../store/pool.ts';
import { giveUpDelivery } from './attempt.ts';
import { handOff } from './handoff.ts';
import type { Work } from './work.ts';

/** With a delivery: its attempts failed; without: fetching did. */
export async function giveUp(
  work: Work,
  desk: string,
  conversation: string,
  delivery: string | undefined,
): Promise<void> {
  if (delivery === undefined) await giveUpFetch(work, desk, conversation);
  else await giveUpDelivery(work, desk, delivery);
}

/** Attachments that nobody could look into are refused, so that the turn goes on; under the AI, people get the conversation. */
async function giveUpFetch(work: Work, desk: string, id: string): Promise<void> {
  await tx(work.pool, async (db) => {
    const conversation = await lockConversation(db, desk, id);
    const version = await work.desks.active(db, desk);
    const unread = await unreadAttachments(db, desk, id);
    if (!conversation || !version || unread.length === 0) return;
    const reason = 'step_failed:fetch';
    for (const attachment of unread)
      await saveAttachment(db, desk, attachment.id, { state: 'refused', reason, content: null });
    if (conversation.owner !== 'ai') return;
    await handOff(
      db,
      conversation,
      version,
      { reason, turn: null, topics: [], actor: 'system' },
      work.clock(),
    );
  });
}
