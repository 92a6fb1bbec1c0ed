/** Every path through the real engine: its history holds no text, stays small, and replays clean. */
import { existsSync, writeFileSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startProvider } from '../provider/server.ts';
import { describePostgres } from '../support/database.ts';
import { modelDesk, modelsOf } from '../support/model-desk.ts';
import { startSpine } from '../support/spine.ts';
import { bundleOf, describeTemporal } from '../support/temporal.ts';
import { paths, personal, type Stage } from './paths.ts';
import { historiesDir, plainText, recording, withoutPlaces } from './recording.ts';

/** A turn answered by a macro: what the design promises at most. */
const maxEventsPerTurn = 24;

describeTemporal('the history', (temporal) => {
  describePostgres('of each path', ({ pool }) => {
    const stages: Stage[] = [];
    let workflowBundle: { code: string };
    beforeAll(async () => {
      workflowBundle = await bundleOf(new URL('../../workflows/index.ts', import.meta.url));
      const provider = await startProvider();
      for (const options of [{}, { models: modelsOf(provider), desk: modelDesk }]) {
        const spine = await startSpine(pool(), temporal(), options);
        const handle = (conversation: string) =>
          temporal().client.workflow.getHandle(spine.workflowId(conversation));
        const more = {
          provider,
          update: (conversation: string, name: string, input: object) =>
            handle(conversation).executeUpdate(name, { args: [input] }),
          ended: async (conversation: string) => void (await handle(conversation).result()),
        };
        stages.push(Object.assign(spine, more));
      }
    });
    afterAll(async () => {
      for (const stage of stages) await stage.stop();
      await stages[0]?.provider.close();
    });

    it.each(paths)('$name replays clean and holds no text of anybody', async ({ name, run, model }) => {
      const stage = stages[model ? 1 : 0];
      if (!stage) throw new Error('there is no stage');
      const conversation = await run(stage);
      const history = await settledHistory(
        temporal().client.workflow.getHandle(stage.workflowId(conversation)),
      );
      const json = withoutPlaces(JSON.parse(historyToJSON(history)));
      expect(plainText(json)).not.toMatch(personal);
      await Worker.runReplayHistory({ workflowBundle }, json);
      if (name === 'reply') expect(history.events?.length).toBeLessThanOrEqual(maxEventsPerTurn);
      const file = `${historiesDir}${name}.history.json`;
      if (recording && !existsSync(file)) writeFileSync(file, `${JSON.stringify(json)}\n`);
    });
  });
});

/** The rows are at rest a moment before the workflow task that brought them there is over. */
async function settledHistory(handle: WorkflowHandle): Promise<History> {
  return vi.waitFor(async () => {
    const history = await handle.fetchHistory();
    const last = history.events?.at(-1);
    if (last?.workflowTaskScheduledEventAttributes || last?.workflowTaskStartedEventAttributes)
      throw new Error('a workflow task is under way');
    return history;
  });
}
