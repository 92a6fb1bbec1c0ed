/** One conversation end to end: signed HTTP in, the real engine, signed HTTP out. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStore } from '../support/database.ts';
import { type Spine, startSpine } from '../support/spine.ts';
import { describeTemporal } from '../support/temporal.ts';

describeTemporal('a conversation on the real engine', (temporal) => {
  describeStore('with its rows', ({ pool }) => {
    let spine: Spine;
    beforeAll(async () => {
      spine = await startSpine(pool(), temporal());
    });
    afterAll(() => spine.stop());

    it('answers a single question with its macro, once', async () => {
      const { conversation } = await spine.say('k1', 'When are you open?');
      const shown = await spine.atRest(conversation);
      expect(shown.status).toBe('pending');
      expect(spine.receiver.messages(conversation).map((p) => p.data.text)).toEqual([
        'Hello,\n\nwe are open from nine to five on weekdays.\n\nThe lamp team',
      ]);
    });

    it('fills account slots from the order that the customer has', async () => {
      const { conversation } = await spine.say('k2', 'Where is my order?');
      await spine.atRest(conversation);
      expect(spine.receiver.messages(conversation)[0]?.data.text).toContain(
        'your order L-1001 is on its way',
      );
    });

    it('asks once for what is missing, and answers when it is told', async () => {
      const ben = { identities: [{ kind: 'email', address: 'ben@example.com', proof: 'channel' }] };
      const { conversation } = await spine.say('k3', 'Where is my order?', ben);
      await spine.atRest(conversation);
      expect(spine.receiver.messages(conversation)[0]?.data.purpose).toBe('question');
      await spine.say('k3', 'L-2002', ben);
      await spine.atRest(conversation);
      expect(spine.receiver.messages(conversation)[1]?.data.text).toContain('L-2002 is being packed');
    });

    it('hands a request for a person off, with a packet and one notice', async () => {
      const { conversation } = await spine.say('k4', 'Where is my order? I want to talk to a real person.');
      const shown = await spine.atRest(conversation);
      expect(shown.owner).toMatch(/^queue:/);
      expect(spine.receiver.messages(conversation).map((p) => p.data.purpose)).toEqual(['notice']);
      expect(spine.receiver.messages(conversation)[0]?.data.text).toContain('Orders team');
      const [item] = shown.items;
      const { body } = await spine.call('GET', `/queue/${item?.id}`);
      expect(body.packet).toMatchObject({ reason: { code: 'always_human:wants_person' } });
    });

    it('hands what sounds like danger to a person as urgent, with the words that do, and sends no answer of its own', async () => {
      const text =
        "When are you open? I won't need it where I'm going, give it to my sister. You were kind, goodbye.";
      const { conversation } = await spine.say('k-hint', text);
      const shown = await spine.atRest(conversation);
      expect(shown.owner).toMatch(/^queue:/);
      expect(shown.owner).not.toBe('queue:danger');
      expect(spine.receiver.messages(conversation).map((p) => p.data.purpose)).toEqual(['notice']);
      const { body } = await spine.call('GET', `/queue/${shown.items[0]?.id}`);
      expect(body).toMatchObject({
        priority: 'urgent',
        reason: 'always_human:possible_danger',
        packet: {
          risks: [{ risk: 'possible_danger', evidence: { text: expect.stringContaining('goodbye') } }],
        },
      });
    });

    it('puts a draft before a person where the topic asks for approval, and sends it when approved', async () => {
      const { conversation, message } = await spine.say('k5', 'My lamp is broken, can you repair my lamp?');
      const shown = await spine.atRest(conversation);
      expect(spine.receiver.messages(conversation)).toEqual([]);
      const draft = shown.items.find((i) => i.kind === 'approval')?.draft;
      const approved = await spine.call('POST', `/conversations/${conversation}/approve`, {
        draft,
        seenThrough: message,
      });
      expect(approved.statusCode).toBe(200);
      await spine.atRest(conversation);
      expect(spine.receiver.messages(conversation).map((p) => p.data.purpose)).toEqual(['approved']);
    });

    it('gives a redelivered message the same answer and starts no second turn', async () => {
      const again = { providerMessageId: 'same' };
      const first = await spine.say('k6', 'When are you open?', again);
      const second = await spine.say('k6', 'When are you open?', again);
      expect(second).toEqual({ ...first, kind: 'duplicate', resolvedVia: 'new' });
      const shown = await spine.atRest(first.conversation);
      expect(shown.turns).toHaveLength(1);
      expect(spine.receiver.messages(first.conversation)).toHaveLength(1);
    });
  });
});
