/** Signed webhooks, in and out, by Standard Webhooks (standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { minutes } from '../domain/clock.ts';

/** How far the webhook's own timestamp may be from our clock, either way: what the specification's libraries allow. */
export const TIMESTAMP_TOLERANCE_MS = minutes(5);
/** The specification asks for 24 to 64 bytes of key. A shorter one can be guessed; an empty one signs anything. */
export const SECRET_BYTES = { min: 24, max: 64 } as const;
/** During a rotation there are two; more than this is a search for a collision, not a sender. */
export const MAX_SIGNATURES = 16;
/** Ids are stored and logged. */
export const MAX_WEBHOOK_ID_CHARS = 256;

const PREFIX = 'whsec_';

export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>;

export type Verification =
  | { kind: 'ok'; id: string }
  /** unsigned: no signature header. malformed: headers that no sender of the specification makes. */
  | { kind: 'refused'; reason: 'unsigned' | 'malformed' | 'stale' | 'bad_signature' };

/**
 * Verifies the body as it arrived, before anything parses it. Any of the secrets may have signed it, and any of the
 * signatures may match. Header names in lower case, as node gives them.
 *
 * The specification's own library is not used here, only in the tests, for two reasons: it reads the machine's clock,
 * and it decodes the body before it signs it, so that two bodies that differ in invalid UTF-8 have one signature.
 *
 * @throws Error when a secret is not one; `secretProblem` says so earlier.
 */
export function verifyWebhook(
  headers: WebhookHeaders,
  body: Uint8Array,
  secrets: readonly string[],
  now: Date,
): Verification {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
  if (signature === undefined || signature === '') return { kind: 'refused', reason: 'unsigned' };
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string')
    return malformed;
  if (id === '' || id.length > MAX_WEBHOOK_ID_CHARS || !/^\d{1,12}$/.test(timestamp)) return malformed;
  const signatures = signature.split(' ');
  if (signatures.length > MAX_SIGNATURES) return malformed;
  // In whole seconds, as the header is: otherwise a message signed exactly five minutes ago is stale by its fraction.
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(age) * 1000 > TIMESTAMP_TOLERANCE_MS) return { kind: 'refused', reason: 'stale' };
  let matches = false;
  for (const secret of secrets) {
    const expected = signatureOf(keyOf(secret), id, timestamp, body);
    // Every pair is compared to its end, whatever came before: the time taken says nothing about which one matched.
    for (const candidate of signatures) matches = sameBytes(candidate, expected) || matches;
  }
  return matches ? { kind: 'ok', id } : { kind: 'refused', reason: 'bad_signature' };
}

const malformed: Verification = { kind: 'refused', reason: 'malformed' };

export interface SignedHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** Headers for a body of ours, one signature per secret, so that a receiver may change over whenever it likes. */
export function signWebhook(id: string, body: string, secrets: readonly string[], now: Date): SignedHeaders {
  if (secrets.length === 0) throw new Error('nothing is sent unsigned: the desk needs an outbound secret');
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const bytes = Buffer.from(body, 'utf8');
  const signatures = secrets.map((secret) => signatureOf(keyOf(secret), id, timestamp, bytes));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** What is wrong with a secret, in words that do not quote it; undefined when nothing is. For `desk check` and doctor. */
export function secretProblem(secret: string): string | undefined {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return `a secret is ${PREFIX} and base64`;
  const { length } = Buffer.from(encoded, 'base64');
  const { min, max } = SECRET_BYTES;
  return length < min || length > max
    ? `a secret has ${min} to ${max} bytes; this one has ${length}`
    : undefined;
}

function keyOf(secret: string): Buffer {
  const problem = secretProblem(secret);
  if (problem) throw new Error(`${problem}. Make one with: echo "${PREFIX}$(openssl rand -base64 32)"`);
  return Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
}

function signatureOf(key: Buffer, id: string, timestamp: string, body: Uint8Array): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

function sameBytes(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
