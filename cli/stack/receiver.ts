/** A callback receiver as a platform would have one: verifies signatures, ignores repeats, and shows what customers see. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook } from '../../channels/webhook.ts';
import { systemClock } from '../../domain/clock.ts';

/** A reply and its audit head are a few kilobytes; a packet some tens. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Repeats come within hours; a dev stack that runs for weeks must not keep every id. */
const MAX_REMEMBERED = 50_000;

export interface Received {
  /** `message`, or the kind of an event. */
  type: string;
  data: {
    conversation?: string;
    key?: string | null;
    channel?: string;
    purpose?: string;
    text?: string;
    queue?: string;
    reason?: string;
    as?: string;
  };
}

export interface CallbackReceiver {
  url: string;
  /** How many messages and events came for the first time; how many were repeats, and refused. */
  counts(): { taken: number; repeats: number; refused: number };
  stop(): Promise<void>;
}

/** `secrets` is asked for each request: desks that are applied later have secrets of their own. */
export async function startCallbackReceiver(
  port: number,
  secrets: () => readonly string[],
  show: (received: Received) => void,
): Promise<CallbackReceiver> {
  const seen = new Set<string>();
  const counts = { taken: 0, repeats: 0, refused: 0 };

  const take = async (request: IncomingMessage): Promise<number> => {
    const body = await read(request);
    if (!body) return 413;
    const verification = verifyWebhook(request.headers, body, secrets(), systemClock());
    if (verification.kind === 'refused') {
      counts.refused += 1;
      return 401;
    }
    if (seen.has(verification.id)) {
      counts.repeats += 1;
      return 200;
    }
    seen.add(verification.id);
    const [oldest] = seen;
    if (seen.size > MAX_REMEMBERED && oldest) seen.delete(oldest);
    counts.taken += 1;
    show(JSON.parse(body.toString('utf8')) as Received);
    return 200;
  };

  const server = createServer((request, response) => {
    take(request).then(
      (status) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'),
      () => response.writeHead(400).end('{}'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${listening}/callback`,
    counts: () => ({ ...counts }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
