/** Signed webhooks: what is let in, and what others can verify of ours. */
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const data = process.env.FIRST_RESPONSE_SHARED_DATA;
const file = data && join(data, 'webhook_signatures.jsonl');
const missing = !file
  ? 'needs FIRST_RESPONSE_SHARED_DATA, the folder of the shared data sets'
  : existsSync(file)
    ? undefined
    : 'needs webhook_signatures.jsonl in FIRST_RESPONSE_SHARED_DATA';

interface Row {
  id: string;
  scheme: string;
  secret: string;
  body: string;
  headers: Record<string, string>;
  now: number;
  expected: boolean;
}

describe.skipIf(missing !== undefined)(`signatures made by others${missing ? ` [${missing}]` : ''}`, () => {
  test('every row is judged as expected', () => {
    const rows = readFileSync(file ?? '', 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
    const ours = rows.filter(({ scheme }) => scheme === 'standard-webhooks');
    expect(ours.length).toBeGreaterThan(0);
    const wrong = ours.filter((row) => {
      const verdict = verifyWebhook(
        row.headers,
        Buffer.from(row.body),
        [row.secret],
        new Date(row.now * 1000),
      );
      return (verdict.kind === 'ok') !== row.expected;
    });
    expect(wrong).toEqual([]);
  });
});
