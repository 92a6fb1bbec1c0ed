import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, seconds } from '../../domain/clock.ts';
import { settleUntil } from '../../policy/burst.ts';

const first = new Date('2026-03-01T12:00:00Z');
const window = { quietMs: seconds(30), capMs: seconds(120) };
const until = (lastAfterMs: number, urgent = false): number =>
  settleUntil({
    firstUnansweredAt: first,
    lastMessageAt: after(first, lastAfterMs),
    window,
    urgent,
  }).getTime() - first.getTime();

describe('a burst', () => {
  it.each([
    [0, 30],
    [10, 40],
    [89, 119],
    [90, 120],
    [119, 120],
    [500, 120],
  ])('whose last message came %i s after its first settles at %i s', (last, settled) => {
    expect(until(seconds(last))).toBe(seconds(settled));
  });

  it('in which somebody may come to harm settles at once', () => {
    expect(until(seconds(10), true)).toBe(seconds(10));
  });

  it('without a window settles with its last message', () => {
    const at = {
      firstUnansweredAt: first,
      lastMessageAt: first,
      window: { quietMs: 0, capMs: 0 },
      urgent: false,
    };
    expect(settleUntil(at)).toEqual(first);
  });

  it('never waits beyond its cap, nor less for another message', () => {
    const ms = fc.integer({ min: 0, max: 300_000 });
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        const [sooner, later] = a < b ? [a, b] : [b, a];
        expect(until(later)).toBeLessThanOrEqual(window.capMs);
        expect(until(later)).toBeGreaterThanOrEqual(until(sooner));
      }),
    );
  });
});
