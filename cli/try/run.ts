/** One turn from its messages to its verdict, as the workflow does it, with nothing delivered. */
import { ask } from '../../activities/ask.ts';
import { type ActivityContext, readTurn, type TurnInput } from '../../activities/context.ts';
import { createActivities } from '../../activities/index.ts';
import { isAskModel, recordUnanswered } from '../../activities/model.ts';
import { createSteps, decideTurn, type Steps } from '../../activities/prepare.ts';
import type { Verdict } from '../../activities/review.ts';
import { observe } from '../../transactions/observe.ts';

/** A turn ends in a few steps; more would be a loop. */
const MAX_STEPS = 10;

export interface RunTurn {
  turn: string | undefined;
  verdict: Verdict | null;
}

/** `jump` moves the context's clock: a settle window is jumped over, not waited for. */
export async function runTurn(
  context: ActivityContext,
  input: { desk: string; conversation: string },
  jump: (ms: number) => void,
): Promise<RunTurn> {
  const activities = createActivities(context);
  const steps = createSteps(context);
  let turn: string | undefined;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const { todo } = await observe(context, input.desk, input.conversation);
    if (todo.kind === 'settle') jump(todo.forMs);
    else if (todo.kind === 'fetch') await activities.fetchAttachments(input);
    else if (todo.kind === 'answer') {
      turn = todo.turn;
      const at = { ...input, turn };
      const verdict = await decided(context, steps, at);
      if (verdict.kind === 'hand_off') await activities.handOff({ ...at, reason: verdict.reason });
      if (verdict.kind === 'approve') await steps.requestApproval({ ...at, reason: verdict.reason });
      return { turn, verdict };
    } else break;
  }
  return { turn, verdict: null };
}

/** One question to the model at a time; one without an answer is gone on without. */
async function decided(context: ActivityContext, steps: Steps, at: TurnInput): Promise<Verdict> {
  for (;;) {
    const next = await decideTurn(context, steps, at, await readTurn(context, at));
    if (!isAskModel(next)) return next;
    const request = { desk: at.desk, conversation: at.conversation, subject: at.turn, ask: next.ask };
    await ask(context, request, new AbortController().signal).catch((error) =>
      recordUnanswered(context, at, { ask: next.ask, reason: (error as { type?: string }).type ?? 'failed' }),
    );
  }
}
