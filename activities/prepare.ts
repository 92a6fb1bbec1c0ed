/** Prepare: runs the quick steps of a turn in their order, until something outside has to happen or it is known what becomes of it. */
import { ApplicationFailure } from '@temporalio/common';
import { type ClaimResult, claimTurn } from '../transactions/claim.ts';
import type { Prepared, Unanswered } from '../workflows/contract.ts';
import { account } from './account.ts';
import { requestApproval } from './approval.ts';
import {
  type ActivityContext,
  readTurn,
  type StepName,
  storeSteps,
  type TurnInput,
  type TurnScene,
} from './context.ts';
import { draft } from './draft.ts';
import { knowledge } from './knowledge.ts';
import { type AskModel, isAskModel, recordUnanswered } from './model.ts';
import { review, type Verdict } from './review.ts';
import { type Triaged, triage } from './triage.ts';

/** The quick steps, one function each. A step that has decided before answers with what it decided then. */
export interface Steps {
  triage(input: TurnInput, scene: TurnScene): Promise<Triaged | AskModel>;
  account(input: TurnInput, scene: TurnScene): Promise<unknown>;
  knowledge(input: TurnInput, scene: TurnScene): Promise<unknown>;
  draft(input: TurnInput, scene: TurnScene): Promise<unknown>;
  review(input: TurnInput, scene: TurnScene): Promise<Verdict | AskModel>;
  claim(input: TurnInput & { purpose: 'reply' | 'question' }): Promise<ClaimResult>;
  requestApproval(input: TurnInput & { reason: string }): Promise<void>;
}

export function createSteps(context: ActivityContext): Steps {
  return {
    triage: (input, scene) => triage(context, input, scene),
    account: (input, scene) => account(context, input, scene),
    knowledge: (input, scene) => knowledge(context, input, scene),
    draft: (input, scene) => draft(context, input, scene),
    review: (input, scene) => review(context, input, scene),
    claim: ({ desk, turn, purpose }) => claimTurn(context, desk, turn, purpose),
    requestApproval: (input) => requestApproval(context, input),
  };
}

/** Throws an ApplicationFailure whose first detail names the step that failed. */
export async function prepare(
  context: ActivityContext,
  steps: Steps,
  input: TurnInput & { without?: Unanswered },
): Promise<Prepared> {
  try {
    if (input.without) await recordUnanswered(context, input, input.without);
    if (input.without?.ask === 'trial') return doneAs('trial'); // the turn itself went on without it
    return await goOn(context, steps, input, await readTurn(context, input));
  } catch (error) {
    // Before the first step: what the turn is could not be read.
    throw error instanceof ApplicationFailure
      ? error
      : ApplicationFailure.fromError(error, { details: ['triage'] });
  }
}

/** From where the scene is. Throws as `prepare` does. */
export async function goOn(
  context: ActivityContext,
  steps: Steps,
  input: TurnInput,
  scene: TurnScene,
): Promise<Prepared> {
  let at: keyof Steps = 'triage';
  try {
    const verdict = await decideTurn(context, steps, input, scene, (step) => {
      at = step;
    });
    switch (verdict.kind) {
      case 'ask_model':
        return verdict;
      case 'send':
      case 'ask': {
        at = 'claim';
        const claimed = await steps.claim({
          ...input,
          purpose: verdict.kind === 'ask' ? 'question' : 'reply',
        });
        return claimed.kind === 'claimed'
          ? { kind: 'deliver', delivery: claimed.delivery }
          : doneAs(claimed.reason);
      }
      case 'approve':
        at = 'requestApproval';
        await steps.requestApproval({ ...input, reason: verdict.reason });
        return doneAs(verdict.reason);
      case 'hand_off':
        return { kind: 'hand_off', reason: verdict.reason };
      case 'none':
      case 'superseded':
        return doneAs(verdict.reason);
    }
  } catch (error) {
    throw ApplicationFailure.fromError(error, { details: [names[at] ?? at] });
  }
}

/**
 * The steps that propose and the gate that disposes: up to the verdict or a question to the model, without acting on it. What
 * was decided is stored, also when a later step fails: the person who then gets the turn sees how far it came.
 */
export async function decideTurn(
  context: ActivityContext,
  steps: Steps,
  input: TurnInput,
  scene: TurnScene,
  reached: (step: StepName) => void = () => {},
): Promise<Verdict | AskModel> {
  try {
    return await inOrder(steps, input, scene, reached);
  } finally {
    await storeSteps(context, input, scene);
  }
}

async function inOrder(
  steps: Steps,
  input: TurnInput,
  scene: TurnScene,
  reached: (step: StepName) => void,
): Promise<Verdict | AskModel> {
  reached('triage');
  const triaged = await steps.triage(input, scene);
  if (isAskModel(triaged)) return triaged;
  if (triaged.kind === 'stop') return { kind: 'superseded', reason: triaged.reason };
  for (const step of triaged.steps) {
    reached(step);
    const done = await steps[step](input, scene);
    if (isAskModel(done)) return done;
  }
  reached('review');
  return steps.review(input, scene);
}

/** Steps are called as the reasons of hand-offs call them. */
const names: Partial<Record<keyof Steps, string>> = { requestApproval: 'request_approval' };

const doneAs = (reason: string): Prepared => ({ kind: 'done', reason });
