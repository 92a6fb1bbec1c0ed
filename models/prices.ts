/** What models cost, as far as that is known: an unknown price is null, never a guess. */
import { z } from 'zod';
import type { ModelUsage } from './port.ts';

/** US dollars per million tokens. */
export interface Price {
  input: number;
  /** Input read from the provider's cache. */
  cached: number;
  output: number;
}

export type Prices = Readonly<Record<string, Price>>;

const price = (input: number, cached: number, output: number): Price => ({ input, cached, output });

/** OpenAI's published list prices (standard tier). They change: FIRST_RESPONSE_PRICES overrides and adds. */
const listPrices: Prices = {
  'gpt-4.1': price(2, 0.5, 8),
  'gpt-4.1-mini': price(0.4, 0.1, 1.6),
  'gpt-4.1-nano': price(0.1, 0.025, 0.4),
  'gpt-4o': price(2.5, 1.25, 10),
  'gpt-4o-mini': price(0.15, 0.075, 0.6),
  'gpt-5': price(1.25, 0.125, 10),
  'gpt-5-mini': price(0.25, 0.025, 2),
  'gpt-5-nano': price(0.05, 0.005, 0.4),
  'gpt-5.1': price(1.25, 0.125, 10),
  'gpt-5.2': price(1.75, 0.175, 14),
  o3: price(2, 0.5, 8),
  'o4-mini': price(1.1, 0.275, 4.4),
  'text-embedding-3-small': price(0.02, 0.02, 0),
  'text-embedding-3-large': price(0.13, 0.13, 0),
  'text-embedding-ada-002': price(0.1, 0.1, 0),
};

const amount = z.number().min(0);
const given = z.record(
  z.string(),
  z
    .strictObject({ input: amount, cached: amount.optional(), output: amount.default(0) })
    .transform((p): Price => ({ ...p, cached: p.cached ?? p.input })),
);

/** With FIRST_RESPONSE_PRICES: `{"my-model": {"input": 0.2, "cached": 0.1, "output": 0.8}}`. Throws when it is not that. */
export function pricesFrom(env: Readonly<Record<string, string | undefined>>): Prices {
  const text = env.FIRST_RESPONSE_PRICES?.trim();
  if (!text) return listPrices;
  try {
    return { ...listPrices, ...given.parse(JSON.parse(text)) };
  } catch (error) {
    throw new Error(
      'FIRST_RESPONSE_PRICES is not JSON of the form {"model": {"input": 0.4, "cached": 0.1, "output": 1.6}}, in US dollars per million tokens',
      { cause: error },
    );
  }
}

/**
 * US dollars, or null when the price of `model` is not known. Takes names as the models of this project have them
 * (`openai:gpt-4.1-mini`) and as providers answer with them (`gpt-4.1-mini-2025-04-14`).
 */
export function costOf(prices: Prices, model: string, usage: ModelUsage): number | null {
  const name = model.replace(/^openai:/, '');
  // A Map, because a model may have the name of something that every object has.
  const known = new Map(Object.entries(prices));
  const found = known.get(name) ?? known.get(name.replace(/-\d{4}-\d{2}-\d{2}$/, ''));
  if (!found) return null;
  const cached = Math.min(usage.cachedTokens, usage.inputTokens);
  const perMillion =
    (usage.inputTokens - cached) * found.input + cached * found.cached + usage.outputTokens * found.output;
  return perMillion / 1_000_000;
}
