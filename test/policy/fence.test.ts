import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Owner, Purpose } from '../../domain/words.ts';
import { purposes } from '../../domain/words.ts';
import { answers, automatedPurposes, type FenceView, mayLeave } from '../../policy/fence.ts';

const view = (changes: Partial<FenceView> = {}): FenceView => ({
  owner: 'ai',
  epoch: 3,
  unanswered: ['m1', 'm2'],
  turnAnswered: false,
  acknowledgedLately: false,
  ...changes,
});
const leaving = (purpose: Purpose, changes: { epoch?: number | null; messages?: string[] } = {}) => ({
  purpose,
  epoch: 3,
  messages: ['m1', 'm2'],
  ...changes,
});
const owners: Owner[] = ['ai', 'queue:general', 'human:ann'];
/** `open`, or why not, for the three kinds of owner in that order. */
const byOwner = (purpose: Purpose): string[] =>
  owners.map((owner) => {
    const answer = mayLeave(view({ owner }), leaving(purpose));
    return answer.kind === 'shut' ? answer.reason : 'open';
  });

describe('the fence', () => {
  it.each<[Purpose, ai: string, queue: string, person: string]>([
    ['reply', 'open', 'owner', 'owner'],
    ['question', 'open', 'owner', 'owner'],
    ['approved', 'open', 'owner', 'owner'],
    ['acknowledgement', 'open', 'open', 'owner'],
    ['notice', 'open', 'open', 'owner'],
    ['revision', 'owner', 'open', 'owner'],
    ['incident', 'open', 'open', 'owner'],
    ['safety', 'open', 'open', 'open'],
    ['person', 'open', 'open', 'open'],
  ])('lets %s leave under the AI: %s, a queue: %s, a person: %s', (purpose, ...expected) => {
    expect(byOwner(purpose)).toEqual(expected);
  });

  it('names every purpose in the table above', () => {
    expect(purposes).toHaveLength(9);
  });

  it.each(['reply', 'question', 'approved'] as const)(
    'binds %s to its epoch and to exactly the unanswered messages',
    (purpose) => {
      const shut = (reason: string) => ({ kind: 'shut', reason });
      expect(mayLeave(view({ epoch: 4 }), leaving(purpose))).toEqual(shut('epoch'));
      expect(mayLeave(view({ epoch: 2 }), leaving(purpose))).toEqual(shut('epoch'));
      expect(mayLeave(view(), leaving(purpose, { epoch: null }))).toEqual(shut('epoch'));
      expect(mayLeave(view({ unanswered: ['m1', 'm2', 'm3'] }), leaving(purpose))).toEqual(shut('messages'));
      expect(mayLeave(view({ unanswered: ['m1'] }), leaving(purpose))).toEqual(shut('messages'));
      expect(mayLeave(view({ unanswered: [] }), leaving(purpose))).toEqual(shut('messages'));
      expect(mayLeave(view({ unanswered: ['m2', 'm1'] }), leaving(purpose))).toEqual({ kind: 'open' });
    },
  );

  it('binds a notice to the epoch that its hand-off set', () => {
    expect(mayLeave(view({ owner: 'queue:general', epoch: 4 }), leaving('notice'))).toEqual({
      kind: 'shut',
      reason: 'epoch',
    });
  });

  it('lets one acknowledgement leave in a day, and none once the turn is answered', () => {
    expect(mayLeave(view({ acknowledgedLately: true }), leaving('acknowledgement'))).toEqual({
      kind: 'shut',
      reason: 'acknowledged',
    });
    expect(mayLeave(view({ turnAnswered: true }), leaving('acknowledgement'))).toEqual({
      kind: 'shut',
      reason: 'answered',
    });
  });

  it('lets an incident’s answer leave only while all that it answers is unanswered', () => {
    expect(mayLeave(view({ unanswered: ['m1', 'm2', 'm3'] }), leaving('incident'))).toEqual({ kind: 'open' });
    expect(mayLeave(view({ unanswered: ['m1'] }), leaving('incident'))).toEqual({
      kind: 'shut',
      reason: 'messages',
    });
  });

  it('lets nothing automated but a safety message over a person’s head, whatever else holds', () => {
    const anyView = fc.record({
      epoch: fc.nat(5),
      unanswered: fc.uniqueArray(fc.constantFrom('m1', 'm2', 'm3')),
      turnAnswered: fc.boolean(),
      acknowledgedLately: fc.boolean(),
    });
    fc.assert(
      fc.property(anyView, fc.constantFrom(...purposes), fc.string(), (some, purpose, person) => {
        const answer = mayLeave({ ...some, owner: `human:${person}` }, leaving(purpose));
        expect(answer.kind === 'open').toBe(purpose === 'safety' || purpose === 'person');
      }),
    );
  });

  it('counts against the loop budget what no person has sent or released', () => {
    expect(automatedPurposes).not.toContain('person');
    expect(automatedPurposes).not.toContain('approved');
    expect(purposes.filter(answers)).toEqual(['reply', 'question', 'approved', 'incident']);
  });
});
