/** The lifecycle with a clock that the test moves: weeks in a second, and never an automatic step over something unanswered. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { days, hours, seconds } from '../../domain/clock.ts';
import { describeStore } from '../support/database.ts';
import { type Rows, startRows } from './rows.ts';

describeStore('a conversation through the weeks', ({ pool }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  it('goes from pending to solved after seven days, and to closed after fourteen more', async () => {
    const conversation = await rows.answered('weeks');
    expect(await rows.row(conversation)).toMatchObject({ status: 'pending' });
    rows.pass(days(7) - seconds(10));
    expect(await rows.run(conversation)).toMatchObject({ kind: 'wait' });
    expect((await rows.row(conversation)).status).toBe('pending');
    rows.pass(seconds(10));
    await rows.run(conversation);
    expect(await rows.row(conversation)).toMatchObject({ status: 'solved', statusReason: 'assumed' });
    rows.pass(days(14));
    expect(await rows.run(conversation)).toEqual({ kind: 'end' });
    expect((await rows.row(conversation)).status).toBe('closed');
    expect((await rows.events(conversation)).slice(-2)).toEqual(['solved', 'closed']);
    await rows.audit(conversation);
  });

  it('counts its days from when the reply went out, and a message starts them anew', async () => {
    const conversation = await rows.answered('anew');
    rows.pass(days(6));
    await rows.say('anew', 'Where is my order?');
    await rows.run(conversation);
    rows.pass(days(6));
    await rows.run(conversation);
    expect((await rows.row(conversation)).status).toBe('pending');
    rows.pass(days(1));
    await rows.run(conversation);
    expect((await rows.row(conversation)).status).toBe('solved');
  });

  it('stays open as long as a message waits in a queue', async () => {
    const { conversation } = await rows.say('queue', 'I want to talk to a real person.');
    await rows.run(conversation);
    rows.pass(days(60));
    await rows.run(conversation);
    expect(await rows.row(conversation)).toMatchObject({ status: 'open', owner: 'queue:general' });
  });

  it('stays open as long as a delivery is unfinished', async () => {
    const { conversation } = await rows.say('parked', 'When are you open?');
    for (let n = 0; n < 12; n += 1) {
      await rows.run(conversation, () => ({ kind: 'not_taken', reason: 'status_503' }));
      rows.pass(hours(3));
    }
    rows.pass(days(30));
    await rows.run(conversation, () => ({ kind: 'not_taken', reason: 'status_503' }));
    expect((await rows.row(conversation)).status).toBe('open');
    rows.pass(hours(2));
    await rows.run(conversation);
    expect((await rows.row(conversation)).status).toBe('pending');
  });

  it('is never solved by time under a person who still owes an answer', async () => {
    const { conversation } = await rows.say('person', 'When are you open?');
    await rows.act(conversation, { name: 'takeOver' });
    await rows.run(conversation);
    rows.pass(days(30));
    await rows.run(conversation);
    expect(await rows.row(conversation)).toMatchObject({ status: 'open', owner: 'human:ann' });
  });

  it('is solved by time under a person whose answer got no reply', async () => {
    const { conversation, message } = await rows.say('answered', 'I want to talk to a real person.');
    await rows.run(conversation);
    await rows.act(conversation, { name: 'reply', text: 'Here I am.', seenThrough: message ?? '' });
    await rows.run(conversation);
    rows.pass(days(7));
    await rows.run(conversation);
    expect((await rows.row(conversation)).status).toBe('solved');
    expect((await rows.items(conversation)).filter((i) => i.state !== 'done')).toEqual([]);
  });

  it('reopened on the platform while a queue has it is somebody’s work again', async () => {
    const { conversation, message } = await rows.say('reopened', 'I want to talk to a real person.');
    await rows.run(conversation);
    await rows.act(conversation, { name: 'solve', seenThrough: message ?? '' });
    await rows.tell('reopened', { type: 'reopened' });
    expect(await rows.row(conversation)).toMatchObject({ status: 'open', owner: 'queue:general' });
    expect((await rows.items(conversation)).filter((i) => i.state === 'waiting')).toHaveLength(1);
  });

  it('handed back by the platform goes to a queue, with an item', async () => {
    const { conversation } = await rows.say('unassigned', 'When are you open?');
    await rows.tell('unassigned', { type: 'assigned', person: { id: 'mia' } });
    expect((await rows.row(conversation)).owner).toBe('human:mia');
    await rows.tell('unassigned', { type: 'unassigned', queue: 'orders' });
    expect((await rows.row(conversation)).owner).toBe('queue:orders');
    expect((await rows.items(conversation)).map((i) => i.state)).toEqual(['waiting']);
  });

  it('whose only open message is deleted owes nothing', async () => {
    const { conversation, draft, message } = await rows.awaitingApproval('deleted');
    const [stored] = await rows.messages(conversation);
    await rows.tell('deleted', { type: 'message_deleted', providerMessageId: stored?.providerId ?? '' });
    await rows.run(conversation);
    expect((await rows.items(conversation)).map((i) => i.endedAs)).toEqual(['withdrawn']);
    expect(await rows.act(conversation, { name: 'approve', draft, seenThrough: message })).toMatchObject({
      kind: 'conflict',
    });
  });
});
