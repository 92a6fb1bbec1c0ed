import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, hours, minutes, seconds } from '../../domain/clock.ts';
import { maxRetryAfterMs, nextAttempt, parkedRetryMs, retryScheduleMs } from '../../policy/retry.ts';

const now = new Date('2026-03-02T09:00:00Z');

describe('retries', () => {
  it('come quickly at first, last about six hours, and end parked with an attempt every hour', () => {
    expect(retryScheduleMs.slice(0, 3)).toEqual([seconds(5), seconds(30), minutes(2)]);
    const total = retryScheduleMs.reduce((a, b) => a + b, 0);
    expect(total).toBeGreaterThan(hours(5));
    expect(total).toBeLessThan(hours(7));
    for (const [i, wait] of retryScheduleMs.entries())
      expect(nextAttempt(i + 1, now)).toEqual({ kind: 'retry', at: after(now, wait) });
    expect(nextAttempt(retryScheduleMs.length + 1, now)).toEqual({
      kind: 'park',
      at: after(now, parkedRetryMs),
    });
  });

  it('wait as long as the receiver asks for, but no longer than an hour', () => {
    expect(nextAttempt(1, now, minutes(10)).at).toEqual(after(now, minutes(10)));
    expect(nextAttempt(1, now, days(365)).at).toEqual(after(now, maxRetryAfterMs));
    expect(nextAttempt(1, now, 0).at).toEqual(after(now, seconds(5)));
  });

  it('are always ahead, and never sooner than the schedule', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.option(fc.integer({ min: -1e9, max: 1e12 })),
        (attempts, asked) => {
          const { at } = nextAttempt(attempts, now, asked ?? undefined);
          const wait = at.getTime() - now.getTime();
          expect(wait).toBeGreaterThanOrEqual(retryScheduleMs[attempts - 1] ?? parkedRetryMs);
          expect(wait).toBeLessThanOrEqual(Math.max(hours(2), maxRetryAfterMs));
        },
      ),
    );
  });
});
