/** The smallest clean evidence that has something of everything: a burst answered, a takeover answered by a person, a hand-off. */
import type { Evidence } from '../../bench/chaos/evidence.ts';
import type { Post } from '../../bench/chaos/receiver.ts';
import type { Conversation, Delivery, Message, QueueItem, Turn } from '../../domain/conversation.ts';
import { type AuditRecord, hashOf } from '../../store/audit.ts';

const at = new Date('2026-01-01T10:00:00Z');

export const message = (
  id: string,
  conversation: string,
  seq: number,
  answeredBy: string | null,
): Message => ({
  ...{ id, conversation, seq, answeredBy, providerId: `p-${id}`, channel: 'chat', text: 'where is it' },
  ...{
    authorKind: 'customer',
    author: 'kim',
    identities: [],
    proof: 'channel',
    automated: 'human',
    risks: [],
  },
  ...{ startsTurn: true, triaged: true, sentAt: null, receivedAt: at, deletedAt: null },
});

export const delivery = (id: string, conversation: string, changes: Partial<Delivery>): Delivery => ({
  ...{
    id,
    conversation,
    desk: 'chaos',
    customer: 'cus',
    purpose: 'reply',
    subject: id,
    turn: null,
    draft: null,
  },
  ...{
    epoch: 1,
    messages: [],
    text: '',
    language: 'en',
    state: 'sent',
    attempts: 1,
    begunAt: at,
    until: null,
  },
  ...{ doubt: false, nextAttemptAt: null, outcome: 'accepted', claimedAt: at, endedAt: at },
  ...changes,
});

export const post = (
  n: number,
  webhookId: string,
  auditCount: number,
  changes: Partial<Post> = {},
): Post => ({
  ...{ n, webhookId, auditCount, type: 'message', reaction: 'take', purpose: 'reply', conversation: '' },
  ...changes,
});

const turn = (id: string, conversation: string, messages: string[], endedAs: Turn['endedAs']): Turn => ({
  ...{ id, conversation, messages, endedAs, desk: 'chaos', epoch: 1, deskVersion: 'v', openedAt: at },
  ...{ endedAt: endedAs ? at : null, endReason: null },
});

const item = (id: string, conversation: string, changes: Partial<QueueItem>): QueueItem => ({
  ...{ id, conversation, desk: 'chaos', kind: 'handoff', queue: 'general', reason: 'x', priority: 'normal' },
  ...{ turn: null, draft: null, state: 'waiting', claimedBy: null, leaseUntil: null, decideBy: null },
  ...{ suggestion: null, suggestionAt: null },
  ...{ createdAt: at, endedAt: null, endedAs: null },
  ...changes,
});

type Told = [kind: string, actor: string, body: Record<string, unknown>];

export function chain(conversation: string, told: readonly Told[]): AuditRecord[] {
  let prev = '';
  return told.map(([kind, actor, body], i) => {
    const record = { conversation, n: i + 1, desk: 'chaos', at, kind, actor, body, prev };
    prev = hashOf(record);
    return { ...record, hash: prev };
  });
}

const conversation = (id: string, owner: Conversation['owner'], records: AuditRecord[]): Conversation => ({
  ...{ id, owner, desk: 'chaos', channel: 'chat', key: id, customer: 'cus', resolvedVia: 'new', link: null },
  ...{ epoch: 1, status: 'pending', statusAt: at, statusReason: null, topic: null, priority: 'normal' },
  ...{
    segment: null,
    language: null,
    homeQueue: null,
    personAnswered: false,
    messageSeq: 2,
    change: 3,
    rung: 3,
  },
  ...{ seen: 3, lookBy: null, supersededDrafts: 0, supersededSince: null, previous: null, next: null },
  ...{ auditCount: records.length, auditHead: records.at(-1)?.hash ?? '', openedAt: at, closedAt: null },
});

/** Three conversations: `answered` (owner ai), `person` (taken over), `queued` (handed off). */
export function cleanEvidence(): Evidence {
  const answered = chain('answered', [
    ['received', 'platform:customer', { message: 'm1' }],
    ['received', 'platform:customer', { message: 'm2' }],
    ['claimed', 'ai', { delivery: 'd1', purpose: 'reply', messages: ['m1', 'm2'] }],
    ['delivery_ended', 'system', { delivery: 'd1', as: 'sent' }],
  ]);
  const person = chain('person', [
    ['received', 'platform:customer', { message: 'm3' }],
    ['claimed', 'ai', { delivery: 'd2', purpose: 'reply', messages: ['m3'] }],
    ['taken_over', 'human:ann', { action: 'a1' }],
    ['delivery_ended', 'system', { delivery: 'd2', as: 'withdrawn' }],
    ['claimed', 'human:ann', { delivery: 'd3', purpose: 'person', messages: [] }],
    ['replied', 'human:ann', { action: 'a1', delivery: 'd3', seenThrough: 'm3' }],
    ['delivery_ended', 'system', { delivery: 'd3', as: 'sent' }],
  ]);
  const queued = chain('queued', [
    ['received', 'platform:customer', { message: 'm4' }],
    ['handed_off', 'ai', { item: 'i1', queue: 'general' }],
    ['claimed', 'ai', { delivery: 'd4', purpose: 'notice', messages: [] }],
    ['delivery_ended', 'system', { delivery: 'd4', as: 'sent' }],
  ]);
  const messages = [
    message('m1', 'answered', 1, 'delivery:d1'),
    message('m2', 'answered', 2, 'delivery:d1'),
    message('m3', 'person', 1, 'action:a1'),
    message('m4', 'queued', 1, null),
  ];
  return {
    deduplicates: true,
    conversations: [
      conversation('answered', 'ai', answered),
      conversation('person', 'human:ann', person),
      { ...conversation('queued', 'queue:general', queued), status: 'open' },
    ],
    messages,
    turns: [
      turn('t1', 'answered', ['m1', 'm2'], 'claimed'),
      turn('t2', 'person', ['m3'], 'claimed'),
      turn('t3', 'queued', ['m4'], 'handed_off'),
    ],
    deliveries: [
      delivery('d1', 'answered', { turn: 't1', subject: 't1', messages: ['m1', 'm2'] }),
      delivery('d2', 'person', { turn: 't2', subject: 't2', messages: ['m3'], state: 'withdrawn' }),
      delivery('d3', 'person', { purpose: 'person', subject: 'a1' }),
      delivery('d4', 'queued', { purpose: 'notice', subject: 'i1' }),
    ],
    items: [item('i1', 'queued', {})],
    packets: [{ item: 'i1', version: 1, throughSeq: 1 }],
    audit: [...answered, ...person, ...queued],
    actions: [{ conversation: 'person', id: 'a1', name: 'reply' }],
    acknowledged: messages.map((m) => ({
      providerId: m.providerId,
      message: m.id,
      conversation: m.conversation,
    })),
    ...{ refused: [], contradicted: [], brokenWorkflows: [] },
    posts: [post(0, 'd1', 3), post(1, 'd3', 6), post(2, 'd4', 3)],
  };
}
