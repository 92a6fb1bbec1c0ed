/** What operators and tools read of the edge: health, metrics, and the OpenAPI document. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildGateway } from '../../gateway/server.ts';
import { openPool } from '../../store/pool.ts';
import { describeStore } from '../support/database.ts';
import { type Edge, startEdge } from './edge.ts';

describeStore('the edge', ({ pool }) => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge(pool());
  });
  afterAll(() => edge.stop());

  it('lives', async () => {
    expect((await edge.gateway.inject('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('is ready without Temporal, because messages are taken all the same, and not without its database', async () => {
    const alone = await startEdge(pool(), false);
    const ready = await alone.gateway.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { status: 'ready', database: true, temporal: false },
    ]);
    await alone.stop();
    const gone = openPool('postgresql://nobody@127.0.0.1:1/nothing');
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const desks = { active: async () => undefined, version: () => Promise.reject(new Error('none')) };
    const context = {
      pool: gone,
      clock: () => new Date(),
      desks,
      env: {},
      log,
      links: { temporalUi: undefined, namespace: 'x' },
    };
    const gateway = await buildGateway({ ...context, ring: () => {}, temporalAnswers: async () => true });
    expect((await gateway.inject('/readyz')).statusCode).toBe(503);
    await gateway.close();
    await gone.end();
  });

  it('publishes what operators are woken for', async () => {
    await edge.say('unnoticed', 'I want to kill myself');
    const { body } = await edge.gateway.inject('/metrics');
    for (const name of [
      'oldest_unnoticed_change_seconds',
      'queue_items_waiting{desk="lamps",kind="handoff"} 1',
      'oldest_queue_item_seconds',
      'deliveries_failing',
      'deliveries_parked',
      'events_waiting',
      'conversations_stalled',
      'messages_received_total{desk="lamps",outcome="202"} 1',
      'http_request_seconds_bucket',
      'rings_failed_total',
    ])
      expect(body).toContain(`first_response_${name}`);
  });

  it('describes itself: every operation with a summary, security, answers and problems, every reference resolved', async () => {
    const document = (await edge.gateway.inject('/openapi.json')).json() as {
      openapi: string;
      paths: Record<
        string,
        Record<string, { summary?: string; security?: object[]; responses: Record<string, unknown> }>
      >;
      components: { securitySchemes: object; schemas: Record<string, { examples?: unknown[] }> };
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(operations.length).toBeGreaterThan(15);
    for (const { summary, security, responses } of operations) {
      expect(summary).toBeTruthy();
      for (const scheme of security?.flatMap((s) => Object.keys(s)) ?? ['none'])
        expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
      expect(Object.keys(responses).join()).toMatch(/4XX/i);
    }
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(Object.keys(document.components.schemas)).toContain(name);
    expect(text).toContain('"examples"');
  });
});
