/** Promise 2: what is being prepared or delivered, against people who take over and customers who write. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minutes } from '../../domain/clock.ts';
import { begin } from '../../transactions/attempt.ts';
import { describePostgres } from '../support/database.ts';
import { atOnce, fulfilled, type Rows, startRows } from './rows.ts';

describePostgres('an automated reply', ({ pool, url }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  it('is not claimed when a message arrived during its draft, and the next one answers both', async () => {
    const { conversation, message } = await rows.say('draft', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    await rows.prepare(conversation, turn);
    const second = await rows.say('draft', 'Also on Saturday?');
    expect(await rows.claim(conversation, turn)).toEqual({ kind: 'shut', reason: 'messages' });
    await rows.run(conversation);
    const [delivery, ...more] = await rows.deliveries(conversation);
    expect(more).toEqual([]);
    expect(delivery).toMatchObject({ purpose: 'reply', state: 'sent', messages: [message, second.message] });
    expect((await rows.turns(conversation)).map((t) => t.endedAs)).toEqual(['superseded', 'claimed']);
    await rows.audit(conversation);
  });

  it('is not claimed after a takeover that came between review and claim', async () => {
    const { conversation } = await rows.say('review-claim', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    expect(await rows.prepare(conversation, turn)).toMatchObject({ kind: 'send' });
    await rows.act(conversation, { name: 'takeOver' });
    expect(await rows.claim(conversation, turn)).toEqual({ kind: 'shut', reason: 'owner' });
    expect(await rows.deliveries(conversation)).toEqual([]);
  });

  it('is withdrawn, and its message unanswered again, after a takeover between claim and attempt', async () => {
    const { conversation } = await rows.say('claim-attempt', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    await rows.prepare(conversation, turn);
    const claimed = await rows.claim(conversation, turn);
    const delivery = claimed.kind === 'claimed' ? claimed.delivery : '';
    expect(await rows.act(conversation, { name: 'takeOver' })).toMatchObject({
      kind: 'done',
      onTheWay: [delivery],
    });
    expect(await rows.attempt(delivery)).toBe('withdrawn');
    expect((await rows.messages(conversation))[0]?.answeredBy).toBeNull();
    expect((await rows.row(conversation)).owner).toBe('human:ann');
  });

  it('claimed and taken over at once: whoever came first decides, and the other knows', async () => {
    for (const first of ['claim', 'takeOver'] as const) {
      const { conversation } = await rows.say(`at-once-${first}`, 'When are you open?');
      const turn = await rows.openTurn(conversation);
      await rows.prepare(conversation, turn);
      const claim = async () => ({ claim: await rows.claim(conversation, turn) });
      const takeOver = async () => ({ taken: await rows.act(conversation, { name: 'takeOver' }) });
      const starts = first === 'claim' ? [claim, takeOver] : [takeOver, claim];
      const results = (await atOnce<object>(rows, url(), [conversation], starts)).map(fulfilled);
      const { claim: claimed, taken } = Object.assign({}, ...results);
      if (first === 'takeOver') expect(claimed).toEqual({ kind: 'shut', reason: 'owner' });
      else {
        expect(taken.onTheWay).toEqual([claimed.delivery]);
        expect(await rows.attempt(claimed.delivery)).toBe('withdrawn');
      }
    }
  });

  it('is replaced by one that answers everything when a message arrived between claim and retry', async () => {
    const { conversation, message } = await rows.say('claim-retry', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    await rows.prepare(conversation, turn);
    const claimed = await rows.claim(conversation, turn);
    const delivery = claimed.kind === 'claimed' ? claimed.delivery : '';
    expect(await rows.attempt(delivery, { kind: 'not_taken', reason: 'status_503' })).toBe('claimed');
    const second = await rows.say('claim-retry', 'And on Saturday?');
    rows.pass(10_000);
    expect(await rows.attempt(delivery)).toBe('withdrawn');
    await rows.run(conversation);
    expect((await rows.deliveries(conversation)).map((d) => [d.state, d.messages])).toEqual([
      ['withdrawn', [message]],
      ['sent', [message, second.message]],
    ]);
  });

  it('is claimed once, however many workers carry out the step at the same time', async () => {
    const { conversation } = await rows.say('two-claims', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    await rows.prepare(conversation, turn);
    const claim = () => rows.claim(conversation, turn);
    const claims = (await atOnce(rows, url(), [conversation], [claim, claim])).map(fulfilled);
    expect(claims[0]).toEqual(claims[1]);
    expect(await rows.deliveries(conversation)).toHaveLength(1);
  });

  it('is attempted by one worker at a time', async () => {
    const { conversation } = await rows.say('two-attempts', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    await rows.prepare(conversation, turn);
    const claimed = await rows.claim(conversation, turn);
    const delivery = claimed.kind === 'claimed' ? claimed.delivery : '';
    const start = () => begin(rows.work, rows.desk, delivery);
    const begun = (await atOnce(rows, url(), [conversation], [start, start])).map(fulfilled);
    expect(begun.map((b) => b.kind)).toEqual(['begun', 'busy']);
  });

  it('two workers that look at the same time open one turn', async () => {
    const { conversation } = await rows.say('two-looks', 'When are you open?');
    const look = () => rows.observe(conversation);
    const todos = (await atOnce(rows, url(), [conversation], [look, look])).map(fulfilled);
    expect(todos[0]).toEqual(todos[1]);
    expect(await rows.turns(conversation)).toHaveLength(1);
  });

  it('is not made from a turn whose message was edited after its review', async () => {
    const { conversation } = await rows.say('edited', 'When are you open?', { providerId: 'edited-1' });
    const turn = await rows.openTurn(conversation);
    await rows.prepare(conversation, turn);
    await rows.tell('edited', {
      type: 'message_edited',
      providerMessageId: 'edited-1',
      text: 'Where is my order?',
    });
    expect(await rows.claim(conversation, turn)).toMatchObject({ kind: 'shut' });
    await rows.run(conversation);
    expect((await rows.deliveries(conversation)).map((d) => d.text)).toEqual([
      expect.stringContaining('L-1001'),
    ]);
  });

  it('goes to a person after three drafts that newer messages made stale', async () => {
    let { conversation } = await rows.say('chatty', 'When are you open?');
    for (let n = 0; n < 3; n += 1) {
      const turn = await rows.openTurn(conversation);
      await rows.prepare(conversation, turn);
      ({ conversation } = await rows.say('chatty', `One more thing, number ${n}`));
      expect(await rows.claim(conversation, turn)).toMatchObject({ kind: 'shut' });
    }
    await rows.run(conversation);
    expect((await rows.items(conversation))[0]).toMatchObject({ kind: 'handoff', reason: 'cannot_keep_up' });
    expect((await rows.deliveries(conversation)).map((d) => d.purpose)).toEqual(['notice']);
  });

  it('goes to a person five minutes after the turn of the first stale draft was opened, however few were stale', async () => {
    for (const [minutesOfDrafting, reasons] of [
      [4, []],
      [5, ['cannot_keep_up']],
    ] as const) {
      const key = `slow-${minutesOfDrafting}`;
      const { conversation } = await rows.say(key, 'When are you open?');
      const turn = await rows.openTurn(conversation);
      await rows.prepare(conversation, turn);
      rows.pass(minutes(minutesOfDrafting));
      await rows.say(key, 'Are you open on Saturday?');
      await rows.run(conversation);
      expect((await rows.items(conversation)).map((item) => item.reason)).toEqual(reasons);
    }
  });

  it('that waited for approval until the customer wrote again is made anew, however long it waited', async () => {
    const { conversation, item } = await rows.awaitingApproval('patient');
    rows.pass(minutes(60));
    await rows.say('patient', 'Can you repair my lamp by Friday?');
    await rows.run(conversation);
    expect(await rows.items(conversation)).toMatchObject([{ id: item, kind: 'approval', state: 'waiting' }]);
  });

  it('is answered with what was decided when a step is carried out again after the desk changed', async () => {
    const { conversation } = await rows.say('re-executed', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    const first = await rows.prepare(conversation, turn);
    await rows.apply({ signature: 'Somebody else', thresholds: { topicConfidence: 1, macroConfidence: 1 } });
    expect(await rows.prepare(conversation, turn)).toEqual(first);
    await rows.claim(conversation, turn);
    expect((await rows.deliveries(conversation))[0]?.text).toContain('The lamp team');
    expect(await rows.audit(conversation)).toEqual([
      'received',
      'triaged',
      'account_read',
      'drafted',
      'reviewed',
      'claimed',
    ]);
    await rows.apply({});
  });

  it('is prepared on the version of the desk that its turn was opened under', async () => {
    const { conversation } = await rows.say('pinned', 'When are you open?');
    const turn = await rows.openTurn(conversation);
    await rows.apply({ signature: 'Somebody else' });
    await rows.prepare(conversation, turn);
    await rows.claim(conversation, turn);
    expect((await rows.deliveries(conversation))[0]?.text).toContain('The lamp team');
    await rows.apply({});
  });
});
