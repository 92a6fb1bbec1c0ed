/** When a provider that keeps failing is left alone, and when it is tried again. Pure: the state is the caller's to keep. */
import { minutes, seconds } from '../domain/clock.ts';

/** One failure is bad luck and two may be; at five in a row the next call would only make somebody wait. */
export const failuresToOpen = 5;

/** The first pause: as long as a provider takes to restart something small. Doubles with every failed trial. */
export const firstPauseMs = seconds(15);

/** A provider that has been back for longer than this goes unnoticed by nobody. */
export const longestPauseMs = minutes(5);

/** A trial that has not been heard of for this long has died with its process's call; somebody else may try. */
export const trialLastsMs = minutes(2);

/** Times are milliseconds since the epoch. */
export type Breaker =
  /** Calls go out. `failures` in a row so far. */
  | { kind: 'closed'; failures: number }
  /** No calls before `until`. */
  | { kind: 'open'; until: number; pauseMs: number }
  /** One call is out to see whether the provider is back. */
  | { kind: 'half_open'; since: number; pauseMs: number };

export const closed: Breaker = { kind: 'closed', failures: 0 };

export type Permission =
  | { kind: 'allowed'; breaker: Breaker }
  /** Milliseconds until it is worth asking again. */
  | { kind: 'refused'; retryAfterMs: number };

/** May a call go out? Keep the returned state, also when nothing seems to have changed. */
export function mayCall(breaker: Breaker, now: Date): Permission {
  const at = now.getTime();
  switch (breaker.kind) {
    case 'closed':
      return { kind: 'allowed', breaker };
    case 'open':
      return at < breaker.until
        ? { kind: 'refused', retryAfterMs: breaker.until - at }
        : { kind: 'allowed', breaker: { kind: 'half_open', since: at, pauseMs: breaker.pauseMs } };
    case 'half_open': {
      const trialEnds = breaker.since + trialLastsMs;
      return at < trialEnds
        ? { kind: 'refused', retryAfterMs: Math.min(breaker.pauseMs, trialEnds - at) }
        : { kind: 'allowed', breaker: { ...breaker, since: at } };
    }
    default:
      return breaker satisfies never;
  }
}

export type CallOutcome =
  /** The provider did its part, whatever the answer is worth. */
  | { kind: 'served' }
  /** It was away, overloaded or too slow. */
  | { kind: 'failed'; retryAfterMs: number | null }
  /** It will not serve us until a person has done something: no credit, a wrong key. */
  | { kind: 'locked_out' }
  /** Says nothing about the provider: we cancelled. */
  | { kind: 'unknown' };

export function afterCall(breaker: Breaker, outcome: CallOutcome, now: Date): Breaker {
  switch (outcome.kind) {
    case 'served':
      return closed;
    case 'unknown':
      // A trial that we cancelled ourselves is nobody's fault: the next call may be one at once.
      return breaker.kind === 'half_open'
        ? { kind: 'open', until: now.getTime(), pauseMs: breaker.pauseMs }
        : breaker;
    case 'locked_out':
      return open(now, longestPauseMs);
    case 'failed':
      return afterFailure(breaker, outcome.retryAfterMs ?? 0, now);
    default:
      return outcome satisfies never;
  }
}

function afterFailure(breaker: Breaker, retryAfterMs: number, now: Date): Breaker {
  switch (breaker.kind) {
    case 'closed': {
      const failures = breaker.failures + 1;
      // A provider that names a longer wait than our first pause means everybody, not this call.
      if (failures < failuresToOpen && retryAfterMs <= firstPauseMs) return { kind: 'closed', failures };
      return open(now, firstPauseMs, retryAfterMs);
    }
    case 'half_open':
      return open(now, breaker.pauseMs * 2, retryAfterMs);
    case 'open':
      // A call that was already out when the breaker opened: its end is no news.
      return breaker;
    default:
      return breaker satisfies never;
  }
}

function open(now: Date, pauseMs: number, retryAfterMs = 0): Breaker {
  const pause = Math.min(pauseMs, longestPauseMs);
  const wait = Math.min(Math.max(pause, retryAfterMs), longestPauseMs);
  return { kind: 'open', until: now.getTime() + wait, pauseMs: pause };
}
