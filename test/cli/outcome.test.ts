/** What a command says became of a conversation: for the demo, for play, for send. */
import { describe, expect, test } from 'vitest';
import { type Outcome, outcomeLine, outcomeOf } from '../../cli/client/outcome.ts';
import type { ShownConversation } from '../../cli/client/shapes.ts';
import { endingOf, quantiles, totals } from '../../cli/play/report.ts';
import type { PlayedThread } from '../../cli/play/thread.ts';
import { meets } from '../../cli/stack/demo.ts';
import { conversation, delivery, fullItem, item, message, turn } from './shapes.ts';

const approvalDraft = {
  id: 'd9',
  turn: 't2',
  kind: 'passages',
  macros: [],
  text: 'Maybe.',
  statements: [],
  model: 'rules',
};

test.each<[string, Partial<ShownConversation>, Partial<Outcome>]>([
  [
    'an automatic reply names its macros',
    {},
    { kind: 'replied', macros: ['order_status'], reason: 'macro_safe' },
  ],
  [
    'a question names what it asks for',
    {
      deliveries: [delivery('dl1', { purpose: 'question' })],
      drafts: [{ ...approvalDraft, id: 'd1', kind: 'question', macros: ['order'] }],
    },
    { kind: 'asked', entity: 'order' },
  ],
  [
    'a draft that waits counts before the answer to an earlier message',
    { items: [item('i1', { kind: 'approval', turn: 't2', draft: 'd9' })], drafts: [approvalDraft] },
    { kind: 'waiting_for_approval', item: 'i1', text: 'Maybe.' },
  ],
  [
    'a hand-off names its queue and reason',
    { owner: 'queue:care', items: [item('i1')], messages: [message('m1')] },
    { kind: 'handed_off', queue: 'care', reason: 'topic_off', item: 'i1' },
  ],
  [
    'a queue without an item is not an outcome',
    { owner: 'queue:care', messages: [message('m1')] },
    { kind: 'unresolved' },
  ],
  [
    'a person owes the answer',
    { owner: 'human:mia', messages: [message('m1')] },
    { kind: 'with_person', person: 'mia', reason: 'taken_over' },
  ],
  [
    'a person has answered',
    { owner: 'human:mia', messages: [message('m1', { answeredBy: 'action:a1' })] },
    { kind: 'nothing_owed', reason: 'answered' },
  ],
  [
    'a person has solved it',
    { owner: 'human:mia', status: 'solved', messages: [message('m1', { answeredBy: 'action:a1' })] },
    { kind: 'nothing_owed', reason: 'solved' },
  ],
  [
    'an unanswered message of the AI is not an outcome',
    { messages: [message('m1')] },
    { kind: 'unresolved' },
  ],
  [
    'thanks are owed nothing, as the gate says',
    {
      messages: [message('m1', { answeredBy: 'none:t1' })],
      turns: [turn('t1', { endedAs: 'none', verdict: { kind: 'none', reason: 'thank_you' } })],
    },
    { kind: 'nothing_owed', reason: 'thank_you' },
  ],
  [
    'a machine is owed nothing, even after a reply to a person',
    {
      messages: [
        message('m1', { answeredBy: 'delivery:dl1' }),
        message('m2', { startsTurn: false, automated: 'auto_reply' }),
      ],
    },
    { kind: 'nothing_owed', reason: 'automated:auto_reply' },
  ],
  [
    'an answer that is claimed by a delivery which is not there is not an outcome',
    { deliveries: [] },
    { kind: 'unresolved' },
  ],
])('%s', (_name, changes, expected) => {
  expect(outcomeOf(conversation(changes))).toMatchObject(expected);
});

test('every outcome has words', () => {
  expect(outcomeLine(outcomeOf(conversation()))).toBe('replied with order_status');
  expect(outcomeLine({ kind: 'asked', entity: 'order', text: '', reason: '' })).toBe('asked for the order');
});

describe('the demo', () => {
  const replied: Outcome = { kind: 'replied', macros: ['a', 'b'], text: '', reason: '' };
  const handedOff: Outcome = { kind: 'handed_off', item: 'i', queue: 'care', reason: 'topic_off' };
  test.each([
    [{ replied: ['a', 'b'] }, replied, true],
    [{ replied: ['b', 'a'] }, replied, false],
    [{ replied: 'a' }, replied, false],
    [{ handedOff: 'care', reason: 'topic_off' }, handedOff, true],
    [{ handedOff: 'care', reason: 'no_sources' }, handedOff, false],
    [{ handedOff: 'orders', reason: 'topic_off' }, handedOff, false],
    [{ asked: 'order' }, replied, false],
    [{ nothingOwed: 'spam' }, { kind: 'nothing_owed', reason: 'thank_you' } as Outcome, false],
  ])('expects %j', (expected, actual, met) => {
    expect(meets(expected, actual)).toBe(met);
  });
});

describe('play', () => {
  const played = (...providerIds: string[]): PlayedThread => ({
    conversation: 'thread',
    key: 'thread#1',
    accepted: providerIds.map((providerId) => ({ providerId, conversation: 'c1' })),
    refused: [],
    late: false,
  });

  test('a message that intake took and nobody has is lost, whatever else is well', () => {
    expect(endingOf(played('p-m1', 'p-m2'), [conversation()], [], false)).toMatchObject({
      ending: 'lost',
      reason: 'p-m2',
    });
  });
  test('a message may lie in any conversation of its thread', () => {
    const next = conversation({ id: 'c2', messages: [message('m2', { answeredBy: 'delivery:dl1' })] });
    expect(endingOf(played('p-m1', 'p-m2'), [conversation(), next], [], false).ending).toBe('answered');
  });
  test('what never comes to rest is stuck', () => {
    expect(endingOf(played('p-m1'), [conversation({ seen: 2 })], [], true).ending).toBe('stuck');
  });
  test('what is unanswered and nobody has is stuck, even at rest', () => {
    expect(endingOf(played('p-m1'), [conversation({ messages: [message('m1')] })], [], false).ending).toBe(
      'stuck',
    );
  });
  test('a hand-off without a packet is named', () => {
    const queued = conversation({ owner: 'queue:care', items: [item('i1')], messages: [message('m1')] });
    expect(endingOf(played('p-m1'), [queued], [fullItem('i1')], false)).toMatchObject({
      ending: 'without_packet',
      reason: 'i1',
    });
  });
  test('the time of an answer counts from the newest message that it is for', () => {
    const twice = conversation({
      messages: [
        message('m1', { answeredBy: 'delivery:dl1' }),
        message('m2', { answeredBy: 'delivery:dl1', receivedAt: '2026-05-01T10:00:01.500Z' }),
      ],
    });
    expect(totals([twice]).acceptedToDelivered).toEqual({ count: 1, p50: 500, p95: 500, max: 500 });
  });
  test('turns are counted by what the gate made of them, most frequent first', () => {
    const c = conversation({ turns: [turn('t0', { endedAs: 'superseded' }), turn('t1'), turn('t2')] });
    expect(Object.entries(totals([c]).verdicts)).toEqual([
      ['send: macro_safe', 2],
      ['superseded', 1],
    ]);
  });
  test('quantiles are values that were measured', () => {
    expect(quantiles([])).toEqual({ count: 0, p50: 0, p95: 0, max: 0 });
    expect(quantiles([4, 1, 3, 2])).toEqual({ count: 4, p50: 2, p95: 4, max: 4 });
  });
});
