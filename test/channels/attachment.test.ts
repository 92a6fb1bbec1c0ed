/** Attachments by URL: never from inside our own network, never more than allowed, never other than declared. */
import {
  createServer,
  get,
  globalAgent,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { fetchAttachment, inspectContent, MAX_REDIRECTS } from '../../channels/attachment.ts';
import {
  FORBIDDEN_ADDRESS,
  guardedLookup,
  isPublicAddress,
  type Resolve,
} from '../../channels/public-address.ts';
import { agrees, sniffType } from '../../channels/sniff.ts';

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64)]);
const running = new Set<Server>();
afterEach(() => {
  for (const server of running) {
    server.closeAllConnections();
    server.close();
  }
  running.clear();
});

async function host(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle);
  running.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serving = (content: Buffer, headers: Record<string, string> = {}) =>
  host((_, response) => response.writeHead(200, headers).end(content));

const fetchFrom = (address: string, more: Partial<Parameters<typeof fetchAttachment>[1]> = {}) =>
  fetchAttachment(`http://${address}/file`, { maxBytes: 1_000, allow: [address], ...more });
const refused = (reason: string) => ({ kind: 'refused', reason });

describe('addresses that are not public', () => {
  test.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::127.0.0.1',
    '::7f00:1',
    '::a00:1',
    '4000::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    '100::1',
    'not an address',
    '',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );
});

describe('where it may come from', () => {
  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0/',
    'http://１２７.0.0.1/',
  ])('%s is refused in every spelling', async (url) => {
    expect(await fetchAttachment(url, { maxBytes: 1_000 })).toEqual(refused('forbidden_address'));
  });

  test.each([
    'file:///etc/passwd',
    'ftp://example.com/a',
    'data:text/plain,a',
    'gopher://example.com/',
    'nonsense',
    'http://user:pass@example.com/',
  ])('%s is no URL for this', async (url) => {
    expect(await fetchAttachment(url, { maxBytes: 1_000 })).toEqual(refused('bad_url'));
  });

  test('localhost by name is refused by the address it leads to', async () => {
    expect(await fetchAttachment('http://localhost:1/', { maxBytes: 1_000 })).toEqual(
      refused('forbidden_address'),
    );
  });

  test('a name with one private address among public ones is refused, in any order', async () => {
    let reached = false;
    const address = await host((_, response) => {
      reached = true;
      response.end('x');
    });
    const { port } = new URL(`http://${address}`);
    for (const answer of [['1.1.1.1', '127.0.0.1'], ['127.0.0.1', '1.1.1.1'], ['127.0.0.1'], []]) {
      const resolve: Resolve = (_, done) =>
        done(
          null,
          answer.map((each) => ({ address: each, family: 4 })),
        );
      expect(
        await fetchAttachment(`http://files.example.com:${port}/`, { maxBytes: 1_000, resolve }),
      ).toEqual(refused('forbidden_address'));
    }
    expect(reached).toBe(false);
  });

  test('a connection is given the very addresses that were checked, so a second answer gains nothing', () => {
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    const rebinding: Resolve = (_, done) =>
      done(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
      );
    const lookup = guardedLookup(rebinding);
    const given: unknown[] = [];
    for (let n = 0; n < 2; n += 1) {
      lookup('rebind.example.com', { all: true }, (error, addresses) => given.push(error?.code ?? addresses));
    }
    expect(given).toEqual([[{ address: '93.184.216.34', family: 4 }], FORBIDDEN_ADDRESS]);
  });

  test('a name that does not resolve may resolve later', async () => {
    const resolve: Resolve = (_, done) => done(Object.assign(new Error(), { code: 'ENOTFOUND' }), []);
    expect(await fetchAttachment('http://gone.example.com/', { maxBytes: 1_000, resolve })).toEqual({
      kind: 'failed',
      reason: 'dns_failure',
    });
  });
});

test('a connection that stands already is not borrowed: it was checked for nothing', async () => {
  const seen: unknown[] = [];
  const address = await host((request, response) => {
    seen.push(request.headers['user-agent']);
    response.end('kept');
  });
  const url = `http://localhost:${address.split(':')[1]}/`;
  const agent = globalAgent;
  await new Promise<void>((resolve) => {
    get(url, { agent, family: 4 }, (response) => response.resume().on('end', () => setImmediate(resolve)));
  });
  const resolve: Resolve = (_, done) => done(null, [{ address: '127.0.0.1', family: 4 }]);
  expect(await fetchAttachment(url, { maxBytes: 1_000, resolve })).toEqual(refused('forbidden_address'));
  expect(seen).toEqual([undefined]);
});

describe('redirects', () => {
  test('a redirect inward is refused like a first URL, and nothing is fetched there', async () => {
    let reached = false;
    const inside = await host((_, response) => {
      reached = true;
      response.end(png);
    });
    for (const location of [
      `http://${inside}/`,
      `http://localhost:${inside.split(':')[1]}/`,
      `//${inside}/`,
    ]) {
      const outside = await host((_, response) => response.writeHead(302, { location }).end());
      expect(await fetchFrom(outside)).toEqual(refused('forbidden_address'));
    }
    expect(reached).toBe(false);
  });

  test('as many as named are followed, and one more is not', async () => {
    let hops = 0;
    const address = await host((request, response) => {
      const left = Number(request.url?.slice(1));
      hops += 1;
      if (left === 0) response.end(png);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const from = (left: number) =>
      fetchAttachment(`http://${address}/${left}`, { maxBytes: 1_000, allow: [address] });
    expect((await from(MAX_REDIRECTS)).kind).toBe('ok');
    hops = 0;
    expect(await from(MAX_REDIRECTS + 1)).toEqual(refused('too_many_redirects'));
    expect(hops).toBe(MAX_REDIRECTS + 1);
  });
});

describe('what comes', () => {
  test('content, its type by its bytes, and its hash', async () => {
    const address = await serving(png, { 'content-type': 'image/png' });
    expect(await fetchFrom(address)).toMatchObject({
      kind: 'ok',
      type: 'image/png',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('more than allowed is refused, announced or not, and not read to its end', async () => {
    expect(await fetchFrom(await serving(Buffer.alloc(1_001)))).toEqual(refused('too_large'));
    let sent = 0;
    const endless = await host((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(1_000, 'a'))) sent += 1_000;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await fetchFrom(endless)).toEqual(refused('too_large'));
    expect(sent).toBeLessThan(20_000_000);
  });

  test('exactly as much as allowed is taken', async () => {
    expect((await fetchFrom(await serving(Buffer.alloc(1_000, 'a')))).kind).toBe('ok');
  });

  test('a packed body is refused: it would grow past the limit later', async () => {
    expect(await fetchFrom(await serving(png, { 'content-encoding': 'gzip' }))).toEqual(refused('encoded'));
  });

  test('a page in place of a picture is a mismatch, by either declaration', async () => {
    const page = Buffer.from('<!doctype html><title>Sign in</title>');
    expect(await fetchFrom(await serving(page), { declaredType: 'image/png' })).toEqual(
      refused('type_mismatch'),
    );
    expect(await fetchFrom(await serving(page, { 'content-type': 'image/png' }))).toEqual(
      refused('type_mismatch'),
    );
  });

  test('a status is told by whether trying again could help', async () => {
    const status = async (code: number) =>
      fetchFrom(await host((_, response) => response.writeHead(code).end()));
    expect(await status(404)).toEqual(refused('status_404'));
    expect(await status(503)).toEqual({ kind: 'failed', reason: 'status_503' });
    expect(await status(429)).toEqual({ kind: 'failed', reason: 'status_429' });
  });

  test('silence, before or within the content, ends at the timeout', async () => {
    expect(await fetchFrom(await host(() => {}), { timeoutMs: 100 })).toEqual({
      kind: 'failed',
      reason: 'timeout',
    });
    const stalls = await host((_, response) => response.writeHead(200).write('a'));
    expect(await fetchFrom(stalls, { timeoutMs: 100 })).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  test('an abort and a broken connection are failures, not refusals', async () => {
    const abort = new AbortController();
    const address = await host(() => abort.abort());
    expect(await fetchFrom(address, { signal: abort.signal })).toEqual({ kind: 'failed', reason: 'aborted' });
    const breaks = await host((request) => request.socket.destroy());
    expect(await fetchFrom(breaks)).toEqual({ kind: 'failed', reason: 'connection' });
  });
});

describe('types by their first bytes', () => {
  test.each([
    [png, 'image/png'],
    [Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
    [Buffer.from('GIF89a....'), 'image/gif'],
    [Buffer.from('RIFF\x10\x00\x00\x00WEBPVP8 ', 'latin1'), 'image/webp'],
    [Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    [Buffer.from('Grüße aus Köln\r\n'), 'text/plain'],
    [Buffer.from(`${'a'.repeat(4_095)}é`), 'text/plain'],
    [Buffer.from('RIFF\x10\x00\x00\x00WAVE', 'latin1'), null],
    [Buffer.from('MZ\x90\x00'), null],
    [Buffer.from('PK\x03\x04'), null],
    [Buffer.from('f\xfcr', 'latin1'), null],
    [Buffer.alloc(0), null],
  ])('%#', (bytes, expected) => {
    expect(sniffType(bytes)).toBe(expected);
  });

  test('a declaration agrees with its own type, and an absent one with all', () => {
    expect(agrees('image/JPG', 'image/jpeg')).toBe(true);
    expect(agrees('text/csv; charset=utf-8', 'text/plain')).toBe(true);
    expect(agrees('application/octet-stream', 'application/pdf')).toBe(true);
    expect(agrees('image/svg+xml', 'text/plain')).toBe(false);
    expect(agrees('application/pdf', 'image/png')).toBe(false);
  });

  test('inline content is judged like fetched content', () => {
    expect(inspectContent(png, 'image/png', 1_000)).toMatchObject({ kind: 'ok', type: 'image/png' });
    expect(inspectContent(png, 'image/gif', 1_000)).toEqual(refused('type_mismatch'));
    expect(inspectContent(png, 'image/png', 10)).toEqual(refused('too_large'));
    expect(inspectContent(Buffer.from('MZ\x90\x00'), 'image/png', 10)).toEqual(refused('unsupported_type'));
  });
});
