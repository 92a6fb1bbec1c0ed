/** The gateway as the commands call it: JSON over HTTP, with problem documents turned into errors for people. */
import { randomUUID } from 'node:crypto';
import { signWebhook } from '../../channels/webhook.ts';
import { systemClock } from '../../domain/clock.ts';
import { Failure, messageOf } from '../failure.ts';
import type { ShownConversation, ShownItem, ShownQueueItem, ShownSummary } from './shapes.ts';
import type { Target } from './target.ts';

/** Every route answers from the database in milliseconds; a minute covers a machine that does ten other things. */
const REQUEST_MS = 60_000;

/** The gateway understood, and says no. `reason` is the code of a conflict. */
export class Refused extends Failure {
  readonly status: number;
  readonly reason: string | undefined;
  readonly messages: readonly string[];
  constructor(status: number, problem: Problem) {
    super(problem.detail ?? problem.title ?? `the gateway answered ${status}`, ...fieldsOf(problem));
    this.status = status;
    this.reason = problem.reason;
    this.messages = problem.messages ?? [];
  }
}

interface Problem {
  title?: string;
  detail?: string;
  reason?: string;
  messages?: string[];
  errors?: { field: string; message: string }[];
}

const fieldsOf = (problem: Problem): string[] =>
  (problem.errors ?? []).map((e) => `${e.field}: ${e.message}`);

export interface Stored {
  kind: 'stored' | 'duplicate' | 'echo';
  conversation: string;
  message: string | null;
  resolvedVia: string;
}

export interface ActionDone {
  kind: 'done';
  owner: string;
  status: string;
  onTheWay: string[];
  delivery?: string;
  draft?: string;
}

export interface Gateway {
  desk: string;
  message(body: object): Promise<Stored>;
  event(body: object): Promise<{ kind: string; conversation: string; reason?: string }>;
  conversation(id: string): Promise<ShownConversation>;
  conversations(query: { key?: string; customer?: string }): Promise<ShownSummary[]>;
  queue(queue?: string): Promise<ShownQueueItem[]>;
  item(id: string): Promise<ShownItem>;
  /** A repeat with the same `key` gets the first answer. */
  act(conversation: string, action: string, body: object, key?: string): Promise<ActionDone>;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
}

export function openGateway(target: Target): Gateway {
  const base = `${target.url}/v1/desks/${encodeURIComponent(target.desk)}`;
  const withKey = (): Record<string, string> => {
    if (target.apiKey) return { authorization: `Bearer ${target.apiKey}` };
    throw new Failure(
      'there is no API key for this gateway',
      'set FIRST_RESPONSE_API_KEY; `first-response keys create` makes one',
    );
  };
  const signed = (body: string): Record<string, string> => {
    if (!target.inboundSecret)
      throw new Failure(
        'there is no secret to sign messages with',
        "set FIRST_RESPONSE_INBOUND_SECRET to the desk's inbound secret (whsec_…)",
      );
    const id = `msg_${randomUUID()}`;
    return { ...signWebhook(id, body, [target.inboundSecret], systemClock()) };
  };
  const get = <T>(path: string) => call<T>(target, `${base}${path}`, { headers: withKey() });
  const post = <T>(path: string, body: object, key: string = randomUUID()) =>
    call<T>(target, `${base}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...withKey(), 'content-type': 'application/json', 'idempotency-key': `cli-${key}` },
    });
  const intake = <T>(path: string, body: object) => {
    const text = JSON.stringify(body);
    const headers = { ...signed(text), 'content-type': 'application/json' };
    return call<T>(target, `${base}${path}`, { method: 'POST', body: text, headers });
  };
  const at = encodeURIComponent;
  return {
    desk: target.desk,
    get,
    post,
    message: (body) => intake('/messages', body),
    event: (body) => intake('/events', body),
    conversation: (id) => get(`/conversations/${at(id)}`),
    conversations: async (query) => {
      const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
      return (await get<{ conversations: ShownSummary[] }>(`/conversations?${search}`)).conversations;
    },
    queue: async (queue) =>
      (await get<{ items: ShownQueueItem[] }>(`/queue${queue ? `?queue=${at(queue)}` : ''}`)).items,
    item: (id) => get(`/queue/${at(id)}`),
    act: (conversation, action, body, key) => post(`/conversations/${at(conversation)}/${action}`, body, key),
  };
}

async function call<T>(target: Target, url: string, init: RequestInit): Promise<T> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_MS) });
    text = await response.text();
  } catch (error) {
    throw new Failure(
      `the gateway at ${target.url} does not answer: ${messageOf((error as Error).cause ?? error)}`,
      'start the local stack with `npm start`, or set FIRST_RESPONSE_URL to one that runs',
    );
  }
  const body = parsed(text);
  if (response.ok) return body as T;
  throw new Refused(response.status, (body ?? {}) as Problem);
}

/** Undefined for what is no JSON: a proxy's error page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
