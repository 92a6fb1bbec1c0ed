/** Problem documents (RFC 9457): what went wrong, with which request, and what to do next. */
import type { FastifyReply } from 'fastify';
import * as z from 'zod';

export const problemSchema = z
  .object({
    type: z.string().describe('a URN that names the kind of problem'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('what happened to this request, and what to do next'),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    messages: z.array(z.string()).optional().describe('ids of messages that the person had not seen'),
  })
  .describe('RFC 9457 problem document');

/** Every kind of problem there is, with its status and title. The name is the end of the problem's `type`. */
const kinds = {
  malformed: [400, 'The request is malformed'],
  unauthenticated: [401, 'No valid credentials'],
  unsigned: [401, 'The webhook is not signed'],
  bad_signature: [401, 'The signature does not match'],
  stale: [401, 'The webhook is too old or too new'],
  forbidden: [403, 'Not allowed with this key'],
  not_found: [404, 'Not found'],
  unknown_desk: [404, 'There is no such desk'],
  conflict: [409, 'It cannot be done now'],
  too_large: [413, 'The request is too large'],
  unsupported_media_type: [415, 'Only application/json is read'],
  unconfigured: [503, 'The desk is not ready to receive'],
  unavailable: [503, 'The database does not answer'],
  internal: [500, 'Something failed here'],
} as const;

export type ProblemKind = keyof typeof kinds;

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly extra: Record<string, unknown>;
  constructor(kind: ProblemKind, detail: string, extra: Record<string, unknown> = {}) {
    super(detail);
    this.kind = kind;
    this.extra = extra;
  }
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const [status, title] = kinds[problem.kind];
  if (status === 503) reply.header('retry-after', '5');
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:first-response:problem:${problem.kind}`,
        title,
        status,
        detail: problem.message,
        ...problem.extra,
      }),
    );
}
