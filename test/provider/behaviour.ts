/** How the double can behave, one request at a time. */
import type { Disguise } from './obedient.ts';
import type { ProviderRequest } from './protocol.ts';

export type Behaviour =
  /** What a good model might say: see answers.ts. For embeddings and moderation the only other kinds that matter are faults. */
  | { kind: 'sensible' }
  /** A bad model: does what any text of the prompt tells it to. In drafts it states it as a fact, or as `disguise` says. */
  | { kind: 'obedient'; disguise?: Disguise }
  /** A bad model: cites sources that it was never given. */
  | { kind: 'hallucinate_sources' }
  /** A bad model: answers with somebody else's account data. */
  | { kind: 'mix_up_customers' }
  /** This value, as JSON. */
  | { kind: 'answer'; value: unknown }
  /** This text as the message's content, JSON or not. */
  | { kind: 'text'; text: string }
  /** Tool calls; arguments that are a string go out as they are. */
  | { kind: 'tools'; calls: readonly { name: string; arguments: unknown }[] }
  | { kind: 'refusal' }
  /** Cut off in the middle, finish_reason `length`. */
  | { kind: 'truncated' }
  /** finish_reason `content_filter`. */
  | { kind: 'filtered' }
  /** JSON that does not fit the schema. */
  | { kind: 'wrong_schema' }
  /** Vectors one number longer than the others. */
  | { kind: 'wrong_dimension' }
  /** One vector too few. */
  | { kind: 'missing_vector' }
  /** 429. `retryAfter` is the header as it goes out: seconds, or an HTTP date. */
  | { kind: 'rate_limited'; retryAfter?: string; retryAfterMs?: string }
  /** 429 with `insufficient_quota`. */
  | { kind: 'quota_exhausted' }
  | {
      kind: 'error';
      status: number;
      code?: string;
      type?: string;
      param?: string;
      message?: string;
      headers?: Readonly<Record<string, string>>;
    }
  /** Closes the connection without an answer. */
  | { kind: 'reset' }
  /** Says nothing until the client hangs up; with `headers`, it begins to answer and stops. */
  | { kind: 'stall'; headers?: boolean }
  /** 200 and a page of HTML. */
  | { kind: 'garbage' }
  /** JSON of another protocol. */
  | { kind: 'wrong_shape' };

/** A queue of behaviours, each for one request, or a function of the request; undefined: the double's default. */
export type Script = readonly Behaviour[] | ((request: ProviderRequest) => Behaviour | undefined);

/** Those that take no arguments, by the names that the command line knows them by. */
export const namedBehaviours = [
  'sensible',
  'obedient',
  'hallucinate_sources',
  'mix_up_customers',
  'refusal',
  'truncated',
  'filtered',
  'wrong_schema',
  'wrong_dimension',
  'missing_vector',
  'rate_limited',
  'quota_exhausted',
  'reset',
  'stall',
  'garbage',
  'wrong_shape',
] as const;
