/** What a confidence is worth: bins, error, threshold and steps, against values worked out by hand. */
import { describe, expect, test } from 'vitest';
import {
  calibrationError,
  isotonic,
  reliability,
  safeThreshold,
  topicsWithTooFew,
} from '../../policy/calibration.ts';

const answers = (confidence: number, right: number, n: number) =>
  Array.from({ length: n }, (_, at) => ({ confidence, right: at < right }));

describe('the expected calibration error', () => {
  test.each([
    ['sure and right', answers(1, 10, 10), 0],
    ['sure and wrong', answers(1, 0, 10), 1],
    ['says 0.8 and is right in 0.8', answers(0.8, 8, 10), 0],
    ['says 0.95 and is right in half', answers(0.95, 5, 10), 0.45],
    // 30 answers off by 0.1 and 10 off by 0.4
    ['bins weigh by their answers', [...answers(0.9, 24, 30), ...answers(0.1, 5, 10)], 0.175],
  ])('%s', (_, judged, error) => {
    expect(calibrationError(judged)).toBeCloseTo(error, 10);
  });

  test('every answer is in one bin, a confidence of 1 too', () => {
    const judged = [0, 0.05, 0.1, 0.999, 1].map((confidence) => ({ confidence, right: true }));
    const bins = reliability(judged);
    expect(bins.map(({ n }) => n)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
  });
});

describe('the safe threshold', () => {
  test('is the lowest confidence from which on enough were right', () => {
    const judged = [...answers(0.9, 100, 100), ...answers(0.7, 99, 100), ...answers(0.5, 50, 100)];
    expect(safeThreshold(judged, 0.99)).toMatchObject({ confidence: 0.7, n: 200, right: 199 });
  });

  test('answers of the same confidence pass together, in whatever order they came', () => {
    const judged = [...answers(0.9, 100, 100), ...answers(0.8, 20, 40)];
    expect(safeThreshold(judged, 0.99)?.confidence).toBe(0.9);
    expect(safeThreshold(judged.toReversed(), 0.99)?.confidence).toBe(0.9);
  });

  test('there is none where the surest are wrong, or too few', () => {
    expect(safeThreshold(answers(0.9, 90, 100), 0.99)).toBeUndefined();
    expect(safeThreshold(answers(0.9, 9, 9), 0.99)).toBeUndefined();
  });

  test('says how far the share is known', () => {
    const safe = safeThreshold(answers(0.9, 100, 100), 0.99);
    expect(safe?.lower).toBeCloseTo(0.963, 3);
    expect(safe?.covers).toBe(1);
  });
});

test('steps rise, and pool what falls', () => {
  const steps = isotonic([
    ...answers(0.2, 1, 4),
    ...answers(0.5, 3, 4),
    ...answers(0.7, 1, 4),
    ...answers(0.9, 4, 4),
  ]);
  expect(steps).toEqual([
    { from: 0.2, actual: 0.25, n: 4 },
    { from: 0.5, actual: 0.5, n: 8 },
    { from: 0.9, actual: 1, n: 4 },
  ]);
});

test('topics with nine examples have too few, with ten enough', () => {
  expect(
    topicsWithTooFew(
      new Map([
        ['a', 9],
        ['b', 10],
      ]),
    ),
  ).toEqual([{ topic: 'a', examples: 9 }]);
});
