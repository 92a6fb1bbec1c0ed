/** What becomes of drafts is recorded in the transaction in which it happens, and autonomy follows from it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskFileInput } from '../../desk/schema.ts';
import { days } from '../../domain/clock.ts';
import { insertOutcome } from '../../store/outcomes.ts';
import { findDraft } from '../../store/turns.ts';
import { autonomyForDraft } from '../../transactions/autonomy.ts';
import { autonomyReport, demoteTopic, promote } from '../../transactions/autonomy-report.ts';
import { type Rows, startRows } from '../races/rows.ts';
import { describeStore } from '../support/database.ts';
import { deskInput } from '../support/desk.ts';

const MODEL = 'test-model';
const LEAD = 'human:lea';

describeStore('outcomes', ({ pool }) => {
  let rows: Rows;
  let serial = 0;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  const key = (name: string) => {
    serial += 1;
    return `${name}-${serial}`;
  };
  const outcomesOf = async (conversation: string) =>
    (
      await pool().query(
        `select topic, channel, prompt_version as prompt, model, mode, result, reason, person from outcome
         where conversation = $1 order by at, result`,
        [conversation],
      )
    ).rows;
  const version = async () => {
    const active = await rows.work.desks.active(pool(), rows.desk);
    if (!active) throw new Error('no version is in service');
    return active;
  };
  const report = async () => autonomyReport(pool(), await version());
  const rowOf = async (prompt: string, topic?: string) => {
    const row = (await report()).rows.find(
      (r) => r.promptVersion.startsWith(prompt) && (topic === undefined || r.topic === topic),
    );
    if (!row) throw new Error(`the report has no row for ${prompt}`);
    return row;
  };
  /** The desk with other settings of a topic. */
  const withTopic = (
    id: string,
    autonomy: unknown,
    more: Partial<DeskFileInput> = {},
  ): Partial<DeskFileInput> =>
    ({
      topics: deskInput().topics.map((t) => (t.id === id ? { ...t, autonomy } : t)),
      ...more,
    }) as Partial<DeskFileInput>;

  /** A draft that waits, as if a model had written it from this prompt and the gate had given this reason. */
  async function modelDraft(prompt: string, reason = 'autonomy_approve') {
    const waiting = await rows.awaitingApproval(key('model'));
    await pool().query(
      `update draft set kind = 'model', macros = '{}', model = $2, prompt_hash = $3 where id = $1`,
      [waiting.draft, MODEL, prompt],
    );
    await pool().query('update queue_item set reason = $2 where id = $1', [waiting.item, reason]);
    await pool().query(
      `update step set decision = decision || jsonb_build_object('reason', $2::text)
       where turn = (select turn from draft where id = $1) and step = 'review'`,
      [waiting.draft, reason],
    );
    return waiting;
  }
  const approve = ({
    conversation,
    draft,
    message,
  }: {
    conversation: string;
    draft: string;
    message: string;
  }) => rows.act(conversation, { name: 'approve', draft, seenThrough: message });
  const edit = async (conversation: string, draft: string, text: string) => {
    const edited = await rows.act(conversation, { name: 'edit', draft, text });
    return edited.kind === 'done' ? (edited.draft ?? '') : '';
  };
  const textOf = async (draft: string) => (await findDraft(pool(), rows.desk, draft))?.text ?? '';

  /** Evidence without the conversations: as many decisions on drafts of this prompt. */
  async function evidence(
    prompt: string,
    accepted: number,
    refused = 0,
    mode: 'approve' | 'sample' = 'approve',
  ) {
    const waiting = await modelDraft(prompt);
    const draft = await findDraft(pool(), rows.desk, waiting.draft);
    if (!draft) throw new Error('there is no draft');
    // One outcome as the product stores it, and its copies: nobody would wait for hundreds of conversations.
    const reason = mode === 'sample' ? 'sample' : 'autonomy_approve';
    const first = {
      draft,
      mode,
      result: accepted > 0 ? 'sent_unchanged' : 'rejected',
      reason,
      person: 'ann',
    } as const;
    await insertOutcome(pool(), first, rows.now());
    const copies = [waiting.draft, accepted + refused - 1];
    await pool().query(
      `insert into draft select id || n as id, desk, conversation, turn, kind, macros, text, statements, model, edited_from,
         edited_by, created_at, prompt_id, prompt_hash from draft, generate_series(1, $2) n where id = $1`,
      copies,
    );
    await pool().query(
      `insert into outcome select desk, draft || n as draft, turn, conversation, topic, channel, prompt_version, model, mode,
         case when n < $3 then 'sent_unchanged' else 'rejected' end as result, reason, person, at
       from outcome, generate_series(1, $2) n where draft = $1`,
      [...copies, accepted],
    );
    await rows.act(waiting.conversation, { name: 'takeOver' });
    return draft;
  }

  describe('of an approval', () => {
    it('sent as it was is accepted, and says who wrote and who decided', async () => {
      const waiting = await modelDraft('prompt-a');
      await approve(waiting);
      expect(await outcomesOf(waiting.conversation)).toEqual([
        {
          ...{ topic: 'repair', channel: 'email', prompt: 'prompt-a', model: MODEL },
          ...{ mode: 'approve', result: 'sent_unchanged', reason: 'autonomy_approve', person: 'ann' },
        },
      ]);
    });

    it('is judged by all edits together, against what was written first', async () => {
      const waiting = await modelDraft('prompt-a');
      const text = await textOf(waiting.draft);
      const once = await edit(waiting.conversation, waiting.draft, text.replace('nine', 'ten'));
      const back = await edit(waiting.conversation, once, text.replace('Hello', 'Dear Ada'));
      await approve({ ...waiting, draft: back });
      expect(await outcomesOf(waiting.conversation)).toMatchObject([{ result: 'edited_words' }]);
      const [{ draft }] = (
        await pool().query('select draft from outcome where conversation = $1', [waiting.conversation])
      ).rows;
      expect(draft).toBe(waiting.draft);
    });

    it('with an edited fact is not accepted', async () => {
      const waiting = await modelDraft('prompt-b');
      const text = await textOf(waiting.draft);
      await approve({
        ...waiting,
        draft: await edit(waiting.conversation, waiting.draft, text.replace('nine', 'ten')),
      });
      expect(await outcomesOf(waiting.conversation)).toMatchObject([{ result: 'edited_facts' }]);
      expect(await rowOf('prompt-b')).toMatchObject({ n: 1, accepted: 0 });
    });

    it('that is a conflict leaves none', async () => {
      const waiting = await modelDraft('prompt-a');
      await pool().query('update message set answered_by = null where conversation = $1', [
        waiting.conversation,
      ]);
      const { conversation, draft } = waiting;
      const answer = await rows.act(conversation, { name: 'approve', draft, seenThrough: 'msg_unknown' });
      expect(answer.kind).toBe('conflict');
      expect(await outcomesOf(conversation)).toEqual([]);
    });

    it('of what would not have left alone anyway is no evidence', async () => {
      for (const reason of ['angry', 'draft_problem:unsupported', 'low_confidence'])
        await approve(await modelDraft('prompt-aside', reason));
      expect(await rowOf('prompt-aside')).toMatchObject({
        n: 0,
        setAside: 3,
        results: { sent_unchanged: 3 },
      });
    });

    it('is repeated by the same action id without a second outcome', async () => {
      const { conversation, draft, message } = await modelDraft('prompt-a');
      for (let i = 0; i < 2; i += 1)
        await rows.act(
          conversation,
          { name: 'approve', draft, seenThrough: message },
          'ann',
          `again-${conversation}`,
        );
      expect(await outcomesOf(conversation)).toHaveLength(1);
    });
  });

  it('of a rejection is that, whoever goes on', async () => {
    for (const next of ['hand_off', 'take_over'] as const) {
      const { conversation, draft, message } = await modelDraft('prompt-a');
      await rows.act(conversation, { name: 'reject', draft, reason: 'wrong_facts', next });
      await rows.act(conversation, { name: 'reply', text: 'We will look at it.', seenThrough: message });
      expect(await outcomesOf(conversation)).toMatchObject([
        { result: 'rejected', mode: 'approve', person: 'ann' },
      ]);
    }
  });

  it('of a draft that people pass over and answer in its stead is what they made of it', async () => {
    const { conversation, message } = await modelDraft('prompt-a');
    await rows.act(conversation, { name: 'reply', text: 'Please call us.', seenThrough: message });
    expect(await outcomesOf(conversation)).toMatchObject([{ result: 'rewritten', mode: 'approve' }]);
  });

  it('of a turn with two topics is evidence about both', async () => {
    const waiting = await modelDraft('prompt-two');
    await pool().query(
      `update triage set topics = '[{"id":"repair","confidence":0.9},{"id":"hours","confidence":0.8}]' where conversation = $1`,
      [waiting.conversation],
    );
    await approve(waiting);
    expect((await outcomesOf(waiting.conversation)).map((o) => o.topic).sort()).toEqual(['hours', 'repair']);
  });

  describe('of a reply that left alone', () => {
    const sent = async (name: string) => {
      const platformKey = key(name);
      return { conversation: await rows.answered(platformKey), platformKey };
    };

    it('is recorded once, with the macro that it is', async () => {
      const { conversation } = await sent('alone');
      await rows.run(conversation);
      expect(await outcomesOf(conversation)).toMatchObject([
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
      expect((await outcomesOf(conversation)).map((o) => o.result)).toEqual(['sent', 'complained']);
    });

    it('is reopened when the customer comes back to what was solved, and only once', async () => {
      const { conversation, platformKey } = await sent('reopens');
      rows.pass(days(8));
      await rows.run(conversation);
      expect((await rows.row(conversation)).status).toBe('solved');
      await rows.say(platformKey, 'Are you open on Saturday as well?');
      expect((await outcomesOf(conversation)).map((o) => o.result)).toEqual(['sent', 'reopened']);
      await rows.say(platformKey, 'That did not help, it is still the same.');
      await rows.run(conversation);
      expect((await outcomesOf(conversation)).filter((o) => o.result !== 'sent')).toHaveLength(1);
    });

    it('is none of our doing weeks later, nor when the customer only thanks', async () => {
      const { conversation, platformKey } = await sent('late');
      rows.pass(days(8));
      await rows.run(conversation);
      await rows.say(platformKey, 'Thank you!');
      rows.pass(days(7));
      await rows.say(platformKey, 'When are you open?');
      expect((await outcomesOf(conversation)).map((o) => o.result)).toEqual(['sent']);
    });

    it('and never reached the customer is not what they came back to', async () => {
      const { conversation } = await rows.say(key('refused'), 'When are you open?');
      await rows.run(conversation, () => ({ kind: 'rejected', reason: 'no_such_user' }));
      const again = (await rows.messages(conversation))[0];
      await rows.say(
        again?.providerId.replace(/-\d+$/, '') ?? '',
        'That did not help, it is still the same.',
      );
      await rows.run(conversation);
      expect((await outcomesOf(conversation)).map((o) => o.result)).not.toContain('complained');
    });
  });

  describe('in shadow', () => {
    it('a draft is made and seen by nobody, and compared with what the person sent', async () => {
      await rows.apply(withTopic('repair', 'shadow'));
      const { conversation, message } = await rows.say(
        key('shadow'),
        'My lamp is broken, can you repair my lamp?',
      );
      await rows.run(conversation);
      const [item] = await rows.items(conversation);
      expect(item).toMatchObject({ kind: 'handoff', reason: 'shadow', draft: null });
      const { rows: drafts } = await pool().query('select * from draft where conversation = $1', [
        conversation,
      ]);
      expect(drafts).toHaveLength(1);
      expect(await outcomesOf(conversation)).toEqual([]);
      const { text } = drafts[0];
      await rows.act(conversation, { name: 'claim', item: item?.id ?? '' });
      await rows.act(conversation, {
        name: 'reply',
        text: text.replace('Hello', 'Dear Ada'),
        seenThrough: message ?? '',
      });
      expect(await outcomesOf(conversation)).toMatchObject([
        { mode: 'shadow', result: 'edited_words', reason: 'shadow', person: 'ann' },
      ]);
      expect((await rowOf('macro:hours', 'repair')).shadow).toEqual({ n: 1, accepted: 1 });
    });

    it('the comparison is with the first reply, on whichever side it was written', async () => {
      const platformKey = key('shadow-platform');
      const { conversation } = await rows.say(platformKey, 'My lamp is broken, can you repair my lamp?');
      await rows.run(conversation);
      for (const text of ['Please send it in.', 'And the bulb as well.'])
        await rows.tell(platformKey, {
          type: 'agent_message',
          providerMessageId: key('agent'),
          person: { id: 'zoe' },
          attachments: [],
          text,
        });
      expect(await outcomesOf(conversation)).toMatchObject([
        { mode: 'shadow', result: 'rewritten', person: 'zoe' },
      ]);
    });

    it('stays hidden when somebody turns out to be in danger, and when the step after it failed', async () => {
      const platformKey = key('shadow-danger');
      const { conversation } = await rows.say(platformKey, 'My lamp is broken, can you repair my lamp?');
      await rows.run(conversation);
      await rows.say(platformKey, 'I want to kill myself.');
      await rows.say(platformKey, 'I want to kill myself, really.');
      const failed = await rows.say(key('shadow-failed'), 'My lamp is broken, can you repair my lamp?');
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

  describe('earning auto', () => {
    it('is proposed, and given by a person to this prompt version alone', async () => {
      const draft = await evidence('prompt-earned', 50);
      expect(await rowOf('prompt-earned')).toMatchObject({
        ...{ n: 50, accepted: 50, proposed: true },
        ...{ inForce: { autonomy: 'approve' }, earns: { kind: 'earned' } },
      });
      const asked = async (prompt: string) =>
        autonomyForDraft(
          pool(),
          await version(),
          { channel: 'email', topics: ['repair'], turn: 'trn_x', draft: { ...draft, promptHash: prompt } },
          rows.now(),
        );
      expect(await asked('prompt-earned')).toMatchObject({ earned: false, sampled: false });
      const promoted = await promote(rows.work, rows.desk, { topic: 'repair' }, LEAD);
      expect(promoted).toMatchObject({
        kind: 'promoted',
        keys: [{ promptVersion: 'prompt-earned', model: MODEL }],
      });
      expect(await asked('prompt-earned')).toMatchObject({ earned: true, sampled: true });
      expect(await asked('prompt-new')).toMatchObject({ earned: false });
      expect((await report()).history[0]).toMatchObject({
        by: LEAD,
        mode: 'auto',
        topic: 'repair',
        channel: 'email',
      });
    });

    it('is refused to what has not earned it, and says what is missing', async () => {
      await evidence('prompt-short', 20);
      const answer = await promote(
        rows.work,
        rows.desk,
        { topic: 'repair', promptVersion: 'prompt-short' },
        LEAD,
      );
      expect(answer).toMatchObject({
        kind: 'refused',
        reason: 'not_earned',
        rows: [{ earns: { more: 30 } }],
      });
      expect(await promote(rows.work, rows.desk, { topic: 'sofas' }, LEAD)).toMatchObject({
        reason: 'no_such_topic',
      });
    });

    it('takes effect by itself in a desk that opted in, and is on the conversation’s record', async () => {
      await rows.apply({ autonomy: { promotion: 'apply' } });
      await evidence('prompt-self', 49);
      const waiting = await modelDraft('prompt-self');
      await approve(waiting);
      expect((await rowOf('prompt-self')).inForce).toEqual({ autonomy: 'auto', reason: 'promoted' });
      expect(await rows.audit(waiting.conversation)).toContain('autonomy_promoted');
      await rows.apply({});
    });
  });

  it('on auto are drawn until the week has its number, and again when the week is over', async () => {
    const draft = await evidence('prompt-drawn', 50);
    await rows.apply({ autonomy: { sample: 0, samplePerWeek: 1 } });
    await promote(rows.work, rows.desk, { topic: 'repair', promptVersion: 'prompt-drawn' }, LEAD);
    const drawn = async () =>
      (
        await autonomyForDraft(
          pool(),
          await version(),
          { channel: 'email', topics: ['repair'], turn: 'trn_x', draft },
          rows.now(),
        )
      ).sampled;
    rows.pass(days(8));
    expect(await drawn()).toBe(true);
    const waiting = await modelDraft('prompt-drawn', 'sample');
    expect(await drawn()).toBe(false);
    // What a newer message made stale was never decided on.
    await pool().query(`update turn set ended_as = 'superseded' where conversation = $1`, [
      waiting.conversation,
    ]);
    expect(await drawn()).toBe(true);
    await approve(await modelDraft('prompt-drawn', 'sample'));
    expect(await drawn()).toBe(false);
    rows.pass(days(8));
    expect(await drawn()).toBe(true);
    await rows.apply({});
  });

  describe('losing auto', () => {
    it('follows from a sample that is certainly below the target, at once, and it is earned anew', async () => {
      await evidence('prompt-fades', 60);
      await promote(rows.work, rows.desk, { topic: 'repair', promptVersion: 'prompt-fades' }, LEAD);
      await evidence('prompt-fades', 2, 2, 'sample');
      expect((await rowOf('prompt-fades')).inForce.autonomy).toBe('auto');
      const { conversation, draft } = await modelDraft('prompt-fades', 'sample');
      await rows.act(conversation, { name: 'reject', draft, reason: 'wrong_facts' });
      expect(await outcomesOf(conversation)).toMatchObject([{ mode: 'sample', result: 'rejected' }]);
      expect(await rowOf('prompt-fades')).toMatchObject({
        ...{ inForce: { autonomy: 'approve', reason: 'demoted' }, n: 0, proposed: false },
      });
      expect(await rows.audit(conversation)).toContain('autonomy_demoted');
      await rows.apply({ autonomy: { promotion: 'apply' } });
      await approve(await modelDraft('prompt-fades'));
      expect((await rowOf('prompt-fades')).inForce.autonomy).toBe('approve');
      await promote(rows.work, rows.desk, { topic: 'repair' }, LEAD);
      expect((await rowOf('prompt-fades')).inForce).toEqual({ autonomy: 'approve', reason: 'demoted' });
      await rows.apply({});
    });

    it('of a macro follows from customers who come back, and a person gives it back', async () => {
      const conversations: string[] = [];
      for (let i = 0; i < 10; i += 1) conversations.push(await rows.answered(`fails-${i}`));
      for (let i = 0; i < 10 && (await rowOf('macro:hours', 'hours')).inForce.autonomy === 'auto'; i += 1) {
        await rows.say(`fails-${i}`, 'That did not help, it is still the same.');
        await rows.run(conversations[i] ?? '');
      }
      const fallen = await rowOf('macro:hours', 'hours');
      expect(fallen.inForce).toEqual({ autonomy: 'approve', reason: 'demoted' });
      const asks = async () =>
        autonomyForDraft(
          pool(),
          await version(),
          {
            channel: 'email',
            topics: ['hours'],
            turn: 'trn_x',
            draft: await macroDraft(conversations[0] ?? ''),
          },
          rows.now(),
        );
      expect((await asks()).topics.get('hours')).toBe('approve');
      await promote(rows.work, rows.desk, { topic: 'hours' }, LEAD);
      expect((await asks()).topics.get('hours')).toBe('auto');
    });
    const macroDraft = async (conversation: string) => {
      const { rows: found } = await pool().query('select id from draft where conversation = $1 limit 1', [
        conversation,
      ]);
      return findDraft(pool(), rows.desk, found[0]?.id ?? '');
    };

    it('by a person stops every prompt version and macro, until a person lifts it', async () => {
      await evidence('prompt-stopped', 50);
      await promote(rows.work, rows.desk, { topic: 'repair', promptVersion: 'prompt-stopped' }, LEAD);
      await demoteTopic(rows.work, rows.desk, { topic: 'repair' }, LEAD);
      expect(await rowOf('prompt-stopped')).toMatchObject({
        inForce: { autonomy: 'approve', reason: 'stopped' },
      });
      expect((await report()).stopped).toMatchObject([{ topic: 'repair', channel: '*', by: LEAD }]);
      await promote(rows.work, rows.desk, { topic: 'repair' }, LEAD);
      expect((await rowOf('prompt-stopped')).inForce.autonomy).toBe('auto');
      expect((await report()).stopped).toEqual([]);
    });
  });

  it('of one desk are nothing to another', async () => {
    await approve(await modelDraft('prompt-mine'));
    const other = await startRows(pool());
    try {
      const theirs = await other.work.desks.active(pool(), other.desk);
      expect(theirs && (await autonomyReport(pool(), theirs)).rows).toEqual([]);
      expect(await promote(other.work, other.desk, { topic: 'repair' }, LEAD)).toMatchObject({
        reason: 'no_evidence',
      });
    } finally {
      other.stop();
    }
  });
});
