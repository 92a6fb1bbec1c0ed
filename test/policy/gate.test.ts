import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GateInput, gate, type ModelDraft } from '../../policy/gate.ts';

/** A macro whose choice is safe: nothing is in its way. */
const safe = (changes: Partial<GateInput> = {}): GateInput =>
  ({
    alwaysHuman: [],
    fromParticipant: false,
    hasAttachment: false,
    spam: false,
    thankYou: false,
    notHelped: false,
    topics: [{ id: 'hours', confidence: 0.99, autonomy: 'auto', hasMacro: true }],
    topicThreshold: 0.5,
    macroThreshold: 0.9,
    turnsWithoutProgress: 0,
    maxTurnsWithoutProgress: 2,
    loopBudget: 'ok',
    notYours: false,
    withheld: false,
    missingEntity: null,
    draft: { kind: 'macro', sentBefore: false, languageMatches: true },
    angry: false,
    injection: false,
    repeatsItself: false,
    ...changes,
  }) as GateInput;
const topic = (changes: Partial<GateInput['topics'][number]>) =>
  ({ ...safe().topics[0], ...changes }) as GateInput['topics'][number];
const model = (changes: Partial<ModelDraft> = {}): ModelDraft => ({
  ...{ kind: 'model', problems: [], judged: true, partly: false, sampled: false },
  ...changes,
});
const missing = (changes = {}) => ({ id: 'order', askedBefore: false, canAsk: true, ...changes });

/** In the order of the rules: each row alone decides, and wins over every row after it. */
const table: [string, Partial<GateInput>, string][] = [
  [
    'a risk that always needs a person',
    { alwaysHuman: ['self_harm', 'wants_person'] },
    'hand_off always_human:self_harm',
  ],
  ['another participant', { fromParticipant: true }, 'hand_off participant'],
  ['spam', { spam: true }, 'none spam'],
  ['thanks', { thankYou: true }, 'none thank_you'],
  ['an attachment', { hasAttachment: true }, 'hand_off attachment_unsupported'],
  ['"that did not help"', { notHelped: true }, 'hand_off not_helped'],
  [
    'a topic that is off',
    { topics: [topic({}), topic({ id: 'legal', autonomy: 'off' })] },
    'hand_off topic_off',
  ],
  ['the loop budget', { loopBudget: 'loop_budget_day' }, 'hand_off loop_budget_day'],
  ['two turns without progress', { turnsWithoutProgress: 2 }, 'hand_off no_progress'],
  ['somebody else’s order', { notYours: true }, 'hand_off other_customers_data'],
  ['a fact that the address does not prove', { withheld: true }, 'hand_off identity_unproven'],
  ['something to ask for', { missingEntity: missing() }, 'ask entity_missing'],
  ['nothing to say', { draft: { kind: 'nothing' } }, 'hand_off no_sources'],
];

describe('the gate', () => {
  it('sends a macro whose choice is safe', () => {
    expect(gate(safe())).toEqual({ kind: 'send', reason: 'macro_safe' });
  });

  it.each(table)('on %s decides by it alone', (_, changes, expected) => {
    const { kind, reason } = gate(safe(changes));
    expect(`${kind} ${reason}`).toBe(expected);
  });

  it('puts severity before silence: an earlier rule wins over every later one', () => {
    for (const [first, [, changes, expected]] of table.entries()) {
      for (const [, later] of table.slice(first + 1)) {
        const { kind, reason } = gate(safe({ ...later, ...changes }));
        expect(`${kind} ${reason}`).toBe(expected);
      }
    }
  });

  it('asks once, and only what the desk has a question for', () => {
    expect(gate(safe({ missingEntity: missing({ askedBefore: true }) }))).toEqual({
      kind: 'hand_off',
      reason: 'asked_already',
    });
    expect(gate(safe({ missingEntity: missing({ canAsk: false }) }))).toEqual({
      kind: 'hand_off',
      reason: 'cannot_ask',
    });
  });

  it('tells an unknown topic from a known one without sources', () => {
    const draft = { kind: 'nothing' } as const;
    expect(gate(safe({ draft, topics: [topic({ id: 'other' })] })).reason).toBe('unknown_topic');
    expect(gate(safe({ draft, topics: [topic({ confidence: 0.4 })] })).reason).toBe('unknown_topic');
    expect(gate(safe({ draft: { kind: 'missing_facts' } }))).toEqual({
      kind: 'hand_off',
      reason: 'missing_facts',
    });
  });

  it.each<[string, Partial<GateInput>, string]>([
    ['passages instead of a macro', { draft: { kind: 'passages' } }, 'no_macro'],
    ['a suspected injection', { injection: true }, 'injection_suspected'],
    ['an angry customer', { angry: true }, 'angry'],
    [
      'one topic of two without a macro',
      { topics: [topic({}), topic({ hasMacro: false })] },
      'topic_without_macro',
    ],
    [
      'one topic of two not sure enough',
      { topics: [topic({}), topic({ confidence: 0.8 })] },
      'low_confidence',
    ],
    [
      'a macro sent before',
      { draft: { kind: 'macro', sentBefore: true, languageMatches: true } },
      'macro_sent_before',
    ],
    [
      'a macro in another language',
      { draft: { kind: 'macro', sentBefore: false, languageMatches: false } },
      'other_language',
    ],
    ['a topic on approval', { topics: [topic({}), topic({ autonomy: 'approve' })] }, 'autonomy_approve'],
  ])('asks a person to approve on %s', (_, changes, reason) => {
    expect(gate(safe(changes))).toEqual({ kind: 'approve', reason });
  });

  it('keeps a shadow draft to itself', () => {
    expect(gate(safe({ topics: [topic({ autonomy: 'shadow' })] }))).toEqual({
      kind: 'hand_off',
      reason: 'shadow',
    });
  });

  it('lets a model’s draft leave alone only when it was judged, found faultless, and has earned it', () => {
    expect(gate(safe({ draft: model() }))).toEqual({ kind: 'send', reason: 'autonomy_earned' });
  });

  it.each<[string, Partial<GateInput>, string]>([
    [
      'that review found a problem in',
      { draft: model({ problems: ['number_unsupported'] }) },
      'draft_problem:number_unsupported',
    ],
    ['to a text that reads like instructions', { draft: model(), injection: true }, 'injection_suspected'],
    ['to an angry customer', { draft: model(), angry: true }, 'angry'],
    ['that no judge has read', { draft: model({ judged: false }) }, 'not_judged'],
    ['that leaves a question to a person', { draft: model({ partly: true }) }, 'partly_answered'],
    [
      'about a topic nobody is sure of',
      { draft: model(), topics: [topic({ confidence: 0.4 })] },
      'low_confidence',
    ],
    ['about no topic of the desk', { draft: model(), topics: [topic({ id: 'other' })] }, 'low_confidence'],
    [
      'for a topic on approval',
      { draft: model(), topics: [topic({}), topic({ autonomy: 'approve' })] },
      'autonomy_approve',
    ],
    ['that was drawn as a sample', { draft: model({ sampled: true }) }, 'sample'],
  ])('asks a person to approve a model’s draft %s', (_, changes, reason) => {
    expect(gate(safe(changes))).toEqual({ kind: 'approve', reason });
  });

  it.each([
    'internal_quoted',
    'instructions_leaked',
    'reveals_internal',
    'reveals_other_customer',
    'obeys_data',
  ])('puts a model’s draft with %s before nobody', (problem) => {
    expect(gate(safe({ draft: model({ problems: ['incomplete', problem] }) }))).toEqual({
      kind: 'hand_off',
      reason: `draft_unsafe:${problem}`,
    });
  });

  it('sends nothing by itself unless every condition of a safe macro holds', () => {
    const input = fc.record({
      alwaysHuman: fc.constantFrom<string[]>([], [], ['self_harm']),
      fromParticipant: mostlyFalse,
      hasAttachment: mostlyFalse,
      notHelped: mostlyFalse,
      notYours: mostlyFalse,
      withheld: mostlyFalse,
      angry: mostlyFalse,
      injection: mostlyFalse,
      turnsWithoutProgress: fc.constantFrom(0, 0, 1, 2),
      topics: fc.array(
        fc.record({
          id: fc.constantFrom('hours', 'other'),
          confidence: fc.constantFrom(0.2, 0.95),
          autonomy: fc.constantFrom('auto', 'auto', 'approve', 'shadow', 'off'),
          hasMacro: fc.constantFrom(true, true, false),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(input, (changes) => {
        const full = safe(changes as Partial<GateInput>);
        if (gate(full).kind !== 'send') return;
        expect(full.alwaysHuman).toEqual([]);
        expect([
          full.fromParticipant,
          full.hasAttachment,
          full.notHelped,
          full.notYours,
          full.withheld,
        ]).not.toContain(true);
        expect([full.angry, full.injection]).not.toContain(true);
        expect(
          full.topics.every(
            (t) => t.autonomy === 'auto' && t.hasMacro && t.confidence >= full.macroThreshold,
          ),
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const mostlyFalse = fc.constantFrom(false, false, false, true);
