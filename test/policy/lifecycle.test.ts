import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days } from '../../domain/clock.ts';
import { type Owner, type Status, statuses } from '../../domain/words.ts';
import { lifecycle, type Phase, phaseOf } from '../../policy/lifecycle.ts';

const now = new Date('2026-03-02T09:00:00Z');
const times = { solvedAfterMs: days(7), closedAfterMs: days(14) };
const at = (status: Status, daysAgo: number, unfinished = false) =>
  lifecycle({ status, statusAt: after(now, -days(daysAgo)), unfinished }, times, now);

describe('the lifecycle', () => {
  it.each<[Status, number, object]>([
    ['pending', 6, { kind: 'stay', until: after(now, days(1)) }],
    ['pending', 7, { kind: 'solve', reason: 'assumed' }],
    ['solved', 13, { kind: 'stay', until: after(now, days(1)) }],
    ['solved', 14, { kind: 'close' }],
    ['new', 100, { kind: 'stay', until: null }],
    ['open', 100, { kind: 'stay', until: null }],
    ['hold', 100, { kind: 'stay', until: null }],
    ['closed', 100, { kind: 'stay', until: null }],
  ])('of a conversation that is %s for %d days', (status, ago, expected) => {
    expect(at(status, ago)).toEqual(expected);
  });

  it('takes no step while anything is unfinished, however long', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.nat(1000), (status, ago) => {
        expect(at(status, ago, true)).toEqual({ kind: 'stay', until: null });
      }),
    );
  });

  it('never asks to be looked at again in the past', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...statuses),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (status, ago) => {
          const step = at(status, ago);
          if (step.kind === 'stay' && step.until) expect(step.until.getTime()).toBeGreaterThan(now.getTime());
        },
      ),
    );
  });
});

describe('the phase', () => {
  it.each<[Status, Owner, boolean, Phase]>([
    ['open', 'ai', false, 'answering'],
    ['new', 'ai', false, 'answering'],
    ['open', 'ai', true, 'approval'],
    ['pending', 'ai', false, 'waiting'],
    ['hold', 'ai', false, 'on_hold'],
    ['open', 'queue:general', false, 'queued'],
    ['pending', 'human:ann', false, 'with_person'],
    ['hold', 'human:ann', false, 'with_person'],
    ['solved', 'human:ann', false, 'solved'],
    ['closed', 'queue:general', true, 'closed'],
  ])('of %s under %s (approval: %s) is %s', (status, owner, approval, phase) => {
    expect(phaseOf(status, owner, approval)).toBe(phase);
  });
});
