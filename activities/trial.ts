/** Trial: a turn's draft once more, by the draft prompt on trial. People never see it; what they send is compared with it. */
import { saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { saveModelAnswer } from '../store/model-answers.ts';
import { tx } from '../store/pool.ts';
import { compareTrial, type TrialDraft } from '../transactions/trial.ts';
import { type AskInput, askIn } from './ask.ts';
import { type ActivityContext, readTurn } from './context.ts';
import { fromStored } from './model.ts';
import { type DraftedByModel, modelDraft } from './model-draft.ts';

/** Kept as an answer about its turn and never as a draft, so that nothing that shows or sends drafts can find it. */
export async function askForTrial(
  context: ActivityContext,
  { desk, conversation: id, subject: turn }: AskInput,
  signal: AbortSignal,
): Promise<void> {
  const input = { desk, conversation: id, turn };
  const scene = await readTurn(context, input);
  await askIn(context, input, scene, 'trial', signal);
  const { signature } = scene.version.content.desk;
  for (const { row, audit } of scene.answered) {
    const answer = fromStored<DraftedByModel>(row);
    if (answer.kind !== 'answered') continue;
    await tx(context.pool, async (db) => {
      const conversation = await lockConversation(db, desk, id);
      if (!conversation) throw new Error(`desk ${desk} has no conversation ${id}`);
      const now = context.clock();
      const { text, statements } = modelDraft(input, answer.content, answer.by, signature, now);
      const content: TrialDraft = { text, statements };
      if (!(await saveModelAnswer(db, { ...row, content, answeredAt: now }))) return;
      await saveWithAudit(db, conversation, {}, [audit], now);
      await compareTrial({ db, conversation, version: scene.version, now }, turn);
    });
  }
}
