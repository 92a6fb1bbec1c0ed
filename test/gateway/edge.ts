/** The HTTP edge alone: no engine, no worker. Rings are counted, and the log is kept for a test to read. */
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { signWebhook } from '../../channels/webhook.ts';
import { buildGateway } from '../../gateway/server.ts';
import { activateVersion } from '../../store/desks.ts';
import { cachedDesks } from '../../transactions/work.ts';
import { TEST_SECRET, type TestDesk, writeDesk } from '../support/desk.ts';

export const OTHER_SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;

export interface Edge {
  id: string;
  gateway: FastifyInstance;
  desk: TestDesk;
  /** Every log line so far, as one text. */
  log(): string;
  rings: string[];
  message(key: string, text: string, more?: Record<string, unknown>): Record<string, unknown>;
  send(
    payload: string | object,
    options?: { secret?: string; at?: Date; headers?: Record<string, string>; desk?: string; route?: string },
  ): Promise<{ statusCode: number; type: string; body: Record<string, unknown> }>;
  say(key: string, text: string): Promise<{ conversation: string; message: string }>;
  stop(): Promise<void>;
}

export async function startEdge(pool: pg.Pool, temporal = true): Promise<Edge> {
  const desk = await writeDesk({
    secrets: { inbound: ['TEST_NEW_SECRET', 'TEST_INBOUND_SECRET'], outbound: ['TEST_OUTBOUND_SECRET'] },
  });
  const { id } = desk.content.desk;
  const lines: string[] = [];
  const rings: string[] = [];
  const keep = (...line: unknown[]) => void lines.push(JSON.stringify(line));
  await activateVersion(pool, id, desk.content.hash, desk.content, desk.dir, 'test', new Date());
  const gateway = await buildGateway({
    pool,
    clock: () => new Date(),
    desks: cachedDesks(),
    env: {
      TEST_INBOUND_SECRET: TEST_SECRET,
      TEST_NEW_SECRET: OTHER_SECRET,
      TEST_OUTBOUND_SECRET: TEST_SECRET,
    },
    log: { info: keep, warn: keep, error: keep },
    links: { temporalUi: undefined, namespace: 'default' },
    ring: ({ conversation }) => void rings.push(conversation),
    temporalAnswers: async () => temporal,
  });
  let serial = 0;
  const edge: Edge = {
    id,
    gateway,
    desk,
    log: () => lines.join('\n'),
    rings,
    message(key, text, more = {}) {
      serial += 1;
      return {
        channel: 'email',
        conversationKey: key,
        providerMessageId: `${key}-${serial}`,
        author: { kind: 'customer', name: 'Ada Lovelace' },
        identities: [{ kind: 'email', address: 'ada@example.com', proof: 'channel' }],
        text,
        ...more,
      };
    },
    async send(
      body,
      { secret = TEST_SECRET, at = new Date(), headers = {}, desk: to = id, route = 'messages' } = {},
    ) {
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await gateway.inject({
        method: 'POST',
        url: `/v1/desks/${to}/${route}`,
        payload,
        headers: {
          'content-type': 'application/json',
          ...signWebhook(`wh-${serial}`, payload, [secret], at),
          ...headers,
        },
      });
      const type = String(response.headers['content-type']);
      return { statusCode: response.statusCode, type, body: response.json() };
    },
    async say(key, text) {
      const { statusCode, body } = await edge.send(edge.message(key, text));
      if (statusCode !== 202) throw new Error(`intake answered ${statusCode}: ${JSON.stringify(body)}`);
      return { conversation: String(body.conversation), message: String(body.message) };
    },
    async stop() {
      await gateway.close();
      desk.remove();
    },
  };
  return edge;
}
