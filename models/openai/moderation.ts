/** OpenAI's moderation endpoint: one more voice for risk. Other servers have none. */
import OpenAI from 'openai';
import { type Clock, seconds } from '../../domain/clock.ts';
import { ModelFailure } from '../failure.ts';
import type { Moderation } from '../port.ts';
import { type Endpoint, exchange } from './exchange.ts';
import { failureOf } from './failures.ts';

const MODEL = 'omni-moderation-latest';

/** It answers in a fraction of a second, and the rules have listened already: not worth a longer wait. */
const TIMEOUT_MS = seconds(10);

export function moderation(endpoint: Endpoint, clock: Clock): Moderation {
  return {
    name: `openai:${MODEL}`,
    flagged: async (texts, options = {}) => {
      if (texts.length === 0) return [];
      const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
      try {
        const client = new OpenAI({
          apiKey: endpoint.apiKey,
          baseURL: endpoint.baseUrl,
          maxRetries: 0,
          fetch: exchange().fetch,
          logLevel: 'off',
        });
        const { results } = await client.moderations.create(
          { model: MODEL, input: [...texts] },
          { signal: options.signal ? AbortSignal.any([options.signal, timeout]) : timeout },
        );
        return categoriesOf(results);
      } catch (error) {
        throw failureOf(error, { now: clock(), signal: options.signal, timeout });
      }
    },
  };
}

function categoriesOf(results: unknown): string[] {
  if (!Array.isArray(results)) throw new ModelFailure('invalid_answer', 'the moderation has no results');
  const found = new Set<string>();
  for (const { categories } of results as { categories?: Record<string, unknown> }[])
    for (const [name, applies] of Object.entries(categories ?? {})) if (applies === true) found.add(name);
  return [...found].sort();
}
