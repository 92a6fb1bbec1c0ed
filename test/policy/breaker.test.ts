/** When a failing provider is left alone, and when it is tried again. */
import { describe, expect, it } from 'vitest';
import {
  afterCall,
  type Breaker,
  type CallOutcome,
  closed,
  failuresToOpen,
  firstPauseMs,
  longestPauseMs,
  mayCall,
  trialLastsMs,
} from '../../policy/breaker.ts';

const start = Date.UTC(2026, 0, 1);
const at = (ms: number) => new Date(start + ms);
const failed = (retryAfterMs: number | null = null): CallOutcome => ({ kind: 'failed', retryAfterMs });

/** After so many failures in a row, at the start. */
const afterFailures = (n: number): Breaker => {
  let breaker = closed;
  for (let i = 0; i < n; i += 1) breaker = afterCall(breaker, failed(), at(0));
  return breaker;
};
const trial = (breaker: Breaker, ms: number): Breaker => {
  const permission = mayCall(breaker, at(ms));
  if (permission.kind === 'refused') throw new Error(`refused for ${permission.retryAfterMs} ms`);
  return permission.breaker;
};

describe('the breaker', () => {
  it('lets calls through until the fifth failure in a row', () => {
    expect(mayCall(afterFailures(failuresToOpen - 1), at(0)).kind).toBe('allowed');
    expect(mayCall(afterFailures(failuresToOpen), at(0))).toEqual({
      kind: 'refused',
      retryAfterMs: firstPauseMs,
    });
  });

  it('forgets failures as soon as the provider serves', () => {
    let breaker = afterFailures(failuresToOpen - 1);
    breaker = afterCall(breaker, { kind: 'served' }, at(0));
    breaker = afterCall(breaker, failed(), at(0));
    expect(breaker).toEqual({ kind: 'closed', failures: 1 });
  });

  it('after the pause lets one call through, and all of them when that one is served', () => {
    const open = afterFailures(failuresToOpen);
    expect(mayCall(open, at(firstPauseMs - 1)).kind).toBe('refused');
    const half = trial(open, firstPauseMs);
    expect(mayCall(half, at(firstPauseMs)).kind).toBe('refused');
    expect(afterCall(half, { kind: 'served' }, at(firstPauseMs + 5))).toEqual(closed);
  });

  it('waits twice as long after each failed trial, up to the longest pause', () => {
    let breaker = afterFailures(failuresToOpen);
    let now = 0;
    const pauses: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      if (breaker.kind !== 'open') throw new Error(breaker.kind);
      pauses.push(breaker.until - start - now);
      now = breaker.until - start;
      breaker = afterCall(trial(breaker, now), failed(), at(now));
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240, 300, 300, 300].map((s) => s * 1_000));
  });

  it('waits as long as the provider asks for, and no longer than the longest pause', () => {
    const asked = afterCall(closed, failed(60_000), at(0));
    expect(mayCall(asked, at(0))).toEqual({ kind: 'refused', retryAfterMs: 60_000 });
    const days = afterCall(closed, failed(86_400_000), at(0));
    expect(mayCall(days, at(0))).toEqual({ kind: 'refused', retryAfterMs: longestPauseMs });
    // A short wait is this call's own affair.
    expect(mayCall(afterCall(closed, failed(1_000), at(0)), at(0)).kind).toBe('allowed');
  });

  it('opens at once when the provider wants a person: no credit, a wrong key', () => {
    const breaker = afterCall(closed, { kind: 'locked_out' }, at(0));
    expect(mayCall(breaker, at(0))).toEqual({ kind: 'refused', retryAfterMs: longestPauseMs });
  });

  it('is not moved by a call that we cancelled, and a cancelled trial can be repeated at once', () => {
    const four = afterFailures(failuresToOpen - 1);
    expect(afterCall(four, { kind: 'unknown' }, at(0))).toEqual(four);
    const half = trial(afterFailures(failuresToOpen), firstPauseMs);
    const cancelled = afterCall(half, { kind: 'unknown' }, at(firstPauseMs));
    expect(mayCall(cancelled, at(firstPauseMs)).kind).toBe('allowed');
  });

  it('does not wait for ever for a trial that never came back', () => {
    const half = trial(afterFailures(failuresToOpen), firstPauseMs);
    expect(mayCall(half, at(firstPauseMs + trialLastsMs - 1)).kind).toBe('refused');
    expect(mayCall(half, at(firstPauseMs + trialLastsMs)).kind).toBe('allowed');
  });

  it('is not opened for longer by calls that were out already', () => {
    const open = afterFailures(failuresToOpen);
    expect(afterCall(open, failed(), at(10))).toEqual(open);
  });
});
