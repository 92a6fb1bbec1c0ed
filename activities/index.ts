/** The activities of a conversation, bound to a database, a clock and its models: what the worker registers. */

import { cancellationSignal } from '@temporalio/activity';
import { giveUp } from '../transactions/giveup.ts';
import { handOffTurn } from '../transactions/handoff.ts';
import type {
  ActionAnswer,
  Ask,
  Attempted,
  ConversationInput,
  Action as PersonsStep,
  Prepared,
  Unanswered,
  View,
} from '../workflows/contract.ts';
import { actFromTemporal } from './act.ts';
import { askAndGoOn } from './ask-and-go-on.ts';
import { fetchAttachments } from './attachments.ts';
import type { ActivityContext, TurnInput } from './context.ts';
import { whileBeating } from './heartbeat.ts';
import { deliverAndLook, lookAndPrepare } from './look.ts';
import { createSteps, prepare } from './prepare.ts';

/** Every input carries the desk; results are what history keeps, so they are ids, numbers and enums. */
export interface Activities {
  observe(input: ConversationInput): Promise<View>;
  act(input: ConversationInput & PersonsStep): Promise<ActionAnswer>;
  fetchAttachments(input: ConversationInput): Promise<void>;
  prepare(input: TurnInput & { without?: Unanswered }): Promise<Prepared>;
  ask(input: ConversationInput & { subject: string; ask: Ask }): Promise<Prepared>;
  deliver(input: ConversationInput & { delivery: string }): Promise<Attempted>;
  handOff(input: TurnInput & { reason: string }): Promise<void>;
  giveUp(input: ConversationInput & { delivery?: string }): Promise<void>;
}

/** Puts something around every function of a set and keeps names, inputs and results: how runs inject failures. */
export type Wrap = <T extends object>(functions: T) => T;

export function createActivities(
  context: ActivityContext,
  wrap: Wrap = (functions) => functions,
): Activities {
  const steps = wrap(createSteps(context));
  return wrap<Activities>({
    observe: (input) => lookAndPrepare(context, steps, input),
    act: (input) => actFromTemporal(context, input),
    fetchAttachments: (input) => fetchAttachments(context, input),
    prepare: (input) => prepare(context, steps, input),
    ask: (input) => whileBeating(() => askAndGoOn(context, steps, input, cancellationSignal())),
    deliver: (input) => whileBeating(() => deliverAndLook(context, steps, input)),
    handOff: async ({ desk, turn, reason }) => void (await handOffTurn(context, desk, turn, reason)),
    giveUp: ({ desk, conversation, delivery }) => giveUp(context, desk, conversation, delivery),
  });
}
