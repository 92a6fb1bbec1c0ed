/** Records what became of a draft, inside the transaction in which it happened, and lets autonomy follow from it. */
import { after, days } from '../domain/clock.ts';
import type { Conversation, Draft, QueueItem } from '../domain/conversation.ts';
import type { OutcomeMode } from '../domain/outcome.ts';
import { acceptance } from '../policy/autonomy/acceptance.ts';
import { firstWritten, insertOutcome, insertTrouble, undecidedDraft } from '../store/outcomes.ts';
import type { Db } from '../store/pool.ts';
import { reconsider } from './autonomy.ts';
import { compareTrial } from './trial.ts';
import type { DeskVersion } from './work.ts';

/** A conversation is assumed solved after a week of silence; the week after it counts as well. Later, it is another matter. */
const troubleWithinMs = days(14);

/** What every recording needs; the scene of a person's action is one. */
export interface Recording {
  db: Db;
  conversation: Conversation;
  version: DeskVersion;
  now: Date;
}

/** A person sent the draft, as it was or edited. */
export async function recordApproval(
  recording: Recording,
  draft: Draft,
  item: QueueItem,
  person: string,
): Promise<void> {
  const written = await firstWritten(recording.db, draft);
  const result = acceptance(written, draft.text);
  await record(recording, { draft: written, mode: modeOf(item.reason), result, reason: item.reason, person });
  await compareTrial(recording, draft.turn);
}

/** A person would not have the draft sent. */
export async function recordRejection(
  recording: Recording,
  draft: Draft,
  item: QueueItem,
  person: string,
): Promise<void> {
  const written = await firstWritten(recording.db, draft);
  const { reason } = item;
  await record(recording, { draft: written, mode: modeOf(reason), result: 'rejected', reason, person });
}

/**
 * A person answered by themselves: what they wrote is compared with the draft that was made in shadow, or that waited for
 * approval and was passed over. `answeredBy` is what the answered messages carry.
 */
export async function recordReply(
  recording: Recording,
  reply: { text: string; answeredBy: string; person: string },
): Promise<void> {
  const { db, conversation } = recording;
  const found = await undecidedDraft(db, conversation.desk, conversation.id, reply.answeredBy);
  if (!found) return;
  const { draft, reason } = found;
  const result = acceptance(draft, reply.text);
  await record(recording, { draft, mode: modeOf(reason), result, reason, person: reply.person });
  await compareTrial(recording, draft.turn);
}

/** A draft left by itself. */
export async function recordSend(db: Db, draft: Draft, now: Date): Promise<void> {
  if (draft.kind === 'question') return; // the desk's own words, and no answer to the topic
  await insertOutcome(db, { draft, mode: 'auto', result: 'sent', reason: null, person: null }, now);
}

/** The customer had to come back: to a conversation that was solved, or saying that the answer did not help. */
export async function recordTrouble(
  { db, conversation, version, now }: Recording,
  result: 'reopened' | 'complained',
): Promise<void> {
  const since = after(now, -troubleWithinMs);
  const keys = await insertTrouble(db, conversation.desk, conversation.id, result, since, now);
  await reconsider(db, conversation, version, keys, now);
}

async function record(
  { db, conversation, version, now }: Recording,
  outcome: Parameters<typeof insertOutcome>[1],
): Promise<void> {
  const keys = await insertOutcome(db, outcome, now);
  await reconsider(db, conversation, version, keys, now);
}

function modeOf(reason: string): OutcomeMode {
  return reason === 'shadow' || reason === 'sample' ? reason : 'approve';
}
