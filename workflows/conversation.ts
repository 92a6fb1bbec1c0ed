/** One conversation, for its whole life: waits for rings, and lets Postgres say what there is to do. */
import {
  ActivityCancellationType,
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  currentUpdateInfo,
  isCancellation,
  setHandler,
  TemporalFailure,
  workflowInfo,
} from '@temporalio/workflow';
import { act, ask, deliver, fetchAttachments, giveUp, handOff, observe, prepare } from './activities.ts';
import type { Action, Ask, ConversationInput, Prepared, Todo, View } from './contract.ts';
import { approve, reject, release, ring, solve, takeOver, view } from './contract.ts';
import { descriptions, summaries } from './descriptions.ts';
import { showToOperators } from './operators.ts';
import { validAction, validDecision, validRejection, validSolving } from './validators.ts';

/** A waiting run rolls its history after a week at the latest, so that patches for old code can be removed. */
const runAgeMs = 7 * 24 * 3_600_000;
/** Attempts in a row that end without a result before a person gets it: more than a few killed workers, and soon enough. */
const maxFailures = 5;
/** Long enough for a broken database or worker not to be asked in a tight loop. */
const pauseMs = 2_000;

export async function conversation(input: ConversationInput): Promise<void> {
  let latest: View | undefined;
  let ahead: View | undefined; // what the last activity saw when it was done
  let news = false;
  let stale = false;
  let failures = 0; // of deliver, in a row
  let asking: CancellationScope | undefined;
  let yields = false; // nobody waits for what is being asked: it makes way for anything new

  const perform = async (name: Action['name'], action: Action['action']) => {
    const actionId = action.actionId ?? currentUpdateInfo()?.id;
    const answer = await act({ ...input, name, action: { ...action, actionId } });
    if (answer.kind === 'done') noticed(answer.change, true);
    return answer;
  };
  const noticed = (change: number, stop: boolean) => {
    if (change === latest?.seen) return; // different, not greater: a restored database counts from an older number
    news = true;
    stale ||= stop;
    if (inTheWay()) asking?.cancel();
  };
  const inTheWay = () => stale || (yields && news);

  setHandler(ring, ({ change, stop }) => noticed(change, stop ?? false), { description: descriptions.ring });
  setHandler(takeOver, (a) => perform('takeOver', a), {
    description: descriptions.takeOver,
    validator: validAction,
  });
  setHandler(release, (a) => perform('release', a), {
    description: descriptions.release,
    validator: validAction,
  });
  setHandler(approve, (a) => perform('approve', a), {
    description: descriptions.approve,
    validator: validDecision,
  });
  setHandler(reject, (a) => perform('reject', a), {
    description: descriptions.reject,
    validator: validRejection,
  });
  setHandler(solve, (a) => perform('solve', a), { description: descriptions.solve, validator: validSolving });
  setHandler(view, () => latest, { description: descriptions.view });

  for (let todo = await look(); todo.kind !== 'end'; todo = await look()) {
    switch (todo.kind) {
      case 'settle':
        await quiet(todo.forMs, summaries.settle);
        break;
      case 'fetch':
        await fetch();
        break;
      case 'answer':
        await answer(todo.turn, todo.prepared);
        break;
      case 'deliver':
        await attempt(todo.delivery);
        break;
      case 'hand_off':
        await toPeople(todo.turn, todo.reason);
        break;
      case 'suggest':
        await askModel(todo.item, 'packet');
        break;
      case 'trial':
        if (!news) await trial(todo.turn);
        break;
      case 'wait':
        if (isDueToRoll()) return roll();
        await quiet(todo.forMs, todo.summary);
        break;
    }
  }
  await condition(allHandlersFinished);

  /** Reads what is true and what there is to do, and shows operators what changed. */
  async function look(): Promise<Todo> {
    const before = latest;
    const known = news ? undefined : ahead;
    ahead = undefined;
    news = false;
    stale = false;
    latest = known ?? (await observe(input));
    showToOperators(input, before, latest);
    return latest.todo;
  }

  async function quiet(forMs: number, summary: string): Promise<void> {
    await condition(() => news, forMs, { summary });
  }

  /** One turn, step by step, until it is known what becomes of it. A step that gives up becomes a hand-off. */
  async function answer(turn: string, prepared?: Prepared): Promise<void> {
    try {
      let next = prepared ?? (await prepare({ ...input, turn }));
      for (;;) {
        switch (next.kind) {
          case 'ask_model':
            next = await askModel(turn, next.ask);
            break;
          case 'go_on':
            if (stale) return; // a newer message or another owner: what is being prepared would not be sent
            next = await prepare({ ...input, turn, ...(next.without && { without: next.without }) });
            break;
          case 'deliver':
            return await attempt(next.delivery);
          case 'hand_off':
            return await toPeople(turn, next.reason);
          case 'done':
            return;
        }
      }
    } catch (error) {
      if (!gaveUp(error)) throw error;
      await toPeople(turn, `step_failed:${stepOf(error)}`);
    }
  }

  /** One question to the language model, and how far the turn gets with its answer. Dropped when it is stale, or in the way. */
  async function askModel(subject: string, question: Ask): Promise<Prepared> {
    asking = new CancellationScope();
    yields = question === 'trial';
    const options = {
      summary: `model: ${question}`,
      ...(yields && { cancellationType: ActivityCancellationType.TRY_CANCEL }), // without waiting for it to hang up
    };
    try {
      return await asking.run(() => ask.executeWithOptions(options, [{ ...input, subject, ask: question }]));
    } catch (error) {
      if (inTheWay() && isCancellation(error)) return { kind: 'go_on' };
      if (!gaveUp(error)) throw error;
      return { kind: 'go_on', without: { ask: question, reason: reasonOf(error) } };
    } finally {
      asking = undefined;
      yields = false;
    }
  }

  /** The draft prompt on trial writes its own. A failure is put on record, and that is the end of it. */
  async function trial(turn: string): Promise<void> {
    const asked = await askModel(turn, 'trial');
    if (asked.kind !== 'go_on' || !asked.without) return;
    try {
      await prepare({ ...input, turn, without: asked.without });
    } catch (error) {
      if (!gaveUp(error)) throw error;
    }
  }

  /** One attempt, awaited before anything else. When it fails without a result, the rows say when the next one may begin. */
  async function attempt(delivery: string): Promise<void> {
    try {
      const attempted = await deliver.executeWithOptions({ summary: summaries.deliver }, [
        { ...input, delivery },
      ]);
      ahead = attempted.next;
      failures = 0;
    } catch (error) {
      if (!gaveUp(error)) throw error;
      failures += 1;
      if (failures < maxFailures) return await quiet(pauseMs, summaries.pause);
      failures = 0;
      await giveUp.executeWithOptions({ summary: 'hand-off: step_failed:deliver' }, [{ ...input, delivery }]);
    }
  }

  async function fetch(): Promise<void> {
    try {
      await fetchAttachments.executeWithOptions({ summary: summaries.fetch }, [input]);
    } catch (error) {
      if (!gaveUp(error)) throw error;
      await giveUp.executeWithOptions({ summary: 'hand-off: step_failed:fetch' }, [input]);
    }
  }

  async function toPeople(turn: string, reason: string): Promise<void> {
    await handOff.executeWithOptions({ summary: `hand-off: ${reason}` }, [{ ...input, turn, reason }]);
  }

  function isDueToRoll(): boolean {
    const { continueAsNewSuggested, runStartTime } = workflowInfo();
    return continueAsNewSuggested || Date.now() - runStartTime.getTime() >= runAgeMs;
  }

  async function roll(): Promise<void> {
    await condition(allHandlersFinished);
    await continueAsNew<typeof conversation>(input);
  }
}

/**
 * An activity that failed for good. A regular one fails as an ActivityFailure; a local one with the bare failure of its last
 * attempt, which would fail the workflow. Anything else is a cancellation, or a bug that has to stay visible.
 */
const gaveUp = (error: unknown): boolean => error instanceof TemporalFailure && !isCancellation(error);

/** The quick step that failed, as prepare names it. A timeout names none. */
const stepOf = (error: unknown): string =>
  error instanceof ApplicationFailure && typeof error.details?.[0] === 'string'
    ? error.details[0]
    : 'prepare';

/** Why the model gave no answer, as models/failure.ts names it. */
function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure && cause.type ? cause.type : 'timed_out';
}
