/** Recorded histories replay against the current workflow. They are kept, not made again: a change goes behind `patched`. */
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, it } from 'vitest';
import { bundleOf } from '../support/temporal.ts';
import { paths, personal } from './paths.ts';
import { plainText, recordedHistories, recording } from './recording.ts';

const histories = recordedHistories();
let workflowBundle: { code: string };
beforeAll(async () => {
  workflowBundle = await bundleOf(new URL('../../workflows/index.ts', import.meta.url));
}, 60_000);

it('there is a recorded history of every path', () => {
  expect(histories.map((h) => h.name)).toEqual(expect.arrayContaining(paths.map((p) => p.name)));
});

it.skipIf(recording).each(histories)('the recorded history of $name replays clean', async ({ history }) => {
  await Worker.runReplayHistory({ workflowBundle }, history);
});

it.each(histories)('the recorded history of $name holds no text of anybody', ({ history }) => {
  expect(plainText(history)).not.toMatch(personal);
});

it('a timer that was added to the workflow fails every one of them', async () => {
  const changed = await bundleOf(new URL('./fixtures/added-timer.ts', import.meta.url));
  for (const { history } of histories)
    await expect(Worker.runReplayHistory({ workflowBundle: changed }, history)).rejects.toThrow('TMPRL1100');
}, 60_000);
