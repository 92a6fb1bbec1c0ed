/** A person's action from the Temporal UI: the same transaction as every other door, without any text. */
import { ApplicationFailure } from '@temporalio/common';
import { type Action, act } from '../transactions/act.ts';
import type {
  ActionAnswer,
  ConversationInput,
  Decision,
  Action as PersonsStep,
  Rejection,
  Solving,
} from '../workflows/contract.ts';
import type { ActivityContext } from './context.ts';

export async function actFromTemporal(
  context: ActivityContext,
  { desk, conversation, name, action }: ConversationInput & PersonsStep,
): Promise<ActionAnswer> {
  const version = await context.desks.active(context.pool, desk);
  if (version && !version.content.desk.temporalUiActions)
    return {
      kind: 'conflict',
      reason: 'not_allowed',
      detail: `Desk ${desk} does not allow actions from the Temporal UI (temporalUiActions in desk.yaml).`,
    };
  const { person, actionId } = action;
  if (!actionId) throw ApplicationFailure.nonRetryable('the update came without an id', 'InvalidAction');
  const answer = await act(
    context,
    desk,
    conversation,
    actionId,
    { person, recordedAs: `temporal-ui:${person}` },
    toAction(name, action),
  );
  return (
    answer ?? {
      kind: 'conflict',
      reason: 'not_found',
      detail: `Desk ${desk} has no conversation ${conversation}.`,
    }
  );
}

/** The update's validator has checked that the fields are there. */
function toAction(name: PersonsStep['name'], action: PersonsStep['action']): Action {
  switch (name) {
    case 'takeOver':
    case 'release':
      return { name };
    case 'approve': {
      const { draft, seenThrough } = action as Decision;
      return { name, draft, seenThrough };
    }
    case 'reject': {
      const { draft, reason } = action as Rejection;
      return { name, draft, reason };
    }
    case 'solve':
      return { name, seenThrough: (action as Solving).seenThrough };
  }
}
