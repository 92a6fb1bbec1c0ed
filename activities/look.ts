/** A look at a conversation together with the quick steps of the turn that it finds: a local activity for each would cost as much again. */
import { observe } from '../transactions/observe.ts';
import type { Attempted, ConversationInput, View } from '../workflows/contract.ts';
import type { ActivityContext } from './context.ts';
import { type DeliverInput, deliver } from './deliver.ts';
import { prepare, type Steps } from './prepare.ts';

/** Quick steps that fail here are the workflow's to repeat. */
export async function lookAndPrepare(
  context: ActivityContext,
  steps: Steps,
  { desk, conversation }: ConversationInput,
): Promise<View> {
  const view = await observe(context, desk, conversation, context.models.language !== null);
  const { todo } = view;
  if (todo.kind !== 'answer') return view;
  const prepared = await prepare(context, steps, { desk, conversation, turn: todo.turn }).catch(
    () => undefined,
  );
  return prepared ? { ...view, todo: { ...todo, prepared } } : view;
}

/** The attempt counts, whatever becomes of the look: without one the workflow looks itself. */
export async function deliverAndLook(
  context: ActivityContext,
  steps: Steps,
  input: ConversationInput & DeliverInput,
): Promise<Attempted> {
  const state = await deliver(context, input);
  const next = await lookAndPrepare(context, steps, input).catch(() => undefined);
  return { state, ...(next && { next }) };
}
