/** The breaker around each model of a process: see policy/breaker.ts. */
import type { Clock } from '../domain/clock.ts';
import { afterCall, type CallOutcome, closed, mayCall } from '../policy/breaker.ts';
import { ModelFailure } from './failure.ts';
import type { EmbeddingModel, LanguageModel, Moderation } from './port.ts';

/** The same model; while its provider keeps failing, calls fail at once with `breaker_open`, and cost nothing. */
export function guardedLanguage(model: LanguageModel, clock: Clock): LanguageModel {
  const guard = guardOf(model.name, clock);
  return { name: model.name, answer: (call) => guard(() => model.answer(call)) };
}

export function guardedEmbeddings(model: EmbeddingModel, clock: Clock): EmbeddingModel {
  const guard = guardOf(model.name, clock);
  return {
    name: model.name,
    dimension: () => guard(() => model.dimension()),
    embed: (texts, options) => guard(() => model.embed(texts, options)),
    named: (name) => {
      const other = model.named?.(name);
      return other && guardedEmbeddings(other, clock);
    },
  };
}

export function guardedModeration(model: Moderation, clock: Clock): Moderation {
  const guard = guardOf(model.name, clock);
  return { name: model.name, flagged: (texts, options) => guard(() => model.flagged(texts, options)) };
}

function guardOf(name: string, clock: Clock) {
  let breaker = closed;
  return async <T>(call: () => Promise<T>): Promise<T> => {
    const permission = mayCall(breaker, clock());
    if (permission.kind === 'refused')
      throw new ModelFailure('breaker_open', `${name} has kept failing and is left alone for now`, {
        retryAfterMs: permission.retryAfterMs,
      });
    breaker = permission.breaker;
    let outcome: CallOutcome = { kind: 'served' };
    try {
      return await call();
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      breaker = afterCall(breaker, outcome, clock());
    }
  };
}

function outcomeOf(error: unknown): CallOutcome {
  if (!(error instanceof ModelFailure)) return { kind: 'unknown' };
  switch (error.kind) {
    case 'rate_limited':
    case 'overloaded':
    case 'unreachable':
    case 'timed_out':
      return { kind: 'failed', retryAfterMs: error.retryAfterMs };
    case 'quota_exhausted':
    case 'unauthorized':
      return { kind: 'locked_out' };
    case 'aborted':
    case 'budget_spent':
    case 'breaker_open':
      return { kind: 'unknown' };
    // It answered: what is wrong is this request, or this answer.
    case 'bad_request':
    case 'refused':
    case 'truncated':
    case 'invalid_answer':
    case 'wrong_dimension':
      return { kind: 'served' };
    default:
      return error.kind satisfies never;
  }
}
