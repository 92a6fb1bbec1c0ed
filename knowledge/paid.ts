/** Embeddings that are paid for: within the desk's budget of money, and on record with what each request cost. */
import type { Clock } from '../domain/clock.ts';
import { newId } from '../domain/ids.ts';
import { ModelFailure } from '../models/failure.ts';
import type { EmbeddingModel } from '../models/port.ts';
import { costOf, pricesFrom } from '../models/prices.ts';
import { type Amounts, mayAfford } from '../policy/budget.ts';
import { insertModelCall, spentOn } from '../store/model-calls.ts';
import type { Db } from '../store/pool.ts';

export interface Payment {
  db: Db;
  clock: Clock;
  env: Readonly<Record<string, string | undefined>>;
  desk: string;
  budget: Amounts;
  /** `embed_query` of a turn's question, `embed_passages` of what there is to find. */
  ask: 'embed_query' | 'embed_passages';
  /** Null for what is of no turn. */
  conversation: string | null;
  turn: string | null;
}

/** Before the request only its text is known; a token is hardly ever shorter. */
const charsPerToken = 3;

/** The same model. `embed` throws `budget_spent` when the money is; tokens bound chat alone, which costs twenty times as much. */
export function paidEmbeddings(model: EmbeddingModel, payment: Payment): EmbeddingModel {
  const { db, clock, env, desk, budget, ask, conversation, turn } = payment;
  const usageOf = (inputTokens: number) => ({ inputTokens, cachedTokens: 0, outputTokens: 0 });
  return {
    ...model,
    async embed(texts, options) {
      const prices = pricesFrom(env);
      const begunAt = clock();
      const chars = texts.reduce((sum, text) => sum + text.length, 0);
      const usd = costOf(prices, model.name, usageOf(Math.ceil(chars / charsPerToken)));
      const spent = await spentOn(db, desk, { conversation, turn }, begunAt);
      const verdict = mayAfford(spent, budget, { tokens: 0, usd });
      if (verdict.kind === 'denied' && verdict.reason.endsWith('usd'))
        throw new ModelFailure('budget_spent', `no budget left: ${verdict.reason}`);
      let tokens = 0;
      const record = (outcome: string) =>
        insertModelCall(db, {
          id: newId('modelCall', begunAt),
          ...{ desk, conversation, turn, ask, outcome },
          ...{ model: model.name, promptId: null, promptHash: null, request: null },
          ...usageOf(tokens),
          usd: costOf(prices, model.name, usageOf(tokens)),
          begunAt,
          endedAt: clock(),
        });
      try {
        const vectors = await model.embed(texts, {
          ...options,
          spent: (more) => {
            tokens += more;
          },
        });
        await record('ok');
        return vectors;
      } catch (error) {
        if (error instanceof ModelFailure) await record(error.kind);
        throw error;
      }
    },
    named: (name) => {
      const other = model.named?.(name);
      return other && paidEmbeddings(other, payment);
    },
  };
}
