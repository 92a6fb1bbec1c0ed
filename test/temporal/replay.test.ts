import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findTestServer } from '../../temporal/binaries.ts';
import { freePort, listening } from '../../temporal/ports.ts';
import {
  realTemporal,
  realTemporalMissing,
  timeSkippingMissing,
  timeSkippingTemporal,
} from '../support/temporal.ts';
import { toy, word } from './fixtures/toy.ts';

const real = realTemporal();
const skipping = timeSkippingTemporal();
const activities = { shout: async (text: string) => text.toUpperCase() };

let workflowBundle: { code: string };
beforeAll(async () => {
  const workflowsPath = new URL('./fixtures/toy.ts', import.meta.url).pathname;
  workflowBundle = await bundleWorkflowCode({ workflowsPath });
}, 60_000);

describe.skipIf(realTemporalMissing)('a history recorded on a real server', () => {
  test('survives JSON and replays clean', async () => {
    const { client, nativeConnection, taskQueue } = real();
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue,
      workflowBundle,
      activities,
    });
    const handle = await worker.runUntil(async () => {
      const options = { taskQueue, workflowId: 'toy', args: ['10 ms'] as [string], signal: word };
      const started = await client.workflow.signalWithStart(toy, { ...options, signalArgs: ['hello'] });
      expect(await started.result()).toBe('HELLO');
      return started;
    });
    const recorded: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()));
    await Worker.runReplayHistory({ workflowBundle }, recorded);

    const other = historyFromJSON(recorded);
    const scheduled = other.events?.find((event) => event.activityTaskScheduledEventAttributes);
    const activityType = scheduled?.activityTaskScheduledEventAttributes?.activityType;
    if (activityType) activityType.name = 'whisper';
    await expect(Worker.runReplayHistory({ workflowBundle }, other)).rejects.toThrow('TMPRL1100');
  }, 30_000);
});

describe.skipIf(timeSkippingMissing)('the time-skipping server', () => {
  test('lets three weeks pass while a result is awaited', async () => {
    const { client, nativeConnection } = skipping();
    const worker = await Worker.create({
      connection: nativeConnection,
      taskQueue: 'test',
      workflowBundle,
      activities,
    });
    const begun = performance.now();
    await worker.runUntil(async () => {
      const options = { taskQueue: 'test', workflowId: 'toy', args: ['21 days'] as [string], signal: word };
      const started = await client.workflow.signalWithStart(toy, { ...options, signalArgs: ['hello'] });
      expect(await started.result()).toBe('HELLO');
    });
    expect(performance.now() - begun).toBeLessThan(15_000);
  }, 30_000);

  test('is gone when the process that started it is killed with -9', async () => {
    const { path } = await findTestServer({ local: true });
    const port = await freePort();
    const source = `require('node:child_process').spawn(${JSON.stringify(path)}, ['${port}']); console.log('up')`;
    const parent = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    const patience = { timeout: 15_000, interval: 50 };
    await vi.waitFor(() => listening(`127.0.0.1:${port}`), patience);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(listening(`127.0.0.1:${port}`)).rejects.toThrow('ECONNREFUSED'), patience);
  }, 40_000);
});
