/** Steps that fail for good: the workflow goes on, and a person gets the turn with its packet. */
import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { describeStore } from '../support/database.ts';
import { startSpine } from '../support/spine.ts';
import { describeTemporal } from '../support/temporal.ts';

const giveUp = async (): Promise<never> => {
  throw ApplicationFailure.nonRetryable('this step is broken for good', 'Broken');
};

/** Each step with a message whose turn comes to it, and where the turn says it failed. */
const cases: [step: keyof Activities, text: string, at: string][] = [
  ['triage', 'When are you open?', 'triage'],
  ['account', 'When are you open?', 'account'],
  ['draft', 'When are you open?', 'draft'],
  ['review', 'When are you open?', 'review'],
  ['claim', 'When are you open?', 'claim'],
  ['requestApproval', 'My lamp is broken, can you repair my lamp?', 'request_approval'],
];

describeTemporal('a step that gives up', (temporal) => {
  describeStore('with its rows', ({ pool }) => {
    it.each(cases)(
      '%s: ends in a hand-off with a packet, not in a failed workflow',
      async (name, text, at) => {
        const spine = await startSpine(pool(), temporal(), {
          wrap: (activities) => ({ ...activities, [name]: giveUp }),
        });
        try {
          const { conversation } = await spine.say(`gives-up-${name}-${Math.random()}`, text);
          const shown = await spine.atRest(conversation);
          const [item] = shown.items;
          const { body } = await spine.call('GET', `/queue/${item?.id}`);
          expect(body.packet).toMatchObject({ reason: { code: `step_failed:${at}` } });
          const { status } = await temporal()
            .client.workflow.getHandle(spine.workflowId(conversation))
            .describe();
          expect(status.name).toBe('RUNNING');
        } finally {
          await spine.stop();
        }
      },
    );
  });
});
