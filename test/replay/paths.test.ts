/** Every path through the real engine: its history holds no text, stays small, and replays clean. */
import { existsSync, writeFileSync } from 'node:fs';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePostgres } from '../support/database.ts';
import { startSpine } from '../support/spine.ts';
import { bundleOf, describeTemporal } from '../support/temporal.ts';
import { paths, personal, type Stage } from './paths.ts';
import { historiesDir, plainText, recording, withoutPlaces } from './recording.ts';

/** A turn answered by a macro: what the design promises at most. */
const maxEventsPerTurn = 24;

describeTemporal('the history', (temporal) => {
  describePostgres('of each path', ({ pool }) => {
    let stage: Stage;
    let workflowBundle: { code: string };
    beforeAll(async () => {
      workflowBundle = await bundleOf(new URL('../../workflows/index.ts', import.meta.url));
      const spine = await startSpine(pool(), temporal());
      const handle = (conversation: string) =>
        temporal().client.workflow.getHandle(spine.workflowId(conversation));
      stage = Object.assign(spine, {
        update: (conversation: string, name: string, input: object) =>
          handle(conversation).executeUpdate(name, { args: [input] }),
        ended: async (conversation: string) => void (await handle(conversation).result()),
      });
    });
    afterAll(() => stage.stop());

    it.each(paths)('$name replays clean and holds no text of anybody', async ({ name, run }) => {
      const conversation = await run(stage);
      const history = await temporal()
        .client.workflow.getHandle(stage.workflowId(conversation))
        .fetchHistory();
      const json = withoutPlaces(JSON.parse(historyToJSON(history)));
      expect(plainText(json)).not.toMatch(personal);
      await Worker.runReplayHistory({ workflowBundle }, json);
      if (name === 'reply') expect(history.events?.length).toBeLessThanOrEqual(maxEventsPerTurn);
      const file = `${historiesDir}${name}.history.json`;
      if (recording && !existsSync(file)) writeFileSync(file, `${JSON.stringify(json)}\n`);
    });
  });
});
