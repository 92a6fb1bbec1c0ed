/** The generic channel's inbound message: the body of `POST /v1/desks/{desk}/messages`. */
import { z } from 'zod';
import { authorKinds, automatedVerdicts } from '../domain/words.ts';
import {
  attachments,
  channel,
  conversationKey,
  externalId,
  identity,
  MAX_HEADER_CHARS,
  MAX_HEADERS,
  MAX_IDENTITIES,
  MAX_NAME_CHARS,
  MAX_TEXT_CHARS,
  moment,
  providerMessageId,
  text,
  webLink,
} from './fields.ts';

const header = z.union([text(MAX_HEADER_CHARS), z.array(text(MAX_HEADER_CHARS)).max(MAX_HEADERS)]);

/** Names in lower case: mail headers are the same in any case. */
const headers = z
  .record(text(MAX_NAME_CHARS), header)
  .refine((all) => Object.keys(all).length <= MAX_HEADERS, `at most ${MAX_HEADERS} headers`)
  .overwrite((all) =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value])),
  );

const example = {
  channel: 'email',
  conversationKey: 'ticket-4711',
  providerMessageId: '<b2f1@mail.example.com>',
  author: { kind: 'customer', name: 'Ada Berg' },
  identities: [{ kind: 'email', address: 'ada@example.com', proof: 'channel' }],
  subject: 'My parcel',
  text: 'Hello, where is my order L-1001? It was due on Monday.',
  attachments: [],
  headers: { 'message-id': '<b2f1@mail.example.com>' },
  sentAt: '2026-05-01T09:30:00+02:00',
  link: 'https://support.example.com/tickets/4711',
};

const withAttachment = {
  channel: 'chat',
  conversationKey: 'session-81',
  providerMessageId: 'm-1002',
  author: { kind: 'customer' },
  identities: [{ kind: 'user', address: 'u-42', proof: 'verified' }],
  text: 'Here is the photo.',
  attachments: [{ name: 'lamp.png', type: 'image/png', url: 'https://files.example.com/lamp.png' }],
};

/** Unknown fields are refused: a mistyped optional field would otherwise be lost in silence, with every message. */
export const inboundMessageSchema = z
  .strictObject({
    channel,
    conversationKey,
    providerMessageId,
    author: z
      .strictObject({
        kind: z
          .enum(authorKinds)
          .describe(
            '`customer`: whose conversation it is. `participant`: somebody else in it (copied in, a partner): always for a person. `agent`, `bot`: of the support team; better sent as an `agent_message` event.',
          ),
        name: text(MAX_NAME_CHARS).optional().describe('As the channel shows it. Not a proof of anything.'),
      })
      .describe('Who wrote it.'),
    identities: z
      .array(identity)
      .max(MAX_IDENTITIES)
      .default([])
      .describe("The author's addresses. At least one for a customer or participant."),
    subject: text(MAX_HEADER_CHARS).optional().describe('Subject line, where the channel has one.'),
    text: text(MAX_TEXT_CHARS).describe(
      'The message as plain text, without quoted history where the platform can tell. May be empty (a photo alone).',
    ),
    attachments: attachments.describe('By URL, or inline when small.'),
    headers: headers
      .default({})
      .describe("The provider's headers, as far as known: automated mail is recognised by them."),
    automated: z
      .enum(automatedVerdicts)
      .optional()
      .describe('The platform’s own finding on whether a machine wrote it. Absent: unknown.'),
    deliveryId: externalId
      .optional()
      .describe('Our delivery id, when this is an echo of a message that we sent. Then it changes nothing.'),
    sentAt: moment
      .optional()
      .describe('When the author sent it. Shown to people; order is arrival, never this.'),
    link: webLink.optional().describe('Where the platform shows the conversation.'),
  })
  .refine(({ author, identities }) => identities.length > 0 || ['agent', 'bot'].includes(author.kind), {
    error: 'a message of a customer or participant needs at least one identity',
    path: ['identities'],
  })
  .describe('One message of a conversation.')
  .meta({ id: 'InboundMessage', examples: [example, withAttachment] });

export type InboundMessage = z.output<typeof inboundMessageSchema>;
