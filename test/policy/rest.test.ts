import { describe, expect, it } from 'vitest';
import { isAtRest, type RestView } from '../../policy/rest.ts';

const answered = { startsTurn: true, answeredBy: 'delivery:d', triaged: true, deletedAt: null };
const open = { ...answered, answeredBy: null };
const rest = (changes: Partial<RestView> = {}): RestView => ({
  change: 5,
  seen: 5,
  owner: 'ai',
  messages: [answered],
  turns: [{ id: 't', endedAt: new Date() }],
  items: [],
  deliveries: [{ state: 'sent', attempts: 1, until: null }],
  ...changes,
});
const approval = { kind: 'approval', state: 'waiting', turn: 't2', draft: 'd' };
const openTurn = { id: 't2', endedAt: null };

describe('a conversation', () => {
  it.each<[string, Partial<RestView>, boolean]>([
    ['answered, and its last change seen', {}, true],
    ['with a change that the workflow has not seen', { change: 6 }, false],
    ['with an unanswered message under the AI', { messages: [open] }, false],
    ['with an unanswered message that was deleted', { messages: [{ ...open, deletedAt: new Date() }] }, true],
    ['with an unanswered message that starts no turn', { messages: [{ ...open, startsTurn: false }] }, true],
    ['with an unanswered message in a queue, triaged', { owner: 'queue:general', messages: [open] }, true],
    [
      'with an unanswered message in a queue, not triaged',
      { owner: 'queue:general', messages: [{ ...open, triaged: false }] },
      false,
    ],
    ['with an open turn', { messages: [open], turns: [openTurn] }, false],
    ['whose draft waits for approval', { messages: [open], turns: [openTurn], items: [approval] }, true],
    [
      'whose draft was withdrawn',
      { messages: [open], turns: [openTurn], items: [{ ...approval, turn: null, draft: null }] },
      false,
    ],
    [
      'whose approval is for another turn',
      { messages: [open], turns: [{ ...openTurn, id: 't3' }], items: [approval] },
      false,
    ],
    [
      'with a delivery that was never attempted',
      { deliveries: [{ state: 'claimed', attempts: 0, until: null }] },
      false,
    ],
    [
      'with a delivery under way',
      { deliveries: [{ state: 'claimed', attempts: 1, until: new Date() }] },
      false,
    ],
    [
      'with a failed delivery that waits for its next attempt',
      { deliveries: [{ state: 'claimed', attempts: 1, until: null }] },
      true,
    ],
    ['with a parked delivery', { deliveries: [{ state: 'parked', attempts: 9, until: null }] }, true],
  ])('%s: at rest %s', (_, changes, expected) => {
    expect(isAtRest(rest(changes))).toBe(expected);
  });
});
