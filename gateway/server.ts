/** The HTTP edge: routes, OpenAPI document, problem documents, and a log without personal data. */
import swagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { MAX_REQUEST_BYTES } from '../channels/fields.ts';
import { sqlState } from '../store/pool.ts';
import { autonomyRoutes } from './autonomy.ts';
import type { GatewayContext } from './context.ts';
import { createMetrics, healthRoutes } from './health.ts';
import { intakeRoutes } from './intake.ts';
import { operatorRoutes } from './operator.ts';
import { Problem, type ProblemKind, sendProblem } from './problem.ts';

export async function buildGateway(context: GatewayContext): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: MAX_REQUEST_BYTES,
    trustProxy: false,
    routerOptions: { maxParamLength: 200 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  keepRawBody(app);
  const metrics = createMetrics();
  app.setErrorHandler((error: FastifyError, request, reply) =>
    sendProblem(reply, problemOf(context, error, request)),
  );
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      new Problem(
        'not_found',
        `There is no ${request.method} ${request.routeOptions.url ?? 'route like this'}. See /openapi.json.`,
      ),
    ),
  );
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requestSeconds.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    if (route.endsWith('/messages'))
      metrics.received.inc({
        desk: (request.params as { desk: string }).desk,
        outcome: String(reply.statusCode),
      });
    // Route, status and time only: paths of conversations are ids, but queries can hold addresses.
    context.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'first-response',
        version: '1',
        description: 'AI triage and first-response worker: intake for platforms, and the operator API.',
      },
      components: {
        securitySchemes: {
          signedWebhook: {
            type: 'apiKey',
            in: 'header',
            name: 'webhook-signature',
            description: 'Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature',
          },
          apiKey: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(async (routes) => {
    intakeRoutes(routes, context);
    operatorRoutes(routes, context);
    autonomyRoutes(routes, context);
    healthRoutes(routes, context, metrics);
    routes.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  });
  await app.ready();
  return app;
}

/** The signature is for the bytes as they came, so they are kept beside what they mean. */
function keepRawBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    request.rawBody = bytes;
    if (bytes.length === 0) return done(null, {});
    try {
      done(null, JSON.parse(bytes.toString('utf8')));
    } catch (error) {
      done(new Problem('malformed', `The body is not JSON: ${(error as Error).message.slice(0, 100)}`));
    }
  });
}

const kindByStatus: Readonly<Record<number, ProblemKind>> = {
  400: 'malformed',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
};

function problemOf(context: GatewayContext, error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((v) => ({
      field: v.instancePath.slice(1).replaceAll('/', '.') || '(body)',
      message: v.message ?? 'is not valid',
    }));
    const [first] = errors;
    return new Problem('malformed', `${first?.field}: ${first?.message}`, { errors });
  }
  const kind = error.statusCode === undefined ? undefined : kindByStatus[error.statusCode];
  if (kind) return new Problem(kind, error.message);
  context.log.error(
    { route: request.routeOptions.url, error: error.message, code: error.code },
    'a request failed',
  );
  return isDatabaseAway(error)
    ? new Problem('unavailable', 'The database does not answer, and nothing was stored. Send it again.')
    : new Problem(
        'internal',
        'Nothing was stored. Send it again; if it fails again, the operators have the log line.',
      );
}

/** SQLSTATE classes of a server that is away, starting, stopping or out of room: connection, resources, intervention, lock not available. */
const awayClasses = ['08', '53', '57', '55'];

function isDatabaseAway(error: FastifyError): boolean {
  const state = sqlState(error);
  if (state) return awayClasses.includes(state.slice(0, 2));
  return (
    ['ECONNREFUSED', 'ENOENT', 'ECONNRESET'].includes(error.code ?? '') ||
    /timeout|terminated/i.test(error.message)
  );
}
