/** Compares what people sent with what the draft prompt on trial had written, as soon as both are there. */
import { acceptance, type Written } from '../policy/autonomy/acceptance.ts';
import { insertTrialOutcome } from '../store/outcomes.ts';
import { triedTurn } from '../store/trials.ts';
import { reconsider } from './autonomy.ts';
import type { Recording } from './outcome.ts';

/** A trial's answer as it is kept. Personal text: an erasure empties it. */
export type TrialDraft = Written;

/** In the transaction of whichever comes second, the person's decision or the trial's answer. A repeat changes nothing. */
export async function compareTrial(
  { db, conversation, version, now }: Recording,
  turn: string,
): Promise<void> {
  const tried = await triedTurn(db, conversation.desk, turn);
  const draft = tried?.content as TrialDraft | null | undefined;
  if (!tried || !draft) return;
  const result = acceptance(draft, tried.sent);
  const keys = await insertTrialOutcome(db, { desk: conversation.desk, turn, ...tried, result }, now);
  await reconsider(db, conversation, version, keys, now);
}
