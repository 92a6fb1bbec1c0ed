/** Continue-as-new: a conversation that waits for weeks rolls its history, and a redelivery afterwards changes nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePostgres } from '../support/database.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { describeTimeSkipping } from '../support/temporal.ts';

describeTimeSkipping('a conversation at rest for eight days', (environment) => {
  describePostgres('rolls its history', ({ pool }) => {
    let spine: Spine;
    beforeAll(async () => {
      const { client, nativeConnection } = environment();
      spine = await startSpine(pool(), { client, nativeConnection, namespace: 'default' });
    });
    afterAll(() => spine.stop());

    it('and a message that is delivered again starts no second turn, while a new one is answered', async () => {
      const again = { providerMessageId: 'same' };
      const first = await spine.say('roll', 'When are you open?', again);
      await spine.atRest(first.conversation, 45_000);
      const handle = environment().client.workflow.getHandle(spine.workflowId(first.conversation));
      const { runId } = await handle.describe();
      await environment().sleep('8 days');
      expect((await handle.describe()).runId).not.toBe(runId);
      expect(await spine.say('roll', 'When are you open?', again)).toMatchObject({
        kind: 'duplicate',
        message: first.message,
      });
      expect((await spine.atRest(first.conversation)).turns).toHaveLength(1);
      await spine.say('roll', 'Where is my order?');
      const shown = await spine.atRest(first.conversation);
      expect(shown.turns).toHaveLength(2);
      expect(spine.receiver.messages(first.conversation)).toHaveLength(2);
    }, 90_000);
  });
});
