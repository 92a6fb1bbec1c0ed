import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ModelTriage, mergeTriage, type RulesTriage } from '../../policy/merge-triage.ts';

const desk = {
  topicIds: ['hours', 'refund', 'other'],
  entityIds: ['order'],
  text: 'Where is W-12? I want my money back.',
};
const rules = (changes: Partial<RulesTriage> = {}): RulesTriage => ({
  topics: [{ id: 'refund', confidence: 0.6 }],
  safeFrom: 0.9,
  priority: 'normal',
  sentiment: 'neutral',
  language: 'en',
  entities: { order: ['W-12'] },
  notHelped: false,
  angry: false,
  ...changes,
});
const model = (changes: Partial<ModelTriage> = {}): ModelTriage => ({
  topics: [{ id: 'refund', confidence: 0.99 }],
  priority: 'normal',
  sentiment: 'neutral',
  language: 'en',
  risks: [],
  entities: [],
  notHelped: false,
  angry: false,
  ...changes,
});
const merged = (r: Partial<RulesTriage>, m: Partial<ModelTriage>) => mergeTriage(rules(r), model(m), desk);
const confidence = fc.double({ min: 0, max: 1, noNaN: true });
const topics = fc.array(
  fc.record({ id: fc.constantFrom('hours', 'refund', 'other', 'invented'), confidence }),
  {
    maxLength: 4,
  },
);

describe('rules and model side by side', () => {
  it('raise the union of their risks, and a name that is no risk is none', () => {
    const risks = [{ risk: 'legal_threat' }, { risk: 'legal_threat' }, { risk: 'made_up' }];
    expect(merged({}, { risks }).risks).toEqual([{ risk: 'legal_threat', level: 'person' }]);
  });

  it('agreeing never make a macro safe that the classifier alone did not', () => {
    expect(merged({}, {}).topics[0]?.confidence).toBeLessThan(0.9);
    expect(merged({ topics: [{ id: 'refund', confidence: 0.95 }] }, {}).topics).toEqual([
      { id: 'refund', confidence: 0.95 },
    ]);
  });

  it('disagreeing lower the confidence of what the model says', () => {
    const alone = merged(
      { topics: [{ id: 'other', confidence: 0.9 }] },
      { topics: [{ id: 'hours', confidence: 0.9 }] },
    );
    const against = merged({}, { topics: [{ id: 'hours', confidence: 0.9 }] });
    expect(against.topics[0]?.id).toBe('hours');
    expect(against.topics[0]?.confidence).toBeLessThan(alone.topics[0]?.confidence ?? 0);
  });

  it('keep every topic that the model finds in the message', () => {
    const both = [
      { id: 'hours', confidence: 0.8 },
      { id: 'refund', confidence: 0.9 },
    ];
    expect(
      merged({}, { topics: both })
        .topics.map((t) => t.id)
        .sort(),
    ).toEqual(['hours', 'refund']);
  });

  it('take only entities that the customer wrote and the desk knows', () => {
    const entities = [
      { id: 'order', value: 'W-99' },
      { id: 'order', value: 'W-12' },
      { id: 'iban', value: 'W-12' },
    ];
    expect(merged({}, { entities }).entities).toEqual({ order: ['W-12'] });
  });

  it('never lower a priority, and hear a complaint from either', () => {
    expect(merged({ priority: 'urgent' }, { priority: 'low' }).priority).toBe('urgent');
    expect(merged({ notHelped: true }, {})).toMatchObject({ notHelped: true });
    expect(merged({}, { angry: true })).toMatchObject({ angry: true });
  });

  it('whatever the model answers, name topics of the desk with a confidence from 0 to 1, and none that is safe by the model alone', () => {
    fc.assert(
      fc.property(topics, topics, (ours, theirs) => {
        const out = merged(
          { topics: ours.length > 0 ? ours : [{ id: 'other', confidence: 0.5 }] },
          { topics: theirs },
        );
        expect(out.topics.length).toBeGreaterThan(0);
        for (const { id, confidence: sure } of out.topics) {
          expect([...desk.topicIds, 'invented']).toContain(id);
          expect(sure).toBeGreaterThanOrEqual(0);
          expect(sure).toBeLessThanOrEqual(1);
          const byRules = Math.max(0, ...ours.filter((t) => t.id === id).map((t) => t.confidence));
          if (sure >= 0.9) expect(byRules).toBeGreaterThanOrEqual(0.9);
        }
      }),
    );
  });
});
