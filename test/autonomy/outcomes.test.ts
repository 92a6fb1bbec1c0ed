/** What becomes of drafts is recorded in the transaction in which it happens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../domain/clock.ts';
import { type Rows, startRows } from '../races/rows.ts';
import { describeStore } from '../support/database.ts';
import { drafting, MODEL } from './drafts.ts';

describeStore('outcomes', ({ pool }) => {
  let rows: Rows;
  let on: ReturnType<typeof drafting>;
  beforeAll(async () => {
    rows = await startRows(pool());
    on = drafting(rows, pool());
  });
  afterAll(() => rows.stop());

  describe('of an approval', () => {
    it('sent as it was is accepted, and says who wrote and who decided', async () => {
      const waiting = await on.modelDraft('prompt-a');
      await on.approve(waiting);
      expect(await on.outcomesOf(waiting.conversation)).toEqual([
        {
          ...{ topic: 'repair', channel: 'email', prompt: 'prompt-a', model: MODEL },
          ...{ mode: 'approve', result: 'sent_unchanged', reason: 'autonomy_approve', person: 'ann' },
        },
      ]);
    });

    it('is judged by all edits together, against what was written first', async () => {
      const waiting = await on.modelDraft('prompt-a');
      const text = await on.textOf(waiting.draft);
      const once = await on.edit(waiting.conversation, waiting.draft, text.replace('nine', 'ten'));
      const back = await on.edit(waiting.conversation, once, text.replace('Hello', 'Dear Ada'));
      await on.approve({ ...waiting, draft: back });
      expect(await on.outcomesOf(waiting.conversation)).toMatchObject([{ result: 'edited_words' }]);
      const [{ draft }] = (
        await pool().query('select draft from outcome where conversation = $1', [waiting.conversation])
      ).rows;
      expect(draft).toBe(waiting.draft);
    });

    it('with an edited fact is not accepted', async () => {
      const waiting = await on.modelDraft('prompt-b');
      const text = await on.textOf(waiting.draft);
      await on.approve({
        ...waiting,
        draft: await on.edit(waiting.conversation, waiting.draft, text.replace('nine', 'ten')),
      });
      expect(await on.outcomesOf(waiting.conversation)).toMatchObject([{ result: 'edited_facts' }]);
      expect(await on.rowOf('prompt-b')).toMatchObject({ n: 1, accepted: 0 });
    });

    it('that is a conflict leaves none', async () => {
      const waiting = await on.modelDraft('prompt-a');
      await pool().query('update message set answered_by = null where conversation = $1', [
        waiting.conversation,
      ]);
      const { conversation, draft } = waiting;
      const answer = await rows.act(conversation, { name: 'approve', draft, seenThrough: 'msg_unknown' });
      expect(answer.kind).toBe('conflict');
      expect(await on.outcomesOf(conversation)).toEqual([]);
    });

    it('of what would not have left alone anyway is no evidence', async () => {
      for (const reason of ['angry', 'draft_problem:unsupported', 'low_confidence'])
        await on.approve(await on.modelDraft('prompt-aside', reason));
      expect(await on.rowOf('prompt-aside')).toMatchObject({
        n: 0,
        setAside: 3,
        results: { sent_unchanged: 3 },
      });
    });

    it('is repeated by the same action id without a second outcome', async () => {
      const { conversation, draft, message } = await on.modelDraft('prompt-a');
      for (let i = 0; i < 2; i += 1)
        await rows.act(
          conversation,
          { name: 'approve', draft, seenThrough: message },
          'ann',
          `again-${conversation}`,
        );
      expect(await on.outcomesOf(conversation)).toHaveLength(1);
    });
  });

  it('of a rejection is that, whoever goes on', async () => {
    for (const next of ['hand_off', 'take_over'] as const) {
      const { conversation, draft, message } = await on.modelDraft('prompt-a');
      await rows.act(conversation, { name: 'reject', draft, reason: 'wrong_facts', next });
      await rows.act(conversation, { name: 'reply', text: 'We will look at it.', seenThrough: message });
      expect(await on.outcomesOf(conversation)).toMatchObject([
        { result: 'rejected', mode: 'approve', person: 'ann' },
      ]);
    }
  });

  it('of a draft that people pass over and answer in its stead is what they made of it', async () => {
    const { conversation, message } = await on.modelDraft('prompt-a');
    await rows.act(conversation, { name: 'reply', text: 'Please call us.', seenThrough: message });
    expect(await on.outcomesOf(conversation)).toMatchObject([{ result: 'rewritten', mode: 'approve' }]);
  });

  it('of a turn with two topics is evidence about both', async () => {
    const waiting = await on.modelDraft('prompt-two');
    await pool().query(
      `update triage set topics = '[{"id":"repair","confidence":0.9},{"id":"hours","confidence":0.8}]' where conversation = $1`,
      [waiting.conversation],
    );
    await on.approve(waiting);
    expect((await on.outcomesOf(waiting.conversation)).map((o) => o.topic).sort()).toEqual([
      'hours',
      'repair',
    ]);
  });

  describe('of a reply that left alone', () => {
    const sent = async (name: string) => {
      const platformKey = on.key(name);
      return { conversation: await rows.answered(platformKey), platformKey };
    };

    it('is recorded once, with the macro that it is', async () => {
      const { conversation } = await sent('alone');
      await rows.run(conversation);
      expect(await on.outcomesOf(conversation)).toMatchObject([
        {
          topic: 'hours',
          mode: 'auto',
          result: 'sent',
          person: null,
          prompt: expect.stringMatching(/^macro:hours\.en@/),
        },
      ]);
    });

    it('is complained about when the customer says that it did not help', async () => {
      const { conversation, platformKey } = await sent('complains');
      await rows.say(platformKey, 'That did not help, it is still the same.');
      await rows.run(conversation);
      expect((await on.outcomesOf(conversation)).map((o) => o.result)).toEqual(['sent', 'complained']);
    });

    it('is reopened when the customer comes back to what was solved, and only once', async () => {
      const { conversation, platformKey } = await sent('reopens');
      rows.pass(days(8));
      await rows.run(conversation);
      expect((await rows.row(conversation)).status).toBe('solved');
      await rows.say(platformKey, 'Are you open on Saturday as well?');
      expect((await on.outcomesOf(conversation)).map((o) => o.result)).toEqual(['sent', 'reopened']);
      await rows.say(platformKey, 'That did not help, it is still the same.');
      await rows.run(conversation);
      expect((await on.outcomesOf(conversation)).filter((o) => o.result !== 'sent')).toHaveLength(1);
    });

    it('is none of our doing weeks later, nor when the customer only thanks', async () => {
      const { conversation, platformKey } = await sent('late');
      rows.pass(days(8));
      await rows.run(conversation);
      await rows.say(platformKey, 'Thank you!');
      rows.pass(days(7));
      await rows.say(platformKey, 'When are you open?');
      expect((await on.outcomesOf(conversation)).map((o) => o.result)).toEqual(['sent']);
    });

    it('and never reached the customer is not what they came back to', async () => {
      const { conversation } = await rows.say(on.key('refused'), 'When are you open?');
      await rows.run(conversation, () => ({ kind: 'rejected', reason: 'no_such_user' }));
      const again = (await rows.messages(conversation))[0];
      await rows.say(
        again?.providerId.replace(/-\d+$/, '') ?? '',
        'That did not help, it is still the same.',
      );
      await rows.run(conversation);
      expect((await on.outcomesOf(conversation)).map((o) => o.result)).not.toContain('complained');
    });
  });

  describe('in shadow', () => {
    it('a draft is made and seen by nobody, and compared with what the person sent', async () => {
      await rows.apply(on.withTopic('repair', 'shadow'));
      const { conversation, message } = await rows.say(
        on.key('shadow'),
        'My lamp is broken, can you repair my lamp?',
      );
      await rows.run(conversation);
      const [item] = await rows.items(conversation);
      expect(item).toMatchObject({ kind: 'handoff', reason: 'shadow', draft: null });
      const { rows: drafts } = await pool().query('select * from draft where conversation = $1', [
        conversation,
      ]);
      expect(drafts).toHaveLength(1);
      expect(await on.outcomesOf(conversation)).toEqual([]);
      const { text } = drafts[0];
      await rows.act(conversation, { name: 'claim', item: item?.id ?? '' });
      await rows.act(conversation, {
        name: 'reply',
        text: text.replace('Hello', 'Dear Ada'),
        seenThrough: message ?? '',
      });
      expect(await on.outcomesOf(conversation)).toMatchObject([
        { mode: 'shadow', result: 'edited_words', reason: 'shadow', person: 'ann' },
      ]);
      expect((await on.rowOf('macro:hours', 'repair')).shadow).toEqual({ n: 1, accepted: 1 });
    });

    it('the comparison is with the first reply, on whichever side it was written', async () => {
      const platformKey = on.key('shadow-platform');
      const { conversation } = await rows.say(platformKey, 'My lamp is broken, can you repair my lamp?');
      await rows.run(conversation);
      for (const text of ['Please send it in.', 'And the bulb as well.'])
        await rows.tell(platformKey, {
          type: 'agent_message',
          providerMessageId: on.key('agent'),
          person: { id: 'zoe' },
          attachments: [],
          text,
        });
      expect(await on.outcomesOf(conversation)).toMatchObject([
        { mode: 'shadow', result: 'rewritten', person: 'zoe' },
      ]);
    });

    it('stays hidden when somebody turns out to be in danger, and when the step after it failed', async () => {
      const platformKey = on.key('shadow-danger');
      const { conversation } = await rows.say(platformKey, 'My lamp is broken, can you repair my lamp?');
      await rows.run(conversation);
      await rows.say(platformKey, 'I want to kill myself.');
      await rows.say(platformKey, 'I want to kill myself, really.');
      const failed = await rows.say(on.key('shadow-failed'), 'My lamp is broken, can you repair my lamp?');
      const turn = await rows.openTurn(failed.conversation);
      await rows.prepare(failed.conversation, turn);
      const { desk } = rows;
      await rows.activities.handOff({
        desk,
        conversation: failed.conversation,
        turn,
        reason: 'step_failed:review',
      });
      for (const id of [conversation, failed.conversation])
        for (const item of await rows.items(id)) {
          expect(item.draft).toBeNull();
          expect(JSON.stringify(await rows.packet(item.id))).not.toContain('nine to five');
        }
      await rows.apply({});
    });
  });
});
