/** The pace of rings, by how long they take. */
import { expect, test } from 'vitest';
import { createPace } from '../../gateway/ring-pace.ts';

const after = (...times: number[]): number => {
  const pace = createPace();
  for (const ms of times) pace.took(ms);
  return pace.inFlight();
};

test('nothing is known of the server: one ring at a time', () => expect(after()).toBe(1));

test('a server near by is rung one at a time, also while it is busy', () => {
  expect(after(2.5)).toBe(1);
  expect(after(2.5, 40, 80, 120)).toBe(1);
});

test('a server far away is rung as often as one near by', () => expect(after(52, 50, 61)).toBe(10));

test('a server that takes seconds is not buried in calls', () => expect(after(4_000)).toBe(20));

test('a server that has moved away is noticed', () => {
  expect(after(2, ...Array.from({ length: 99 }, () => 50))).toBe(1);
  expect(after(2, ...Array.from({ length: 100 }, () => 50))).toBe(10);
});
