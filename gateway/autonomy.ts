/** Autonomy over HTTP, for leads: what the evidence says, and who may send alone from now on. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Role } from '../domain/words.ts';
import { autonomyReport, demoteTopic, promote } from '../transactions/autonomy-report.ts';
import { type Refused, refusalInWords } from '../transactions/autonomy-words.ts';
import { requireKey } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { Problem, problemSchema } from './problem.ts';

const leads: readonly Role[] = ['lead', 'admin'];
const inDesk = z.object({ desk: z.string() });
const inTopic = inDesk.extend({ topic: z.string() });

const scope = {
  channel: z.string().min(1).optional().describe('all channels when absent'),
  promptVersion: z
    .string()
    .min(4)
    .optional()
    .describe('a prompt version of the report, or the beginning of its hash; all when absent'),
};

export function autonomyRoutes(app: FastifyInstance, context: GatewayContext): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const { pool } = context;
  const key = (request: FastifyRequest<{ Params: { desk: string } }>) =>
    requireKey(pool, request as FastifyRequest, request.params.desk, leads);
  const base = {
    tags: ['operators'],
    security: [{ apiKey: [] }],
    response: { '2xx': z.unknown(), '4xx': problemSchema },
  };

  typed.get(
    '/v1/desks/:desk/autonomy',
    {
      schema: {
        ...base,
        params: inDesk,
        summary: 'By topic, channel and prompt version: what people accepted, and what it earns or lacks',
      },
    },
    async (request) => {
      await key(request);
      const { desk } = request.params;
      const version = await context.desks.active(pool, desk);
      return version ? autonomyReport(pool, version) : noVersion(desk);
    },
  );

  typed.post(
    '/v1/desks/:desk/autonomy/:topic/promote',
    {
      schema: {
        ...base,
        params: inTopic,
        summary: 'Let what has earned it send alone; lift what a person stopped',
        body: z.object(scope),
      },
    },
    async (request) => {
      const { person } = await key(request);
      const { desk, topic } = request.params;
      const answer = await promote(context, desk, { topic, ...request.body }, `human:${person}`);
      if (!answer) return noVersion(desk);
      return answer.kind === 'refused' ? refuse(answer, topic) : answer;
    },
  );

  typed.post(
    '/v1/desks/:desk/autonomy/:topic/demote',
    {
      schema: {
        ...base,
        params: inTopic,
        summary: 'Let nothing of the topic leave without a person, at once',
        body: z.object({ ...scope, to: z.enum(['approve', 'shadow']).default('approve') }),
      },
    },
    async (request) => {
      const { person } = await key(request);
      const { desk, topic } = request.params;
      const answer = await demoteTopic(context, desk, { topic, ...request.body }, `human:${person}`);
      if (!answer) return noVersion(desk);
      return answer.kind === 'refused' ? refuse(answer, topic) : answer;
    },
  );
}

function refuse(refused: Refused, topic: string): never {
  const { reason } = refused;
  throw new Problem(reason === 'no_such_topic' ? 'not_found' : 'conflict', refusalInWords(refused, topic), {
    reason,
  });
}

function noVersion(desk: string): never {
  throw new Problem('not_found', `There is no desk ${desk} in service.`);
}
