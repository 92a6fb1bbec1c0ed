/** The echo's process: its worker, its activities, and the client that signals, in one. Driven by the parent's messages. */
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { temporalSettings } from '../../temporal/connect.ts';
import type { EchoActivities } from './workflow.ts';

export interface EchoRun {
  prefix: string;
  conversations: number;
  messages: number;
}

export interface EchoResult {
  milliseconds: number;
  /** User and system time of all threads. */
  cpuMs: number;
  /** From the server's answer to the signal until the second activity ran. */
  latencies: number[];
}

const TASK_QUEUE = 'bench-echo';
const logger = new DefaultLogger('ERROR');
Runtime.install({ logger });
const { options } = temporalSettings(process.env);
const waiting = new Map<string, (at: number) => void>();
const activities: EchoActivities = {
  async first() {},
  async second(conversation) {
    waiting.get(conversation)?.(performance.now());
  },
};
// The same slots and cache as the product's worker (processes/run-worker.ts).
const worker = await Worker.create({
  connection: await NativeConnection.connect(options),
  taskQueue: TASK_QUEUE,
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflow.ts', import.meta.url)),
    logger,
  }),
  activities: { ...activities },
  maxCachedWorkflows: 500,
  maxConcurrentActivityTaskExecutions: 100,
});
const running = worker.run();
const connection = await Connection.connect(options);
const client = new Client({ connection });

/** All conversations at once; in each, the next message follows the echo of the one before. */
async function run({ prefix, conversations, messages }: EchoRun): Promise<EchoResult> {
  const latencies: number[] = [];
  const before = process.cpuUsage();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: conversations }, async (_, n) => {
      const workflowId = `${prefix}/${n}`;
      for (let change = 1; change <= messages; change += 1) {
        const echoed = new Promise<number>((resolve) => waiting.set(workflowId, resolve));
        await client.workflow.signalWithStart('echo', {
          workflowId,
          taskQueue: TASK_QUEUE,
          args: [workflowId],
          signal: 'ring',
          signalArgs: [{ change }],
        });
        const taken = performance.now();
        latencies.push((await echoed) - taken);
      }
    }),
  );
  const milliseconds = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, 500)); // the workflow tasks that end the last activities
  const { user, system } = process.cpuUsage(before);
  return { milliseconds, cpuMs: (user + system) / 1000, latencies };
}

process.on('message', (message) => {
  if (message === 'ready') process.send?.('ready');
  else void run(message as EchoRun).then((result) => process.send?.(result));
});
process.on('disconnect', () => worker.shutdown());
await running;
await connection.close();
process.exit(0);
