/** Intake: signed messages and events of a platform. The 2xx waits for Postgres, and for nothing else. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { inboundEventSchema } from '../channels/event.ts';
import { parseMessage } from '../channels/generic.ts';
import { inboundMessageSchema } from '../channels/message.ts';
import { verifyWebhook } from '../channels/webhook.ts';
import { receiveEvent } from '../transactions/platform.ts';
import { receiveMessage } from '../transactions/receive.ts';
import type { DeskVersion } from '../transactions/work.ts';
import type { GatewayContext } from './context.ts';
import { Problem, problemSchema } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it arrived: what the signature is for. */
    rawBody?: Buffer;
  }
}

const inDesk = z.object({ desk: z.string().max(60) });

const receivedSchema = z
  .object({
    kind: z
      .enum(['stored', 'duplicate', 'echo'])
      .describe('`duplicate`: this provider id is known; the rest is as the first time'),
    conversation: z.string(),
    message: z.string().nullable(),
    resolvedVia: z
      .string()
      .describe('how the conversation was found: key, new, after_closed, key_of_another_customer'),
  })
  .meta({ id: 'Received' });

const eventResultSchema = z
  .object({
    kind: z.enum(['done', 'duplicate', 'ignored']),
    conversation: z.string(),
    reason: z.string().optional().describe('why it changed nothing'),
  })
  .meta({ id: 'EventResult' });

export function intakeRoutes(app: FastifyInstance, context: GatewayContext): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const base = { tags: ['platforms'], security: [{ signedWebhook: [] }], params: inDesk };

  typed.post(
    '/v1/desks/:desk/messages',
    {
      // Before anything reads the body as JSON: who is not who they say gets no validation for free.
      preValidation: async (request) => void (await verified(context, request as FastifyRequest)),
      schema: {
        ...base,
        summary: 'A message has arrived',
        description:
          'Stored when the answer comes. Repeats with the same providerMessageId get the same answer.',
        body: inboundMessageSchema,
        response: { 202: receivedSchema, '4xx': problemSchema, '5xx': problemSchema },
      },
    },
    async (request, reply) => {
      const version = deskOf(request);
      const inbound = parseMessage(request.body);
      checkLimits(version, inbound);
      const received = await receiveMessage(context, version, inbound);
      if (received.kind === 'stored')
        context.ring(
          { desk: version.id, conversation: received.conversation },
          { change: received.change, stop: received.stop },
          received.seen,
        );
      const { kind, conversation, message, resolvedVia } = received;
      return reply.code(202).send({ kind, conversation, message, resolvedVia });
    },
  );

  typed.post(
    '/v1/desks/:desk/events',
    {
      preValidation: async (request) => void (await verified(context, request as FastifyRequest)),
      schema: {
        ...base,
        summary: 'Something else happened to a conversation on the platform',
        body: inboundEventSchema,
        response: { 200: eventResultSchema, '4xx': problemSchema, '5xx': problemSchema },
      },
    },
    async (request) => {
      const version = deskOf(request);
      const result = await receiveEvent(context, version, request.body);
      if (result.kind === 'unknown_conversation')
        throw new Problem(
          'not_found',
          `Desk ${version.id} has no conversation under key ${request.body.conversationKey} of channel ${request.body.channel}.`,
        );
      const { kind, conversation, change, stop, reason } = result;
      if (kind !== 'duplicate') context.ring({ desk: version.id, conversation }, { change, stop });
      return { kind, conversation, ...(reason ? { reason } : {}) };
    },
  );
}

const verifiedDesk = new WeakMap<FastifyRequest, DeskVersion>();

/** The desk whose signature the request carries. */
function deskOf(request: unknown): DeskVersion {
  const version = verifiedDesk.get(request as FastifyRequest);
  if (!version) throw new Error('a route of intake has no signature check');
  return version;
}

async function verified(context: GatewayContext, request: FastifyRequest): Promise<void> {
  const { desk } = request.params as { desk: string };
  const version = await context.desks.active(context.pool, desk);
  if (!version)
    throw new Problem(
      'unknown_desk',
      `There is no desk ${desk} here. Apply it with \`first-response desk apply\`.`,
    );
  const names = version.content.desk.secrets.inbound;
  const secrets = names.flatMap((name) => context.env[name] || []);
  if (secrets.length === 0)
    throw new Problem(
      'unconfigured',
      `The gateway has no secret for desk ${desk}: set ${names.join(' or ')} in its environment.`,
    );
  const verification = verifyWebhook(
    request.headers,
    request.rawBody ?? Buffer.alloc(0),
    secrets,
    context.clock(),
  );
  if (verification.kind === 'refused') throw refusal(verification.reason);
  verifiedDesk.set(request, version);
}

function refusal(reason: 'unsigned' | 'malformed' | 'stale' | 'bad_signature'): Problem {
  switch (reason) {
    case 'unsigned':
      return new Problem(
        'unsigned',
        'Sign the request as Standard Webhooks says: webhook-id, webhook-timestamp, webhook-signature.',
      );
    case 'malformed':
      return new Problem(
        'malformed',
        'The webhook-id, webhook-timestamp or webhook-signature header is not of the form that Standard Webhooks describes.',
      );
    case 'stale':
      return new Problem(
        'stale',
        'webhook-timestamp is more than five minutes from now. Sign each attempt anew, and check the clock.',
      );
    case 'bad_signature':
      return new Problem(
        'bad_signature',
        'The signature does not match the body. Sign the exact bytes that are sent, with a secret of this desk.',
      );
  }
}

function checkLimits(version: DeskVersion, inbound: ReturnType<typeof parseMessage>): void {
  const { textBytes, attachments, attachmentBytes } = version.content.desk.limits;
  if (Buffer.byteLength(inbound.text) > textBytes)
    throw new Problem(
      'too_large',
      `The text is longer than the ${textBytes} bytes this desk takes (limits.textBytes).`,
    );
  if (inbound.attachments.length > attachments)
    throw new Problem(
      'too_large',
      `There are more than the ${attachments} attachments this desk takes (limits.attachments).`,
    );
  const large = inbound.attachments.find((a) => (a.content?.length ?? 0) > attachmentBytes);
  if (large)
    throw new Problem(
      'too_large',
      `Attachment ${large.name} is larger than ${attachmentBytes} bytes (limits.attachmentBytes). Send its URL.`,
    );
}
