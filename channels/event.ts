/** What else happens to a conversation on the platform: the body of `POST /v1/desks/{desk}/events`, a closed union. */
import { z } from 'zod';
import {
  attachments,
  channel,
  conversationKey,
  externalId,
  MAX_NAME_CHARS,
  MAX_TEXT_CHARS,
  moment,
  person,
  providerMessageId,
  text,
  webLink,
} from './fields.ts';

const about = {
  eventId: externalId
    .describe("The platform's id of this event. A known id is a repeat, and gets the first answer.")
    .meta({ examples: ['evt-88123'] }),
  channel,
  conversationKey,
  occurredAt: moment.optional().describe('When it happened. Shown to people; order is arrival.'),
};

const conversation = { channel: 'email', conversationKey: 'ticket-4711' };
const agent = { id: 'agent-7', name: 'Mia' };

const agentMessage = z
  .strictObject({
    type: z.literal('agent_message'),
    ...about,
    providerMessageId,
    person,
    text: text(MAX_TEXT_CHARS).describe('What they wrote to the customer.'),
    attachments,
    seenThrough: externalId
      .optional()
      .describe(
        'The providerMessageId of the last customer message they had seen. Later ones stay unanswered. Absent: all so far.',
      ),
    deliveryId: externalId
      .optional()
      .describe('Our delivery id, when this is an echo of a message that we sent. Then it changes nothing.'),
    link: webLink.optional().describe('Where the platform shows it.'),
  })
  .describe('A person of the team wrote to the customer. They own the conversation from now on.')
  .meta({
    id: 'AgentMessageEvent',
    examples: [
      {
        type: 'agent_message',
        eventId: 'evt-1',
        ...conversation,
        providerMessageId: 'm-77',
        person: agent,
        text: 'Hello Ada, I am looking into it.',
        seenThrough: '<b2f1@mail.example.com>',
      },
    ],
  });

const assigned = z
  .strictObject({ type: z.literal('assigned'), ...about, person })
  .describe('A person took the conversation. No automated reply leaves after this.')
  .meta({
    id: 'AssignedEvent',
    examples: [{ type: 'assigned', eventId: 'evt-2', ...conversation, person: agent }],
  });

const unassigned = z
  .strictObject({
    type: z.literal('unassigned'),
    ...about,
    queue: text(MAX_NAME_CHARS).min(1).optional().describe("A queue of desk.yaml. Absent: the topic's."),
  })
  .describe('The person gave it back to the team. It goes to a queue, not to the AI.')
  .meta({
    id: 'UnassignedEvent',
    examples: [{ type: 'unassigned', eventId: 'evt-3', ...conversation, queue: 'orders' }],
  });

const solved = z
  .strictObject({ type: z.literal('solved'), ...about, person: person.optional() })
  .describe(
    'Marked as solved on the platform. Recorded; the status stays open while a message is unanswered.',
  )
  .meta({
    id: 'SolvedEvent',
    examples: [{ type: 'solved', eventId: 'evt-4', ...conversation, person: agent }],
  });

const reopened = z
  .strictObject({ type: z.literal('reopened'), ...about, person: person.optional() })
  .describe('Opened again on the platform, without a new message.')
  .meta({ id: 'ReopenedEvent', examples: [{ type: 'reopened', eventId: 'evt-5', ...conversation }] });

const merged = z
  .strictObject({
    type: z.literal('merged'),
    ...about,
    into: conversationKey.describe('The key of the conversation that goes on, in the same channel.'),
  })
  .refine(({ conversationKey: from, into }) => from !== into, {
    error: 'a conversation cannot be merged into itself',
    path: ['into'],
  })
  .describe('Merged into another conversation of the same customer. Unanswered messages move there.')
  .meta({
    id: 'MergedEvent',
    examples: [{ type: 'merged', eventId: 'evt-6', ...conversation, into: 'ticket-4800' }],
  });

const messageEdited = z
  .strictObject({
    type: z.literal('message_edited'),
    ...about,
    providerMessageId,
    text: text(MAX_TEXT_CHARS).describe('The whole new text.'),
  })
  .describe('The customer changed a message. While unanswered, the reply answers the new text.')
  .meta({
    id: 'MessageEditedEvent',
    examples: [
      {
        type: 'message_edited',
        eventId: 'evt-7',
        ...conversation,
        providerMessageId: 'm-1002',
        text: 'Order L-1002, sorry.',
      },
    ],
  });

const messageDeleted = z
  .strictObject({ type: z.literal('message_deleted'), ...about, providerMessageId })
  .describe('The customer took a message back. Its text is erased here.')
  .meta({
    id: 'MessageDeletedEvent',
    examples: [{ type: 'message_deleted', eventId: 'evt-8', ...conversation, providerMessageId: 'm-1002' }],
  });

/** `failed` is the only one that asks for anything: the customer has not got what we count as said. */
export const deliveryStatuses = ['sent', 'delivered', 'read', 'failed'] as const;

const deliveryStatus = z
  .strictObject({
    type: z.literal('delivery_status'),
    ...about,
    deliveryId: externalId.describe('Our delivery id, from the callback.').meta({ examples: ['dlv_0h3k'] }),
    status: z
      .enum(deliveryStatuses)
      .describe('`failed`: it did not reach the customer and will not; a person gets it.'),
    reason: text(MAX_NAME_CHARS).optional().describe("The channel's reason, for the person who gets it."),
    providerMessageId: providerMessageId.optional().describe('The id the channel gave our message.'),
  })
  .describe('What the channel says about a message of ours, after the callback accepted it.')
  .meta({
    id: 'DeliveryStatusEvent',
    examples: [
      {
        type: 'delivery_status',
        eventId: 'evt-9',
        ...conversation,
        deliveryId: 'dlv_0h3k',
        status: 'failed',
        reason: 'mailbox full',
      },
    ],
  });

export const inboundEventSchema = z
  .discriminatedUnion('type', [
    agentMessage,
    assigned,
    unassigned,
    solved,
    reopened,
    merged,
    messageEdited,
    messageDeleted,
    deliveryStatus,
  ])
  .meta({ id: 'InboundEvent' });

export type InboundEvent = z.output<typeof inboundEventSchema>;
