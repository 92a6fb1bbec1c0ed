/** Which queue a hand-off goes to, and how urgent it is there. */
import { DANGER_QUEUE, type Priority, priorities } from '../domain/words.ts';
import { dangerRisks } from './risk.ts';

export interface RoutingInput {
  reason: string;
  /** The turn's topics, most confident first. */
  topics: readonly string[];
  queueOfTopic: Readonly<Record<string, string>>;
  queueOfRisk: Readonly<Record<string, string>>;
  /** Where a person of this conversation worked before. */
  homeQueue: string | null;
  defaultQueue: string;
}

/** Pure. Danger first, then what the risk asks for, then who had it before, then the topic's queue. */
export function queueFor(input: RoutingInput): string {
  if (dangerIn(input.reason)) return DANGER_QUEUE;
  const risk = input.reason.startsWith('always_human:')
    ? input.reason.slice('always_human:'.length)
    : undefined;
  const forRisk = risk === undefined ? undefined : input.queueOfRisk[risk];
  if (forRisk) return forRisk;
  if (input.homeQueue) return input.homeQueue;
  for (const topic of input.topics) {
    const queue = input.queueOfTopic[topic];
    if (queue) return queue;
  }
  return input.defaultQueue;
}

/** The danger that a hand-off is for: found at intake (`danger:`), or by the turn's triage (`always_human:`). */
export function dangerIn(reason: string): string | undefined {
  const [code, risk = ''] = reason.split(':');
  const found = code === 'danger' || (code === 'always_human' && dangerRisks.some((name) => name === risk));
  return found ? risk : undefined;
}

/** The more urgent of two. Priority only rises by itself; lowering it takes a person. */
export function moreUrgent(a: Priority, b: Priority): Priority {
  return priorities.indexOf(a) <= priorities.indexOf(b) ? a : b;
}

/** Hand-offs after which the customer hears nothing from us: a loop is not answered, and a doubtful reply is not doubled. */
const silent = ['loop_budget_hour', 'loop_budget_day', 'outcome_unknown', 'reopened'];

export function noticeOwed(reason: string): boolean {
  return !silent.includes(reason) && dangerIn(reason) === undefined;
}
