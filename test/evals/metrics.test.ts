/** The numbers of evals, against values worked out by hand. */
import { describe, expect, test } from 'vitest';
import { holds } from '../../evals/metrics/facts.ts';
import { bootstrapped, meanShare, share } from '../../evals/metrics/intervals.ts';
import { recallAt, reciprocalRank } from '../../evals/metrics/ranking.ts';
import { macroF1, topicScores } from '../../evals/metrics/topics.ts';

const answer = (expected: string, given: string) => ({
  expected: expected.split(' '),
  given: given.split(' '),
});

describe('F1 of topics', () => {
  test.each([
    ['all right', [answer('a', 'a'), answer('b', 'b')], 1],
    ['all wrong', [answer('a', 'b'), answer('b', 'a')], 0],
    // a: 1 hit, 1 missed → F1 2/3; b: 1 hit, 1 wrong → F1 2/3
    ['one of three wrong', [answer('a', 'a'), answer('a', 'b'), answer('b', 'b')], 2 / 3],
    // a and b: F1 1; c: expected nowhere, given once → 0
    ['a topic that nobody wrote about costs', [answer('a', 'a c'), answer('b', 'b')], 2 / 3],
    ['several topics of one message count each', [answer('a b', 'a')], 1 / 2],
    ['no answers', [], 0],
  ])('%s', (_, answers, f1) => {
    expect(macroF1(answers)).toBeCloseTo(f1, 10);
  });

  test('a rare topic weighs as much as a frequent one', () => {
    const frequent = Array.from({ length: 99 }, () => answer('a', 'a'));
    expect(macroF1([...frequent, answer('b', 'c')])).toBeCloseTo(1 / 3, 10);
  });

  test('scores say how often a topic was found, missed and wrongly given', () => {
    const [a] = topicScores([answer('a', 'a'), answer('a', 'b'), answer('b', 'a')]);
    expect(a).toMatchObject({ topic: 'a', n: 2, hit: 1, missed: 1, wrong: 1, precision: 0.5, recall: 0.5 });
  });
});

describe('ranking', () => {
  test.each([
    ['first', 1, ['x'], ['x', 'y'], 1, 1],
    ['second', 1, ['y'], ['x', 'y'], 0, 1 / 2],
    ['one of two', 2, ['x', 'z'], ['x', 'y', 'z'], 1 / 2, 1],
    ['passages of one document are one place', 2, ['y'], ['x', 'x', 'x', 'y'], 1, 1 / 2],
    ['not found', 5, ['q'], ['x', 'y'], 0, 0],
    ['nothing found', 5, ['q'], [], 0, 0],
  ])('%s', (_, k, expected, found, recall, reciprocal) => {
    expect(recallAt(k, { expected, found })).toBeCloseTo(recall, 10);
    expect(reciprocalRank({ expected, found })).toBeCloseTo(reciprocal, 10);
  });
});

describe('intervals', () => {
  test('a share has its Wilson interval', () => {
    const { value, low, high } = share(8, 10);
    expect([value, low, high].map((n) => n?.toFixed(3))).toEqual(['0.800', '0.490', '0.943']);
  });

  test('no case has no value, and could be anything', () => {
    expect(share(0, 0)).toMatchObject({ value: null, low: 0, high: 1, n: 0 });
    expect(meanShare([])).toMatchObject({ value: null, n: 0 });
    expect(bootstrapped([], () => 1)).toMatchObject({ value: null, n: 0 });
  });

  test('the same answers have the same interval, and it holds the value', () => {
    const shares = [0, 0.5, 1, 1, 0.5, 1, 0, 1];
    const first = meanShare(shares);
    expect(meanShare(shares)).toEqual(first);
    expect(first.value).toBe(0.625);
    expect(first.low).toBeLessThan(0.625);
    expect(first.high).toBeGreaterThan(0.625);
    expect(first.interval).toBe('bootstrap');
  });

  test('26 of 26 is not known for certain', () => {
    const all = meanShare(Array.from({ length: 26 }, () => 1));
    expect(all.value).toBe(1);
    expect(all.low).toBeLessThan(0.9);
  });

  test('more cases make it narrower', () => {
    const width = (n: number) => {
      const { low, high } = meanShare(Array.from({ length: n }, (_, at) => (at % 3) / 2));
      return high - low;
    };
    expect(width(300)).toBeLessThan(width(30) / 2);
  });
});

describe('a fact is in a text', () => {
  test.each([
    ['as it is', 'within 14 days of delivery', '14 days', true],
    ['in any case, over a line break', 'Choose\n"Delivery  Address"', 'delivery address', true],
    ['one or the other', '9,90 €', '9.90 € | 9,90 €', true],
    ['not as a piece of a number', 'within 114 days', '14 days', false],
    ['not where the number goes on', 'it costs 110.00 euros', '110', false],
    ['but where the sentence ends', 'it costs 110.', '110', true],
    ['not as a piece of a word', 'therapist', 'rapist', false],
    ['whatever quotation marks', 'choose “Cancel”', '"cancel"', true],
    ['signs are no pattern', 'room (a+b)', '(a+b)', true],
    ['and a dot is a dot', '5990 euros', '5.90', false],
  ])('%s', (_, text, fact, there) => {
    expect(holds(text, fact)).toBe(there);
  });
});
