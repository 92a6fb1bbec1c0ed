/** The whole spine in one process for tests: real Temporal, real database, real HTTP to a scriptable receiver. */
import { Worker } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { type Activities, createActivities, type Wrap } from '../../activities/index.ts';
import { postOnce } from '../../background/outbox.ts';
import { sweepOnce } from '../../background/sweeper.ts';
import { signWebhook } from '../../channels/webhook.ts';
import type { DeskFileInput } from '../../desk/schema.ts';
import { type Clock, systemClock } from '../../domain/clock.ts';
import { workflowIdOf } from '../../domain/ids.ts';
import type { Role } from '../../domain/words.ts';
import { createKey } from '../../gateway/auth.ts';
import { buildGateway } from '../../gateway/server.ts';
import type { showConversation } from '../../gateway/views.ts';
import { type Models, noModels } from '../../models/port.ts';
import { rulesModel } from '../../models/rules/model.ts';
import { activateVersion } from '../../store/desks.ts';
import { createRinger, type Ringer } from '../../temporal/ring.ts';
import { cachedDesks, type Work } from '../../transactions/work.ts';
import { silentLog } from './database.ts';
import { TEST_SECRET, type TestDesk, writeDesk } from './desk.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { bundleOf, type RealTemporal } from './temporal.ts';

type Shown = NonNullable<Awaited<ReturnType<typeof showConversation>>>;

export interface Spine {
  work: Work;
  env: NodeJS.ProcessEnv;
  receiver: Receiver;
  gateway: FastifyInstance;
  ringer: Ringer;
  activities: Activities;
  desk: TestDesk;
  /** A customer's message through signed intake; answers with the response body. */
  say(
    key: string,
    text: string,
    more?: Record<string, unknown>,
  ): Promise<{ kind: string; conversation: string; message: string | null; resolvedVia: string }>;
  /** Anything signed, to any intake route. */
  post(
    route: 'messages' | 'events',
    body: object,
  ): Promise<{ statusCode: number; body: Record<string, unknown> }>;
  /** An operator's request with a key of the role. */
  call(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    role?: Role,
  ): Promise<{ statusCode: number; body: Record<string, unknown> }>;
  show(conversation: string): Promise<Shown>;
  /** Waits until nothing is to be done for this conversation but wait, and answers with it. */
  atRest(conversation: string, limitMs?: number): Promise<Shown>;
  workflowId(conversation: string): string;
  sweep(): Promise<void>;
  postEvents(): Promise<void>;
  stop(): Promise<void>;
}

export interface SpineOptions {
  desk?: Partial<DeskFileInput>;
  clock?: Clock;
  /** Wraps the activities and the quick steps, to hold or fail some of them. */
  wrap?: Wrap;
  /** Language models; none unless given. */
  models?: Models;
  /** No worker: rows only. */
  workerless?: boolean;
  /** How many workers share the conversations; one unless said otherwise. */
  workers?: number;
}

let bundle: Promise<{ code: string }> | undefined;

export async function startSpine(
  pool: pg.Pool,
  temporal: Pick<RealTemporal, 'client' | 'nativeConnection' | 'namespace'>,
  options: SpineOptions = {},
): Promise<Spine> {
  const receiver = await startReceiver(TEST_SECRET);
  const env = {
    TEST_INBOUND_SECRET: TEST_SECRET,
    TEST_OUTBOUND_SECRET: TEST_SECRET,
    TEST_CALLBACK_URL: receiver.url,
  };
  const desk = await writeDesk(options.desk);
  const clock = options.clock ?? systemClock;
  const { id } = desk.content.desk;
  const work: Work = { pool, clock, desks: cachedDesks() };
  await activateVersion(pool, id, desk.content.hash, desk.content, desk.dir, 'test', clock());
  const taskQueue = `test-${id}-${Math.random().toString(36).slice(2)}`;
  const ringer = createRinger(temporal.client, pool, taskQueue);
  const rings = new Set<Promise<void>>();
  const gateway = await buildGateway({
    ...work,
    env,
    log: silentLog,
    links: { temporalUi: undefined, namespace: temporal.namespace },
    ring(of, ring) {
      const ringing = ringer.ring(of, ring).catch(() => {});
      rings.add(ringing);
      void ringing.finally(() => rings.delete(ringing));
    },
    temporalAnswers: async () => true,
  });
  const activities = createActivities(
    { ...work, rules: rulesModel(), models: options.models ?? noModels, env },
    options.wrap,
  );
  bundle ??= bundleOf(new URL('../../workflows/index.ts', import.meta.url));
  const workers = await Promise.all(
    Array.from({ length: options.workerless ? 0 : (options.workers ?? 1) }, async (_, n) =>
      Worker.create({
        // Only so that one process may have several on a task queue.
        workerDeploymentOptions: {
          version: { deploymentName: 'test', buildId: `${n}` },
          useWorkerVersioning: false,
        },
        connection: temporal.nativeConnection,
        taskQueue,
        workflowBundle: await bundle,
        activities: { ...activities },
      }),
    ),
  );
  const running = workers.map((worker) => worker.run());
  const keys = new Map<Role, string>();
  const keyOf = async (role: Role): Promise<string> => {
    const known = keys.get(role);
    if (known) return known;
    const { secret } = await createKey(pool, id, role, role === 'agent' ? 'ann' : role, clock());
    keys.set(role, secret);
    return secret;
  };
  let serial = 0;
  const spine: Spine = {
    work,
    env,
    receiver,
    gateway,
    ringer,
    activities,
    desk,
    async say(key, text, more = {}) {
      serial += 1;
      const { statusCode, body } = await spine.post('messages', {
        channel: 'email',
        conversationKey: key,
        providerMessageId: `${key}-${serial}-${Math.random()}`,
        author: { kind: 'customer' },
        identities: [{ kind: 'email', address: 'ada@example.com', proof: 'channel' }],
        text,
        ...more,
      });
      if (statusCode !== 202) throw new Error(`intake answered ${statusCode}: ${JSON.stringify(body)}`);
      return body as unknown as Awaited<ReturnType<Spine['say']>>;
    },
    async post(route, body) {
      const payload = JSON.stringify(body);
      const headers = {
        ...signWebhook(`wh_${Math.random()}`, payload, [TEST_SECRET], clock()),
        'content-type': 'application/json',
      };
      const response = await gateway.inject({
        method: 'POST',
        url: `/v1/desks/${id}/${route}`,
        payload,
        headers,
      });
      return { statusCode: response.statusCode, body: response.json() };
    },
    async call(method, path, body, role = 'agent') {
      const response = await gateway.inject({
        method,
        url: `/v1/desks/${id}${path}`,
        ...(body ? { payload: body } : {}),
        headers: { authorization: `Bearer ${await keyOf(role)}` },
      });
      return { statusCode: response.statusCode, body: response.json() };
    },
    async show(conversation) {
      return (await spine.call('GET', `/conversations/${conversation}`)).body as unknown as Shown;
    },
    async atRest(conversation, limitMs = 20_000) {
      for (const end = Date.now() + limitMs; ; await new Promise((r) => setTimeout(r, 20))) {
        const shown = await spine.show(conversation);
        if (shown.atRest) return shown;
        if (Date.now() > end)
          throw new Error(
            `conversation ${conversation} did not come to rest: ${JSON.stringify(shown, null, 1)}`,
          );
      }
    },
    workflowId: (conversation) => workflowIdOf(id, conversation),
    sweep: async () => void (await sweepOnce({ pool, clock, ringer, log: silentLog })),
    postEvents: async () => void (await postOnce({ pool, clock, desks: work.desks, env, log: silentLog })),
    async stop() {
      await Promise.all(rings);
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await gateway.close();
      await receiver.stop();
      desk.remove();
    },
  };
  return spine;
}
