/** `triage calibrate`: every example is asked about by what has not learned it, by rules and by a model. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calibrateDesk } from '../../cli/triage/calibrate.ts';
import { calibrated, calibrationLines } from '../../cli/triage/calibration.ts';
import { foldsOf, heldOutOf, spread } from '../../cli/triage/held-out.ts';
import { ModelFailure } from '../../models/failure.ts';
import type { LanguageModel, ModelCall } from '../../models/port.ts';
import { minExamplesPerTopic } from '../../policy/calibration.ts';
import { type TestDesk, writeDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await writeDesk();
});
afterAll(() => desk.remove());

const sure = (id: string) => ({
  topics: [{ id, confidence: 0.8 }],
  priority: 'normal',
  sentiment: 'neutral',
  language: 'en',
  risks: [],
  entities: [],
  thankYou: false,
  spam: false,
  notHelped: false,
  angry: false,
  reasons: [],
});

/** Says `hours` to everything. */
function modelWith(calls: ModelCall[], text = (): string => JSON.stringify(sure('hours'))): LanguageModel {
  return {
    name: 'test:one',
    async answer(call) {
      calls.push(call);
      return {
        text: text(),
        toolCalls: [],
        usage: { inputTokens: 1_000_000, cachedTokens: 0, outputTokens: 0 },
        model: 'gpt-4.1-mini',
        request: null,
      };
    },
  };
}

describe('cross-validation', () => {
  test('asks about every example once, and never of what has learned it', () => {
    const heldOut = heldOutOf(desk.content);
    expect(heldOut).toHaveLength(15);
    let asked = 0;
    for (const fold of foldsOf(desk.content, heldOut)) {
      const out = heldOut.filter((e) => e.fold === fold.number);
      asked += out.length;
      const learned = fold.desk.topics.examples.map(({ text }) => text);
      expect(learned).toHaveLength(15 - out.length);
      for (const { text } of out) expect(learned).not.toContain(text);
    }
    expect(asked).toBe(15);
  });

  test('a topic with a single example keeps it', async () => {
    const { topics } = desk.content.desk;
    const single = topics.map((t, at) => (at === 0 ? { ...t, examples: t.examples.slice(0, 1) } : t));
    const content = { ...desk.content, desk: { ...desk.content.desk, topics: single } };
    expect(heldOutOf(content).some((e) => e.topic === single[0]?.id)).toBe(false);
  });

  test('a limit takes from every topic', () => {
    const topics = spread(heldOutOf(desk.content), 4).map(({ topic }) => topic);
    expect(new Set(topics).size).toBe(3);
    expect(topics).toHaveLength(4);
  });
});

describe('the report', () => {
  test('without a model says so, and names topics with too few examples', async () => {
    const report = await calibrateDesk(desk.content, { language: null, limit: 10, env: {} });
    expect(report.rules.n).toBe(15);
    expect(report.model).toBeNull();
    expect(report.tooFew.map(({ topic }) => topic)).toEqual(['hours', 'order_status', 'repair']);
    const lines = calibrationLines(report).join('\n');
    expect(lines).toContain('No language model was asked');
    expect(lines).toContain(
      `Too few examples (${minExamplesPerTopic} at least): hours 5, order_status 5, repair 5.`,
    );
  });

  test('with a model says how often it was right, by itself and merged, and what it cost', async () => {
    const calls: ModelCall[] = [];
    const progress: number[] = [];
    const report = await calibrateDesk(desk.content, {
      language: modelWith(calls),
      limit: 6,
      env: {},
      onProgress: (done) => progress.push(done),
    });
    expect(calls).toHaveLength(6);
    expect(progress).toEqual([1, 2, 3, 4, 5, 6]);
    expect(report.model).toMatchObject({ model: 'test:one', asked: 6, failed: {} });
    expect(report.model?.alone).toMatchObject({ n: 6, right: 2 });
    expect(report.model?.merged.n).toBe(6);
    expect(report.model?.usd).toBeCloseTo(6 * 0.4, 6);
    expect(report.model?.proposal).toEqual([{ from: 0.8, actual: 1 / 3, n: 6 }]);
    expect(calibrationLines(report).join('\n')).toContain('It is not applied');
  });

  test('an example that is asked about is not among the phrases that the model is shown', async () => {
    const calls: ModelCall[] = [];
    await calibrateDesk(desk.content, { language: modelWith(calls), limit: 15, env: {} });
    expect(calls).toHaveLength(15);
    for (const { messages } of calls) {
      const lines = messages.flatMap(({ text }) => text.split('\n'));
      const shown = lines.flatMap((line) => /^- (?:hours|order_status|repair): (.+)$/.exec(line)?.[1] ?? []);
      const asked = heldOutOf(desk.content).find(({ text }) => lines.some((l) => l.includes(`>${text}<`)));
      expect(asked).toBeDefined();
      expect(shown).not.toContain(asked?.text);
    }
    expect(calls.some(({ messages }) => messages.some(({ text }) => text.includes('Example phrases')))).toBe(
      true,
    );
  });

  test('what the model does not answer is counted by reason, and is no answer', async () => {
    const garbage = modelWith([], () => 'no JSON');
    const failing: LanguageModel = {
      name: 'test:away',
      answer: async () => {
        throw new ModelFailure('rate_limited', 'slow down');
      },
    };
    const options = { limit: 3, env: {} };
    const first = await calibrateDesk(desk.content, { ...options, language: garbage });
    expect(first.model).toMatchObject({ failed: { invalid_answer: 3 }, alone: { n: 0, error: null } });
    const second = await calibrateDesk(desk.content, { ...options, language: failing });
    expect(second.model).toMatchObject({ failed: { rate_limited: 3 }, alone: { n: 0, safe: null } });
    expect(calibrationLines(second).join('\n')).toContain('3 rate_limited');
  });

  test('few answers above the threshold are said to be too few', () => {
    const rules = calibrated(Array.from({ length: 50 }, () => ({ confidence: 0.9, right: true })));
    const lines = calibrationLines({ desk: 'd', examples: 50, tooFew: [], rules, inForce: 2, model: null });
    expect(lines.join('\n')).toMatch(/50 of 50 .*too few to be sure of: 100 answers/);
    expect(lines.join('\n')).toContain('every macro goes past a person first');
  });
});
