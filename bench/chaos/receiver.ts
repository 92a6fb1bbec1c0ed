/** A callback receiver that goes wrong in every way that a real one does, and writes down what its customer saw. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyWebhook } from '../../channels/webhook.ts';
import { systemClock } from '../../domain/clock.ts';
import { SECRET } from './desk.ts';
import type { Random } from './random.ts';

/** What it does with a request. `taken` means that the customer has it, whatever the answer says. */
export const reactions = {
  take: { taken: true, unclear: false },
  take_slowly: { taken: true, unclear: false },
  take_and_hang: { taken: true, unclear: true },
  take_and_reset: { taken: true, unclear: true },
  take_and_500: { taken: true, unclear: true },
  hang: { taken: false, unclear: true },
  reset: { taken: false, unclear: true },
  fail_500: { taken: false, unclear: true },
  busy_503: { taken: false, unclear: false },
  refuse_400: { taken: false, unclear: false },
} as const;
export type Reaction = keyof typeof reactions;

/** Probabilities of messages; events, whose retries hold up all later events, fail a fifth as often. */
const messageWeights: Record<Reaction, number> = {
  take: 0.84,
  take_slowly: 0.06,
  take_and_hang: 0.008,
  take_and_reset: 0.015,
  take_and_500: 0.012,
  hang: 0.005,
  reset: 0.01,
  fail_500: 0.01,
  busy_503: 0.035,
  refuse_400: 0.005,
};
const eventFaultShare = 0.02;

/** One request that was read to its end. */
export interface Post {
  /** Order of arrival over all requests. */
  n: number;
  webhookId: string;
  type: string;
  reaction: Reaction;
  purpose: string;
  conversation: string;
  /** Of the chain when the attempt began: what had happened by then. */
  auditCount: number;
}

export interface ChaosReceiver {
  url: string;
  posts: Post[];
  /** How often it refused connections altogether. */
  readonly closures: number;
  /** Resolves true at the next message for this conversation, or false after `limitMs`. */
  next(conversation: string, limitMs: number): Promise<boolean>;
  /** Refuses connections for a while. */
  close(forMs: number): Promise<void>;
  /** From now on it takes everything. */
  calm(): void;
  stop(): Promise<void>;
}

/** `beforeAnswer` may kill the sender between its request and our answer. */
export async function startChaosReceiver(
  chance: Random,
  beforeAnswer: (post: Post) => void,
): Promise<ChaosReceiver> {
  const posts: Post[] = [];
  const waiting = new Map<string, Set<() => void>>();
  let calm = false;
  let closures = 0;
  let port = 0;
  let server = await listen(0);
  port = portOf(server);

  async function handle(headers: NodeJS.Dict<string | string[]>, body: Buffer, response: ServerResponse) {
    if (verifyWebhook(headers, body, [SECRET], systemClock()).kind !== 'ok')
      return void response.writeHead(401).end();
    const parsed = JSON.parse(body.toString('utf8')) as {
      type: string;
      data: { purpose?: string; conversation?: string; audit?: { count: number } };
    };
    const isMessage = parsed.type === 'message';
    const faulty = !calm && (isMessage || chance.chance(eventFaultShare));
    const post: Post = {
      n: posts.length,
      webhookId: String(headers['webhook-id']),
      type: parsed.type,
      reaction: faulty ? chance.weighted(messageWeights) : 'take',
      purpose: parsed.data.purpose ?? '',
      conversation: parsed.data.conversation ?? '',
      auditCount: parsed.data.audit?.count ?? 0,
    };
    posts.push(post);
    if (isMessage) for (const look of waiting.get(post.conversation) ?? []) look();
    if (!calm) beforeAnswer(post);
    await answer(post.reaction, chance, response);
  }

  function listen(at: number): Promise<Server> {
    const starting = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => void handle(request.headers, Buffer.concat(chunks), response).catch(() => {}));
      request.on('error', () => {});
    });
    return new Promise((resolve, reject) => {
      starting.once('error', reject);
      starting.listen(at, '127.0.0.1', () => resolve(starting));
    });
  }

  return {
    url: `http://127.0.0.1:${port}/callback`,
    posts,
    get closures() {
      return closures;
    },
    next(conversation, limitMs) {
      return new Promise((resolve) => {
        const looks = waiting.get(conversation) ?? new Set();
        waiting.set(conversation, looks);
        const settle = (found: boolean) => {
          clearTimeout(limit);
          looks.delete(look);
          if (looks.size === 0) waiting.delete(conversation);
          resolve(found);
        };
        const look = () => settle(true);
        const limit = setTimeout(() => settle(false), limitMs);
        looks.add(look);
      });
    },
    async close(forMs) {
      closures += 1;
      const closing = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections(); // answers that are on their way are lost
      await closing;
      await pause(forMs);
      server = await listen(port);
    },
    calm() {
      calm = true;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(reaction: Reaction, chance: Random, response: ServerResponse): Promise<void> {
  switch (reaction) {
    case 'take':
      return void response.writeHead(200).end('{}');
    case 'take_slowly':
      await pause(chance.between(50, 500));
      return void response.writeHead(200).end('{}');
    case 'take_and_500':
    case 'fail_500':
      return void response.writeHead(500).end();
    case 'take_and_reset':
    case 'reset':
      return void response.socket?.destroy();
    case 'busy_503':
      return void response.writeHead(503, { 'retry-after': '1' }).end();
    case 'refuse_400':
      return void response.writeHead(400).end('no');
    case 'take_and_hang':
    case 'hang':
      return;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return address.port;
}
