import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loudest, read, SOUNDS_LIKE_DANGER, soundsLikeDanger } from '../../policy/risk/danger/classifier.ts';
import { learn } from '../../policy/risk/danger/learn.ts';
import { learned } from '../../policy/risk/danger/weights.ts';
import { fold, foldedLine } from '../../policy/risk/fold.ts';
import { findRisks } from '../../policy/risk.ts';
import { dangerExamples } from '../../scripts/danger-examples.ts';
import { harmless, noPerson } from './risk-cases.ts';

const possible = (text: string) => findRisks(text).filter(({ risk }) => risk === 'possible_danger');
const share = (texts: readonly string[]) =>
  texts.filter((text) => possible(text).length > 0).length / texts.length;

describe('a text that sounds like danger', () => {
  const hinted = "Cancel the box please, where I'm going I won't need it. You've been kind to me, goodbye.";

  it('goes to a person, and is not called danger', () => {
    expect(findRisks(hinted)).toEqual([
      expect.objectContaining({ risk: 'possible_danger', level: 'person', rule: 'sounds_like' }),
    ]);
  });

  it('is not called possible where a rule is sure', () => {
    expect(findRisks('I want to kill myself, goodbye, I will not need it').map(({ risk }) => risk)).toEqual([
      'self_harm',
    ]);
  });

  it('is heard in passing, in the middle of a long message about something else', () => {
    const long = (n: number) =>
      'The lamp came in two boxes and the second one had a dent on the side, so I would like to send it back. '.repeat(
        n,
      );
    expect(possible(long(6))).toEqual([]);
    expect(possible(`${long(3)}${hinted} ${long(3)}`)).toHaveLength(1);
  });

  it('has its evidence in the text as it came, whatever was folded away', () => {
    const before = '😢\u200b '.repeat(40) + 'ﬁne. '.repeat(60);
    const [hit] = possible(before + hinted);
    const { start, end } = hit?.evidence ?? { start: 0, end: 0 };
    expect((before + hinted).slice(start, end)).toContain('goodbye');
  });

  it('is seldom heard where the words of danger are used for something else', () => {
    expect(harmless.length).toBeGreaterThan(150);
    expect(share(harmless)).toBeLessThan(0.08);
    expect(share(noPerson)).toBeLessThan(0.08);
  });

  it('takes time in proportion to a text of any shape', () => {
    const took = (text: string) => {
      const begun = performance.now();
      soundsLikeDanger(fold(text));
      return performance.now() - begun;
    };
    for (const part of ['ok. ', 'ok ', 'a?', '。', 'x', '今日は']) {
      took(part.repeat(2_000));
      const short = Math.min(...[1, 2, 3].map(() => took(part.repeat(2_000))));
      const long = Math.min(...[1, 2, 3].map(() => took(part.repeat(16_000))));
      expect([part, long < 40 * short + 20]).toEqual([part, true]); // eight times as long; a square would be 64
    }
  });

  it('has its evidence within any text, and throws for none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { evidence } of possible(text)) {
          expect(evidence.start).toBeGreaterThanOrEqual(0);
          expect(evidence.end).toBeLessThanOrEqual(text.length);
          expect(evidence.start).toBeLessThan(evidence.end);
        }
      }),
    );
  });
});

describe('what was learned', async () => {
  const examples = await dangerExamples();

  it('is what the examples teach: after a change, `npm run learn:danger`', () => {
    const anew = learn(examples);
    const kept = read(learned);
    expect(anew.bias).toBeCloseTo(kept.bias, 6);
    expect(anew.weights).toEqual(kept.weights);
  });

  it('finds half of the danger that it was not taught, and is wrong about few harmless messages', () => {
    const model = learn(examples.filter((_, at) => at % 5 !== 0));
    const held = examples
      .filter((_, at) => at % 5 === 0)
      .map((example) => ({ ...example, odds: loudest(model, foldedLine(example.text))?.odds ?? -Infinity }));
    const heard = (danger: boolean) => {
      const of = held.filter((example) => example.danger === danger);
      return of.filter(({ odds }) => odds >= SOUNDS_LIKE_DANGER).length / of.length;
    };
    expect(heard(true)).toBeGreaterThan(0.4);
    expect(heard(false)).toBeLessThan(0.03);
  });

  it('holds no example twice, and no address, link or number of a real person', () => {
    expect(new Set(examples.map(({ text }) => text)).size).toBe(examples.length);
    expect(examples.filter(({ text }) => /https?:|www\.|\S@\S+\.\w|\+\d{6,}|\d{9,}/.test(text))).toEqual([]);
  });
});
