import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priorities } from '../../domain/words.ts';
import { namesDeadline, type PriorityInput, priorityOf } from '../../policy/priority.ts';
import { levelOf, risks } from '../../policy/risk.ts';

const hit = (risk: string): PriorityInput['risks'][number] => ({ risk, level: levelOf(risk) });
const calm: PriorityInput = { risks: [], deskDefault: 'normal' };

describe('priority', () => {
  it.each<[string, Partial<PriorityInput>, string, string[]]>([
    ['nothing special', {}, 'normal', ['desk_default']],
    ['a topic the desk puts low', { deskDefault: 'low' }, 'low', ['desk_default']],
    ['danger', { risks: [hit('anger'), hit('self_harm')] }, 'urgent', ['risk:self_harm']],
    ['an account taken over', { risks: [hit('account_takeover')] }, 'urgent', ['risk:account_takeover']],
    ['a legal threat', { risks: [hit('legal_threat')] }, 'high', ['risk:legal_threat']],
    ['anger and a deadline', { risks: [hit('anger')], deadline: true }, 'high', ['risk:anger', 'deadline']],
    ['an answer that did not help', { notHelped: true }, 'high', ['not_helped']],
    ['a tier the desk puts first', { segment: 'gold', prioritySegments: ['gold'] }, 'high', ['segment:gold']],
    ['another tier', { segment: 'basic', prioritySegments: ['gold'] }, 'normal', ['desk_default']],
    ['thanks', { nothingOwed: true }, 'low', ['nothing_owed']],
    [
      'thanks with a wish for a person',
      { nothingOwed: true, risks: [hit('wants_person')] },
      'high',
      ['risk:wants_person'],
    ],
    ['a mere notice', { risks: [hit('opt_out')], deskDefault: 'low' }, 'low', ['desk_default']],
    [
      'an urgent topic with anger',
      { risks: [hit('anger')], deskDefault: 'urgent' },
      'urgent',
      ['desk_default'],
    ],
  ])('of %s', (_, input, priority, reasons) => {
    expect(priorityOf({ ...calm, ...input })).toEqual({ priority, reasons });
  });

  it('is never lowered by one more sign', () => {
    const input = fc.record({
      risks: fc.array(fc.constantFrom(...risks).map(hit), { maxLength: 4 }),
      deskDefault: fc.constantFrom(...priorities),
      angry: fc.boolean(),
      deadline: fc.boolean(),
      notHelped: fc.boolean(),
    });
    const rank = (one: PriorityInput): number => priorities.indexOf(priorityOf(one).priority);
    fc.assert(
      fc.property(input, fc.constantFrom(...risks), (some, risk) => {
        const more = { ...some, risks: [...some.risks, hit(risk)], angry: true, deadline: true };
        expect(rank(more)).toBeLessThanOrEqual(rank(some));
        expect(rank(some)).toBeLessThanOrEqual(priorities.indexOf(some.deskDefault));
      }),
    );
  });
});

describe('a deadline', () => {
  it.each([
    'I need it by tomorrow',
    'my flight is in 3 hours',
    'The wedding is on Saturday',
    'please answer asap',
    'Ich brauche es bis morgen',
    'C’est urgent',
    'lo necesito antes del lunes, es urgente',
  ])('is named in: %s', (text) => expect(namesDeadline(text)).toBe(true));
  it.each(['Where is my order?', 'I ordered it on Friday', 'thanks', 'Das Paket kam gestern'])(
    'is not named in: %s',
    (text) => expect(namesDeadline(text)).toBe(false),
  );
});
