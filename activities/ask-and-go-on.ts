/** A question to the model and the quick steps after its answer, in one: a local activity for them would cost as much again. */
import type { Prepared } from '../workflows/contract.ts';
import { type AskInput, ask, askIn } from './ask.ts';
import { type ActivityContext, readTurn, storeSteps } from './context.ts';
import { goOn, type Steps } from './prepare.ts';
import { readsOf } from './reads.ts';
import { askForTrial } from './trial.ts';

/** A quick step that fails here is the workflow's to repeat: the answer is stored, and the model is not asked again. */
export async function askAndGoOn(
  context: ActivityContext,
  steps: Steps,
  request: AskInput,
  signal: AbortSignal,
): Promise<Prepared> {
  if (request.ask === 'packet') {
    await ask(context, request, signal);
    return { kind: 'done', reason: 'suggested' };
  }
  if (request.ask === 'trial') {
    await askForTrial(context, request, signal);
    return { kind: 'done', reason: 'trial' };
  }
  const input = { desk: request.desk, conversation: request.conversation, turn: request.subject };
  const scene = await readTurn(context, input);
  const result = await askIn(context, input, scene, request.ask, signal);
  if (signal.aborted || result === 'looked_up') {
    await storeSteps(context, input, scene);
    return { kind: 'go_on' };
  }
  // The owner may have changed while the model wrote.
  scene.reads.conversation = readsOf(context.pool, input).conversation;
  try {
    return await goOn(context, steps, input, scene);
  } catch (error) {
    if (scene.answered.length > 0) throw error;
    return { kind: 'go_on' };
  }
}
