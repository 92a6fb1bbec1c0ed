/** A question to the model and the quick steps after its answer, in one: a local activity for them would cost as much again. */
import type { Prepared } from '../workflows/contract.ts';
import { type AskInput, ask } from './ask.ts';
import type { ActivityContext } from './context.ts';
import { prepare, type Steps } from './prepare.ts';

/** A quick step that fails here is the workflow's to repeat: the answer is kept, and the model is not asked again. */
export async function askAndGoOn(
  context: ActivityContext,
  steps: Steps,
  request: AskInput,
  signal: AbortSignal,
): Promise<Prepared> {
  await ask(context, request, signal);
  if (request.ask === 'packet') return { kind: 'done', reason: 'suggested' };
  const { desk, conversation, subject: turn } = request;
  if (signal.aborted) return { kind: 'go_on' };
  return prepare(context, steps, { desk, conversation, turn }).catch(() => ({ kind: 'go_on' }));
}
