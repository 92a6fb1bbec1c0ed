/** Who may send alone follows from what is on record: earned, drawn from, lost, and stopped by people. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { days } from '../../domain/clock.ts';
import { findDraft } from '../../store/turns.ts';
import { autonomyForDraft } from '../../transactions/autonomy.ts';
import { autonomyReport, demoteTopic, promote } from '../../transactions/autonomy-report.ts';
import { type Rows, startRows } from '../races/rows.ts';
import { describeStore } from '../support/database.ts';
import { drafting, LEAD, MODEL } from './drafts.ts';

describeStore('autonomy by evidence', ({ pool }) => {
  let rows: Rows;
  let on: ReturnType<typeof drafting>;
  beforeAll(async () => {
    rows = await startRows(pool());
    on = drafting(rows, pool());
  });
  afterAll(() => rows.stop());

  describe('earning auto', () => {
    it('is proposed, and given by a person to this prompt version alone', async () => {
      const draft = await on.evidence('prompt-earned', 50);
      expect(await on.rowOf('prompt-earned')).toMatchObject({
        ...{ n: 50, accepted: 50, proposed: true },
        ...{ inForce: { autonomy: 'approve' }, earns: { kind: 'earned' } },
      });
      const asked = async (prompt: string) =>
        autonomyForDraft(
          pool(),
          await on.version(),
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
      expect((await on.report()).history[0]).toMatchObject({
        by: LEAD,
        mode: 'auto',
        topic: 'repair',
        channel: 'email',
      });
    });

    it('is refused to what has not earned it, and says what is missing', async () => {
      await on.evidence('prompt-short', 20);
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
      await on.evidence('prompt-self', 49);
      const waiting = await on.modelDraft('prompt-self');
      await on.approve(waiting);
      expect((await on.rowOf('prompt-self')).inForce).toEqual({ autonomy: 'auto', reason: 'promoted' });
      expect(await rows.audit(waiting.conversation)).toContain('autonomy_promoted');
      await rows.apply({});
    });
  });

  it('on auto are drawn until the week has its number, and again when the week is over', async () => {
    const draft = await on.evidence('prompt-drawn', 50);
    await rows.apply({ autonomy: { sample: 0, samplePerWeek: 1 } });
    await promote(rows.work, rows.desk, { topic: 'repair', promptVersion: 'prompt-drawn' }, LEAD);
    const drawn = async () =>
      (
        await autonomyForDraft(
          pool(),
          await on.version(),
          { channel: 'email', topics: ['repair'], turn: 'trn_x', draft },
          rows.now(),
        )
      ).sampled;
    rows.pass(days(8));
    expect(await drawn()).toBe(true);
    const waiting = await on.modelDraft('prompt-drawn', 'sample');
    expect(await drawn()).toBe(false);
    // What a newer message made stale was never decided on.
    await pool().query(`update turn set ended_as = 'superseded' where conversation = $1`, [
      waiting.conversation,
    ]);
    expect(await drawn()).toBe(true);
    await on.approve(await on.modelDraft('prompt-drawn', 'sample'));
    expect(await drawn()).toBe(false);
    rows.pass(days(8));
    expect(await drawn()).toBe(true);
    await rows.apply({});
  });

  describe('losing auto', () => {
    it('follows from a sample that is certainly below the target, at once, and it is earned anew', async () => {
      await on.evidence('prompt-fades', 60);
      await promote(rows.work, rows.desk, { topic: 'repair', promptVersion: 'prompt-fades' }, LEAD);
      await on.evidence('prompt-fades', 2, 2, 'sample');
      expect((await on.rowOf('prompt-fades')).inForce.autonomy).toBe('auto');
      const { conversation, draft } = await on.modelDraft('prompt-fades', 'sample');
      await rows.act(conversation, { name: 'reject', draft, reason: 'wrong_facts' });
      expect(await on.outcomesOf(conversation)).toMatchObject([{ mode: 'sample', result: 'rejected' }]);
      expect(await on.rowOf('prompt-fades')).toMatchObject({
        ...{ inForce: { autonomy: 'approve', reason: 'demoted' }, n: 0, proposed: false },
      });
      expect(await rows.audit(conversation)).toContain('autonomy_demoted');
      await rows.apply({ autonomy: { promotion: 'apply' } });
      await on.approve(await on.modelDraft('prompt-fades'));
      expect((await on.rowOf('prompt-fades')).inForce.autonomy).toBe('approve');
      await promote(rows.work, rows.desk, { topic: 'repair' }, LEAD);
      expect((await on.rowOf('prompt-fades')).inForce).toEqual({ autonomy: 'approve', reason: 'demoted' });
      await rows.apply({});
    });

    it('of a macro follows from customers who come back, and a person gives it back', async () => {
      const conversations: string[] = [];
      for (let i = 0; i < 10; i += 1) conversations.push(await rows.answered(`fails-${i}`));
      for (
        let i = 0;
        i < 10 && (await on.rowOf('macro:hours', 'hours')).inForce.autonomy === 'auto';
        i += 1
      ) {
        await rows.say(`fails-${i}`, 'That did not help, it is still the same.');
        await rows.run(conversations[i] ?? '');
      }
      const fallen = await on.rowOf('macro:hours', 'hours');
      expect(fallen.inForce).toEqual({ autonomy: 'approve', reason: 'demoted' });
      const asks = async () =>
        autonomyForDraft(
          pool(),
          await on.version(),
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
      await on.evidence('prompt-stopped', 50);
      await promote(rows.work, rows.desk, { topic: 'repair', promptVersion: 'prompt-stopped' }, LEAD);
      await demoteTopic(rows.work, rows.desk, { topic: 'repair' }, LEAD);
      expect(await on.rowOf('prompt-stopped')).toMatchObject({
        inForce: { autonomy: 'approve', reason: 'stopped' },
      });
      expect((await on.report()).stopped).toMatchObject([{ topic: 'repair', channel: '*', by: LEAD }]);
      await promote(rows.work, rows.desk, { topic: 'repair' }, LEAD);
      expect((await on.rowOf('prompt-stopped')).inForce.autonomy).toBe('auto');
      expect((await on.report()).stopped).toEqual([]);
    });
  });

  it('of one desk are nothing to another', async () => {
    await on.approve(await on.modelDraft('prompt-mine'));
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
