/** The gateway's process: serves the HTTP edge on HOST:PORT. Several may run side by side. */
import { Client, Connection } from '@temporalio/client';
import { systemClock } from '../domain/clock.ts';
import { warmRisks } from '../policy/risk.ts';
import { databaseUrl, onStop, processLog } from '../processes/process.ts';
import { openPool } from '../store/pool.ts';
import { temporalSettings } from '../temporal/connect.ts';
import { createRinger } from '../temporal/ring.ts';
import { cachedDesks } from '../transactions/work.ts';
import { TASK_QUEUE } from '../workflows/names.ts';
import { createRingQueue } from './ring-queue.ts';
import { buildGateway } from './server.ts';

const log = processLog('gateway');
const { env } = process;
const pool = openPool(databaseUrl(env), { max: 20, applicationName: 'first-response gateway', log });
const { namespace, options } = temporalSettings(env);
// Lazy: the gateway takes messages while Temporal is away.
const connection = Connection.lazy(options);
const client = new Client({ connection, namespace });
const rings = createRingQueue(createRinger(client, pool, env.FIRST_RESPONSE_TASK_QUEUE ?? TASK_QUEUE), log);

const app = await buildGateway({
  pool,
  clock: systemClock,
  desks: cachedDesks(),
  env,
  log,
  links: { temporalUi: env.TEMPORAL_UI_URL, namespace },
  ring: rings.ring,
  temporalAnswers: () =>
    connection
      .withDeadline(Date.now() + 1_000, () => connection.workflowService.getSystemInfo({}))
      .then(() => true)
      .catch(() => false),
});
warmRisks();
const listening = await app.listen({ host: env.HOST ?? '127.0.0.1', port: Number(env.PORT ?? 8080) });
log.info({ listening }, 'ready');
onStop(async () => {
  await app.close();
  await rings.stop();
  await connection.close();
  await pool.end();
});
