/** Signed webhooks: what is let in, and what others can verify of ours. */
import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { secretProblem, signWebhook, verifyWebhook } from '../../channels/webhook.ts';
import { after, seconds } from '../../domain/clock.ts';

const now = new Date('2026-05-01T12:00:00.000Z');
const secret = (fill: string) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`;
const [old, fresh, foreign] = [secret('o'), secret('f'), secret('x')];
const body = Buffer.from('{"text":"Wo ist mein Paket? 📦"}');
const signed = (secrets = [fresh], at = now) => signWebhook('evt_1', body.toString(), secrets, at);
const refusal = (reason: string) => ({ kind: 'refused', reason });

describe('inbound', () => {
  test('either of two valid secrets lets a message in, and a third does not', () => {
    for (const each of [old, fresh]) {
      expect(verifyWebhook({ ...signed([each]) }, body, [fresh, old], now)).toEqual({
        kind: 'ok',
        id: 'evt_1',
      });
    }
    expect(verifyWebhook({ ...signed([foreign]) }, body, [fresh, old], now)).toEqual(
      refusal('bad_signature'),
    );
    expect(verifyWebhook({ ...signed() }, body, [], now)).toEqual(refusal('bad_signature'));
  });

  test('one matching signature among several is enough, wherever it stands', () => {
    expect(verifyWebhook({ ...signed([foreign, fresh]) }, body, [fresh], now).kind).toBe('ok');
    expect(verifyWebhook({ ...signed([fresh, foreign]) }, body, [fresh], now).kind).toBe('ok');
  });

  test('exactly five minutes either way is in time, one second more is stale', () => {
    for (const late of [seconds(300.999), -seconds(300)]) {
      expect(verifyWebhook({ ...signed() }, body, [fresh], after(now, late)).kind).toBe('ok');
    }
    for (const late of [seconds(301), -seconds(301)]) {
      expect(verifyWebhook({ ...signed() }, body, [fresh], after(now, late))).toEqual(refusal('stale'));
    }
  });

  test('id, timestamp and body are all under the signature', () => {
    const headers = signed();
    const changed = Buffer.from(body);
    changed[10] = (changed[10] ?? 0) ^ 1;
    expect(verifyWebhook({ ...headers }, changed, [fresh], now)).toEqual(refusal('bad_signature'));
    expect(verifyWebhook({ ...headers, 'webhook-id': 'evt_2' }, body, [fresh], now)).toEqual(
      refusal('bad_signature'),
    );
    const later = String(Number(headers['webhook-timestamp']) + 1);
    expect(verifyWebhook({ ...headers, 'webhook-timestamp': later }, body, [fresh], now)).toEqual(
      refusal('bad_signature'),
    );
  });

  test('bodies that differ only in invalid UTF-8 have different signatures', () => {
    const [one, other] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])];
    const timestamp = String(now.getTime() / 1000);
    const mac = createHmac('sha256', Buffer.alloc(32, 'f'))
      .update(`evt_1.${timestamp}.`)
      .update(one)
      .digest('base64');
    const headers = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
    };
    expect(verifyWebhook(headers, one, [fresh], now).kind).toBe('ok');
    expect(verifyWebhook(headers, other, [fresh], now)).toEqual(refusal('bad_signature'));
  });

  test.each([
    ['no signature', { 'webhook-signature': undefined }, 'unsigned'],
    ['an empty signature', { 'webhook-signature': '' }, 'unsigned'],
    ['no id', { 'webhook-id': undefined }, 'malformed'],
    ['an empty id', { 'webhook-id': '' }, 'malformed'],
    ['no timestamp', { 'webhook-timestamp': undefined }, 'malformed'],
    ['a timestamp with a tail', { 'webhook-timestamp': '1777636800x' }, 'malformed'],
    ['a header sent twice', { 'webhook-signature': ['v1,a', 'v1,b'] }, 'malformed'],
    ['a flood of signatures', { 'webhook-signature': 'v1,a '.repeat(40) }, 'malformed'],
    [
      'another version of signature',
      { 'webhook-signature': signed()['webhook-signature'].replace('v1,', 'v1a,') },
      'bad_signature',
    ],
    [
      'a piece of the signature',
      { 'webhook-signature': signed()['webhook-signature'].slice(0, 20) },
      'bad_signature',
    ],
  ])('%s is refused by name', (_, change, reason) => {
    expect(verifyWebhook({ ...signed(), ...change }, body, [fresh], now)).toEqual(refusal(reason));
  });
});

describe('secrets', () => {
  test('one that is short, empty or no base64 is refused without being quoted', () => {
    for (const weak of [
      '',
      'whsec_',
      'whsec_c2hvcnQ=',
      'not base64!',
      secret('x').replace('whsec_', 'whsec_-'),
    ]) {
      expect(secretProblem(weak)).toEqual(expect.any(String));
      expect(() => verifyWebhook({ ...signed() }, body, [weak], now)).toThrow(/openssl rand/);
      if (weak.length > 6) expect(secretProblem(weak)).not.toContain(weak.slice(6));
    }
    expect(secretProblem(fresh)).toBeUndefined();
    expect(secretProblem(fresh.slice('whsec_'.length))).toBeUndefined();
  });
});

describe('outbound', () => {
  test("the specification's own library verifies what we sign, with either secret of a rotation", () => {
    const headers = { ...signWebhook('dlv_1', body.toString(), [fresh, old], new Date()) };
    for (const each of [fresh, old]) {
      expect(new Webhook(each).verify(body.toString(), headers)).toEqual(JSON.parse(body.toString()));
    }
    expect(() => new Webhook(foreign).verify(body.toString(), headers)).toThrow();
  });

  test('we verify what its library signs', () => {
    const signature = new Webhook(fresh).sign('evt_9', now, body.toString());
    const headers = {
      'webhook-id': 'evt_9',
      'webhook-timestamp': String(now.getTime() / 1000),
      'webhook-signature': signature,
    };
    expect(verifyWebhook(headers, body, [fresh], now).kind).toBe('ok');
  });

  test('nothing is sent unsigned', () => {
    expect(() => signWebhook('dlv_1', '{}', [], now)).toThrow(/unsigned/);
  });
});

/**
 * Signatures that no code of this project made. The first is the example of the Standard Webhooks specification; the others
 * are from openssl: `printf '%s' "$id.$timestamp.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | base64`.
 */
const theirs = [
  {
    what: 'the example of the specification',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    what: 'a body beyond ASCII',
    secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    id: 'evt_1',
    timestamp: 1777636800,
    body: '{"text":"Où est mon colis ? 📦"}',
    signature: 'v1,pBg06KTcO5Wd99IARh6w9+7XPra+qAgUImg4K/db0IY=',
  },
  {
    what: 'the longest secret, without its prefix',
    secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==',
    id: 'evt_1',
    timestamp: 1777636800,
    body: '{"text":"Où est mon colis ? 📦"}',
    signature: 'v1,+0Z98cYXUkWl8b/hdcNmtjbV3cqhxfVFfhoL0GKiu+s=',
  },
  {
    what: 'an empty body, and dots in the id',
    secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    id: 'evt.with.dots',
    timestamp: 1777636800,
    body: '',
    signature: 'v1,+Et/aAaQlZiBUdjugFj5dnZycj6KSrbEgAinyIOEiFA=',
  },
  {
    what: 'escapes as they were written, and a line end after the body',
    secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
    id: 'evt_3',
    timestamp: 1777636800,
    body: '{"text":"a\r\n\tb"}\n',
    signature: 'v1,6cn2esDTi2I0TwoUV9voFpA6MAUvV/kaK/+7DFD33bs=',
  },
];

describe('signatures made by others', () => {
  test.each(theirs)('$what is let in, and ours is the same', ({ secret, id, timestamp, body, signature }) => {
    const then = new Date(timestamp * 1000);
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    };
    expect(verifyWebhook(headers, Buffer.from(body), [secret], then)).toEqual({ kind: 'ok', id });
    expect(signWebhook(id, body, [secret], then)).toEqual(headers);
    for (const [change, changed] of [
      [{ 'webhook-id': `${id}x` }, body],
      [{ 'webhook-timestamp': String(timestamp + 1) }, body],
      [{}, `${body} `],
    ] as const)
      expect(verifyWebhook({ ...headers, ...change }, Buffer.from(changed), [secret], then)).toEqual(
        refusal('bad_signature'),
      );
    expect(verifyWebhook(headers, Buffer.from(body), [foreign], then)).toEqual(refusal('bad_signature'));
    expect(verifyWebhook(headers, Buffer.from(body), [secret], after(then, seconds(301)))).toEqual(
      refusal('stale'),
    );
  });
});
