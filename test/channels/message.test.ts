/** Inbound messages and events of the generic channel: what is taken, in which form, and what is refused by name. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { normaliseAddress, sameAddress } from '../../channels/address.ts';
import { inboundEventSchema } from '../../channels/event.ts';
import { MAX_ID_BYTES, MAX_INLINE_BYTES } from '../../channels/fields.ts';
import { parseMessage } from '../../channels/generic.ts';
import { inboundMessageSchema } from '../../channels/message.ts';

const least = {
  channel: 'chat',
  conversationKey: 'c-1',
  providerMessageId: 'm-1',
  author: { kind: 'customer' },
  identities: [{ kind: 'email', address: 'ada@example.com' }],
  text: 'Hello',
};
const wrongFields = (body: unknown) =>
  (inboundMessageSchema.safeParse(body).error?.issues ?? []).map(({ path, code, ...issue }) =>
    [...path, ...(code === 'unrecognized_keys' && 'keys' in issue ? (issue.keys as string[]) : [])].join('.'),
  );

describe('addresses', () => {
  test.each([
    ['email', ' Ada.Berg@Example.COM ', 'ada.berg@example.com'],
    ['email', 'Ada Berg <ADA@example.com>', 'ada@example.com'],
    ['email', 'mailto:ada@example.com', 'ada@example.com'],
    ['email', 'ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['email', 'ada@example.com.', 'ada@example.com'],
    ['email', 'ada+shop@example.com', 'ada+shop@example.com'],
    ['email', '@example.com', null],
    ['email', 'ada@', null],
    ['email', 'ada', null],
    ['email', 'a@x.org, b@x.org', null],
    ['email', '', null],
    ['phone', '+49 (30) 1234-56', '+4930123456'],
    ['phone', '0049 30 123456', '+4930123456'],
    ['phone', 'tel:+49-30-123456;ext=7', '+4930123456'],
    ['phone', '030 123456', '030123456'],
    ['phone', '12', null],
    ['phone', '+1234567890123456', null],
    ['phone', '49+30', null],
    ['phone', 'AMAZON', null],
    ['user', ' U-42 ', 'U-42'],
    ['social', '   ', null],
    ['user', 'a\u0000b', null],
  ])('%s %s', (kind, address, expected) => {
    expect(normaliseAddress(kind, address)).toBe(expected);
  });

  test('a letter that only looks like another is another address', () => {
    expect(sameAddress('email', '\u212Aim@example.com', 'kim@example.com')).toBe(false); // Kelvin sign
    expect(sameAddress('email', 'KIM@example.com', 'kim@example.com')).toBe(true);
  });

  test('an empty or malformed address is the same as nothing, not even as itself', () => {
    for (const [kind, address] of [
      ['email', ''],
      ['email', 'nobody'],
      ['phone', '-'],
      ['user', ' '],
    ] as const) {
      expect(sameAddress(kind, address, address)).toBe(false);
    }
  });

  test('a normal form is its own normal form', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('email', 'phone', 'user', 'social'),
        fc.oneof(fc.string(), fc.emailAddress()),
        (kind, address) => {
          const normal = normaliseAddress(kind, address);
          expect(normal === null || normaliseAddress(kind, normal) === normal).toBe(true);
        },
      ),
    );
  });
});

describe('a message', () => {
  test('the least one is enough, and what is absent is claimed, empty or null', () => {
    const parsed = parseMessage(inboundMessageSchema.parse(least));
    expect(parsed).toMatchObject({
      providerId: 'm-1',
      identities: [{ kind: 'email', address: 'ada@example.com', proof: 'claimed' }],
      attachments: [],
      headers: {},
      sentAt: null,
      link: null,
    });
  });

  test('every example of the schema is valid', () => {
    const examples =
      z.toJSONSchema(inboundMessageSchema, { io: 'input' }).$defs?.InboundMessage?.examples ?? [];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(wrongFields(example)).toEqual([]);
  });

  test('identities are stored in their normal form; a sender without one keeps its name', () => {
    const identities = [
      { kind: 'email', address: ' ADA@Example.com' },
      { kind: 'phone', address: 'AMAZON' },
    ];
    expect(
      inboundMessageSchema.parse({ ...least, identities }).identities.map(({ address }) => address),
    ).toEqual(['ada@example.com', 'AMAZON']);
  });

  test('no character can make it unstorable', () => {
    const parsed = inboundMessageSchema.parse({
      ...least,
      text: 'a\u0000b \ud83d \ude00 😀',
      headers: { 'X-A': '\u0000' },
    });
    expect(parsed.text).toBe('a\uFFFDb \uFFFD \uFFFD 😀');
    expect(parsed.headers).toEqual({ 'x-a': '\uFFFD' });
  });

  test('an empty text is a message: a photo alone, a sticker', () => {
    expect(wrongFields({ ...least, text: '' })).toEqual([]);
  });

  test.each([
    ['a mistyped field', { conversation_key: 'c-1' }, 'conversation_key'],
    ['a blank provider id', { providerMessageId: '  ' }, 'providerMessageId'],
    [
      'an id that an index cannot hold',
      { providerMessageId: '€'.repeat(MAX_ID_BYTES / 2) },
      'providerMessageId',
    ],
    ['a customer without an address', { identities: [] }, 'identities'],
    ['a blank address', { identities: [{ kind: 'email', address: ' ' }] }, 'identities.0.address'],
    ['a kind of author that is none', { author: { kind: 'boss' } }, 'author.kind'],
    ['a link that is a script', { link: 'javascript:alert(1)' }, 'link'],
    ['a time without its zone', { sentAt: '2026-05-01T09:30:00' }, 'sentAt'],
    [
      'an attachment with neither url nor content',
      { attachments: [{ name: 'a', type: 'image/png' }] },
      'attachments.0.url',
    ],
    [
      'an attachment from a file',
      { attachments: [{ name: 'a', type: 'image/png', url: 'file:///etc/passwd' }] },
      'attachments.0.url',
    ],
    [
      'content that is no base64',
      { attachments: [{ name: 'a', type: 'image/png', content: '<png>' }] },
      'attachments.0.content',
    ],
  ])('%s is refused where it stands', (_, change, where) => {
    expect(wrongFields({ ...least, ...change })).toEqual([where]);
  });

  test('an inline attachment as large as allowed is taken, byte for byte', () => {
    const content = Buffer.alloc(MAX_INLINE_BYTES, 'ÿ');
    const attachments = [{ name: 'a.txt', type: 'text/plain', content: content.toString('base64') }];
    const [parsed] = parseMessage(inboundMessageSchema.parse({ ...least, attachments })).attachments;
    expect(parsed?.content?.equals(content)).toBe(true);
    const larger = [{ ...attachments[0], content: Buffer.alloc(MAX_INLINE_BYTES + 3).toString('base64') }];
    expect(wrongFields({ ...least, attachments: larger })).toEqual(['attachments.0.content']);
  });
});

describe('an event', () => {
  const types = [
    'agent_message',
    'assigned',
    'unassigned',
    'solved',
    'reopened',
    'merged',
    'message_edited',
    'message_deleted',
    'delivery_status',
  ];

  test('every type has an example, every example is valid, and there is no other type', () => {
    const definitions = Object.values(z.toJSONSchema(inboundEventSchema, { io: 'input' }).$defs ?? {});
    const examples = definitions.flatMap(({ examples }) => examples ?? []);
    const parsed = examples.map((example) => inboundEventSchema.parse(example).type);
    expect([...parsed].sort()).toEqual([...types].sort());
    expect(
      inboundEventSchema.safeParse({ type: 'exploded', eventId: 'e', channel: 'email', conversationKey: 'k' })
        .success,
    ).toBe(false);
  });

  test('a conversation is never merged into itself', () => {
    const merge = { type: 'merged', eventId: 'e', channel: 'email', conversationKey: 'k' };
    expect(inboundEventSchema.safeParse({ ...merge, into: 'k' }).success).toBe(false);
    expect(inboundEventSchema.safeParse({ ...merge, into: 'k2' }).success).toBe(true);
  });
});
