/** A platform's callback receiver for tests: real HTTP, real signatures, and whatever answers a test scripts. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Posted {
  webhookId: string;
  type: string;
  data: Record<string, unknown> & {
    delivery?: string;
    purpose?: string;
    text?: string;
    conversation?: string;
    key?: string;
  };
}

/** What it does with a request: answer with a status, take it and then be silent, or take it and drop the connection. */
export type Answer =
  | { status: number; headers?: Record<string, string> }
  | 'take_and_hang'
  | 'take_and_reset';

export interface Receiver {
  url: string;
  /** Every request that was read to its end, in order, whatever was answered. */
  posts: Posted[];
  /** Messages only (no events), each webhook id once, as a receiver that ignores repeats sees them. */
  messages(conversation?: string): Posted[];
  /** Decides on each request; the default takes everything. May wait. */
  answer: (posted: Posted) => Answer | Promise<Answer>;
  /** Resolves when `found` is true of the posts, asked again after each one. */
  until(found: (posts: Posted[]) => boolean, limitMs?: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(secret: string): Promise<Receiver> {
  const posts: Posted[] = [];
  const waiting = new Set<() => void>();
  const webhook = new Webhook(secret);
  const server = createServer(async (request, response) => {
    const body = await read(request);
    webhook.verify(body, request.headers as Record<string, string>);
    const parsed = JSON.parse(body) as { type: string; data: Posted['data'] };
    const posted = { webhookId: String(request.headers['webhook-id']), type: parsed.type, data: parsed.data };
    posts.push(posted);
    reply(await receiver.answer(posted), request, response);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/callback`,
    posts,
    answer: () => ({ status: 200 }),
    messages(conversation) {
      const seen = new Set<string>();
      return posts.filter(
        (p) =>
          p.type === 'message' &&
          (conversation === undefined || p.data.conversation === conversation) &&
          !seen.has(p.webhookId) &&
          seen.add(p.webhookId),
      );
    },
    until(found, limitMs = 15_000) {
      if (found(posts)) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!found(posts)) return;
          clearTimeout(limit);
          waiting.delete(look);
          resolve();
        };
        const limit = setTimeout(() => {
          waiting.delete(look);
          const seen = posts.map((p) => `${p.type}:${p.data.purpose ?? ''}:${p.data.text ?? ''}`).join('\n');
          reject(new Error(`the receiver waited ${limitMs} ms in vain; it has:\n${seen}`));
        }, limitMs);
        waiting.add(look);
      });
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function reply(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer === 'take_and_hang') return;
  if (answer === 'take_and_reset') {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers).end('{}');
}
