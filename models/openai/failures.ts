/** Every way in which a call to a provider fails, mapped once to a ModelFailure. By shape: three libraries throw, each its own classes. */
import { seconds } from '../../domain/clock.ts';
import { ModelFailure, type ModelFailureKind } from '../failure.ts';

interface Circumstances {
  /** For a Retry-After that is a date. */
  now: Date;
  /** The caller's own signal: when it is aborted, the failure is `aborted`, whatever the library calls it. */
  signal?: AbortSignal;
  /** The call's clock: when it has rung, the failure is `timed_out`. */
  timeout?: AbortSignal;
}

/** Of node:net, node:dns and undici: nobody answered, or stopped answering. */
const noConnection = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
];

const tooSlow = ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** Parameters that we write ourselves: what a provider says about them is safe to repeat, and says what to mend. */
const ours = /^(response_format|tools|model|max_tokens|max_completion_tokens|temperature|encoding_format)\b/;

/** Enough of a provider's complaint to act on it. */
const MAX_DETAIL = 300;

/**
 * The failure that `error` is. Its message names status, code and parameter, and never the provider's own text unless
 * that is about a parameter of ours: it may quote the customer or the key, and failures end up in logs and histories.
 * For the same reason the original error is not kept as its cause.
 */
export function failureOf(error: unknown, circumstances: Circumstances): ModelFailure {
  const links = chainOf(error);
  const known = links.find((link) => link instanceof ModelFailure);
  if (known instanceof ModelFailure) return known;
  if (circumstances.signal?.aborted) return new ModelFailure('aborted', 'the call was cancelled');
  if (circumstances.timeout?.aborted)
    return new ModelFailure('timed_out', 'the provider did not answer in time');

  for (const link of links) {
    const status = numberAt(link, 'status');
    if (status !== undefined) return ofStatus(status, link, circumstances.now);
  }
  for (const link of links) {
    const code = stringAt(link, 'code') ?? '';
    if (noConnection.includes(code))
      return new ModelFailure('unreachable', `no connection to the provider (${code})`);
    if (tooSlow.includes(code))
      return new ModelFailure('timed_out', `the provider did not answer in time (${code})`);
    const byName = ofName(link);
    if (byName) return byName;
  }
  const names = links.map((link) => stringAt(link, 'name') ?? typeof link).join(', ');
  return new ModelFailure('bad_request', `the call failed before it reached the provider (${names})`);
}

/** The answer's own `finish_reason`, when it means that there is no whole answer. */
export function failureOfFinish(reason: string | undefined): ModelFailureKind | undefined {
  if (reason === 'length') return 'truncated';
  if (reason === 'content_filter') return 'refused';
  return undefined;
}

function ofStatus(status: number, error: object, now: Date): ModelFailure {
  const kind = kindOfStatus(status, error);
  const words = ['code', 'type', 'param'].flatMap((field) => {
    const value = stringAt(error, field);
    return value !== undefined && /^[\w.[\]-]{1,64}$/.test(value) ? [`${field} ${value}`] : [];
  });
  const detail = ours.test(stringAt(error, 'param') ?? '')
    ? `: ${(stringAt(error, 'message') ?? '').slice(0, MAX_DETAIL)}`
    : '';
  const wait = kind === 'rate_limited' || kind === 'overloaded' ? retryAfter(error, now) : undefined;
  return new ModelFailure(
    kind,
    `the provider answered ${[status, ...words].join(', ')}${detail}`,
    wait === undefined ? {} : { retryAfterMs: wait },
  );
}

function kindOfStatus(status: number, error: object): ModelFailureKind {
  const words = [stringAt(error, 'code'), stringAt(error, 'type')];
  // OpenAI answers an unpaid account with 429 as well; waiting does not help there.
  if (status === 402 || (status === 429 && words.includes('insufficient_quota'))) return 'quota_exhausted';
  if (status === 429) return 'rate_limited';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 408) return 'timed_out';
  // 409 is a lock on the provider's side and 425 asks for the same again.
  if (status === 409 || status === 425 || status >= 500) return 'overloaded';
  // Azure and some proxies reject a prompt that their filter dislikes.
  if (words.includes('content_filter') || words.includes('content_policy_violation')) return 'refused';
  return 'bad_request';
}

function ofName(link: object): ModelFailure | undefined {
  switch (stringAt(link, 'name')) {
    // LangChain's name for the SDK's APIConnectionTimeoutError, and the platform's.
    case 'TimeoutError':
      return new ModelFailure('timed_out', 'the provider did not answer in time');
    case 'AbortError':
      return new ModelFailure('aborted', 'the call was cancelled');
    case 'ContextOverflowError':
      return new ModelFailure('bad_request', 'the prompt is longer than the model can read');
    case 'SyntaxError':
      return new ModelFailure('invalid_answer', 'the answer is not JSON');
  }
  switch (link.constructor?.name) {
    case 'APIConnectionTimeoutError':
      return new ModelFailure('timed_out', 'the provider did not answer in time');
    case 'APIUserAbortError':
      return new ModelFailure('aborted', 'the call was cancelled');
    case 'LengthFinishReasonError':
      return new ModelFailure('truncated', 'the answer was cut off at the token limit');
    case 'ContentFilterFinishReasonError':
      return new ModelFailure('refused', 'a content filter stopped the answer');
  }
  return undefined;
}

/** Milliseconds, from `retry-after-ms` (OpenAI, Azure) or `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
function retryAfter(error: object, now: Date): number | undefined {
  const headers = 'headers' in error ? error.headers : undefined;
  if (!(headers instanceof Headers)) return undefined;
  const inMs = amount(headers.get('retry-after-ms'));
  if (inMs !== undefined) return inMs;
  const given = headers.get('retry-after');
  const inSeconds = amount(given);
  if (inSeconds !== undefined) return seconds(inSeconds);
  const at = Date.parse(given ?? '');
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

function amount(header: string | null): number | undefined {
  return header !== null && /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) : undefined;
}

/** The error and its causes, outermost first. */
function chainOf(error: unknown): object[] {
  const links: object[] = [];
  for (
    let link = error;
    typeof link === 'object' && link !== null && links.length < 8;
    link = 'cause' in link ? link.cause : undefined
  )
    links.push(link);
  return links;
}

function numberAt(from: object, name: string): number | undefined {
  const value = (from as Record<string, unknown>)[name];
  return typeof value === 'number' ? value : undefined;
}

function stringAt(from: object, name: string): string | undefined {
  const value = (from as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
