/** Fetching an attachment from the address a message gives: a stranger's URL, so nothing about it is trusted. */
import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { seconds } from '../domain/clock.ts';
import { FORBIDDEN_ADDRESS, guardedLookup, isPublicAddress, type Resolve } from './public-address.ts';
import { agrees, type SniffedType, sniffType } from './sniff.ts';

/** A file host may pass a link on to its storage; more than that is a circle or a search. */
export const MAX_REDIRECTS = 3;
/** For all of it, redirects included: attachments are small, and a slow drip should not hold an activity. */
export const DEFAULT_FETCH_TIMEOUT_MS = seconds(30);

export interface FetchOptions {
  /** Bytes; the desk's limit for one attachment. */
  maxBytes: number;
  /** The type the message declared; absent: the one the server says. */
  declaredType?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Hosts (`host` or `host:port`) that may be private. For tests, and for a file host inside the operator's network. */
  allow?: readonly string[];
  resolve?: Resolve;
}

export type Attachment =
  | { kind: 'ok'; content: Buffer; type: SniffedType; sha256: string }
  /** It would not be different next time: for a person, with the reason. */
  | {
      kind: 'refused';
      reason:
        | 'bad_url'
        | 'forbidden_address'
        | 'too_many_redirects'
        | 'too_large'
        | 'unsupported_type'
        | 'type_mismatch'
        | 'encoded'
        | `status_${number}`;
    }
  /** It may be there next time. */
  | { kind: 'failed'; reason: 'timeout' | 'aborted' | 'dns_failure' | 'connection' | `status_${number}` };

type Problem = Exclude<Attachment, { kind: 'ok' }>;
type Step =
  | { kind: 'content'; content: Buffer; type: string }
  | { kind: 'redirect'; location: string }
  | Problem;

/** Each redirect is judged like the first URL. Never throws for anything that the other side does. */
export async function fetchAttachment(url: string, options: FetchOptions): Promise<Attachment> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_FETCH_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  let next = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const target = judgeUrl(next, options.allow ?? []);
    if (target.kind === 'refused') return target;
    const step = await get(target, options, signal);
    if (step.kind === 'content')
      return inspectContent(step.content, options.declaredType ?? step.type, options.maxBytes);
    if (step.kind !== 'redirect') {
      if (!signal.aborted || step.kind === 'refused') return step;
      return { kind: 'failed', reason: options.signal?.aborted ? 'aborted' : 'timeout' };
    }
    if (!URL.canParse(step.location, next)) return { kind: 'refused', reason: 'bad_url' };
    next = new URL(step.location, next).href;
  }
  return { kind: 'refused', reason: 'too_many_redirects' };
}

/** The same judgement for content that came inline. */
export function inspectContent(content: Buffer, declaredType: string, maxBytes: number): Attachment {
  if (content.length > maxBytes) return { kind: 'refused', reason: 'too_large' };
  const type = sniffType(content);
  if (type === null) return { kind: 'refused', reason: 'unsupported_type' };
  if (!agrees(declaredType, type)) return { kind: 'refused', reason: 'type_mismatch' };
  return { kind: 'ok', content, type, sha256: createHash('sha256').update(content).digest('hex') };
}

type Target = { kind: 'target'; url: URL; trusted: boolean };

/** An address in the URL itself is never looked up, so it is judged here; names are judged when they are resolved. */
function judgeUrl(text: string, allow: readonly string[]): Target | Extract<Problem, { kind: 'refused' }> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Credentials in a URL would be sent to wherever a redirect leads.
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return { kind: 'refused', reason: 'bad_url' };
  }
  const trusted = allow.includes(url.host) || allow.includes(url.hostname);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (!trusted && isIP(literal) !== 0 && !isPublicAddress(literal)) {
    return { kind: 'refused', reason: 'forbidden_address' };
  }
  return { kind: 'target', url, trusted };
}

function get({ url, trusted }: Target, options: FetchOptions, signal: AbortSignal): Promise<Step> {
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? https : http).get(url, {
      // No shared connections: one that stands was checked for another name.
      agent: false,
      lookup: trusted ? undefined : guardedLookup(options.resolve),
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'first-response' },
      signal,
    });
    request.on('error', (error) => resolve(problemOf(error)));
    request.on('response', (response) => {
      read(response, options.maxBytes)
        .then(resolve, (error: Error) => resolve(problemOf(error)))
        .finally(() => response.destroy());
    });
  });
}

async function read(response: http.IncomingMessage, maxBytes: number): Promise<Step> {
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location)
    return { kind: 'redirect', location: headers.location };
  if (status === 408 || status === 429 || status >= 500)
    return { kind: 'failed', reason: `status_${status}` };
  if (status !== 200) return { kind: 'refused', reason: `status_${status}` };
  // We asked for none; a packed body would also pass the size limit and grow afterwards.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return { kind: 'refused', reason: 'encoded' };
  if (Number(headers['content-length'] ?? 0) > maxBytes) return { kind: 'refused', reason: 'too_large' };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return { kind: 'refused', reason: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'content', content: Buffer.concat(chunks), type: headers['content-type'] ?? '' };
}

function problemOf(error: Error): Problem {
  const code = 'code' in error ? error.code : undefined;
  if (code === FORBIDDEN_ADDRESS) return { kind: 'refused', reason: 'forbidden_address' };
  return {
    kind: 'failed',
    reason: code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'dns_failure' : 'connection',
  };
}
