/** The platform's two ends: signed messages to the gateway, and a receiver for what comes back. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { signWebhook } from '../../channels/webhook.ts';
import { systemClock } from '../../domain/clock.ts';
import { addressOf, DESK, SECRET, textOf } from './desk.ts';

export interface Sender {
  /** Sends message `m` of conversation `n`; resolves with the status when the answer has been read. */
  send(key: string, n: number, m: number): Promise<number>;
  close(): void;
}

export function createSender(gatewayUrl: string): Sender {
  const agent = new http.Agent({ keepAlive: true });
  const url = new URL(`/v1/desks/${DESK}/messages`, gatewayUrl);
  return {
    send(key, n, m) {
      const body = JSON.stringify({
        channel: 'chat',
        conversationKey: key,
        providerMessageId: `${key}/${m}`,
        author: { kind: 'customer' },
        identities: [{ kind: 'email', address: addressOf(n), proof: 'channel' }],
        text: textOf(m),
      });
      const headers = {
        ...signWebhook(`wh_${key}_${m}`, body, [SECRET], systemClock()),
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      return new Promise((resolve, reject) => {
        const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
          response.on('end', () => resolve(response.statusCode ?? 0)).on('error', reject);
          response.resume();
        });
        request.on('error', reject);
        request.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}

export interface BenchReceiver {
  url: string;
  /** Resolves with the time (performance.now) at which the key's next message was taken. */
  next(key: string): Promise<number>;
  /** Messages and events taken, by type. */
  taken: Record<string, number>;
  stop(): Promise<void>;
}

/** How long one answer may take before the run is given up: far longer than any that is worth measuring. */
const patienceMs = 120_000;

/** Takes everything at once. An event that a person is needed for ends the wait with an error: that turn was no macro's. */
export async function startBenchReceiver(): Promise<BenchReceiver> {
  const waiting = new Map<string, { taken: (at: number) => void; lost: (error: Error) => void }>();
  const taken: Record<string, number> = {};
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const at = performance.now();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      const { type, data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        type: string;
        data: { key: string; reason?: string };
      };
      taken[type] = (taken[type] ?? 0) + 1;
      const waits = waiting.get(data.key);
      if (type === 'message') waits?.taken(at);
      else
        waits?.lost(new Error(`${data.key} got ${type} (${data.reason ?? 'no reason'}) instead of a reply`));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/callback`,
    taken,
    next: (key) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(
          () => reject(new Error(`no reply to ${key} within ${patienceMs / 1000} s`)),
          patienceMs,
        );
        const end = () => {
          clearTimeout(limit);
          waiting.delete(key);
        };
        waiting.set(key, {
          taken: (at) => {
            end();
            resolve(at);
          },
          lost: (error) => {
            end();
            reject(error);
          },
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
