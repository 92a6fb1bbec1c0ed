/** Deliveries: what each answer of a receiver means, what a dead worker leaves behind, and when an attempt may be repeated. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours, seconds } from '../../domain/clock.ts';
import { begin, end, retryDelivery } from '../../transactions/attempt.ts';
import { describePostgres } from '../support/database.ts';
import { type Rows, startRows } from './rows.ts';

describePostgres('a delivery attempt', ({ pool }) => {
  let dedup: Rows;
  let blind: Rows;
  beforeAll(async () => {
    dedup = await startRows(pool());
    blind = await startRows(pool(), {
      callback: { url: 'https://example.com/callback', deduplicates: false, timeout: '2s' },
    });
  });
  afterAll(() => {
    dedup.stop();
    blind.stop();
  });

  async function claimed(rows: Rows, key: string) {
    const { conversation, message } = await rows.say(key, 'When are you open?');
    const turn = await rows.openTurn(conversation);
    await rows.prepare(conversation, turn);
    const claim = await rows.claim(conversation, turn);
    return { conversation, message, delivery: claim.kind === 'claimed' ? claim.delivery : '' };
  }
  const stateOf = async (rows: Rows, conversation: string) => (await rows.deliveries(conversation))[0];

  describe('begun by a worker that died', () => {
    it('is nobody else’s before its time is up, and then repeated with the same id where the receiver deduplicates', async () => {
      const { conversation, delivery } = await claimed(dedup, 'died');
      expect(await begin(dedup.work, dedup.desk, delivery)).toMatchObject({ kind: 'begun' });
      expect(await begin(dedup.work, dedup.desk, delivery)).toMatchObject({ kind: 'busy' });
      expect(await dedup.observe(conversation)).toMatchObject({ kind: 'wait' });
      dedup.pass(seconds(31));
      expect(await dedup.observe(conversation)).toEqual({ kind: 'deliver', delivery });
      expect(await dedup.attempt(delivery)).toBe('sent');
      expect(await stateOf(dedup, conversation)).toMatchObject({ attempts: 2, doubt: false });
    });

    it('is not repeated where the receiver does not deduplicate: a person gets it, with what may have been said', async () => {
      const { conversation, delivery, message } = await claimed(blind, 'died');
      await begin(blind.work, blind.desk, delivery);
      blind.pass(seconds(31));
      expect(await begin(blind.work, blind.desk, delivery)).toEqual({ kind: 'over', state: 'unknown' });
      expect((await blind.messages(conversation))[0]?.answeredBy).toBe(`delivery:${delivery}`);
      const [item] = await blind.items(conversation);
      expect(item).toMatchObject({ kind: 'handoff', reason: 'outcome_unknown' });
      expect(await blind.packet(item?.id ?? '')).toMatchObject({ inDoubt: [{ delivery }] });
      expect((await blind.deliveries(conversation)).filter((d) => d.purpose === 'notice')).toEqual([]);
      expect(message).not.toBeNull();
    });

    it('and then taken over is not repeated, and stays in doubt for the owner to see', async () => {
      const { conversation, delivery } = await claimed(dedup, 'died-taken');
      await begin(dedup.work, dedup.desk, delivery);
      await dedup.act(conversation, { name: 'takeOver' });
      dedup.pass(seconds(31));
      expect(await begin(dedup.work, dedup.desk, delivery)).toEqual({ kind: 'over', state: 'unknown' });
      expect(await stateOf(dedup, conversation)).toMatchObject({ state: 'unknown', doubt: true });
      expect((await dedup.row(conversation)).owner).toBe('human:ann');
      expect((await dedup.messages(conversation))[0]?.answeredBy).toBe(`delivery:${delivery}`);
      expect(await dedup.events(conversation)).toContain('delivery_failed');
    });

    it('whose worker comes back late stores the end that it saw', async () => {
      const { conversation, delivery } = await claimed(dedup, 'late');
      await begin(dedup.work, dedup.desk, delivery);
      dedup.pass(seconds(31));
      await begin(dedup.work, dedup.desk, delivery);
      expect(await end(dedup.work, dedup.desk, delivery, { kind: 'accepted' })).toBe('sent');
      expect(await end(dedup.work, dedup.desk, delivery, { kind: 'unknown', reason: 'timeout' })).toBe(
        'sent',
      );
      expect(await stateOf(dedup, conversation)).toMatchObject({ state: 'sent', doubt: false });
    });
  });

  it('whose message was joined by another while its outcome is unknown goes to a person', async () => {
    const { conversation, delivery } = await claimed(dedup, 'joined');
    await dedup.attempt(delivery, { kind: 'unknown', reason: 'timeout' });
    await dedup.say('joined', 'And on Saturday?');
    dedup.pass(seconds(6));
    expect(await dedup.attempt(delivery)).toBe('unknown');
    expect((await dedup.items(conversation))[0]?.reason).toBe('outcome_unknown');
    expect((await dedup.messages(conversation)).map((m) => m.answeredBy)).toEqual([
      `delivery:${delivery}`,
      null,
    ]);
  });

  it('refused with a clear 4xx was not sent: its message is unanswered again, for a person', async () => {
    const { conversation, delivery } = await claimed(dedup, 'rejected');
    expect(await dedup.attempt(delivery, { kind: 'rejected', reason: 'status_422' })).toBe('not_sent');
    expect((await dedup.messages(conversation))[0]?.answeredBy).toBeNull();
    expect(await dedup.row(conversation)).toMatchObject({ owner: 'queue:general', status: 'open' });
    expect((await dedup.items(conversation))[0]?.reason).toBe('delivery_rejected');
  });

  it('refused after one whose outcome is unknown stays in doubt', async () => {
    const { conversation, delivery } = await claimed(dedup, 'doubt-4xx');
    await dedup.attempt(delivery, { kind: 'unknown', reason: 'timeout' });
    dedup.pass(seconds(6));
    expect(await dedup.attempt(delivery, { kind: 'rejected', reason: 'status_400' })).toBe('unknown');
    expect((await dedup.items(conversation))[0]?.reason).toBe('outcome_unknown');
  });

  it('with an unknown outcome is repeated where the receiver deduplicates, and is not where it does not', async () => {
    const safe = await claimed(dedup, 'unknown');
    expect(await dedup.attempt(safe.delivery, { kind: 'unknown', reason: 'timeout' })).toBe('claimed');
    dedup.pass(seconds(6));
    expect(await dedup.attempt(safe.delivery)).toBe('sent');
    const unsafe = await claimed(blind, 'unknown');
    expect(await blind.attempt(unsafe.delivery, { kind: 'unknown', reason: 'timeout' })).toBe('unknown');
  });

  it('that was not taken is retried on schedule, then parked as one alert and no hand-off, and tried every hour', async () => {
    const { conversation, delivery } = await claimed(dedup, 'parked');
    const down = { kind: 'not_taken', reason: 'status_503' } as const;
    let attempts = 0;
    while ((await stateOf(dedup, conversation))?.state === 'claimed') {
      await dedup.attempt(delivery, down);
      attempts += 1;
      dedup.pass(hours(3));
    }
    expect(attempts).toBe(9);
    expect(await stateOf(dedup, conversation)).toMatchObject({ state: 'parked', attempts: 9 });
    expect(await dedup.attempt(delivery, down)).toBe('parked');
    expect(await dedup.observe(conversation)).toMatchObject({
      kind: 'wait',
      summary: 'waiting to deliver again',
    });
    expect((await dedup.events(conversation)).filter((e) => e === 'delivery_failed')).toHaveLength(1);
    expect(await dedup.items(conversation)).toEqual([]);
    expect((await dedup.messages(conversation))[0]?.answeredBy).toBe(`delivery:${delivery}`);
    dedup.pass(hours(1));
    expect(await dedup.observe(conversation)).toEqual({ kind: 'deliver', delivery });
  });

  it('of a parked delivery is due at once when the receiver accepts anything', async () => {
    const { conversation, delivery } = await claimed(dedup, 'woken');
    while ((await stateOf(dedup, conversation))?.state === 'claimed') {
      await dedup.attempt(delivery, { kind: 'not_taken', reason: 'status_503' });
      dedup.pass(hours(3));
    }
    await dedup.attempt(delivery, { kind: 'not_taken', reason: 'status_503' });
    expect(await dedup.observe(conversation)).toMatchObject({ kind: 'wait' });
    const { change } = await dedup.row(conversation);
    await dedup.answered('wakes');
    expect(await dedup.observe(conversation)).toEqual({ kind: 'deliver', delivery });
    // Its workflow sleeps until the next hour: the change is what the sweeper rings it for.
    expect((await dedup.row(conversation)).change).toBeGreaterThan(change);
  });

  it('of a parked delivery still asks the fence', async () => {
    const { conversation, delivery } = await claimed(dedup, 'parked-taken');
    while ((await stateOf(dedup, conversation))?.state === 'claimed') {
      await dedup.attempt(delivery, { kind: 'not_taken', reason: 'status_503' });
      dedup.pass(hours(3));
    }
    await dedup.act(conversation, { name: 'takeOver' });
    expect(await retryDelivery(dedup.work, dedup.desk, delivery, 'human:lea')).toMatchObject({ kind: 'due' });
    expect(await dedup.attempt(delivery)).toBe('withdrawn');
  });

  it('that a person asks for before its time is due at once', async () => {
    const { conversation, delivery } = await claimed(dedup, 'asked');
    await dedup.attempt(delivery, { kind: 'not_taken', reason: 'status_503', retryAfterMs: hours(1) });
    expect(await dedup.observe(conversation)).toMatchObject({ kind: 'wait' });
    await retryDelivery(dedup.work, dedup.desk, delivery, 'human:lea');
    expect(await dedup.observe(conversation)).toEqual({ kind: 'deliver', delivery });
  });

  describe('and the platform’s own word on it', () => {
    it('that it failed makes the message unanswered again, for a person', async () => {
      const { conversation, delivery } = await claimed(dedup, 'failed');
      await dedup.attempt(delivery);
      await dedup.tell('failed', { type: 'delivery_status', deliveryId: delivery, status: 'failed' });
      expect((await dedup.messages(conversation))[0]?.answeredBy).toBeNull();
      expect((await dedup.items(conversation))[0]?.reason).toBe('delivery_rejected');
    });

    it('that it arrived ends the doubt, and waits for the customer', async () => {
      const { conversation, delivery } = await claimed(dedup, 'arrived');
      await dedup.attempt(delivery, { kind: 'unknown', reason: 'timeout' });
      await dedup.tell('arrived', { type: 'delivery_status', deliveryId: delivery, status: 'delivered' });
      expect(await stateOf(dedup, conversation)).toMatchObject({ state: 'sent', doubt: false });
      expect(await dedup.row(conversation)).toMatchObject({ status: 'pending' });
    });
  });
});
