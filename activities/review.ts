/** Review: what the gate makes of the turn, after a model's draft has been judged, and put on record. `none` answers the messages here; the rest is the workflow's to act on. */
import type { Conversation, Draft, Turn } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import { mayLeave } from '../policy/fence.ts';
import { type Gate, gate } from '../policy/gate.ts';
import type { PromptOutput } from '../prompts/schemas.ts';
import type { ConversationChanges } from '../store/conversations.ts';
import { markAnswered } from '../store/messages.ts';
import type { Db } from '../store/pool.ts';
import { endTurn, findTurn, insertDraft } from '../store/turns.ts';
import { fenceView, supersedeTurn } from '../transactions/claim.ts';
import { questionText } from '../transactions/texts.ts';
import type { DeskVersion } from '../transactions/work.ts';
import { type ActivityContext, draftIn, runStep, type TurnInput, type TurnScene } from './context.ts';
import { type Gathered, gather } from './gate-input.ts';
import { materialOf } from './material.ts';
import { type AskModel, asked, isAskModel } from './model.ts';
import { modelDraft } from './model-draft.ts';
import { reviewModelDraft, rulesProblems } from './model-review.ts';

/** What the gate made of the turn. */
export interface Verdict {
  kind: 'send' | 'ask' | 'approve' | 'hand_off' | 'none' | 'superseded';
  reason: string;
  /** Codes of what is still wrong with a model's draft. One with problems is not suggested to whoever gets the hand-off. */
  problems?: string[];
}

export async function review(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<Verdict | AskModel> {
  return runStep<Verdict>(scene, 'review', async () => {
    const gathered = await gather(context, input, scene);
    if (!gathered)
      return {
        decision: { kind: 'superseded', reason: 'ended' },
        audit: { kind: 'reviewed', body: { turn: input.turn } },
      };
    const judged = await judgeDraft(context, input, scene, gathered);
    if (isAskModel(judged)) return judged;
    const { verdict, written, problems } = judged;
    const { turn } = scene;
    return {
      decision: {
        kind: verdict.kind,
        reason: verdict.reason,
        ...(problems.length > 0 && { problems: [...new Set(problems.map(({ code }) => code))] }),
      },
      audit: {
        kind: 'reviewed',
        body: {
          turn: turn.id,
          verdict,
          draft: written?.id ?? gathered.draft,
          ...(problems.length > 0 && {
            problems: problems.map(({ code, statement }) => ({ code, statement })),
          }),
          ...(written ? { inPlaceOf: gathered.draft, promptHash: written.promptHash } : {}),
          desk: scene.version.version,
        },
      },
      async store(db, conversation, now) {
        if (written) await insertDraft(db, written);
        if (verdict.kind === 'ask')
          await insertDraft(db, questionDraft(input, scene.version, verdict.entity, gathered.language, now));
        return verdict.kind === 'none' ? oweNothing(db, conversation, turn, verdict.reason, now) : undefined;
      },
    };
  });
}

interface JudgedDraft {
  verdict: Gate;
  /** By the model, in place of the turn's first draft: a repair, or a question that the desk has no words for. */
  written: Draft | undefined;
  /** Reason codes with the number of their statement. */
  problems: { code: string; statement: number | null }[];
}

/**
 * Only a draft that may go somewhere is worth a judge, or one in shadow, which shows what would have gone. One of a turn that a
 * person gets anyway is held against its sources: they see it as a suggestion.
 */
async function judgeDraft(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
  { gateInput, draft: id }: Gathered,
): Promise<JudgedDraft | AskModel> {
  const verdict = gate(gateInput);
  if (verdict.kind === 'hand_off' && verdict.reason === 'cannot_ask')
    return questionByModel(context, input, scene, verdict);
  const { draft } = gateInput;
  const seen = verdict.kind === 'send' || verdict.kind === 'approve' || verdict.kind === 'hand_off';
  const made = id !== null && draft.kind === 'model' && seen ? await draftIn(scene) : undefined;
  if (!made || draft.kind !== 'model') return { verdict, written: undefined, problems: [] };
  if (verdict.kind === 'hand_off' && verdict.reason !== 'shadow') {
    const found = await rulesProblems(scene, await materialOf(scene), made);
    return { verdict, written: undefined, problems: found };
  }
  const found = await reviewModelDraft(context, input, scene, made);
  if (found.kind === 'ask_model') return found;
  const { problems, judged, repaired } = found;
  const partly = repaired ? found.partly : draft.partly;
  return {
    verdict: gate({
      ...gateInput,
      draft: { ...draft, problems: problems.map((p) => p.code), judged, partly },
    }),
    written: repaired,
    problems,
  };
}

/** Where the desk has no question in the customer's language, the model words one, for a person to approve. */
function questionByModel(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
  verdict: Gate,
): JudgedDraft | AskModel {
  const answer = asked<PromptOutput<'clarify'>>(context, scene, 'clarify');
  if (answer.kind === 'ask_model') return answer;
  const questions = answer.kind === 'answered' ? answer.content.questions : [];
  if (answer.kind !== 'answered' || questions.length === 0)
    return { verdict, written: undefined, problems: [] };
  const { desk } = scene.version.content;
  const statements = questions
    .slice(0, desk.drafts.maxQuestions)
    .map(({ text, asks }) => ({ kind: 'question' as const, text, asks, sources: [] }));
  const drafted = { language: '', statements, unanswered: [] };
  const written = modelDraft(input, drafted, answer.by, desk.signature, context.clock());
  return { verdict: { kind: 'approve', reason: 'question_by_model' }, written, problems: [] };
}

/** Saying that nothing is owed needs what a reply needs: a turn that is not used, the same owner, epoch and messages. */
async function oweNothing(
  db: Db,
  conversation: Conversation,
  turn: Turn,
  reason: string,
  now: Date,
): Promise<ConversationChanges | undefined> {
  const { desk } = conversation;
  if ((await findTurn(db, desk, turn.id))?.endedAt) return undefined;
  const leaving = { purpose: 'reply', turn: turn.id, epoch: turn.epoch, messages: turn.messages } as const;
  const fence = mayLeave(await fenceView(db, conversation, leaving, now), leaving);
  if (fence.kind === 'shut') {
    await supersedeTurn(db, conversation, turn.id, fence.reason, now);
    return undefined;
  }
  await markAnswered(db, desk, turn.messages, `none:${turn.id}`);
  await endTurn(db, desk, turn.id, 'none', reason, now);
  return {
    supersededDrafts: 0,
    supersededSince: null,
    ...(conversation.status === 'open' ? { status: 'pending', statusAt: now, statusReason: reason } : {}),
  };
}

/** The desk's own reviewed question, as a draft that can be claimed. */
function questionDraft(
  input: TurnInput,
  version: DeskVersion,
  entity: string,
  language: string | null,
  now: Date,
): Draft {
  const text = questionText(version, entity, language) ?? '';
  return {
    id: newId('draft', now),
    desk: input.desk,
    conversation: input.conversation,
    turn: input.turn,
    kind: 'question',
    macros: [entity],
    text,
    statements: [{ text, kind: 'question', sources: [`desk:entities.${entity}.ask`] }],
    model: 'macro',
    promptId: null,
    promptHash: null,
    editedFrom: null,
    editedBy: null,
    createdAt: now,
  };
}
