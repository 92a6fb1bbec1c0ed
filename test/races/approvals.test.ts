/** Approvals: two people, newer messages, deadlines, and what a decision leaves behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../domain/clock.ts';
import { describePostgres } from '../support/database.ts';
import { atOnce, fulfilled, type Rows, startRows } from './rows.ts';

describePostgres('a draft that waits for approval', ({ pool, url }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  const answeredBy = async (conversation: string) =>
    (await rows.messages(conversation)).map((m) => m.answeredBy);

  describe('approving', () => {
    it('by two people at once sends one reply, and tells the second', async () => {
      const { conversation, draft, message } = await rows.awaitingApproval('two');
      const approve = (person: string) => () =>
        rows.act(conversation, { name: 'approve', draft, seenThrough: message }, person);
      const answers = (await atOnce(rows, url(), [conversation], [approve('ann'), approve('bob')])).map(
        fulfilled,
      );
      expect(answers).toMatchObject([{ kind: 'done' }, { kind: 'conflict', reason: 'not_waiting' }]);
      expect((await rows.deliveries(conversation)).map((d) => d.purpose)).toEqual(['approved']);
    });

    it('what a newer message made stale is a conflict that shows the message, and sends nothing', async () => {
      const { conversation, draft, message } = await rows.awaitingApproval('newer');
      const newer = await rows.say('newer', 'It smokes, too.');
      expect(await rows.act(conversation, { name: 'approve', draft, seenThrough: message })).toMatchObject({
        kind: 'conflict',
        reason: 'newer_messages',
        messages: [newer.message],
      });
      const anyway = { name: 'approve', draft, seenThrough: message, anyway: true } as const;
      expect(await rows.act(conversation, anyway)).toMatchObject({ kind: 'conflict', reason: 'stale' });
      expect(await rows.deliveries(conversation)).toEqual([]);
    });

    it('at the same time as a message arrives: the message first is a conflict; the approval first leaves it unanswered', async () => {
      for (const first of ['message', 'approve'] as const) {
        const key = `against-${first}`;
        const { conversation, draft, message } = await rows.awaitingApproval(key);
        const approve = () => rows.act(conversation, { name: 'approve', draft, seenThrough: message });
        const say = () => rows.say(key, 'It smokes, too.');
        await atOnce<object>(
          rows,
          url(),
          [conversation],
          first === 'message' ? [say, approve] : [approve, say],
        );
        const deliveries = await rows.deliveries(conversation);
        if (first === 'message') expect(deliveries).toEqual([]);
        else {
          expect(deliveries).toMatchObject([{ purpose: 'approved', state: 'claimed' }]);
          // It has not left, and it does not answer everything: the fence takes it back.
          expect(await rows.attempt(deliveries[0]?.id ?? '')).toBe('withdrawn');
        }
        await rows.run(conversation);
        const waiting = (await rows.items(conversation)).filter((i) => i.state !== 'done');
        expect(waiting).toMatchObject([{ kind: 'approval' }]);
        const turn = (await rows.turns(conversation)).at(-1);
        expect(turn?.messages).toHaveLength(2);
      }
    });

    it('a draft whose message was edited meanwhile is a conflict', async () => {
      const { conversation, draft, message } = await rows.awaitingApproval('edited');
      const [stored] = await rows.messages(conversation);
      await rows.tell('edited', {
        type: 'message_edited',
        providerMessageId: stored?.providerId ?? '',
        text: 'The switch does not work',
      });
      expect(await rows.act(conversation, { name: 'approve', draft, seenThrough: message })).toMatchObject({
        kind: 'conflict',
        reason: 'stale',
      });
      expect(await rows.deliveries(conversation)).toEqual([]);
    });

    it('answers exactly the messages of the draft’s turn', async () => {
      const { conversation, draft, message } = await rows.awaitingApproval('answers');
      const answer = await rows.act(conversation, { name: 'approve', draft, seenThrough: message });
      expect(answer.kind === 'done' && (await answeredBy(conversation))).toEqual([
        `delivery:${answer.kind === 'done' ? answer.delivery : ''}`,
      ]);
      expect(await rows.row(conversation)).toMatchObject({ owner: 'ai', epoch: 1 });
    });
  });

  it('claiming an approval leases it; owner and epoch stay, and nobody else decides until the lease ends', async () => {
    const { conversation, draft, message, item } = await rows.awaitingApproval('lease');
    await rows.act(conversation, { name: 'claim', item });
    expect(await rows.row(conversation)).toMatchObject({ owner: 'ai', epoch: 1 });
    const approve = () => rows.act(conversation, { name: 'approve', draft, seenThrough: message }, 'bob');
    expect(await approve()).toMatchObject({ kind: 'conflict', reason: 'claimed' });
    rows.pass(minutes(31));
    await rows.run(conversation);
    expect((await rows.items(conversation))[0]).toMatchObject({ state: 'waiting', claimedBy: null });
    expect(await approve()).toMatchObject({ kind: 'done' });
  });

  it('undecided by the deadline becomes a hand-off with the draft as suggestion', async () => {
    const { conversation, draft } = await rows.awaitingApproval('deadline');
    rows.pass(hours(4));
    await rows.run(conversation);
    const [approval, handoff] = await rows.items(conversation);
    expect(approval).toMatchObject({ kind: 'approval', state: 'done', endedAs: 'handed_off' });
    expect(handoff).toMatchObject({ kind: 'handoff', reason: 'approval_expired', draft });
    expect((await rows.packet(handoff?.id ?? '')).suggestedReply).toContain('nine to five');
  });

  it('left undone while the customer writes on keeps the item’s place for the next draft', async () => {
    const { conversation, item, draft } = await rows.awaitingApproval('place');
    await rows.say('place', 'The lamp flickers, too.');
    await rows.run(conversation);
    const [same, ...more] = await rows.items(conversation);
    expect(more).toEqual([]);
    expect(same).toMatchObject({ id: item, state: 'waiting' });
    expect(same?.draft).not.toBe(draft);
  });

  it('rejecting hands the conversation off, with the draft as suggestion and the reason on record', async () => {
    const { conversation, draft } = await rows.awaitingApproval('reject');
    expect(await rows.act(conversation, { name: 'reject', draft, reason: 'wrong_facts' })).toMatchObject({
      kind: 'done',
      owner: 'queue:general',
    });
    expect((await rows.items(conversation)).at(-1)).toMatchObject({
      kind: 'handoff',
      reason: 'rejected:wrong_facts',
      draft,
    });
    expect(await answeredBy(conversation)).toEqual([null]);
  });

  it('rejecting to write oneself makes the person the owner', async () => {
    const { conversation, draft } = await rows.awaitingApproval('reject-write');
    await rows.act(conversation, { name: 'reject', draft, reason: 'tone', next: 'take_over' });
    expect((await rows.row(conversation)).owner).toBe('human:ann');
    expect((await rows.items(conversation)).filter((i) => i.state !== 'done')).toEqual([]);
  });

  it('editing makes a new draft that is sent as edited', async () => {
    const { conversation, draft, message } = await rows.awaitingApproval('edit');
    const edited = await rows.act(conversation, { name: 'edit', draft, text: 'Please send it in.' });
    const id = edited.kind === 'done' ? (edited.draft ?? '') : '';
    expect(await rows.act(conversation, { name: 'approve', draft, seenThrough: message })).toMatchObject({
      reason: 'not_waiting',
    });
    await rows.act(conversation, { name: 'approve', draft: id, seenThrough: message });
    expect((await rows.deliveries(conversation)).map((d) => d.text)).toEqual(['Please send it in.']);
  });
});
