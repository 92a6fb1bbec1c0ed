/** Prices are known or they are not. */
import { expect, it } from 'vitest';
import { costOf, pricesFrom } from '../../models/prices.ts';

const usage = { inputTokens: 1_000_000, cachedTokens: 250_000, outputTokens: 100_000 };

it('a known model costs its list price, the cached part of the input less', () => {
  const prices = pricesFrom({});
  // 0.75 M at 0.40, 0.25 M at 0.10, 0.1 M at 1.60
  expect(costOf(prices, 'openai:gpt-4.1-mini', usage)).toBeCloseTo(0.3 + 0.025 + 0.16, 10);
  expect(costOf(prices, 'gpt-4.1-mini-2025-04-14', usage)).toBeCloseTo(0.485, 10);
});

it('an unknown model has no price, and nobody makes one up', () => {
  expect(costOf(pricesFrom({}), 'qwen3:8b', usage)).toBeNull();
  expect(costOf(pricesFrom({}), 'gpt-4.1-mini-turbo', usage)).toBeNull();
  expect(costOf(pricesFrom({}), 'constructor', usage)).toBeNull();
});

it('a desk that pays otherwise says so, and the rest of the list stays', () => {
  const prices = pricesFrom({ FIRST_RESPONSE_PRICES: '{"qwen3:8b": {"input": 0.1, "output": 0.2}}' });
  expect(costOf(prices, 'openai:qwen3:8b', usage)).toBeCloseTo(0.12, 10);
  expect(costOf(prices, 'gpt-4.1', usage)).not.toBeNull();
});

it.each(['{', '[]', '{"m": {"input": -1}}', '{"m": {"input": 1, "per": "month"}}'])(
  'a price list that is not one is an error that shows the form: %s',
  (text) => {
    expect(() => pricesFrom({ FIRST_RESPONSE_PRICES: text })).toThrow(/FIRST_RESPONSE_PRICES .*"input"/);
  },
);
