/** Merges: two conversations become one, and no message and no reply is lost on the way. */
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { days, minutes, seconds } from '../../domain/clock.ts';
import { takeBehind } from '../../store/system.ts';
import { describePostgres } from '../support/database.ts';
import { atOnce, fulfilled, type Rows, startRows } from './rows.ts';

describePostgres('a merge', ({ pool, url }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  it('moves unanswered messages to the survivor, which answers them, and closes the other', async () => {
    const from = await rows.say('m1', 'When are you open?');
    const into = await rows.say('m2', 'And where is my order?');
    const turn = await rows.openTurn(from.conversation);
    await rows.prepare(from.conversation, turn);
    expect(await rows.tell('m1', { type: 'merged', into: 'm2' })).toMatchObject({ kind: 'done' });
    expect(await rows.claim(from.conversation, turn)).toMatchObject({ kind: 'shut' });
    expect(await rows.run(from.conversation)).toEqual({ kind: 'end' });
    expect(await rows.row(from.conversation)).toMatchObject({ status: 'closed', next: into.conversation });
    await rows.run(into.conversation);
    const [reply] = await rows.deliveries(into.conversation);
    expect(reply?.messages).toEqual([into.message, from.message]);
    await rows.audit(from.conversation);
    await rows.audit(into.conversation);
  });

  it('leads later messages under the old key to the survivor', async () => {
    await rows.say('k1', 'When are you open?');
    const into = await rows.say('k2', 'Where is my order?');
    await rows.tell('k1', { type: 'merged', into: 'k2' });
    expect((await rows.say('k1', 'Hello?')).conversation).toBe(into.conversation);
  });

  it('leads what a person does under the old key to the survivor', async () => {
    await rows.say('p1', 'When are you open?');
    const into = await rows.say('p2', 'Where is my order?');
    await rows.tell('p1', { type: 'merged', into: 'p2' });
    const told = await rows.tell('p1', { type: 'assigned', person: { id: 'ann' } });
    expect(told).toMatchObject({ kind: 'done', conversation: into.conversation });
    expect(await rows.row(into.conversation)).toMatchObject({ owner: 'human:ann' });
  });

  it('has its messages and deliveries changed where they are, under either key', async () => {
    const answered = await rows.answered('e1');
    const [sent] = await rows.deliveries(answered);
    const moved = await rows.say('e1', 'Where is my order?', { providerId: 'moved-1' });
    const into = await rows.say('e2', 'Hello there, it is me.');
    await rows.tell('e1', { type: 'merged', into: 'e2' });
    const gone = await rows.tell('e1', { type: 'message_deleted', providerMessageId: 'moved-1' });
    expect(gone).toMatchObject({ kind: 'done', conversation: into.conversation });
    expect((await rows.messages(into.conversation)).find((m) => m.id === moved.message)?.text).toBe('');
    const bounced = { type: 'delivery_status', deliveryId: sent?.id ?? '', status: 'failed' } as const;
    expect(await rows.tell('e1', bounced)).toMatchObject({ kind: 'done', conversation: answered });
    expect((await rows.deliveries(answered))[0]).toMatchObject({ id: sent?.id, state: 'not_sent' });
    expect((await rows.items(answered)).map((i) => [i.state, i.reason])).toEqual([
      ['waiting', 'delivery_rejected'],
    ]);
  });

  it('in both directions at once closes one and loses no message', async () => {
    const a = await rows.say('a', 'When are you open?');
    const b = await rows.say('b', 'Where is my order?');
    const results = await atOnce(
      rows,
      url(),
      [a.conversation, b.conversation],
      [
        () => rows.tell('a', { type: 'merged', into: 'b' }),
        () => rows.tell('b', { type: 'merged', into: 'a' }),
      ],
    );
    expect(results.map(fulfilled)).toMatchObject([{ kind: 'done' }, { kind: 'ignored', reason: 'closed' }]);
    expect((await rows.row(a.conversation)).status).toBe('closed');
    expect((await rows.messages(b.conversation)).map((m) => m.seq)).toEqual([1, 2]);
  });

  it('while a message arrives under the old key keeps it in one of the two, unanswered', async () => {
    for (const first of ['merge', 'message'] as const) {
      const from = await rows.say(`during-${first}`, 'When are you open?');
      const into = await rows.say(`into-${first}`, 'Where is my order?');
      const merge = () => rows.tell(`during-${first}`, { type: 'merged' as const, into: `into-${first}` });
      const message = () => rows.say(`during-${first}`, 'Hello?');
      await atOnce<object>(
        rows,
        url(),
        [from.conversation, into.conversation],
        first === 'merge' ? [merge, message] : [message, merge],
      );
      expect(await rows.messages(into.conversation)).toHaveLength(3);
      await rows.run(into.conversation);
      expect((await rows.messages(into.conversation)).every((m) => m.answeredBy)).toBe(true);
    }
  });

  it('told again while a message arrives under the old key does not wait for it crosswise', async () => {
    const into = await rows.say('older', 'Where is my order?');
    const from = await rows.say('younger', 'When are you open?');
    const merge = () =>
      rows.tell('younger', { type: 'merged' as const, into: 'older', eventId: 'told-twice' });
    await merge();
    const queries = vi.spyOn(pg.Client.prototype, 'query');
    const held = [into.conversation, from.conversation];
    const say = () => rows.say('younger', 'Hello?');
    const [message, again] = (await atOnce<object>(rows, url(), held, [say, merge])).map(fulfilled);
    const refused = queries.mock.settledResults.filter((result) => result.type === 'rejected');
    queries.mockRestore();
    expect(refused).toEqual([]); // a deadlock would be tried again, and nobody would see it
    expect(message).toMatchObject({ kind: 'stored', conversation: into.conversation });
    expect(again).toMatchObject({ kind: 'duplicate' });
  });

  it('takes back a reply that was claimed and never attempted: the survivor answers its message', async () => {
    const from = await rows.say('claimed', 'When are you open?');
    const { conversation: into } = await rows.say('survivor', 'Where is my order?');
    await rows.run(into);
    const turn = await rows.openTurn(from.conversation);
    await rows.prepare(from.conversation, turn);
    await rows.claim(from.conversation, turn);
    await rows.tell('claimed', { type: 'merged', into: 'survivor' });
    expect((await rows.deliveries(from.conversation)).map((d) => d.state)).toEqual(['withdrawn']);
    await rows.run(into);
    expect((await rows.deliveries(into)).at(-1)).toMatchObject({ state: 'sent', messages: [from.message] });
  });

  it('lets a reply that may be on its way come to its end', async () => {
    const from = await rows.say('flying', 'When are you open?');
    await rows.answered('landing');
    const turn = await rows.openTurn(from.conversation);
    await rows.prepare(from.conversation, turn);
    const claimed = await rows.claim(from.conversation, turn);
    const delivery = claimed.kind === 'claimed' ? claimed.delivery : '';
    await rows.attempt(delivery, { kind: 'unknown', reason: 'timeout' });
    await rows.tell('flying', { type: 'merged', into: 'landing' });
    expect(await rows.observe(from.conversation)).toMatchObject({ kind: 'wait' });
    rows.pass(10_000);
    expect(await rows.run(from.conversation)).toEqual({ kind: 'end' });
    expect((await rows.deliveries(from.conversation)).map((d) => d.state)).toEqual(['sent']);
    expect((await rows.row(from.conversation)).status).toBe('closed');
  });

  it('is looked after until what it left has come to its end, though the workflow is gone and the ring was lost', async () => {
    const isBehind = async (id: string) =>
      (await takeBehind(rows.work.pool, rows.now(), 1_000)).some((row) => row.id === id);
    const from = await rows.say('gone', 'When are you open?');
    await rows.answered('gone-into');
    const turn = await rows.openTurn(from.conversation);
    await rows.prepare(from.conversation, turn);
    const claimed = await rows.claim(from.conversation, turn);
    const delivery = claimed.kind === 'claimed' ? claimed.delivery : '';
    await rows.attempt(delivery, { kind: 'unknown', reason: 'timeout' });
    await rows.tell('gone', { type: 'merged', into: 'gone-into' });
    expect(await isBehind(from.conversation)).toBe(false); // its own ring is on the way
    rows.pass(seconds(4));
    expect(await isBehind(from.conversation)).toBe(true);
    expect(await rows.observe(from.conversation)).toMatchObject({ kind: 'wait' });
    rows.pass(seconds(30)); // the next attempt is due, and nobody makes it
    expect(await isBehind(from.conversation)).toBe(false);
    rows.pass(minutes(10));
    expect(await isBehind(from.conversation)).toBe(true);
    expect(await rows.run(from.conversation)).toEqual({ kind: 'end' });
    expect((await rows.deliveries(from.conversation)).map((d) => d.state)).toEqual(['sent']);
    rows.pass(days(30));
    expect(await isBehind(from.conversation)).toBe(false);
  });

  it('is carried out once, however often it is told', async () => {
    await rows.say('once', 'When are you open?');
    await rows.say('once-into', 'Where is my order?');
    await rows.tell('once', { type: 'merged', into: 'once-into', eventId: 'm' });
    expect(await rows.tell('once', { type: 'merged', into: 'once-into', eventId: 'm' })).toMatchObject({
      kind: 'duplicate',
    });
  });

  it('brings a danger to the danger queue, and a solved survivor to its people', async () => {
    await rows.say('harm', 'I want to kill myself');
    const into = await rows.answered('harm-into');
    await rows.tell('harm', { type: 'merged', into: 'harm-into' });
    expect(await rows.row(into)).toMatchObject({ owner: 'queue:danger', status: 'open' });
    expect((await rows.items(into)).map((i) => i.state)).toEqual(['waiting']);

    const solved = await rows.say('solved', 'I want to talk to a real person.');
    await rows.run(solved.conversation);
    await rows.act(solved.conversation, { name: 'solve', seenThrough: solved.message ?? '' });
    await rows.say('more', 'Where is my order?');
    await rows.tell('more', { type: 'merged', into: 'solved' });
    const { owner, status } = await rows.row(solved.conversation);
    expect([owner, status]).toEqual(['ai', 'open']); // no person has ever answered in it
    await rows.run(solved.conversation);
    expect((await rows.deliveries(solved.conversation)).at(-1)).toMatchObject({
      purpose: 'reply',
      state: 'sent',
    });
  });
});
