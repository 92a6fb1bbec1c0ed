/** The operator API: read conversations and queues, act on them, see to deliveries. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { newId } from '../domain/ids.ts';
import type { Role } from '../domain/words.ts';
import { findConversation, listByKey, listOfCustomer, listOpen } from '../store/conversations.ts';
import { customersByAddress } from '../store/customers.ts';
import { failingDeliveries } from '../store/deliveries.ts';
import type { ApiKey } from '../store/keys.ts';
import { type Action, act } from '../transactions/act.ts';
import { retryDelivery } from '../transactions/attempt.ts';
import { requireKey } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { Problem, problemSchema } from './problem.ts';
import { showAudit, showConversation, showItem, showQueue, summaryOf } from './views.ts';

const readers: readonly Role[] = ['platform', 'agent', 'lead', 'admin'];
const people: readonly Role[] = ['agent', 'lead', 'admin'];
const leads: readonly Role[] = ['lead', 'admin'];

const inDesk = z.object({ desk: z.string() });
const inConversation = inDesk.extend({ conversation: z.string() });

/** Text that a person sends: the cap is what the store and every channel can take. */
const maxReplyLength = 20_000;
const seen = {
  seenThrough: z.string().describe('id of the newest customer message that you have read'),
  anyway: z.boolean().default(false).describe('send although the customer has written since'),
};
const reasonCode = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'a reason code is lower-case words joined by _');
const text = z.string().trim().min(1).max(maxReplyLength);

/** Every action with the fields it takes; its name is the end of its route. */
const actions = {
  claim: {
    body: z.object({ item: z.string() }),
    says: 'Take an item from the queue; a conflict when somebody has it',
  },
  takeover: { body: z.object({}), says: 'Become the owner, whoever has it; the AI falls silent' },
  release: { body: z.object({}), says: 'Give it to the AI, which answers exactly what is unanswered' },
  return: { body: z.object({ queue: z.string().optional() }), says: 'Give it back to a queue' },
  hold: { body: z.object({}), says: 'Waiting for a third party' },
  approve: { body: z.object({ draft: z.string(), ...seen }), says: 'Send the draft that waits for approval' },
  reject: {
    body: z.object({
      draft: z.string(),
      reason: reasonCode,
      next: z.enum(['hand_off', 'take_over']).default('hand_off'),
    }),
    says: 'Do not send the draft; hand the conversation off, or write yourself',
  },
  edit: {
    body: z.object({ draft: z.string(), text }),
    says: 'Change the draft; the answer names the new one, to approve',
  },
  reply: { body: z.object({ text, ...seen }), says: 'Answer the customer yourself; you become the owner' },
  solve: { body: z.object(seen), says: 'Nothing more is owed' },
} as const;

export function operatorRoutes(app: FastifyInstance, context: GatewayContext): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const { pool, links } = context;
  const key = (
    request: FastifyRequest<{ Params: { desk: string } }>,
    roles: readonly Role[],
  ): Promise<ApiKey> => requireKey(pool, request as FastifyRequest, request.params.desk, roles);
  const base = {
    tags: ['operators'],
    security: [{ apiKey: [] }],
    response: { '2xx': z.unknown(), '4xx': problemSchema },
  };

  typed.get(
    '/v1/desks/:desk/queue',
    {
      schema: {
        ...base,
        summary: 'Hand-offs and approvals, in the order to work in',
        params: inDesk,
        querystring: z.object({ queue: z.string().optional() }),
      },
    },
    async (request) => {
      await key(request, people);
      return { items: await showQueue(pool, request.params.desk, request.query.queue) };
    },
  );

  typed.get(
    '/v1/desks/:desk/queue/:item',
    {
      schema: {
        ...base,
        summary: 'One item with its packet or draft',
        params: inDesk.extend({ item: z.string() }),
      },
    },
    async (request) => {
      await key(request, people);
      const { desk, item } = request.params;
      return (await showItem(pool, desk, item, links)) ?? notFound('item', item, desk);
    },
  );

  typed.get(
    '/v1/desks/:desk/conversations',
    {
      schema: {
        ...base,
        summary: 'Find conversations by platform key or customer address; without either, the open ones',
        params: inDesk,
        querystring: z.object({ key: z.string().optional(), customer: z.string().optional() }),
      },
    },
    async (request) => {
      await key(request, readers);
      const { desk } = request.params;
      const { key: platformKey, customer } = request.query;
      const found = platformKey
        ? await listByKey(pool, desk, platformKey)
        : customer
          ? (
              await Promise.all(
                (await customersByAddress(pool, desk, customer)).map((id) => listOfCustomer(pool, desk, id)),
              )
            ).flat()
          : await listOpen(pool, desk);
      return { conversations: found.map((c) => summaryOf(c, links)) };
    },
  );

  typed.get(
    '/v1/desks/:desk/conversations/:conversation',
    { schema: { ...base, summary: 'Everything about one conversation', params: inConversation } },
    async (request) => {
      await key(request, readers);
      const { desk, conversation } = request.params;
      return (
        (await showConversation(pool, desk, conversation, links)) ??
        notFound('conversation', conversation, desk)
      );
    },
  );

  typed.get(
    '/v1/desks/:desk/conversations/:conversation/audit',
    { schema: { ...base, summary: 'Its audit records, in order', params: inConversation } },
    async (request) => {
      await key(request, people);
      const { desk, conversation } = request.params;
      if (!(await findConversation(pool, desk, conversation))) notFound('conversation', conversation, desk);
      return { records: await showAudit(pool, desk, conversation) };
    },
  );

  for (const [route, { body, says }] of Object.entries(actions)) {
    const name = route === 'takeover' ? 'takeOver' : route;
    const headers = z.object({
      'idempotency-key': z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe('a repeat with the same key returns the first answer'),
    });
    typed.post(
      `/v1/desks/:desk/conversations/:conversation/${route}`,
      { schema: { ...base, summary: says, params: inConversation, body, headers } },
      async (request) => {
        const { person } = await key(request, people);
        const { desk, conversation } = request.params;
        const actionId = request.headers['idempotency-key'] ?? newId('action', context.clock());
        // The schema of this route has just checked the fields that belong to this name.
        const action = { name, ...(request.body as object) } as Action;
        const answer = await act(
          context,
          desk,
          conversation,
          actionId,
          { person, recordedAs: `human:${person}` },
          action,
        );
        if (!answer) return notFound('conversation', conversation, desk);
        if (answer.kind === 'conflict')
          throw new Problem('conflict', answer.detail, {
            reason: answer.reason,
            ...(answer.messages ? { messages: answer.messages } : {}),
          });
        context.ring({ desk, conversation }, { change: answer.change, stop: true });
        return answer;
      },
    );
  }

  typed.get(
    '/v1/desks/:desk/deliveries',
    {
      schema: {
        ...base,
        summary: 'Deliveries that need eyes: waiting, parked, unknown, not sent',
        params: inDesk,
      },
    },
    async (request) => {
      await key(request, people);
      return { deliveries: await failingDeliveries(pool, request.params.desk, 200) };
    },
  );

  typed.post(
    '/v1/desks/:desk/deliveries/:delivery/retry',
    {
      schema: {
        ...base,
        summary: 'Another attempt now, through the fence',
        params: inDesk.extend({ delivery: z.string() }),
      },
    },
    async (request) => {
      const { person } = await key(request, leads);
      const { desk, delivery } = request.params;
      const answer = await retryDelivery(context, desk, delivery, `human:${person}`);
      if (answer.kind === 'unknown_delivery') return notFound('delivery', delivery, desk);
      if (answer.kind === 'over')
        throw new Problem(
          'conflict',
          `Delivery ${delivery} is over (${answer.state}): there is nothing to retry.`,
        );
      context.ring({ desk, conversation: answer.conversation }, { change: answer.change });
      return { delivery, state: 'claimed' };
    },
  );
}

function notFound(what: string, id: string, desk: string): never {
  throw new Problem('not_found', `Desk ${desk} has no ${what} ${id}.`);
}
