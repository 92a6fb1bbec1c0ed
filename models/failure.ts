/** What can go wrong with a provider, named once: everything above asks for the kind, and nothing for a library's error class. */
import type { ModelUsage } from './port.ts';

export type ModelFailureKind =
  /** 429: too many requests or tokens a minute. */
  | 'rate_limited'
  /** 5xx of the provider. */
  | 'overloaded'
  /** Refused, reset, no such host. */
  | 'unreachable'
  | 'timed_out'
  /** Cancelled by us: the draft is not wanted any more. */
  | 'aborted'
  /** 429 with `insufficient_quota`: somebody has to pay. */
  | 'quota_exhausted'
  /** 401 or 403. */
  | 'unauthorized'
  /** 400, 404, 422: the same request will never succeed. */
  | 'bad_request'
  /** The model declines to answer, or a content filter does. */
  | 'refused'
  /** Cut off at the token limit. */
  | 'truncated'
  /** Not what was asked for, also after one repair. */
  | 'invalid_answer'
  | 'wrong_dimension'
  /** Ours: the desk's tokens or money for the turn, the conversation or the day are used up. */
  | 'budget_spent'
  /** Ours: the provider failed so often that it is left alone for a while. */
  | 'breaker_open';

const worthRepeating: readonly ModelFailureKind[] = [
  'rate_limited',
  'overloaded',
  'unreachable',
  'timed_out',
];

export class ModelFailure extends Error {
  readonly kind: ModelFailureKind;
  /** As the provider asks for by Retry-After, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** What the provider charges although there is no usable answer: truncated, refused or invalid ones cost as much. */
  readonly usage: ModelUsage | null;

  constructor(
    kind: ModelFailureKind,
    message: string,
    options: { retryAfterMs?: number; usage?: ModelUsage; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ModelFailure';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.usage = options.usage ?? null;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return worthRepeating.includes(this.kind);
  }
}
