/** Health and metrics: whether this process lives, whether it can serve, and what an operator should be woken for. */
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { systemState } from '../store/system.ts';
import type { GatewayContext } from './context.ts';

export interface Metrics {
  registry: Registry;
  received: Counter<'desk' | 'outcome'>;
  requestSeconds: Histogram<'route' | 'status'>;
  ringsFailed: Counter;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'first_response_' });
  return {
    registry,
    received: new Counter({
      name: 'first_response_messages_received_total',
      help: 'Messages of platforms, by what became of them at intake',
      labelNames: ['desk', 'outcome'],
      registers: [registry],
    }),
    requestSeconds: new Histogram({
      name: 'first_response_http_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [registry],
    }),
    ringsFailed: new Counter({
      name: 'first_response_rings_failed_total',
      help: 'Rings that the Temporal server did not take; the sweeper repeats them',
      registers: [registry],
    }),
  };
}

export function healthRoutes(app: FastifyInstance, context: GatewayContext, metrics: Metrics): void {
  const { registry } = metrics;
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `first_response_${name}`, help, labelNames, registers: [registry] });
  const unnoticed = gauge(
    'oldest_unnoticed_change_seconds',
    'Age of the oldest message or change that no workflow has picked up',
  );
  const waiting = gauge('queue_items_waiting', 'Queue items that nobody has claimed', ['desk', 'kind']);
  const oldest = gauge('oldest_queue_item_seconds', 'Age of the oldest queue item that nobody has claimed', [
    'desk',
    'kind',
  ]);
  const failing = gauge(
    'deliveries_failing',
    'Deliveries that are being retried, were refused, or whose outcome is unknown',
  );
  const parked = gauge('deliveries_parked', 'Deliveries whose retries are used up');
  const events = gauge('events_waiting', 'Events that a callback URL has not taken yet');
  const stalled = gauge(
    'conversations_stalled',
    'Conversations rung in vain: their workflow tasks fail, or no worker runs',
  );

  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));

  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const database = await context.pool.query('select 1').then(
      () => true,
      () => false,
    );
    const temporal = await context.temporalAnswers();
    // Without Temporal messages are still taken and kept, so only the database decides.
    return reply
      .code(database ? 200 : 503)
      .send({ status: database ? 'ready' : 'not_ready', database, temporal });
  });

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const state = await systemState(context.pool, context.clock());
    unnoticed.set(state.oldestUnnoticedSeconds);
    failing.set(state.failingDeliveries);
    parked.set(state.parkedDeliveries);
    events.set(state.eventsWaiting);
    stalled.set(state.stalledConversations);
    waiting.reset();
    oldest.reset();
    for (const { desk, kind, waiting: count, oldestSeconds } of state.oldestItems) {
      waiting.set({ desk, kind }, count);
      oldest.set({ desk, kind }, oldestSeconds);
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
