/** What people do, against customers who write and other people who do the same: conflicts, repeats, and who has answered what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../domain/clock.ts';
import { describePostgres } from '../support/database.ts';
import { atOnce, fulfilled, type Rows, startRows } from './rows.ts';

describePostgres('a person’s action', ({ pool, url }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  const answeredBy = async (conversation: string) =>
    (await rows.messages(conversation)).map((m) => m.answeredBy);
  async function queued(key: string) {
    const { conversation, message } = await rows.say(key, 'I want to talk to a real person.');
    await rows.run(conversation);
    const [item] = await rows.items(conversation);
    return { conversation, message: message ?? '', item: item?.id ?? '' };
  }

  describe('claiming', () => {
    it('by two people at once gives it to one', async () => {
      const { conversation, item } = await queued('claim-two');
      const claim = (person: string) => () => rows.act(conversation, { name: 'claim', item }, person);
      const answers = (await atOnce(rows, url(), [conversation], [claim('ann'), claim('bob')])).map(
        fulfilled,
      );
      expect(answers).toMatchObject([
        { kind: 'done', owner: 'human:ann' },
        { kind: 'conflict', reason: 'claimed' },
      ]);
    });

    it('and letting it lie puts it back into its queue', async () => {
      const { conversation, item } = await queued('lies');
      await rows.act(conversation, { name: 'claim', item });
      rows.pass(minutes(31));
      await rows.run(conversation);
      expect((await rows.row(conversation)).owner).toBe('queue:general');
      expect((await rows.items(conversation))[0]).toMatchObject({
        id: item,
        state: 'waiting',
        reason: 'lease_expired',
      });
      expect((await rows.deliveries(conversation)).filter((d) => d.purpose === 'notice')).toHaveLength(1);
    });

    it('and answering ends the lease: a person who waits for the customer loses nothing', async () => {
      const { conversation, item, message } = await queued('waits');
      await rows.act(conversation, { name: 'claim', item });
      await rows.act(conversation, { name: 'reply', text: 'Here I am.', seenThrough: message });
      await rows.run(conversation);
      rows.pass(hours(5));
      await rows.run(conversation);
      expect(await rows.row(conversation)).toMatchObject({ owner: 'human:ann', status: 'pending' });
    });

    it('and holding it for a third party ends the lease', async () => {
      const { conversation, item } = await queued('holds');
      await rows.act(conversation, { name: 'claim', item });
      await rows.act(conversation, { name: 'hold' });
      rows.pass(hours(5));
      await rows.run(conversation);
      expect(await rows.row(conversation)).toMatchObject({ owner: 'human:ann', status: 'hold' });
      await rows.say('holds', 'Any news?');
      expect((await rows.row(conversation)).status).toBe('open');
    });
  });

  describe('solving', () => {
    it('what a newer message has reached is a conflict that shows it', async () => {
      const { conversation, message } = await queued('solve-newer');
      const newer = await rows.say('solve-newer', 'Are you there?');
      expect(await rows.act(conversation, { name: 'solve', seenThrough: message })).toMatchObject({
        kind: 'conflict',
        reason: 'newer_messages',
        messages: [newer.message],
      });
      expect((await rows.row(conversation)).status).toBe('open');
    });

    it('at the same time as a message arrives never leaves it unanswered in a solved conversation', async () => {
      for (const first of ['solve', 'message'] as const) {
        const { conversation, message } = await queued(`solve-${first}`);
        const solve = () => rows.act(conversation, { name: 'solve', seenThrough: message });
        const say = () => rows.say(`solve-${first}`, 'Where is my order?');
        await atOnce<object>(rows, url(), [conversation], first === 'solve' ? [solve, say] : [say, solve]);
        expect(await rows.row(conversation)).toMatchObject({ status: 'open' });
        expect((await answeredBy(conversation)).at(-1)).toBeNull();
      }
    });

    it('answers what the person had seen, and withdraws a reply that has not left', async () => {
      const { conversation, message } = await rows.say('solve-claimed', 'When are you open?');
      const turn = await rows.openTurn(conversation);
      await rows.prepare(conversation, turn);
      const claimed = await rows.claim(conversation, turn);
      await rows.act(conversation, { name: 'solve', seenThrough: message ?? '' }, 'ann', 'solving');
      expect(await answeredBy(conversation)).toEqual(['action:solving']);
      expect(await rows.attempt(claimed.kind === 'claimed' ? claimed.delivery : '')).toBe('withdrawn');
      expect(await answeredBy(conversation)).toEqual(['action:solving']);
    });

    it('on the platform is recorded and refused while a message is unanswered', async () => {
      const { conversation } = await queued('platform-solved');
      expect(await rows.tell('platform-solved', { type: 'solved', person: { id: 'mia' } })).toMatchObject({
        kind: 'ignored',
        reason: 'unanswered',
      });
      expect((await rows.row(conversation)).status).toBe('open');
      expect(await rows.audit(conversation)).toContain('solved');
    });
  });

  describe('replying', () => {
    it('answers all up to what the person had seen, replacing what was there, and nothing newer', async () => {
      const conversation = await rows.answered('reply');
      const second = await rows.say('reply', 'I want to talk to a real person.');
      await rows.run(conversation);
      const third = await rows.say('reply', 'Are you there?');
      const reply = { name: 'reply', text: 'Here I am.', seenThrough: second.message ?? '' } as const;
      expect(await rows.act(conversation, reply)).toMatchObject({
        kind: 'conflict',
        messages: [third.message],
      });
      expect(await rows.act(conversation, { ...reply, anyway: true }, 'ann', 'r1')).toMatchObject({
        kind: 'done',
        owner: 'human:ann',
      });
      expect(await answeredBy(conversation)).toEqual(['action:r1', 'action:r1', null]);
    });

    it('on the channel takes the conversation over and answers what was seen there', async () => {
      const { conversation } = await rows.say('channel', 'When are you open?', {
        providerId: 'channel-first',
      });
      await rows.say('channel', 'Hello?');
      const agent = { person: { id: 'mia' }, text: 'Until five.', attachments: [] };
      await rows.tell('channel', {
        type: 'agent_message',
        providerMessageId: 'a1',
        ...agent,
        seenThrough: 'channel-first',
        eventId: 'am1',
      });
      expect((await rows.row(conversation)).owner).toBe('human:mia');
      expect(await answeredBy(conversation)).toEqual(['action:event:am1', null, null]);
      await rows.tell('channel', {
        type: 'agent_message',
        providerMessageId: 'a2',
        ...agent,
        eventId: 'am2',
      });
      expect((await answeredBy(conversation)).slice(0, 2)).toEqual(['action:event:am2', 'action:event:am2']);
    });

    it('leaves whatever the owner or the epoch is afterwards', async () => {
      const { conversation, message } = await queued('person-reply');
      const answer = await rows.act(conversation, {
        name: 'reply',
        text: 'Here I am.',
        seenThrough: message,
      });
      await rows.act(conversation, { name: 'return' });
      expect(await rows.attempt(answer.kind === 'done' ? (answer.delivery ?? '') : '')).toBe('sent');
    });
  });

  describe('releasing', () => {
    it('while a message arrives answers every unanswered message, once', async () => {
      for (const first of ['release', 'message'] as const) {
        const key = `release-${first}`;
        const { conversation } = await rows.say(key, 'When are you open?');
        await rows.act(conversation, { name: 'takeOver' });
        await rows.run(conversation);
        const release = () => rows.act(conversation, { name: 'release' });
        const say = () => rows.say(key, 'And on Saturday, are you open?');
        await atOnce<object>(
          rows,
          url(),
          [conversation],
          first === 'release' ? [release, say] : [say, release],
        );
        await rows.run(conversation);
        const replies = (await rows.deliveries(conversation)).filter((d) => d.state === 'sent');
        expect(replies.map((d) => d.messages)).toEqual([
          (await rows.messages(conversation)).map((m) => m.id),
        ]);
      }
    });

    it('answers only what nobody has answered', async () => {
      const { conversation, message } = await queued('release-part');
      await rows.act(conversation, { name: 'reply', text: 'Here I am.', seenThrough: message });
      const open = await rows.say('release-part', 'When are you open?');
      await rows.act(conversation, { name: 'release' });
      await rows.run(conversation);
      expect(
        (await rows.deliveries(conversation)).filter((d) => d.purpose === 'reply').map((d) => d.messages),
      ).toEqual([[open.message]]);
    });
  });

  describe('sent again', () => {
    it('under its id gets the first answer and changes nothing', async () => {
      const { conversation } = await queued('repeat');
      const first = await rows.act(conversation, { name: 'takeOver' }, 'ann', 'same-id');
      await rows.act(conversation, { name: 'return' });
      const { change } = await rows.row(conversation);
      expect(await rows.act(conversation, { name: 'takeOver' }, 'ann', 'same-id')).toEqual(first);
      expect((await rows.row(conversation)).change).toBe(change);
    });

    it('at the same time is carried out once', async () => {
      const { conversation, message } = await queued('repeat-at-once');
      const reply = () =>
        rows.act(conversation, { name: 'reply', text: 'Here I am.', seenThrough: message }, 'ann', 'r');
      const answers = (await atOnce(rows, url(), [conversation], [reply, reply])).map(fulfilled);
      expect(answers[0]).toEqual(answers[1]);
      expect((await rows.deliveries(conversation)).filter((d) => d.purpose === 'person')).toHaveLength(1);
    });

    it('under the id of another action is refused', async () => {
      const { conversation } = await queued('reused');
      await rows.act(conversation, { name: 'takeOver' }, 'ann', 'id');
      expect(await rows.act(conversation, { name: 'release' }, 'ann', 'id')).toMatchObject({
        kind: 'conflict',
        reason: 'action_id_reused',
      });
      expect((await rows.row(conversation)).owner).toBe('human:ann');
    });

    it('after a conflict is tried anew', async () => {
      const { conversation, draft, message } = await rows.awaitingApproval('retry');
      await rows.act(
        conversation,
        { name: 'claim', item: (await rows.items(conversation))[0]?.id ?? '' },
        'bob',
      );
      const approve = () =>
        rows.act(conversation, { name: 'approve', draft, seenThrough: message }, 'ann', 'again');
      expect((await approve()).kind).toBe('conflict');
      rows.pass(minutes(31));
      await rows.run(conversation);
      expect((await approve()).kind).toBe('done');
    });
  });

  it('from the Temporal UI is refused by a desk that has switched those off', async () => {
    const { conversation } = await queued('no-ui');
    await rows.apply({ temporalUiActions: false });
    const action = { person: 'ann', actionId: 'ui' };
    const input = { desk: rows.desk, conversation, name: 'takeOver', action } as const;
    expect(await rows.activities.act(input)).toMatchObject({ kind: 'conflict', reason: 'not_allowed' });
    await rows.apply({});
    expect(await rows.activities.act(input)).toMatchObject({ kind: 'done', owner: 'human:ann' });
  });

  it('in a queue: later messages make a new packet version that shows what is new', async () => {
    const { conversation, item } = await queued('later');
    const { message } = await rows.say('later', 'My order is L-1001, where is it?');
    await rows.run(conversation);
    const packet = await rows.packet(item);
    expect(packet).toMatchObject({ version: 2, newMessages: [message] });
    expect(packet.mentionedIds).toContain('L-1001');
    expect((await rows.deliveries(conversation)).map((d) => d.purpose)).toEqual(['notice']);
  });
});
