/** Every id of the project is made here: opaque, sortable by creation, and safe in URLs, file names and workflow ids. */
import { createHash, randomBytes } from 'node:crypto';

const prefixes = {
  conversation: 'cnv',
  customer: 'cus',
  message: 'msg',
  attachment: 'att',
  turn: 'trn',
  draft: 'drf',
  delivery: 'dlv',
  item: 'itm',
  event: 'evt',
  action: 'act',
  apiKey: 'key',
  document: 'doc',
  chunk: 'chk',
  modelCall: 'mcl',
} as const;

export type IdKind = keyof typeof prefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's base 32: no i, l, o, u

/** A new id: the kind's prefix, 45 bits of time in milliseconds (until the year 3084), 80 random bits. */
export function newId(kind: IdKind, now: Date): string {
  let time = '';
  for (let t = now.getTime(), i = 0; i < 9; i += 1, t = Math.floor(t / 32)) time = alphabet[t % 32] + time;
  let random = '';
  for (const byte of randomBytes(16)) random += alphabet[byte % 32];
  return `${prefixes[kind]}_${time}${random}`;
}

/** An id that anyone can make again from the same parts, so that doing a thing twice names it once. */
export function derivedId(kind: IdKind, ...parts: string[]): string {
  const digest = createHash('sha256').update(parts.join('\u0000')).digest();
  let body = '';
  for (const byte of digest.subarray(0, 25)) body += alphabet[byte % 32];
  return `${prefixes[kind]}_${body}`;
}

/** The Temporal workflow of a conversation. Opaque ids only: a workflow id is shown and never encrypted. */
export function workflowIdOf(desk: string, conversation: string): string {
  return `conversation/${desk}/${conversation}`;
}
