/** What a tried turn says to language models, and what it costs: a recorder around the models of this process. */
import type { LanguageModel, ModelMessage, Models, ModelUsage } from '../../models/port.ts';
import { costOf, pricesFrom } from '../../models/prices.ts';

export interface TriedCall {
  /** Name of the answer's schema, which names the prompt. */
  prompt: string;
  /** As sent: personal data is replaced already. */
  messages: readonly ModelMessage[];
  answer: string | null;
  /** What went wrong, when nothing came back. */
  failure: string | null;
  model: string;
  usage: ModelUsage | null;
  /** US dollars; null: the price of this model is not known. */
  usd: number | null;
}

export function recorded(models: Models, env: NodeJS.ProcessEnv): { models: Models; calls: TriedCall[] } {
  const calls: TriedCall[] = [];
  const { language } = models;
  if (!language) return { models, calls };
  const recording: LanguageModel = {
    name: language.name,
    async answer(call) {
      const said = { prompt: call.output.name, messages: call.messages };
      try {
        const answer = await language.answer(call);
        const { text, toolCalls, usage, model } = answer;
        const words = toolCalls.length > 0 ? JSON.stringify(toolCalls) : text;
        calls.push({
          ...said,
          answer: words,
          failure: null,
          model,
          usage,
          usd: costOf(pricesFrom(env), model, usage),
        });
        return answer;
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        calls.push({ ...said, answer: null, failure, model: language.name, usage: null, usd: null });
        throw error;
      }
    },
  };
  return { models: { ...models, language: recording }, calls };
}
