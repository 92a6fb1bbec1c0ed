/** Failures between the steps of a turn: around every activity of a worker that was started with FIRST_RESPONSE_FAULTS. */
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.ts';
import { type Random, random } from './random.ts';

/** Probabilities are per gap: once before and once after each activity. */
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

/** These retry for ever and have no way to give up: without them nothing else could be decided. */
const endless: readonly (keyof Activities)[] = ['observe', 'act', 'handOff', 'fetchAttachments', 'deliver'];

export interface InjectedFault {
  kind: 'fail' | 'giveUp' | 'delay' | 'kill';
  /** `before:triage`, `after:claim`, … */
  gap: string;
}

export function faultsFrom(env: NodeJS.ProcessEnv): FaultPlan | undefined {
  const text = env[FAULTS_VARIABLE];
  return text ? (JSON.parse(text) as FaultPlan) : undefined;
}

/** The same activities, with something going wrong around them until this process is told to calm down. */
export function withFaults(activities: Activities, plan: FaultPlan | undefined): Activities {
  if (!plan) return activities;
  const chance = random(plan.seed).fork(process.pid);
  let calm = false;
  process.on('message', (message) => {
    if (message === CALM) calm = true;
  });
  const around = async (name: keyof Activities, where: 'before' | 'after') => {
    if (calm) return;
    const kind = faultAt(chance, plan, endless.includes(name));
    if (kind) await inject({ kind, gap: `${where}:${name}` }, chance, plan.file);
  };
  const wrap =
    <I, O>(name: keyof Activities, activity: (input: I) => Promise<O>) =>
    async (input: I): Promise<O> => {
      await around(name, 'before');
      const result = await activity(input);
      await around(name, 'after');
      return result;
    };
  return {
    observe: wrap('observe', activities.observe),
    act: wrap('act', activities.act),
    fetchAttachments: wrap('fetchAttachments', activities.fetchAttachments),
    triage: wrap('triage', activities.triage),
    account: wrap('account', activities.account),
    knowledge: wrap('knowledge', activities.knowledge),
    draft: wrap('draft', activities.draft),
    review: wrap('review', activities.review),
    claim: wrap('claim', activities.claim),
    requestApproval: wrap('requestApproval', activities.requestApproval),
    deliver: wrap('deliver', activities.deliver),
    handOff: wrap('handOff', activities.handOff),
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
