/** Paying for calls to the language model: within the budget, and on record with what each cost. */
import { newId } from '../domain/ids.ts';
import { ModelFailure } from '../models/failure.ts';
import type { LanguageModel, ModelAnswer, ModelCall } from '../models/port.ts';
import { costOf, type Prices, pricesFrom } from '../models/prices.ts';
import { type CallEstimate, mayAfford } from '../policy/budget.ts';
import type { RenderedPrompt } from '../prompts/render.ts';
import { insertModelCall, spentOn } from '../store/model-calls.ts';
import type { AskInput } from './ask.ts';
import type { ActivityContext, TurnScene } from './context.ts';

/** Characters of a prompt per token, low on purpose: a budget is to be kept, not nearly kept. */
const charsPerToken = 3;

export type Paid = (model: LanguageModel, call: ModelCall) => Promise<ModelAnswer>;

/** Every call is checked against the budget before, and on record with what it cost after, whatever came of it. */
export function payer(
  { pool, clock, env }: ActivityContext,
  { desk, conversation, ask }: AskInput,
  { turn, version }: TurnScene,
  { id: promptId, hash: promptHash }: RenderedPrompt,
): Paid {
  const of = { conversation, turn: turn.id };
  const prices = pricesFrom(env);
  return async (model, call) => {
    const begunAt = clock();
    const name = call.model ?? model.name;
    const spent = await spentOn(pool, desk, of, begunAt);
    const verdict = mayAfford(spent, version.content.desk.models.budget, estimate(call, prices, name));
    if (verdict.kind === 'denied')
      throw new ModelFailure('budget_spent', `no budget left: ${verdict.reason}`);
    const record = async (
      outcome: string,
      answer: Pick<ModelAnswer, 'usage' | 'model' | 'request'> | null,
    ) => {
      const usage = answer?.usage ?? { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
      const row = {
        id: newId('modelCall', begunAt),
        desk,
        ...of,
        ask,
        promptId,
        promptHash,
        ...usage,
        outcome,
      };
      const model = answer?.model ?? name;
      await insertModelCall(pool, {
        ...row,
        model,
        usd: costOf(prices, model, usage),
        request: answer?.request ?? null,
        begunAt,
        endedAt: clock(),
      });
    };
    try {
      const answer = await model.answer(call);
      await record('ok', answer);
      return answer;
    } catch (error) {
      if (error instanceof ModelFailure)
        await record(error.kind, error.usage ? { usage: error.usage, model: name, request: null } : null);
      throw error;
    }
  };
}

function estimate(call: ModelCall, prices: Prices, model: string): CallEstimate {
  const chars = call.messages.reduce((sum, m) => sum + m.text.length, 0);
  const inputTokens = Math.ceil(chars / charsPerToken);
  const outputTokens = call.maxOutputTokens;
  return {
    tokens: inputTokens + outputTokens,
    usd: costOf(prices, model, { inputTokens, cachedTokens: 0, outputTokens }),
  };
}
