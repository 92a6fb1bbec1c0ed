/** One signed POST to a desk's callback URL, and what can be known of it afterwards. */
import http from 'node:http';
import https from 'node:https';
import { seconds } from '../domain/clock.ts';
import { signWebhook } from './webhook.ts';

/** Of the answer, as much is read: it carries a message id or an error, never a document. */
export const MAX_ANSWER_BYTES = 64 * 1024;
/** Of a refusal's text, as much is kept for the operator. */
const MAX_DETAIL_CHARS = 200;
/**
 * An idle connection is given up before common receivers do (5 s and more). One that they close while we write is a
 * reset whose outcome nobody knows; a new connection costs a round trip.
 */
const IDLE_CONNECTION_MS = seconds(4);

export interface SignedPost {
  url: string;
  /** Each signs: see signWebhook. */
  secrets: readonly string[];
  /** The webhook id: the same at every attempt, so that the receiver knows a repeat. */
  id: string;
  /** Standard Webhooks' payload; `timestamp` is when it happened, ISO 8601. */
  body: { type: string; timestamp: string; data: unknown };
  /** The time of this attempt, which the signature carries. */
  now: Date;
  /** For all of it, from connecting to the last byte of the answer. */
  timeoutMs: number;
  signal?: AbortSignal;
}

export type PostOutcome =
  | { kind: 'accepted'; status: number; messageId?: string }
  /** Certain: the receiver has not taken it. May be tried again, whether or not it deduplicates. */
  | { kind: 'not_taken'; reason: string; retryAfterMs?: number }
  /** It may have been taken. */
  | { kind: 'unknown'; reason: string }
  /** Certain: it was not taken, and the same again would not be either. */
  | { kind: 'rejected'; status: number; reason: string; detail: string };

/**
 * Sends once. What the outcomes mean is DESIGN's, "What an outcome means"; the line between `not_taken` and `unknown`
 * is whether any byte of the request can have left: before the connection stands (with TLS: is secured), none has.
 * Redirects are not followed, because the signature is for the receiver whose URL the desk names.
 *
 * @throws TypeError on a URL that is none, Error without a usable secret: both are the desk's settings, not an outcome.
 */
export function postSigned(post: SignedPost): Promise<PostOutcome> {
  const url = new URL(post.url);
  const body = JSON.stringify(post.body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'first-response',
    ...signWebhook(post.id, body, post.secrets, post.now),
  };
  return new Promise((resolve) => {
    if (post.signal?.aborted) return resolve({ kind: 'not_taken', reason: 'aborted' });
    let mayHaveLeft = false;
    let settled = false;
    let answer: http.IncomingMessage | undefined;
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      headers,
      agent: secure ? agents.https : agents.http,
    });
    const settle = (outcome: PostOutcome) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      post.signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const giveUp = (reason: string) => {
      // With the status in hand the outcome is known, and only the rest of the answer is given up.
      if (answer) return answer.destroy();
      settle({ kind: mayHaveLeft ? 'unknown' : 'not_taken', reason });
      request.destroy();
    };
    const timer = setTimeout(() => giveUp(mayHaveLeft ? 'timeout' : 'connect_timeout'), post.timeoutMs);
    const onAbort = () => giveUp('aborted');
    post.signal?.addEventListener('abort', onAbort, { once: true });

    request.on('socket', (socket) => {
      if (request.reusedSocket) mayHaveLeft = true;
      else socket.once(secure ? 'secureConnect' : 'connect', () => (mayHaveLeft = true));
    });
    request.on('error', (error) => giveUp(reasonOf(error)));
    request.on('response', (response) => {
      answer = response;
      const status = response.statusCode ?? 0;
      void readAnswer(response).then((text) => settle(outcomeOf(status, response.headers, text, post.now)));
    });
    request.end(body);
  });
}

const agents = {
  http: new http.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS }),
  https: new https.Agent({ keepAlive: true, timeout: IDLE_CONNECTION_MS }),
};

/** Ends the idle connections, so that a process can. */
export function closeConnections(): void {
  agents.http.destroy();
  agents.https.destroy();
}

/** Pure: what a status and its headers mean. */
export function outcomeOf(
  status: number,
  headers: http.IncomingHttpHeaders,
  answer: string,
  now: Date,
): PostOutcome {
  if (status >= 200 && status < 300) {
    const messageId = messageIdIn(answer);
    return messageId === undefined ? { kind: 'accepted', status } : { kind: 'accepted', status, messageId };
  }
  if (status === 429 || status === 503) {
    const retryAfterMs = retryAfter(headers['retry-after'], now);
    const reason = `status_${status}`;
    return retryAfterMs === undefined
      ? { kind: 'not_taken', reason }
      : { kind: 'not_taken', reason, retryAfterMs };
  }
  if (status >= 500) return { kind: 'unknown', reason: `status_${status}` };
  if (status >= 300 && status < 400) {
    const detail = `redirects are not followed; the callback URL must be the final one (${headers.location ?? 'no location'})`;
    return { kind: 'rejected', status, reason: 'redirect', detail: detail.slice(0, MAX_DETAIL_CHARS) };
  }
  if (status < 200) return { kind: 'unknown', reason: `status_${status}` };
  // Standard Webhooks: 410 says that this address wants nothing any more.
  const reason = status === 410 ? 'gone' : `status_${status}`;
  return { kind: 'rejected', status, reason, detail: oneLine(answer) };
}

/** Milliseconds from now; RFC 9110 (10.2.3) allows seconds or a date. A past date is now; nonsense is nothing. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Three forms of HTTP date, all of which begin with a weekday: Date.parse alone would take "-5" for a year.
  const at = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

function messageIdIn(answer: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed !== 'object' || parsed === null || !('messageId' in parsed)) return undefined;
    return typeof parsed.messageId === 'string' && parsed.messageId !== '' ? parsed.messageId : undefined;
  } catch {
    return undefined;
  }
}

async function readAnswer(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_ANSWER_BYTES) break; // leaving the loop destroys the connection, and with it the rest
    }
  } catch {
    // Broken off: what has come is what there is.
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
}

const knownErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection_refused',
  ENOTFOUND: 'dns_failure',
  EAI_AGAIN: 'dns_failure',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
};

/** A reason code. Several addresses of one name fail together, each with its own error: the first stands for them. */
function reasonOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return knownErrors[code] ?? code.toLowerCase();
}

const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_DETAIL_CHARS);
