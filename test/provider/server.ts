/** The provider double: a real HTTP server on loopback that speaks the OpenAI protocol and does as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completionFor } from './answers.ts';
import type { Behaviour, Script } from './behaviour.ts';
import { completionBody, embeddingsBody, errorBody, type ProviderRequest, requestOf } from './protocol.ts';
import { wordVector } from './vectors.ts';

export interface ProviderOptions {
  /** 0 (default): any free one. */
  port?: number;
  /** For every request that the script says nothing about. Default: sensible. */
  behaviour?: Behaviour;
  /** Of its vectors. Default: 64, so that tests are quick; text-embedding-3-small has 1536. */
  dimension?: number;
  /** What GET /v1/models lists. */
  models?: readonly string[];
  /** Milliseconds before each answer. Default 0: instant. */
  latencyMs?: number;
}

/** A request as it came over the wire. */
export interface ProviderCall {
  path: string;
  headers: IncomingMessage['headers'];
  raw: string;
  /** Undefined: not one that the double serves. */
  request: ProviderRequest | undefined;
  /** Resolves when the exchange is over: true when the client hung up before it had an answer. */
  hungUp: Promise<boolean>;
}

export interface Provider {
  /** What to set OPENAI_BASE_URL to. */
  url: string;
  calls: ProviderCall[];
  /** Of one endpoint. */
  chats(): ProviderCall[];
  /** Replaces what was scripted before and left. */
  script(script: Script): void;
  /** Resolves with the call as soon as `n` have arrived in all. */
  arrived(n: number): Promise<ProviderCall>;
  /** Forgets the calls and the script. */
  reset(): void;
  close(): Promise<void>;
}

export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  const calls: ProviderCall[] = [];
  const waiting: { n: number; resolve: (call: ProviderCall) => void }[] = [];
  let script: Script = [];

  const behaviourFor = (request: ProviderRequest): Behaviour => {
    const scripted = typeof script === 'function' ? script(request) : script[0];
    // Listing models is not one of the calls that a test counts on.
    if (Array.isArray(script) && request.kind !== 'models') script = script.slice(1);
    return (request.kind === 'models' ? undefined : scripted) ?? options.behaviour ?? { kind: 'sensible' };
  };

  const server = createServer(async (req, res) => {
    const hungUp = new Promise<boolean>((resolve) => {
      res.on('close', () => resolve(!res.writableFinished));
    });
    const raw = await bodyOf(req);
    const path = new URL(req.url ?? '/', 'http://double').pathname;
    const request = requestOf(req.method ?? 'GET', path, parse(raw));
    const call: ProviderCall = { path, headers: req.headers, raw, request, hungUp };
    calls.push(call);
    for (const one of waiting.splice(0))
      if (calls.length >= one.n) one.resolve(call);
      else waiting.push(one);
    if (!request) {
      send(
        res,
        404,
        errorBody({
          message: `Unknown request URL: ${req.method} ${path}.`,
          type: 'invalid_request_error',
          code: 'unknown_url',
        }),
      );
      return;
    }
    if (options.latencyMs) await new Promise((resolve) => setTimeout(resolve, options.latencyMs));
    respond(req, res, request, behaviourFor(request), options);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
    chats: () => calls.filter(({ request }) => request?.kind === 'chat'),
    script: (next) => {
      script = next;
    },
    arrived: (n) => {
      const call = calls[n - 1];
      return call ? Promise.resolve(call) : new Promise((resolve) => waiting.push({ n, resolve }));
    },
    reset: () => {
      calls.length = 0;
      script = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  res.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_double', ...headers });
  res.end(JSON.stringify(body));
}

function respond(
  req: IncomingMessage,
  res: ServerResponse,
  request: ProviderRequest,
  behaviour: Behaviour,
  options: ProviderOptions,
): void {
  switch (behaviour.kind) {
    case 'rate_limited': {
      const headers: Record<string, string> = {};
      if (behaviour.retryAfter !== undefined) headers['retry-after'] = behaviour.retryAfter;
      if (behaviour.retryAfterMs !== undefined) headers['retry-after-ms'] = behaviour.retryAfterMs;
      send(
        res,
        429,
        errorBody({
          message: 'Rate limit reached for requests.',
          type: 'requests',
          code: 'rate_limit_exceeded',
        }),
        headers,
      );
      return;
    }
    case 'quota_exhausted':
      send(
        res,
        429,
        errorBody({
          message: 'You exceeded your current quota.',
          type: 'insufficient_quota',
          code: 'insufficient_quota',
        }),
      );
      return;
    case 'error': {
      const { status, code, param, headers } = behaviour;
      const type = behaviour.type ?? (status >= 500 ? 'server_error' : 'invalid_request_error');
      send(
        res,
        status,
        errorBody({ message: behaviour.message ?? 'It went wrong.', type, code, param }),
        headers,
      );
      return;
    }
    case 'reset':
      req.socket.resetAndDestroy();
      return;
    case 'stall':
      if (behaviour.headers) {
        res.writeHead(200, { 'content-type': 'application/json' });
        res.write('{"id":');
      }
      return;
    case 'garbage':
      res.writeHead(200, { 'content-type': 'text/html' });
      res.end('<!doctype html><title>Sign in</title>');
      return;
    case 'wrong_shape':
      send(res, 200, { result: 'ok', usage: { prompt_tokens: 7, completion_tokens: 3 } });
      return;
    default:
      serve(res, request, behaviour, options);
  }
}

function serve(
  res: ServerResponse,
  request: ProviderRequest,
  behaviour: Behaviour,
  options: ProviderOptions,
): void {
  switch (request.kind) {
    case 'chat':
      send(res, 200, completionBody(request, completionFor(request, behaviour)));
      return;
    case 'embeddings': {
      const dimension = (options.dimension ?? 64) + (behaviour.kind === 'wrong_dimension' ? 1 : 0);
      const vectors = request.inputs.map((input) => wordVector(input, dimension));
      send(
        res,
        200,
        embeddingsBody(request, behaviour.kind === 'missing_vector' ? vectors.slice(1) : vectors),
      );
      return;
    }
    case 'moderation': {
      const results = request.inputs.map((input) => {
        const categories = {
          'self-harm': /kill myself|end it all/i.test(input),
          violence: /hurt you|kill you/i.test(input),
        };
        return { flagged: Object.values(categories).includes(true), categories, category_scores: {} };
      });
      send(res, 200, { id: 'modr-double', model: 'omni-moderation-latest', results });
      return;
    }
    case 'models': {
      const names = options.models ?? ['gpt-4.1-mini', 'text-embedding-3-small', 'omni-moderation-latest'];
      send(res, 200, {
        object: 'list',
        data: names.map((id) => ({ id, object: 'model', created: 0, owned_by: 'double' })),
      });
      return;
    }
    default:
      request satisfies never;
  }
}
