/** The worker's process: runs conversations and their activities, and beside them the sweeper, the outbox and the suggester. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { createActivities, type Wrap } from '../activities/index.ts';
import { startEmbedder } from '../background/embedder.ts';
import { startOutbox } from '../background/outbox.ts';
import { startPastConversations } from '../background/past-conversations.ts';
import { startSuggester } from '../background/suggester.ts';
import { startSweeper } from '../background/sweeper.ts';
import { closeConnections } from '../channels/callback.ts';
import { systemClock } from '../domain/clock.ts';
import { modelsFrom } from '../models/from-environment.ts';
import { rulesModel } from '../models/rules/model.ts';
import { redactor } from '../policy/redact/redactor.ts';
import { warmRisks } from '../policy/risk.ts';
import { deskIds } from '../store/desks.ts';
import { pendingMigrations } from '../store/migrate.ts';
import { openPool } from '../store/pool.ts';
import { workerConnectionFromEnvironment } from '../temporal/connect.ts';
import { createRinger } from '../temporal/ring.ts';
import { requireSearchAttributes } from '../temporal/search-attributes.ts';
import { cachedDesks } from '../transactions/work.ts';
import { TASK_QUEUE } from '../workflows/names.ts';
import { databaseUrl, onStop, processLog } from './process.ts';

/** Conversations kept in memory between their turns: about 100 KB each; the others are replayed when they are rung. */
const cachedWorkflows = 500;
/** Attempts that are under way at a deploy are given this long: longer than the longest attempt. */
const shutdownGrace = '45s';

export interface WorkerOptions {
  env: NodeJS.ProcessEnv;
  /** Put around every activity and every quick step: for runs that inject failures. */
  wrap?: Wrap;
  /** One that is there already, for whoever starts many workers. */
  workflowBundle?: { codePath: string };
}

/** Resolves when the worker has stopped: on SIGINT or SIGTERM, after the attempts that are under way. */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { env } = options;
  const log = processLog('worker');
  const pool = openPool(databaseUrl(env), { max: 20, applicationName: 'first-response worker', log });
  const pending = await pendingMigrations(pool);
  if (pending.length > 0) {
    log.error(
      { pending },
      'the database schema is older than this worker: run `first-response migrate` first',
    );
    process.exit(1);
  }
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      log[level === 'ERROR' ? 'error' : 'warn'](meta ?? {}, message),
    ),
  });
  const { connection, namespace, address } = await workerConnectionFromEnvironment(env);
  await requireSearchAttributes(connection, namespace, address);

  warmRisks();
  const taskQueue = env.FIRST_RESPONSE_TASK_QUEUE ?? TASK_QUEUE;
  const desks = cachedDesks();
  const models = await modelsFrom(env, { notice: (text) => log.warn({}, text) });
  const context = { pool, clock: systemClock, desks, rules: rulesModel(), models, env };
  // Before the first task: learning a desk's topics takes seconds in which no heartbeat or query of this process gets through.
  for (const desk of await deskIds(pool)) {
    const version = await desks.active(pool, desk);
    if (version) context.rules.prepare(version.content);
  }
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: options.workflowBundle ?? (await workflowBundle()),
    activities: { ...createActivities(context, options.wrap) },
    maxCachedWorkflows: cachedWorkflows,
    shutdownGraceTime: shutdownGrace,
    maxConcurrentActivityTaskExecutions: 100,
    maxConcurrentLocalActivityExecutions: 100,
  });
  const client = new Client({ connection, namespace });
  const ringer = createRinger(client, pool, taskQueue);
  const loops = [
    startSweeper({ pool, clock: systemClock, ringer, log }),
    startOutbox({ pool, clock: systemClock, desks, env, log }),
    ...(models.embeddings
      ? [startEmbedder({ pool, clock: systemClock, desks, env, embeddings: models.embeddings, log })]
      : []),
    startPastConversations({ pool, clock: systemClock, desks, hide: (text) => redactor().hide(text), log }),
    ...(models.language ? [startSuggester({ pool, clock: systemClock, log })] : []),
  ];
  onStop(() => worker.shutdown());
  const model = models.language?.name ?? 'none, the rules serve';
  log.info({ address, namespace, taskQueue, model }, 'ready');
  try {
    await worker.run();
  } finally {
    await Promise.all(loops.map((loop) => loop.stop()));
    closeConnections();
    await connection.close();
    await pool.end();
  }
}

/** Made by the build where there is one; bundled at start when running from the sources. */
async function workflowBundle(): Promise<{ codePath: string } | { code: string }> {
  const built = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
  if (existsSync(built)) return { codePath: built };
  const source = new URL('../workflows/index.ts', import.meta.url);
  const workflowsPath = fileURLToPath(
    existsSync(source) ? source : new URL('../workflows/index.js', import.meta.url),
  );
  return bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
}
