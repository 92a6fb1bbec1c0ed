/** Promise 1: messages that arrive at the same time, twice, late, or for a conversation that has ended or moved. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { days } from '../../domain/clock.ts';
import { describePostgres } from '../support/database.ts';
import { ADA, atOnce, BEN, fulfilled, holding, type Rows, startRows } from './rows.ts';

describePostgres('a message', ({ pool, url }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool(), {
      addresses: { own: ['Support@lamps.example'], messageIdDomain: 'mail.lamps.example' },
    });
  });
  afterAll(() => rows.stop());

  const close = async (key: string) => {
    const conversation = await rows.answered(key);
    rows.pass(days(7));
    await rows.run(conversation);
    rows.pass(days(14));
    expect(await rows.run(conversation)).toEqual({ kind: 'end' });
    return conversation;
  };
  /** Both have looked for the conversation and found none; the first to store one makes the other wait for its end. */
  const holdKey =
    (key: string) => async (client: { query(text: string, values: unknown[]): Promise<unknown> }) => {
      await client.query(`insert into customer (id, desk, created_at) values ('held-${key}', $1, $2)`, [
        rows.desk,
        rows.now(),
      ]);
      await client.query(
        `insert into identity (desk, kind, address, proved, customer, first_seen_at) values ($1, 'email', $2, true, 'held-${key}', $3)`,
        [rows.desk, `${key}@example.com`, rows.now()],
      );
    };

  it('that starts a conversation together with another under the same key shares it', async () => {
    const from = (key: string) => ({
      identities: [{ kind: 'email', address: `${key}@example.com`, proof: 'channel' as const }],
    });
    const say = (text: string) => () => rows.say('firsts', text, from('firsts'));
    const both = (
      await holding(rows, url(), holdKey('firsts'), [say('When are you open?'), say('And on Saturday?')])
    ).map(fulfilled);
    expect(both[0]?.conversation).toBe(both[1]?.conversation);
    expect((await rows.messages(both[0]?.conversation ?? '')).map((m) => m.seq)).toEqual([1, 2]);
    await rows.audit(both[0]?.conversation ?? '');
  });

  it('delivered twice at the same time is stored once, and both senders get the same answer', async () => {
    const { conversation } = await rows.say('twice', 'When are you open?');
    const again = () => rows.say('twice', 'And on Saturday?', { providerId: 'the-same' });
    const both = (await atOnce(rows, url(), [conversation], [again, again])).map(fulfilled);
    expect(both.map((r) => r.kind)).toEqual(['stored', 'duplicate']);
    expect(both[0]?.message).toBe(both[1]?.message);
    expect(await rows.messages(conversation)).toHaveLength(2);
    await rows.audit(conversation);
  });

  it('delivered again after its conversation was closed changes nothing', async () => {
    const { message } = await rows.say('late', 'When are you open?', { providerId: 'late-1' });
    await close('late');
    expect(await rows.say('late', 'When are you open?', { providerId: 'late-1' })).toMatchObject({
      kind: 'duplicate',
      message,
    });
  });

  it('and another to a closed conversation start one new conversation, linked to the old one', async () => {
    const old = await close('closed');
    const say = (text: string) => () => rows.say('closed', text);
    const both = (await atOnce(rows, url(), [old], [say('When are you open?'), say('On Saturday?')])).map(
      fulfilled,
    );
    expect(both[0]?.conversation).toBe(both[1]?.conversation);
    expect(both.map((r) => r.resolvedVia)).toEqual(['after_closed', 'key']);
    const next = both[0]?.conversation ?? '';
    expect(next).not.toBe(old);
    expect((await rows.row(old)).next).toBe(next);
    expect((await rows.row(next)).previous).toBe(old);
    expect(await rows.messages(next)).toHaveLength(2);
  });

  it('that comes while its conversation is being closed either keeps it open or starts the next one', async () => {
    for (const first of ['close', 'message'] as const) {
      const conversation = await rows.answered(`closing-${first}`);
      rows.pass(days(7));
      await rows.run(conversation);
      rows.pass(days(14));
      const message = () => rows.say(`closing-${first}`, 'Where is my order?');
      const look = () => rows.observe(conversation);
      const starts = first === 'close' ? [look, message] : [message, look];
      const results = (await atOnce<object>(rows, url(), [conversation], starts)).map(fulfilled);
      const received = Object.assign({}, ...results) as Awaited<ReturnType<typeof message>>;
      if (first === 'message') {
        expect(received.conversation).toBe(conversation);
        expect((await rows.row(conversation)).status).toBe('open');
      } else {
        expect(received.conversation).not.toBe(conversation);
        expect((await rows.row(conversation)).status).toBe('closed');
      }
      await rows.run(received.conversation);
      expect((await rows.messages(received.conversation)).at(-1)?.answeredBy).toMatch(/^delivery:/);
    }
  });

  it("with another customer's key is kept in a conversation of its own, and the next one finds it again", async () => {
    const { conversation } = await rows.say('adas', 'When are you open?', { identities: [ADA] });
    const bens = await rows.say('adas', 'Where is my order?', { identities: [BEN] });
    expect(bens).toMatchObject({ kind: 'stored', resolvedVia: 'key_of_another_customer' });
    expect(bens.conversation).not.toBe(conversation);
    const again = await rows.say('adas', 'Hello?', { identities: [BEN] });
    expect(again.conversation).toBe(bens.conversation);
    expect(await rows.messages(conversation)).toHaveLength(1);
  });

  it('that only claims an address never becomes the customer who has proved it, and gets none of their facts', async () => {
    const { conversation } = await rows.say('proved', 'When are you open?', { identities: [ADA] });
    const claimed = await rows.say('claimed', 'Where is my order?', {
      identities: [{ ...ADA, proof: 'claimed' }],
    });
    const { customer } = await rows.row(claimed.conversation);
    expect(customer).not.toBe((await rows.row(conversation)).customer);
    await rows.run(claimed.conversation);
    const said = (await rows.deliveries(claimed.conversation)).map((d) => d.text).join();
    expect(said).not.toContain('L-1001');
  });

  it('that carries our own delivery id is an echo and changes nothing', async () => {
    const conversation = await rows.answered('echo');
    const [delivery] = await rows.deliveries(conversation);
    const before = await rows.row(conversation);
    const echo = await rows.say('echo', delivery?.text ?? '', { deliveryId: delivery?.id });
    expect(echo).toMatchObject({ kind: 'echo', conversation, message: null });
    const agent = {
      providerMessageId: 'echo-2',
      person: { id: 'bot' },
      text: 'echo',
      attachments: [],
      deliveryId: delivery?.id,
    };
    expect(await rows.tell('echo', { type: 'agent_message', ...agent })).toMatchObject({
      kind: 'ignored',
      reason: 'echo',
    });
    const after = await rows.row(conversation);
    expect([after.owner, after.change, after.messageSeq]).toEqual([
      before.owner,
      before.change,
      before.messageSeq,
    ]);
  });

  it('of thanks does not reopen a solved conversation; a question does', async () => {
    const conversation = await rows.answered('thanks');
    rows.pass(days(7));
    await rows.run(conversation);
    await rows.say('thanks', 'Thank you!');
    await rows.run(conversation);
    expect(await rows.row(conversation)).toMatchObject({ status: 'solved' });
    expect(await rows.turns(conversation)).toHaveLength(1);
    await rows.say('thanks', 'When are you open?');
    expect(await rows.row(conversation)).toMatchObject({ status: 'open', owner: 'ai' });
  });

  it('to a solved conversation that a person answered goes to their queue', async () => {
    const { conversation, message } = await rows.say('with-person', 'I want to talk to a real person.');
    await rows.run(conversation);
    await rows.act(conversation, { name: 'reply', text: 'Here I am.', seenThrough: message ?? '' });
    await rows.act(conversation, { name: 'solve', seenThrough: message ?? '' });
    await rows.run(conversation);
    await rows.say('with-person', 'When are you open?');
    expect(await rows.row(conversation)).toMatchObject({ status: 'open', owner: 'queue:general' });
    const waiting = (await rows.items(conversation)).filter((i) => i.state === 'waiting');
    expect(waiting.map((i) => i.reason)).toEqual(['reopened']);
  });

  it('of a machine starts no turn and gets no reply', async () => {
    const { conversation, stop } = await rows.say('machine', 'I am out of office.', {
      automated: 'auto_reply',
    });
    expect(stop).toBe(false);
    expect(await rows.run(conversation)).toMatchObject({ kind: 'wait' });
    expect(await rows.turns(conversation)).toEqual([]);
    expect(await rows.deliveries(conversation)).toEqual([]);
  });

  it('that this desk sent itself is never answered, whichever of its own addresses or Message-IDs it carries', async () => {
    const ours = (address: string) => ({ kind: 'email', address, proof: 'channel' }) as const;
    const mail = { 'message-id': '<1@mail.lamps.example>' };
    for (const [key, more] of [
      ['own-address', { identities: [ours('support@lamps.example')] }],
      ['own-message-id', { identities: [ours('alias@elsewhere.example')], headers: mail }],
    ] as const) {
      const { conversation } = await rows.say(key, 'When are you open?', {
        ...more,
        identities: [...more.identities],
      });
      await rows.run(conversation);
      expect((await rows.messages(conversation)).map((m) => m.automated)).toEqual(['self']);
      expect(await rows.deliveries(conversation)).toEqual([]);
    }
    const { conversation } = await rows.say('not-ours', 'When are you open?', {
      headers: { 'message-id': '<1@mail.elsewhere.example>' },
    });
    expect((await rows.messages(conversation)).map((m) => m.automated)).toEqual(['human']);
  });

  it('of another participant goes to a person', async () => {
    await rows.answered('participant');
    const { conversation } = await rows.say('participant', 'Where is that order?', {
      author: { kind: 'participant' },
      identities: [BEN],
    });
    await rows.run(conversation);
    expect((await rows.items(conversation))[0]?.reason).toBe('participant');
  });
});
