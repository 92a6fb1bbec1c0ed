import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, test, vi } from 'vitest';
import { findTestServer } from '../../temporal/binaries.ts';
import { freePort, listening } from '../../temporal/ports.ts';
import { bundleOf, describeTemporal, describeTimeSkipping } from '../support/temporal.ts';
import { toy, word } from './fixtures/toy.ts';

const activities = { shout: async (text: string) => text.toUpperCase() };

let workflowBundle: { code: string };
beforeAll(async () => {
  workflowBundle = await bundleOf(new URL('./fixtures/toy.ts', import.meta.url));
}, 60_000);

describeTemporal('a history recorded on a real server', (real) => {
  test('survives JSON and replays clean', async () => {
    const { client, nativeConnection } = real();
    const taskQueue = 'test';
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

describeTimeSkipping('the time-skipping server', (skipping) => {
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
