import { describe, expect, it } from 'vitest';
import { priorities } from '../../domain/words.ts';
import { moreUrgent, noticeOwed, queueFor, type RoutingInput } from '../../policy/routing.ts';

const routing = (changes: Partial<RoutingInput> = {}): RoutingInput => ({
  reason: 'no_sources',
  topics: ['hours', 'order_status'],
  queueOfTopic: { order_status: 'orders' },
  queueOfRisk: { legal_threat: 'legal' },
  homeQueue: null,
  defaultQueue: 'general',
  ...changes,
});

describe('routing', () => {
  it.each<[string, Partial<RoutingInput>, string]>([
    ['danger before everything', { reason: 'danger:self_harm', homeQueue: 'returns' }, 'danger'],
    ['a risk to its own queue', { reason: 'always_human:legal_threat', homeQueue: 'returns' }, 'legal'],
    [
      'a risk without a queue to whoever had it before',
      { reason: 'always_human:wants_person', homeQueue: 'returns' },
      'returns',
    ],
    ['what a person had before back to their queue', { homeQueue: 'returns' }, 'returns'],
    ['a topic to its queue, the first that has one', {}, 'orders'],
    ['the rest to the default', { topics: [] }, 'general'],
  ])('sends %s', (_, changes, queue) => {
    expect(queueFor(routing(changes))).toBe(queue);
  });

  it('lets priority rise only', () => {
    for (const a of priorities)
      for (const b of priorities)
        expect(priorities.indexOf(moreUrgent(a, b))).toBe(
          Math.min(priorities.indexOf(a), priorities.indexOf(b)),
        );
  });

  it('tells the customer of a hand-off, except where that would feed a loop, double a reply, or talk over a danger', () => {
    expect(
      ['no_sources', 'always_human:wants_person', 'step_failed:draft', 'returned'].every(noticeOwed),
    ).toBe(true);
    expect(
      ['loop_budget_hour', 'loop_budget_day', 'outcome_unknown', 'reopened', 'danger:self_harm'].some(
        noticeOwed,
      ),
    ).toBe(false);
  });
});
