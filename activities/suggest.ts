/** Suggestions: what the model writes for the person who gets a hand-off. It never holds the hand-off up, and takes nothing back. */
import { citation } from '../domain/citation.ts';
import type { Conversation, QueueItem } from '../domain/conversation.ts';
import { sentences } from '../policy/mentions.ts';
import type { PromptOutput } from '../prompts/schemas.ts';
import { lockConversation } from '../store/conversations.ts';
import { emitEvent } from '../store/events.ts';
import { forgetModelAnswer } from '../store/model-answers.ts';
import { type Db, tx } from '../store/pool.ts';
import { findItem, saveItem } from '../store/queue.ts';
import { writePacket } from '../transactions/packet.ts';
import type { ActivityContext, TurnScene } from './context.ts';
import { materialOf } from './material.ts';
import { rulesProblems } from './model-review.ts';
import type { TriageDecision } from './triage.ts';

/**
 * The hand-off, marked as asked about: when the call then fails, it is asked about again once the provider is back, and not at
 * once and for ever. Undefined when it is nobody's any more.
 */
export async function itemToSuggestFor(
  { pool, clock }: ActivityContext,
  { desk, conversation, subject }: { desk: string; conversation: string; subject: string },
): Promise<QueueItem | undefined> {
  return tx(pool, async (db) => {
    await lockConversation(db, desk, conversation);
    const item = await findItem(db, desk, subject);
    if (!item || item.state === 'done') return undefined;
    await forgetModelAnswer(db, desk, subject, 'packet'); // of the hand-off before this one, under the same item
    await saveItem(db, desk, subject, { suggestion: 'asked', suggestionAt: clock() });
    return item;
  });
}

/**
 * A suggested reply is held against the sources as a draft is, and dropped when it says what they do not: a person in a hurry
 * sends what is suggested. Answers with the codes of what was wrong.
 */
export async function holdToSources(
  scene: TurnScene,
  words: PromptOutput<'packet'>,
): Promise<{ words: PromptOutput<'packet'>; problems: string[] }> {
  if (words.suggested === null) return { words, problems: [] };
  const { injection } = scene.decisions.triage as TriageDecision;
  if (injection) return { words: { ...words, suggested: null }, problems: ['injection_suspected'] };
  const material = await materialOf(scene);
  const sources = [
    ...material.passages.filter((p) => p.audience === 'public').map(citation),
    ...material.facts.map((f) => `fact:${f.id}`),
  ];
  const statements = sentences(words.suggested).map((text) => ({ text, kind: 'fact' as const, sources }));
  const found = await rulesProblems(scene, material, { text: words.suggested, statements });
  const problems = [...new Set(found.map(({ code }) => code))];
  return { words: problems.length > 0 ? { ...words, suggested: null } : words, problems };
}

/** In the transaction that keeps the answer: the packet gets a version with the model's words. */
export async function suggested(db: Db, conversation: Conversation, id: string, now: Date): Promise<void> {
  const { desk } = conversation;
  await saveItem(db, desk, id, { suggestion: 'written', suggestionAt: now });
  const item = await findItem(db, desk, id);
  if (!item || item.state === 'done') return;
  const packet = await writePacket(db, conversation, item, now);
  await emitEvent(db, conversation, 'packet_updated', { item: id, packet }, now);
}
