/** Intake at the edge: what is refused, with which problem document, and what the log keeps of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { after, minutes } from '../../domain/clock.ts';
import { describeStore } from '../support/database.ts';
import { type Edge, OTHER_SECRET, startEdge } from './edge.ts';

describeStore('intake', ({ pool }) => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge(pool());
  });
  afterAll(() => edge.stop());

  const problem = (kind: string, status: number) => ({
    statusCode: status,
    type: expect.stringMatching(/^application\/problem\+json/),
    body: expect.objectContaining({
      type: `urn:first-response:problem:${kind}`,
      status,
      title: expect.any(String),
      detail: expect.any(String),
    }),
  });
  const valid = (key: string) => edge.message(key, 'When are you open?');
  const stored = async () => Number((await pool().query('select count(*) as n from message')).rows[0]?.n);

  it('stores what is signed before it answers, rings once, and gives a repeat the same answer', async () => {
    const message = valid('repeat');
    const first = await edge.send(message);
    expect(first).toMatchObject({ statusCode: 202, body: { kind: 'stored', resolvedVia: 'new' } });
    const rings = edge.rings.length;
    const again = await edge.send(message);
    expect(again).toMatchObject({ statusCode: 202, body: { ...first.body, kind: 'duplicate' } });
    expect(edge.rings.length).toBe(rings);
  });

  it('takes either of two secrets, so that one can be rotated out', async () => {
    for (const secret of [OTHER_SECRET, undefined])
      expect((await edge.send(valid('rotation'), secret === undefined ? {} : { secret })).statusCode).toBe(
        202,
      );
    const third = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
    expect(await edge.send(valid('rotation'), { secret: third })).toEqual(problem('bad_signature', 401));
  });

  it('refuses what is not signed, signed for other bytes, or signed too long ago or ahead, and stores none of it', async () => {
    const before = await stored();
    const payload = JSON.stringify(valid('refused'));
    const bare = await edge.gateway.inject({
      method: 'POST',
      url: `/v1/desks/${edge.id}/messages`,
      payload,
      headers: { 'content-type': 'application/json' },
    });
    expect({
      statusCode: bare.statusCode,
      type: String(bare.headers['content-type']),
      body: bare.json(),
    }).toEqual(problem('unsigned', 401));
    expect(await edge.send(payload, { headers: { 'webhook-signature': 'v1,AAAA' } })).toEqual(
      problem('bad_signature', 401),
    );
    expect(await edge.send(payload, { headers: { 'webhook-timestamp': 'yesterday' } })).toEqual(
      problem('malformed', 400),
    );
    for (const ms of [-minutes(6), minutes(6)])
      expect(await edge.send(payload, { at: after(new Date(), ms) })).toEqual(problem('stale', 401));
    expect(await stored()).toBe(before);
  });

  it('judges staleness by the webhook’s time, never by the message’s', async () => {
    const message = { ...valid('old'), sentAt: '2001-01-01T00:00:00Z' };
    expect((await edge.send(message)).statusCode).toBe(202);
  });

  it('refuses a desk that nobody has applied', async () => {
    expect(await edge.send(valid('x'), { desk: 'nowhere' })).toEqual(problem('unknown_desk', 404));
  });

  it('refuses what is not JSON, or not sent as JSON', async () => {
    expect(await edge.send('{"channel": ')).toEqual(problem('malformed', 400));
    expect(await edge.send('channel=email', { headers: { 'content-type': 'text/plain' } })).toEqual(
      problem('unsupported_media_type', 415),
    );
  });

  it('names the field that is wrong', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ providerMessageId: '' }, 'providerMessageId'],
      [{ providerMessageId: undefined }, 'providerMessageId'],
      [{ conversationKey: 7 }, 'conversationKey'],
      [{ author: { kind: 'robot' } }, 'author.kind'],
      [{ identities: [{ kind: 'email' }] }, 'identities.0.address'],
      [{ sentAt: 'yesterday' }, 'sentAt'],
    ];
    for (const [change, field] of cases) {
      const answer = await edge.send({ ...valid('fields'), ...change });
      expect(answer).toEqual(problem('malformed', 400));
      expect(JSON.stringify(answer.body.errors)).toContain(`"field":"${field}"`);
    }
  });

  it('refuses a text, an attachment or a body that is too large', async () => {
    const { textBytes } = edge.desk.content.desk.limits;
    expect(await edge.send({ ...valid('large'), text: 'x'.repeat(textBytes + 1) })).toEqual(
      problem('too_large', 413),
    );
    const before = await stored();
    expect(await edge.send({ ...valid('large'), text: 'x'.repeat(17 * 1024 * 1024) })).toEqual(
      problem('too_large', 413),
    );
    expect(await stored()).toBe(before);
  });

  it('refuses an event about a conversation that it does not have', async () => {
    const event = { type: 'reopened', eventId: 'e1', channel: 'email', conversationKey: 'nobody' };
    expect(await edge.send(event, { route: 'events' })).toEqual(problem('not_found', 404));
    expect(await edge.send({ ...event, type: 'exploded' }, { route: 'events' })).toEqual(
      problem('malformed', 400),
    );
  });

  it('answers an unknown route with a problem document', async () => {
    const response = await edge.gateway.inject('/v2/nothing');
    expect({
      statusCode: response.statusCode,
      type: String(response.headers['content-type']),
      body: response.json(),
    }).toEqual(problem('not_found', 404));
  });

  it('logs every request without a word of the customer, their name or their address', async () => {
    const secretText = 'my card is 4111 1111 1111 1111 and my cat is called Wittgenstein';
    await edge.send(
      edge.message('private', secretText, {
        identities: [{ kind: 'email', address: 'wittgenstein@example.com', proof: 'channel' }],
      }),
    );
    await edge.send({ ...edge.message('private', secretText), author: { kind: 'Wittgenstein' } });
    await edge.send(`{"text": "Wittgenstein ${'"'}`);
    await edge.gateway.inject(`/v1/desks/${edge.id}/conversations?customer=wittgenstein@example.com`);
    expect(edge.log()).toContain('/v1/desks/:desk/messages');
    expect(edge.log().toLowerCase()).not.toMatch(/wittgenstein|4111|lovelace|example\.com/);
  });

  it('keeps card numbers out of the database', async () => {
    await edge.say('card', 'my card is 4111 1111 1111 1111');
    const { rows } = await pool().query('select text from message');
    expect(JSON.stringify(rows)).not.toContain('4111 1111 1111 1111');
  });
});
