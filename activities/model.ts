/** A language model in a turn: what it answered, or that it has to be asked, or that it does not serve here. */
import { saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { type StoredAnswer, saveModelAnswer } from '../store/model-answers.ts';
import { tx } from '../store/pool.ts';
import type { DeskVersion } from '../transactions/work.ts';
import type { Ask, Unanswered } from '../workflows/contract.ts';
import type { ActivityContext, TurnInput, TurnScene } from './context.ts';

/** A step's answer when it cannot go on without the model: the workflow asks, and the step is run again. */
export interface AskModel {
  kind: 'ask_model';
  ask: Ask;
}

/** What a step does without the model is its own business; `reason` says why it had to. */
export type Asked<T> =
  | { kind: 'answered'; content: T; by: AnsweredBy }
  | { kind: 'unavailable'; reason: string }
  | AskModel;

/** For the record: who wrote it, from which prompt. */
export interface AnsweredBy {
  model: string;
  prompt: string;
  promptHash: string;
}

/** The caller names the shape of the answer: the output schema of the question's prompt. */
export function asked<T>(context: ActivityContext, scene: TurnScene, ask: Ask): Asked<T> {
  const stored = scene.answers.get(ask);
  if (stored) return fromStored<T>(stored);
  return modelServes(context, scene.version)
    ? { kind: 'ask_model', ask }
    : { kind: 'unavailable', reason: 'no_model' };
}

export function fromStored<T>({ unavailable, content, model, promptId, promptHash }: StoredAnswer): Asked<T> {
  if (unavailable !== null) return { kind: 'unavailable', reason: unavailable };
  const by = { model: model ?? '', prompt: promptId ?? '', promptHash: promptHash ?? '' };
  return { kind: 'answered', content: content as T, by };
}

/** Whether this process has a language model and the desk wants one. */
export function modelServes({ models }: Pick<ActivityContext, 'models'>, { content }: DeskVersion): boolean {
  return models.language !== null && content.desk.models?.use !== 'rules';
}

export function isAskModel(answer: unknown): answer is AskModel {
  return typeof answer === 'object' && answer !== null && (answer as { kind?: unknown }).kind === 'ask_model';
}

/** The model was asked in vain: on record, so that every repeat of the step takes the rules' path as well. */
export async function recordUnanswered(
  { pool, clock }: ActivityContext,
  { desk, conversation: id, turn }: TurnInput,
  { ask, reason }: Unanswered,
): Promise<void> {
  await tx(pool, async (db) => {
    const conversation = await lockConversation(db, desk, id);
    if (!conversation) throw new Error(`desk ${desk} has no conversation ${id}`);
    const now = clock();
    const none = { content: null, promptId: null, promptHash: null, model: null };
    const row = { desk, conversation: id, subject: turn, ask, unavailable: reason, answeredAt: now, ...none };
    if (!(await saveModelAnswer(db, row))) return;
    const body = { turn, ask, reason };
    await saveWithAudit(db, conversation, {}, [{ kind: 'model_unavailable', actor: 'ai', body }], now);
  });
}
