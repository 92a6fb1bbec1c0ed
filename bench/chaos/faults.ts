/** Failures between the steps of a turn: around every activity of a worker that was started with FIRST_RESPONSE_FAULTS. */
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities, Wrap } from '../../activities/index.ts';
import type { Steps } from '../../activities/prepare.ts';
import { type Random, random } from './random.ts';

/** Probabilities are per gap: once before and once after each activity and each quick step. */
export interface FaultPlan {
  seed: number;
  /** An error that Temporal retries (a delivery's attempt: that the rows decide about). */
  fail: number;
  /** An error that is not retried: the step gives up. Only where the workflow has an answer to that. */
  giveUp: number;
  /** A pause, in which customers write and people take over. */
  delay: number;
  /** kill -9 of the worker itself. */
  kill: number;
  /** Where each fault is written down before it happens: a killed process tells nobody anything. */
  file: string;
}

export const FAULTS_VARIABLE = 'FIRST_RESPONSE_FAULTS';

/** What the harness sends when the run is to calm down. */
export const CALM = 'calm';

const longestDelayMs = 600;

/** Steps that may fail for good, because the workflow then hands the turn off. The others have nobody to give up to. */
const mayGiveUp: ReadonlySet<string> = new Set<keyof Activities | keyof Steps>([
  'prepare',
  'ask',
  'triage',
  'account',
  'knowledge',
  'draft',
  'review',
  'claim',
  'requestApproval',
]);

export interface InjectedFault {
  kind: 'fail' | 'giveUp' | 'delay' | 'kill';
  /** `before:triage`, `after:claim`, … */
  gap: string;
}

export function faultsFrom(env: NodeJS.ProcessEnv): FaultPlan | undefined {
  const text = env[FAULTS_VARIABLE];
  return text ? (JSON.parse(text) as FaultPlan) : undefined;
}

/** Puts something that goes wrong around activities and steps, until this process is told to calm down. */
export function faultyAround(plan: FaultPlan): Wrap {
  const chance = random(plan.seed).fork(process.pid);
  let calm = false;
  process.on('message', (message) => {
    if (message === CALM) calm = true;
  });
  const around = async (gap: string, neverGivesUp: boolean) => {
    if (calm) return;
    const kind = faultAt(chance, plan, neverGivesUp);
    if (kind) await inject({ kind, gap }, chance, plan.file);
  };
  return <T extends object>(functions: T): T => {
    const wrapped = Object.entries(functions).map(([name, run]) => {
      const neverGivesUp = !mayGiveUp.has(name);
      const faulty = async (...input: unknown[]): Promise<unknown> => {
        await around(`before:${name}`, neverGivesUp);
        const result = await (run as (...input: unknown[]) => Promise<unknown>)(...input);
        await around(`after:${name}`, neverGivesUp);
        return result;
      };
      return [name, faulty] as const;
    });
    return Object.fromEntries(wrapped) as T; // the same names, inputs and results
  };
}

/** One draw decides for all kinds, so that the probabilities add up. */
export function faultAt(
  chance: Random,
  plan: Omit<FaultPlan, 'file' | 'seed'>,
  neverGivesUp: boolean,
): InjectedFault['kind'] | undefined {
  let left = chance.next();
  for (const kind of ['kill', 'giveUp', 'fail', 'delay'] as const) {
    left -= plan[kind];
    if (left < 0) return kind === 'giveUp' && neverGivesUp ? 'fail' : kind;
  }
  return undefined;
}

async function inject(fault: InjectedFault, chance: Random, file: string): Promise<void> {
  appendFileSync(file, `${JSON.stringify(fault)}\n`);
  switch (fault.kind) {
    case 'delay':
      await pause(chance.between(0, longestDelayMs));
      return;
    case 'kill':
      process.kill(process.pid, 'SIGKILL');
      await pause(longestDelayMs); // the signal has been sent: nothing after it may run
      return;
    case 'fail':
      throw new Error(`injected ${fault.gap}`);
    case 'giveUp':
      throw ApplicationFailure.nonRetryable(`injected for good ${fault.gap}`, 'Injected');
  }
}
