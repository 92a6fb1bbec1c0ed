/** Fields that inbound messages and events share, with their limits: what a platform may send, before a desk's own limits. */
import { z } from 'zod';
import { proofs } from '../domain/words.ts';
import { identityKinds, MAX_ADDRESS_CHARS, normaliseAddress } from './address.ts';

/**
 * A whole request. Inline attachments have to fit in; larger ones go by URL, and are fetched after the answer.
 */
export const MAX_REQUEST_BYTES = 8 * 1024 * 1024;
/** Longer than any mail a person writes (the longest novel chapter is shorter); a desk sets its own, lower limit. */
export const MAX_TEXT_CHARS = 200_000;
/** Ids of other systems, in bytes: a Message-ID is at most a line of 998 (RFC 5322), and an index row takes 2,704. */
export const MAX_ID_BYTES = 998;
export const MAX_NAME_CHARS = 200;
export const MAX_LINK_CHARS = 2_000;
export const MAX_IDENTITIES = 20;
export const MAX_ATTACHMENTS = 50;
/** Of one inline attachment, decoded. */
export const MAX_INLINE_BYTES = 4 * 1024 * 1024;
/** Mail through many relays has some 100 headers; References grow with a thread. */
export const MAX_HEADERS = 200;
export const MAX_HEADER_CHARS = 16_000;

/**
 * Text that Postgres can hold: NUL, which it refuses, and halves of surrogate pairs, which its JSON refuses, become
 * U+FFFD. Otherwise one such character would make a message that can never be stored.
 */
export const text = (max: number) => z.string().max(max).overwrite(storable);

function storable(raw: string): string {
  // Cs, "surrogate", in a Unicode pattern is only ever half of a pair.
  return raw.replaceAll('\0', '\uFFFD').replace(/\p{Cs}/gu, '\uFFFD');
}

/** Not blank. Ids are compared exactly, so only the ends are trimmed. */
export const externalId = text(MAX_ID_BYTES)
  .trim()
  .min(1)
  .refine((id) => Buffer.byteLength(id) <= MAX_ID_BYTES, `an id has at most ${MAX_ID_BYTES} bytes`);

export const channel = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'a channel is lower-case letters, digits, _ and -')
  .describe('The channel as desk.yaml names it: `email`, `sms`, `chat`, `social`, or one of its own.')
  .meta({ examples: ['email'] });

export const conversationKey = externalId
  .describe("The platform's own id of the thread. The same key leads to the same conversation.")
  .meta({ examples: ['ticket-4711'] });

export const providerMessageId = externalId
  .describe(
    'The id the channel gave this message. A message with a known id is a repeat, and gets the first answer.',
  )
  .meta({ examples: ['<b2f1@mail.example.com>'] });

/** Our page links to it, so it must not be a script. */
export const webLink = z.url({ protocol: /^https?$/ }).max(MAX_LINK_CHARS);

export const moment = z.iso.datetime({ offset: true }).meta({ examples: ['2026-05-01T09:30:00+02:00'] });

const identityShape = z.strictObject({
  kind: z
    .enum(identityKinds)
    .describe("`user`: the platform's own id of a signed-in person. `social`: an account on a network."),
  address: text(MAX_ADDRESS_CHARS)
    .trim()
    .min(1)
    .describe('E-mail address, phone number with country code (`+49…`), or id.')
    .meta({ examples: ['ada@example.com'] }),
  proof: z
    .enum(proofs)
    .default('claimed')
    .describe(
      'How the platform knows. `claimed`: the writer says so. `channel`: the channel vouches for it (DMARC passed, the SMS came from there). `verified`: signed in, or proved by a code. Account facts need at least `channel`.',
    ),
});

/** In the normal form. An address that has none (an SMS from `AMAZON`) is kept as it is; it matches no account. */
export const identity = identityShape.overwrite((raw) => ({
  ...raw,
  address: normaliseAddress(raw.kind, raw.address) ?? raw.address,
}));

export const person = z
  .strictObject({
    id: externalId.describe("The platform's id of the person.").meta({ examples: ['agent-7'] }),
    name: text(MAX_NAME_CHARS).optional().describe('As it is shown to colleagues.'),
  })
  .describe('Somebody of the support team.');

export const attachment = z
  .strictObject({
    name: text(MAX_NAME_CHARS)
      .min(1)
      .describe('File name.')
      .meta({ examples: ['receipt.pdf'] }),
    type: text(MAX_NAME_CHARS)
      .regex(/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/, 'a media type, such as image/png')
      .describe('Declared media type. It is compared with the content.')
      .meta({ examples: ['application/pdf'] }),
    url: webLink
      .optional()
      .describe(
        'Where it can be fetched without credentials, for at least an hour. Never from a private address.',
      ),
    content: z
      .base64()
      .max(Math.ceil(MAX_INLINE_BYTES / 3) * 4)
      .optional()
      .describe('The content itself, in base64.'),
  })
  .refine(({ url, content }) => (url === undefined) !== (content === undefined), {
    error: 'an attachment has either a url or its content',
    path: ['url'],
  });

export const attachments = z.array(attachment).max(MAX_ATTACHMENTS).default([]);
