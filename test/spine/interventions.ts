/** Interventions in the steps of chosen conversations: hold one, fail it, and see when it was reached. */
import { ApplicationFailure } from '@temporalio/common';
import type pg from 'pg';
import type { Activities, Wrap } from '../../activities/index.ts';
import type { Steps } from '../../activities/prepare.ts';

export type StepName = keyof Activities | keyof Steps;

export interface Held {
  /** Resolves when the step has been reached. */
  reached: Promise<void>;
  /** Lets it go on. */
  go(): void;
}

export interface Interventions {
  wrap: Wrap;
  /** Holds the first call of this step for the conversation under this key: before it does anything, or when it has done all. */
  hold(key: string, step: StepName, when?: 'before' | 'after'): Held;
  /** Fails this step every time, for good; or so often, as anything may fail once. */
  fail(key: string, step: StepName, times?: number): void;
  /** Lets everything go on. */
  end(): void;
}

type Hook = () => Promise<void> | void;

export function interventions(pool: () => pg.Pool): Interventions {
  const before = new Map<string, Hook>();
  const after = new Map<string, Hook>();
  const held = new Set<Held>();
  // The key names the intervention, because a conversation's id is not known before its first message.
  const keys = new Map<string, string>();
  const keyOf = async (conversation: string): Promise<string> => {
    const known = keys.get(conversation);
    if (known !== undefined) return known;
    const { rows } = await pool().query('select key from conversation where id = $1', [conversation]);
    keys.set(conversation, rows[0]?.key ?? '');
    return rows[0]?.key ?? '';
  };
  return {
    wrap(functions) {
      const wrapped = Object.entries(functions).map(([step, run]) => [
        step,
        async (input: { conversation: string }, ...more: unknown[]) => {
          const key = `${await keyOf(input.conversation)} ${step}`;
          await before.get(key)?.();
          const result = await run(input, ...more);
          await after.get(key)?.();
          return result;
        },
      ]);
      return Object.fromEntries(wrapped);
    },
    hold(key, step, when = 'before') {
      const hooks = when === 'before' ? before : after;
      const name = `${key} ${step}`;
      let arrive = () => {};
      let go = () => {};
      const reached = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      const released = new Promise<void>((resolve) => {
        go = resolve;
      });
      hooks.set(name, () => {
        hooks.delete(name);
        arrive();
        return released;
      });
      const one = { reached, go };
      held.add(one);
      return one;
    },
    fail(key, step, times) {
      let left = times ?? Number.POSITIVE_INFINITY;
      before.set(`${key} ${step}`, () => {
        if (left <= 0) return;
        left -= 1;
        if (times !== undefined) throw new Error('injected, once');
        throw ApplicationFailure.nonRetryable('injected, for good', 'Injected');
      });
    },
    end() {
      for (const one of held) one.go();
    },
  };
}
