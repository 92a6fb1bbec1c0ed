/** Every check of a chaos run finds the violation that it is named for, and nothing in a clean run. */
import { describe, expect, it } from 'vitest';
import { checks, runChecks } from '../../bench/chaos/check.ts';
import type { Evidence } from '../../bench/chaos/evidence.ts';
import { chain, cleanEvidence, delivery, message, post } from './evidence.ts';

/** Which checks speak, after `plant` has changed clean evidence. */
function found(plant: (evidence: Evidence) => void): string[] {
  const evidence = cleanEvidence();
  plant(evidence);
  return Object.entries(runChecks(evidence)).flatMap(([check, violations]) =>
    violations.length > 0 ? [check] : [],
  );
}

const of = <T extends { id: string }>(rows: T[], id: string): T => {
  const row = rows.find((r) => r.id === id);
  if (!row) throw new Error(`no ${id}`);
  return row;
};

/** The chain of one conversation again, with its head, as a run that did this would have left it. */
function retold(e: Evidence, id: string, told: Parameters<typeof chain>[1]): void {
  const records = chain(id, told);
  e.audit = [...e.audit.filter((r) => r.conversation !== id), ...records];
  Object.assign(of(e.conversations, id), {
    auditCount: records.length,
    auditHead: records.at(-1)?.hash ?? '',
  });
}

const planted: [check: string, what: string, plant: (e: Evidence) => void][] = [
  [
    'lost messages',
    'a 202 without a row',
    (e) => e.acknowledged.push({ providerId: 'x', message: 'm9', conversation: 'answered' }),
  ],
  [
    'lost messages',
    'a row under another id',
    (e) => Object.assign(e.acknowledged[0] ?? {}, { message: 'm9' }),
  ],
  ['lost messages', 'a message that intake refused', (e) => e.refused.push('p-9: 400')],
  [
    'repeats answered differently',
    'another conversation for the same message',
    (e) => e.acknowledged.push({ providerId: 'p-m1', message: 'm1', conversation: 'queued' }),
  ],
  [
    'actions answered differently',
    'another answer to the same click',
    (e) => e.contradicted.push('takeover'),
  ],
  [
    'answers that do not exist',
    'answered by a withdrawn delivery',
    (e) => Object.assign(of(e.messages, 'm3'), { answeredBy: 'delivery:d2' }),
  ],
  ['answers that do not exist', 'answered by an action that nobody did', (e) => (e.actions = [])],
  [
    'duplicate replies',
    'two replies to one message, both seen',
    (e) => {
      e.deliveries.push(delivery('d5', 'answered', { subject: 't9', messages: ['m2'] }));
      e.posts.push(post(3, 'd5', 4));
    },
  ],
  [
    'duplicate replies',
    'one turn answered by a question and a reply',
    (e) => {
      e.deliveries.push(delivery('d5', 'answered', { purpose: 'question', turn: 't1', subject: 't1' }));
      e.posts.push(post(3, 'd5', 4));
    },
  ],
  [
    'duplicate replies',
    'two ids for one conversation, purpose and subject',
    (e) => {
      e.deliveries.push(delivery('d5', 'person', { purpose: 'person', subject: 'a1' }));
      e.posts.push(post(3, 'd5', 6));
    },
  ],
  ['duplicate replies', 'a message that has no delivery', (e) => e.posts.push(post(3, 'd9', 1))],
  [
    'duplicate replies',
    'seen twice where nothing deduplicates',
    (e) => {
      e.deduplicates = false;
      e.posts.push(post(3, 'd1', 3));
    },
  ],
  [
    'repeats after an unknown outcome',
    'a second POST after a lost answer',
    (e) => {
      e.deduplicates = false;
      e.posts = [post(0, 'd1', 3, { reaction: 'reset' }), post(3, 'd1', 3), ...e.posts.slice(1)];
    },
  ],
  [
    'attempts after a takeover',
    'a reply that began after the takeover',
    (e) => e.posts.push(post(3, 'd2', 3, { reaction: 'busy_503' })),
  ],
  [
    'attempts after a takeover',
    'a notice under a person',
    (e) => {
      retold(e, 'queued', [
        ['received', 'platform:customer', { message: 'm4' }],
        ['handed_off', 'ai', { item: 'i1', queue: 'general' }],
        ['claimed_item', 'human:bob', { item: 'i1' }],
      ]);
    },
  ],
  [
    'replies that miss a message',
    'a claim that leaves one out',
    (e) =>
      retold(e, 'answered', [
        ['received', 'platform:customer', { message: 'm1' }],
        ['received', 'platform:customer', { message: 'm2' }],
        ['claimed', 'ai', { delivery: 'd1', purpose: 'reply', messages: ['m1'] }],
      ]),
  ],
  [
    'replies that miss a message',
    'an attempt beside a message that came meanwhile',
    (e) => {
      e.messages.push(message('m5', 'answered', 3, 'delivery:d1'));
      retold(e, 'answered', [
        ['received', 'platform:customer', { message: 'm1' }],
        ['received', 'platform:customer', { message: 'm2' }],
        ['claimed', 'ai', { delivery: 'd1', purpose: 'reply', messages: ['m1', 'm2'] }],
        ['received', 'platform:customer', { message: 'm5' }],
      ]);
      e.posts.push(post(3, 'd1', 4));
    },
  ],
  [
    'deliveries whose state is not true',
    'sent, and never taken',
    (e) => (e.posts = e.posts.filter((p) => p.webhookId !== 'd1')),
  ],
  [
    'deliveries whose state is not true',
    'withdrawn, and taken',
    (e) => e.posts.push(post(3, 'd2', 2, { reaction: 'take_and_reset' })),
  ],
  ['hand-offs and packets', 'a hand-off without a packet', (e) => (e.packets = [])],
  [
    'hand-offs and packets',
    'a packet without a hand-off',
    (e) => e.packets.push({ item: 'i9', version: 1, throughSeq: 1 }),
  ],
  [
    'hand-offs and packets',
    'a packet version that is missing',
    (e) => e.packets.push({ item: 'i1', version: 3, throughSeq: 1 }),
  ],
  [
    'packets that miss a message',
    'a message after the packet',
    (e) => e.messages.push(message('m5', 'queued', 2, null)),
  ],
  [
    'not at rest',
    'owner ai and an unanswered message',
    (e) => e.messages.push(message('m5', 'answered', 3, null)),
  ],
  ['not at rest', 'owned by a queue without an item', (e) => (e.items = [])],
  [
    'not at rest',
    'owned by a queue, its item claimed',
    (e) => Object.assign(of(e.items, 'i1'), { state: 'claimed', claimedBy: 'ann' }),
  ],
  [
    'not at rest',
    'owned by another queue than its item',
    (e) => Object.assign(of(e.items, 'i1'), { queue: 'orders' }),
  ],
  [
    'not at rest',
    'owned by a person, its item with nobody',
    (e) => Object.assign(of(e.conversations, 'queued'), { owner: 'human:ann' }),
  ],
  [
    'not at rest',
    'a change that no workflow noticed',
    (e) => Object.assign(of(e.conversations, 'answered'), { seen: 2 }),
  ],
  [
    'not at rest',
    'a turn that nobody works on',
    (e) => Object.assign(of(e.turns, 't1'), { endedAt: null, endedAs: null }),
  ],
  ['not at rest', 'a delivery on its way', (e) => Object.assign(of(e.deliveries, 'd1'), { state: 'parked' })],
  [
    'not at rest',
    'solved with an unanswered message',
    (e) => Object.assign(of(e.conversations, 'queued'), { status: 'solved' }),
  ],
  ['broken audit chains', 'a changed record', (e) => Object.assign(e.audit[1] ?? {}, { actor: 'human:eve' })],
  ['broken audit chains', 'a removed record', (e) => e.audit.splice(1, 1)],
  ['broken audit chains', 'a cut-off end', (e) => e.audit.splice(3, 1)],
  [
    'broken workflows',
    'a workflow that failed',
    (e) => e.brokenWorkflows.push({ workflow: 'w', status: 'FAILED' }),
  ],
];

describe('the checks of a chaos run', () => {
  it('find nothing in a clean run', () => {
    expect(found(() => {})).toEqual([]);
  });

  it.each(planted)('%s: %s', (check, _what, plant) => {
    expect(found(plant)).toContain(check);
  });

  it('are all seen to find something', () => {
    expect(new Set(planted.map(([check]) => check))).toEqual(new Set(Object.keys(checks)));
  });
});
