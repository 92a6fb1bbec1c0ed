/** What operators and accidents do to workflows: the conversation goes on from its rows, with one reply or a packet. */
import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { minutes, seconds } from '../../domain/clock.ts';
import { describePostgres } from '../support/database.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { describeTemporal } from '../support/temporal.ts';
import { type Interventions, interventions, type StepName } from './interventions.ts';

describeTemporal('a conversation under two workers', (temporal) => {
  describePostgres('whose workflow', ({ pool }) => {
    let spine: Spine;
    let steps: Interventions;
    let ahead = 0;
    beforeAll(async () => {
      steps = interventions(pool);
      const clock = () => new Date(Date.now() + ahead);
      spine = await startSpine(pool(), temporal(), { clock, wrap: steps.wrap, workers: 2 });
    });
    afterAll(async () => {
      steps.end();
      await spine.stop();
    });

    const handleOf = (conversation: string): WorkflowHandle =>
      temporal().client.workflow.getHandle(spine.workflowId(conversation));
    const question = { text: 'When are you open?', purpose: 'reply' };
    const repair = { text: 'My lamp is broken, can you repair my lamp?', purpose: 'approved' };

    async function oneReply(conversation: string): Promise<void> {
      const shown = await spine.atRest(conversation);
      const answers = spine.receiver.messages(conversation);
      expect(answers.map((p) => p.data.purpose)).toEqual([question.purpose]);
      expect(shown.messages.map((m) => m.answeredBy)).toEqual([`delivery:${answers[0]?.data.delivery}`]);
      expect(shown.deliveries.map((d) => d.state)).toEqual(['sent']);
    }

    /**
     * As the sweeper does every few seconds. A run that is being cancelled may take a ring to its grave, or stop after it has
     * looked: it is missed two minutes after that look, so time passes by more than that.
     */
    async function sweptToRest(conversations: readonly string[]): Promise<void> {
      let moving = conversations;
      for (let sweeps = 0; sweeps < 12 && moving.length > 0; sweeps += 1) {
        await spine.sweep();
        const looked = await Promise.all(
          moving.map(async (c) => ((await spine.atRest(c, seconds(3)).catch(() => undefined)) ? [] : [c])),
        );
        moving = looked.flat();
        ahead += seconds(15);
      }
      expect(moving).toEqual([]);
    }

    const answering: [step: StepName, when: 'before' | 'after'][] = [
      ['observe', 'before'],
      ['observe', 'after'],
      ['triage', 'after'],
      ['account', 'before'],
      ['draft', 'after'],
      ['review', 'before'],
      ['review', 'after'],
      ['claim', 'before'],
      ['claim', 'after'],
      ['deliver', 'before'],
      ['deliver', 'after'],
    ];
    const stops = {
      terminated: (handle: WorkflowHandle) => handle.terminate('an operator did this'),
      cancelled: async (handle: WorkflowHandle) => void (await handle.cancel()),
    };

    it('is terminated or cancelled at any step goes on from its rows when it is rung, and sends one reply', async () => {
      const stopped = await Promise.all(
        Object.entries(stops).flatMap(([how, stop]) =>
          answering.map(async ([step, when]) => {
            const key = `${how}-${when}-${step}`;
            const held = steps.hold(key, step, when);
            const { conversation } = await spine.say(key, question.text);
            await held.reached;
            await stop(handleOf(conversation));
            return { conversation, held };
          }),
        ),
      );
      ahead += minutes(3); // later than any of them should have looked again, and than any attempt may last
      // The steps that were under way end as well, after the run that they belonged to.
      for (const { held } of stopped) held.go();
      await sweptToRest(stopped.map(({ conversation }) => conversation));
      for (const { conversation } of stopped) await oneReply(conversation);
    }, 90_000);

    it('is reset to any of its tasks sends nothing again', async () => {
      const { conversation } = await spine.say('reset', question.text);
      await oneReply(conversation);
      const tasks = await vi.waitUntil(async () => {
        const { events } = await handleOf(conversation).fetchHistory();
        const completed = (events ?? []).filter((e) => e.workflowTaskCompletedEventAttributes);
        // The task in which the workflow looked for the last time is completed a little after the look.
        return completed.length > 1 && completed.map((e) => e.eventId);
      });
      const { runId } = await handleOf(conversation).describe();
      for (const workflowTaskFinishEventId of tasks) {
        await reset(conversation, runId, workflowTaskFinishEventId);
        await spine.say('reset', 'Thank you!', { automated: 'auto_reply' }); // rings, and starts no turn
        const shown = await spine.atRest(conversation);
        expect(shown.turns).toHaveLength(1);
      }
      expect(
        spine.receiver.posts.filter((p) => p.type === 'message' && p.data.conversation === conversation),
      ).toHaveLength(1);
    });

    it('is reset while its reply is being delivered delivers it once', async () => {
      const held = steps.hold('reset-mid', 'deliver');
      const { conversation } = await spine.say('reset-mid', question.text);
      await held.reached;
      const { runId } = await handleOf(conversation).describe();
      const { events } = await handleOf(conversation).fetchHistory();
      const task = (events ?? []).find((e) => e.workflowTaskCompletedEventAttributes);
      await reset(conversation, runId, task?.eventId);
      await spine.receiver.until((posts) => posts.some((p) => p.data.conversation === conversation));
      held.go();
      await oneReply(conversation);
      expect(
        spine.receiver.posts.filter((p) => p.type === 'message' && p.data.conversation === conversation),
      ).toHaveLength(1);
    });

    async function reset(
      conversation: string,
      runId: string,
      workflowTaskFinishEventId: unknown,
    ): Promise<void> {
      await temporal().client.workflowService.resetWorkflowExecution({
        namespace: temporal().namespace,
        workflowExecution: { workflowId: spine.workflowId(conversation), runId },
        reason: 'an operator did this',
        workflowTaskFinishEventId: workflowTaskFinishEventId as never,
        requestId: `${runId}-${String(workflowTaskFinishEventId)}`,
      });
    }

    it('has a step that fails for good ends in a packet that names the step, and goes on running', async () => {
      const cases: [step: StepName, named: string, text: string][] = [
        ['triage', 'triage', question.text],
        ['account', 'account', question.text],
        ['knowledge', 'knowledge', 'xqzt blorb wug'],
        ['draft', 'draft', question.text],
        ['review', 'review', question.text],
        ['claim', 'claim', question.text],
        ['requestApproval', 'request_approval', repair.text],
        ['deliver', 'deliver', question.text],
        ['fetchAttachments', 'fetch', question.text],
      ];
      const attachments = [
        { name: 'a.txt', type: 'text/plain', content: Buffer.from('hello').toString('base64') },
      ];
      await Promise.all(
        cases.map(async ([step, named, text]) => {
          const key = `fails-${step}`;
          steps.fail(key, step);
          const { conversation } = await spine.say(
            key,
            text,
            step === 'fetchAttachments' ? { attachments } : {},
          );
          const shown = await spine.atRest(conversation, 60_000);
          const [item] = shown.items.filter((i) => i.kind === 'handoff');
          expect([step, item?.reason]).toEqual([step, `step_failed:${named}`]);
          const { body } = await spine.call('GET', `/queue/${item?.id}`);
          expect(body.packet).toMatchObject({
            reason: { code: `step_failed:${named}` },
            ask: expect.any(String),
          });
          expect((await handleOf(conversation).describe()).status.name).toBe('RUNNING');
          expect(spine.receiver.messages(conversation).filter((p) => p.data.purpose === 'reply')).toEqual([]);
        }),
      );
    }, 90_000);

    it('has an observe or a hand-off that fails a few times answers all the same', async () => {
      steps.fail('fails-observe', 'observe', 3);
      steps.fail('fails-handOff', 'handOff', 2);
      const observed = await spine.say('fails-observe', question.text);
      const wanted = await spine.say('fails-handOff', 'I want to talk to a real person.');
      await oneReply(observed.conversation);
      expect((await spine.atRest(wanted.conversation)).owner).toMatch(/^queue:/);
    });

    it('is drafting when a person takes over sends nothing', async () => {
      const held = steps.hold('mid-draft', 'draft', 'after');
      const { conversation } = await spine.say('mid-draft', question.text);
      await held.reached;
      expect((await spine.call('POST', `/conversations/${conversation}/takeover`, {})).statusCode).toBe(200);
      held.go();
      const shown = await spine.atRest(conversation);
      expect(shown).toMatchObject({ owner: 'human:ann', deliveries: [] });
      expect(spine.receiver.messages(conversation)).toEqual([]);
      await spine.call('POST', `/conversations/${conversation}/release`, {});
      await spine.atRest(conversation);
      expect(spine.receiver.messages(conversation)).toHaveLength(1);
    });

    it('is drafting when the customer writes on answers everything with one reply', async () => {
      const held = steps.hold('mid-burst', 'draft');
      const { conversation, message } = await spine.say('mid-burst', question.text);
      await held.reached;
      const second = await spine.say('mid-burst', 'On Saturday, are you open?');
      held.go();
      const shown = await spine.atRest(conversation);
      expect(spine.receiver.messages(conversation).map((p) => p.data.inReplyTo)).toEqual([
        [message, second.message],
      ]);
      expect(shown.turns.map((t) => t.endedAs)).toEqual(['superseded', 'claimed']);
    });

    it('gets a person’s actions as updates carries them out and puts them on record as from the Temporal UI', async () => {
      const { conversation, message } = await spine.say('updates', repair.text);
      const [approval] = (await spine.atRest(conversation)).items;
      const handle = handleOf(conversation);
      const update = (name: string, input: object): Promise<Record<string, unknown>> =>
        handle.executeUpdate(name, { args: [input] }) as Promise<Record<string, unknown>>;

      await expect(update('takeOver', {})).rejects.toMatchObject({
        cause: { message: expect.stringContaining('"person" is missing') },
      });
      await expect(
        update('approve', { person: 'ann', draft: 'x'.repeat(200), seenThrough: message }),
      ).rejects.toMatchObject({
        cause: { message: expect.stringContaining('draft') },
      });
      expect(await update('takeOver', { person: 'ann' })).toMatchObject({ kind: 'done', owner: 'human:ann' });
      expect(await update('release', { person: 'ann' })).toMatchObject({ kind: 'done', owner: 'ai' });
      const [, again] = (await spine.atRest(conversation)).items;
      expect(await update('reject', { person: 'bob', draft: approval?.draft, reason: 'tone' })).toMatchObject(
        { kind: 'conflict' },
      );
      expect(await update('reject', { person: 'bob', draft: again?.draft, reason: 'tone' })).toMatchObject({
        owner: 'queue:general',
      });
      expect(await update('solve', { person: 'bob', seenThrough: message })).toMatchObject({
        status: 'solved',
      });
      await spine.atRest(conversation);
      const { body } = await spine.call('GET', `/conversations/${conversation}/audit`);
      const actors = (body.records as { kind: string; actor: string }[]).filter((r) =>
        r.actor.startsWith('temporal-ui:'),
      );
      expect(actors.map((r) => `${r.kind} ${r.actor}`)).toEqual([
        'taken_over temporal-ui:ann',
        'released temporal-ui:ann',
        'rejected temporal-ui:bob',
        'handed_off temporal-ui:bob',
        'solved temporal-ui:bob',
      ]);

      const other = await spine.say('updates-approve', repair.text);
      const [item] = (await spine.atRest(other.conversation)).items;
      const input = { person: 'ann', draft: item?.draft, seenThrough: other.message, actionId: 'once' };
      const approve = () => handleOf(other.conversation).executeUpdate('approve', { args: [input] });
      expect(await approve()).toEqual(await approve());
      await spine.atRest(other.conversation);
      expect(spine.receiver.messages(other.conversation).map((p) => p.data.purpose)).toEqual([
        repair.purpose,
      ]);
    });

    it('meets a crowd answers each customer once', async () => {
      const crowd = Array.from({ length: 12 }, (_, n) => `crowd-${n}`);
      const said = await Promise.all(crowd.map((key) => spine.say(key, question.text)));
      for (const { conversation } of said) await oneReply(conversation);
    });
  });
});
