/** When a delivery or an event is tried again, and when its retries are used up. */
import { after, hours, minutes, seconds } from '../domain/clock.ts';

/**
 * Waits between attempts, in milliseconds. Standard Webhooks suggests a schedule that begins with seconds and grows to
 * hours; a customer is waiting here, so the first three come quickly. About six hours in all.
 */
export const retryScheduleMs: readonly number[] = [
  seconds(5),
  seconds(30),
  minutes(2),
  minutes(10),
  minutes(30),
  hours(1),
  hours(2),
  hours(2),
];

/** How often a parked delivery gets another attempt, when nothing says earlier that the receiver is back. */
export const parkedRetryMs = hours(1);

/** The longest wait a receiver's Retry-After is granted: an hour, so that a wrong header cannot silence a desk. */
export const maxRetryAfterMs = hours(1);

export type NextAttempt = { kind: 'retry'; at: Date } | { kind: 'park'; at: Date };

/** Pure. `attempts` have been made; `retryAfterMs` is what the receiver asked for. */
export function nextAttempt(attempts: number, now: Date, retryAfterMs?: number): NextAttempt {
  const scheduled = retryScheduleMs[attempts - 1];
  if (scheduled === undefined) return { kind: 'park', at: after(now, parkedRetryMs) };
  return { kind: 'retry', at: after(now, Math.max(scheduled, Math.min(retryAfterMs ?? 0, maxRetryAfterMs))) };
}
