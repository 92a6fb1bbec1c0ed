/** What can be known after one POST: each way a receiver can behave, on real sockets. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  closeConnections,
  MAX_ANSWER_BYTES,
  outcomeOf,
  type PostOutcome,
  postSigned,
  retryAfter,
} from '../../channels/callback.ts';

const secret = `whsec_${Buffer.alloc(32, 's').toString('base64')}`;
const running = new Set<Server | SocketServer>();
const sockets = new Set<Socket>();

afterEach(() => {
  closeConnections();
  for (const socket of sockets) socket.destroy();
  for (const server of running) server.close();
  running.clear();
});
afterAll(closeConnections);

async function listen(server: Server | SocketServer): Promise<string> {
  running.add(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
}

const receiver = (handle: (request: IncomingMessage, response: ServerResponse) => void) =>
  listen(createServer(handle));
const answering = (status: number, headers: Record<string, string> = {}, body = '') =>
  receiver((request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end(body));
  });

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const post = (
  url: string,
  more: { timeoutMs?: number; signal?: AbortSignal; now?: Date } = {},
): Promise<PostOutcome> =>
  postSigned({
    url,
    secrets: [secret],
    id: 'dlv_1',
    now: new Date(),
    timeoutMs: 5_000,
    body: { type: 'message', timestamp: '2026-05-01T12:00:00.000Z', data: { text: 'Grüße' } },
    ...more,
  });

describe('accepted', () => {
  test('a signed body arrives once, with the id it was given', async () => {
    const seen: unknown[] = [];
    const url = await receiver((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        seen.push(
          new Webhook(secret).verify(body, request.headers as Record<string, string>),
          request.headers['webhook-id'],
        );
        response.writeHead(200).end('{"messageId":"m-77"}');
      });
    });
    expect(await post(url)).toEqual({ kind: 'accepted', status: 200, messageId: 'm-77' });
    expect(seen).toEqual([
      { type: 'message', timestamp: '2026-05-01T12:00:00.000Z', data: { text: 'Grüße' } },
      'dlv_1',
    ]);
  });

  test('an answer that is no JSON, or breaks off, is accepted all the same', async () => {
    expect(await post(await answering(202, {}, 'thanks'))).toEqual({ kind: 'accepted', status: 202 });
    const breaks = await receiver((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"messageId"', () => response.destroy());
    });
    expect(await post(breaks)).toEqual({ kind: 'accepted', status: 200 });
  });

  test('an answer without end is read to its limit and no further', async () => {
    const closed = deferred();
    const endless = await receiver((request, response) => {
      request.socket.once('close', () => closed.resolve());
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(MAX_ANSWER_BYTES, 'a')));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    // Far beyond what the test may take: only the limit ends this.
    expect(await post(endless, { timeoutMs: 600_000 })).toEqual({ kind: 'accepted', status: 200 });
    await closed.promise;
  });

  test('a status followed by silence is an answer, within the time allowed for all', async () => {
    const silent = await receiver((_, response) => {
      response.writeHead(200);
      response.write('{');
    });
    expect(await post(silent, { timeoutMs: 300 })).toEqual({ kind: 'accepted', status: 200 });
  });
});

describe('not taken', () => {
  test('a refused port, by address and by name', async () => {
    const url = await listen(createSocketServer());
    const { port } = new URL(url);
    for (const server of running) await new Promise((resolve) => server.close(resolve));
    expect(await post(url)).toEqual({ kind: 'not_taken', reason: 'connection_refused' });
    expect(await post(`http://localhost:${port}/`)).toEqual({
      kind: 'not_taken',
      reason: 'connection_refused',
    });
  });

  test('a name that does not resolve', async () => {
    expect(await post('http://receiver.invalid/')).toEqual({ kind: 'not_taken', reason: 'dns_failure' });
  });

  test('busy receivers, with the wait they ask for', async () => {
    expect(await post(await answering(503, { 'retry-after': '7' }))).toEqual({
      kind: 'not_taken',
      reason: 'status_503',
      retryAfterMs: 7_000,
    });
    expect(await post(await answering(429))).toEqual({ kind: 'not_taken', reason: 'status_429' });
  });

  test('a TLS handshake that fails: no byte of the message has left', async () => {
    const url = await listen(createSocketServer((socket) => socket.once('data', () => socket.destroy())));
    expect(await post(url.replace('http:', 'https:'))).toEqual({
      kind: 'not_taken',
      reason: 'connection_reset',
    });
  });

  test('an abort before anything was sent', async () => {
    const url = await answering(200);
    expect(await post(url, { signal: AbortSignal.abort() })).toEqual({
      kind: 'not_taken',
      reason: 'aborted',
    });
  });
});

describe('unknown', () => {
  test('a receiver that takes the message and hangs up', async () => {
    const url = await listen(
      createSocketServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect(await post(url)).toEqual({ kind: 'unknown', reason: 'connection_reset' });
  });

  test('a receiver that accepts the connection and says nothing', async () => {
    const url = await listen(createSocketServer(() => {}));
    expect(await post(url, { timeoutMs: 200 })).toEqual({ kind: 'unknown', reason: 'timeout' });
  });

  test('an abort after the message has left', async () => {
    const abort = new AbortController();
    const url = await receiver((request) => request.resume().on('end', () => abort.abort()));
    expect(await post(url, { signal: abort.signal })).toEqual({ kind: 'unknown', reason: 'aborted' });
  });

  test('a kept connection that the receiver resets: the message may have arrived', async () => {
    let served = 0;
    const url = await receiver((request, response) => {
      request.resume().on('end', () => {
        served += 1;
        if (served === 1) response.writeHead(200).end();
        else request.socket.resetAndDestroy();
      });
    });
    expect((await post(url)).kind).toBe('accepted');
    expect(await post(url)).toEqual({ kind: 'unknown', reason: 'connection_reset' });
  });

  test.each([500, 502, 504])('status %d', async (status) => {
    expect(await post(await answering(status))).toEqual({ kind: 'unknown', reason: `status_${status}` });
  });

  test('an answer that is not HTTP', async () => {
    const url = await listen(
      createSocketServer((socket) => socket.once('data', () => socket.end('220 mail.example.com ESMTP\r\n'))),
    );
    expect((await post(url)).kind).toBe('unknown');
  });
});

describe('rejected', () => {
  test('with what the receiver said, on one line', async () => {
    expect(await post(await answering(400, {}, 'no such\r\nconversation'))).toEqual({
      kind: 'rejected',
      status: 400,
      reason: 'status_400',
      detail: 'no such conversation',
    });
    expect(await post(await answering(410))).toMatchObject({ kind: 'rejected', reason: 'gone' });
  });

  test('a redirect is never followed', async () => {
    let reached = false;
    const target = await receiver((_, response) => {
      reached = true;
      response.end();
    });
    for (const status of [301, 302, 307, 308]) {
      expect(await post(await answering(status, { location: target }))).toMatchObject({
        kind: 'rejected',
        status,
        reason: 'redirect',
      });
    }
    expect(reached).toBe(false);
  });
});

describe('the wait a receiver asks for', () => {
  const now = new Date('2026-05-01T12:00:00.000Z');
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['Fri, 01 May 2026 12:00:30 GMT', 30_000],
    ['Fri, 01 May 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});

test('every status has one meaning', () => {
  const kinds = (from: number, to: number) => {
    const found = new Set<string>();
    for (let status = from; status <= to; status += 1) {
      if (status !== 429 && status !== 503) found.add(outcomeOf(status, {}, '', new Date()).kind);
    }
    return [...found];
  };
  expect(kinds(200, 299)).toEqual(['accepted']);
  expect(kinds(300, 499)).toEqual(['rejected']);
  expect(kinds(500, 599)).toEqual(['unknown']);
});
