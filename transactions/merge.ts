/** Merging on the platform: what is unanswered arrives in the survivor, and the other conversation closes and leads to it. */
import type { Conversation, Message } from '../domain/conversation.ts';
import { DANGER_QUEUE } from '../domain/words.ts';
import { isPerson } from '../policy/fence.ts';
import { saveWithAudit } from '../store/audit.ts';
import { endAttempt, unfinishedDeliveries } from '../store/deliveries.ts';
import { emitEvent } from '../store/events.ts';
import { clearAnswered, moveMessages, unanswered } from '../store/messages.ts';
import type { Db } from '../store/pool.ts';
import { openItems, saveItem } from '../store/queue.ts';
import { handOff } from './handoff.ts';
import { reopening } from './receive.ts';
import type { Told } from './told.ts';
import type { DeskVersion } from './work.ts';

/** Both rows are locked by the caller. Answers why it changes nothing, when it does not. */
export async function merge(merging: Told): Promise<string | undefined> {
  const { db, version, conversation, into, now } = merging;
  if (!into) return 'unknown_survivor';
  if (into.id === conversation.id) return 'same_conversation';
  if (into.status === 'closed' || conversation.status === 'closed') return 'closed';
  await withdrawUnsent(merging);
  const moving = await unanswered(db, version.id, conversation.id);
  const ids = moving.map((m) => m.id);
  await moveMessages(db, version.id, ids, into.id, into.messageSeq);
  for (const item of await openItems(db, version.id, conversation.id))
    await saveItem(db, version.id, item.id, { state: 'done', endedAt: now, endedAs: 'merged' });
  const body = { action: merging.actionId, from: conversation.id, into: into.id, messages: ids };
  const entry = { kind: 'merged', actor: 'platform', body };
  await saveWithAudit(
    db,
    into,
    { messageSeq: into.messageSeq + ids.length, change: into.change + 1, changedAt: now },
    [entry],
    now,
  );
  if (moving.length > 0) await arrive(db, version, into, moving, now);
  await saveWithAudit(
    db,
    conversation,
    {
      status: 'closed',
      statusAt: now,
      statusReason: 'merged',
      closedAt: now,
      next: into.id,
      change: conversation.change + 1,
      changedAt: now,
    },
    [entry],
    now,
  );
  await emitEvent(db, conversation, 'closed', { as: 'merged', into: into.id }, now);
  return undefined;
}

/** What has certainly not left is taken back, so that the survivor answers it. What may be on its way comes to its end here. */
async function withdrawUnsent({ db, version, conversation, now }: Told): Promise<void> {
  for (const { id, purpose, doubt, until } of await unfinishedDeliveries(db, version.id, conversation.id)) {
    if (doubt || until !== null || purpose === 'person' || purpose === 'safety') continue;
    const withdrawn = { outcome: 'merged', doubt: false, nextAttemptAt: null, endedAt: now };
    await endAttempt(db, version.id, id, { state: 'withdrawn', ...withdrawn });
    await clearAnswered(db, version.id, conversation.id, id);
  }
}

/** The survivor is opened as any message would open it: a danger, or one that a person had answered, goes to people. */
async function arrive(
  db: Db,
  version: DeskVersion,
  into: Conversation,
  messages: readonly Message[],
  now: Date,
): Promise<void> {
  const cause = { turn: null, topics: [], actor: 'platform' };
  const danger = messages.flatMap((m) => m.risks).find((r) => r.level === 'danger');
  if (danger && !isPerson(into.owner) && into.owner !== `queue:${DANGER_QUEUE}`)
    await handOff(db, into, version, { ...cause, reason: `danger:${danger.risk}` }, now);
  else if (into.status === 'solved' && into.personAnswered)
    await handOff(
      db,
      into,
      version,
      { ...cause, reason: 'reopened', queue: into.homeQueue ?? version.content.desk.defaultQueue },
      now,
    );
  else await saveWithAudit(db, into, reopening(into, now), [], now);
}
