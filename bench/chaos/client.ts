/** How platform and people reach the gateways: any of them, again and again, until one answers. */
import { setTimeout as pause } from 'node:timers/promises';
import { signWebhook } from '../../channels/webhook.ts';
import { systemClock } from '../../domain/clock.ts';
import { DESK, SECRET } from './desk.ts';
import type { Random } from './random.ts';

const requestTimeoutMs = 10_000;
/** A platform gives up on a message after hours. Ours stops when the run has long been stuck. */
const giveUpMs = 120_000;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface Client {
  /** Signed, by a platform that sends until it is answered. */
  post(route: 'messages' | 'events', body: object): Promise<Answer>;
  /** With a person's key. Undefined when nobody answered: what became of it is unknown. */
  call(
    method: 'GET' | 'POST',
    path: string,
    key: string,
    body?: object,
    actionId?: string,
  ): Promise<Answer | undefined>;
  /** How many requests got no answer or a 5xx, and were sent again. */
  readonly repeats: number;
}

export function createClient(urls: readonly string[], chance: Random): Client {
  let repeats = 0;
  let webhooks = 0;
  const once = async (path: string, init: RequestInit, limitMs: number): Promise<Answer | undefined> => {
    try {
      const signal = AbortSignal.timeout(limitMs);
      const response = await fetch(`${chance.pick(urls)}/v1/desks/${DESK}${path}`, { ...init, signal });
      const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
      return answer.status >= 500 ? undefined : answer;
    } catch {
      return undefined;
    }
  };
  return {
    get repeats() {
      return repeats;
    },
    async post(route, body) {
      const payload = JSON.stringify(body);
      const end = performance.now() + giveUpMs;
      for (;;) {
        webhooks += 1;
        const headers = {
          ...signWebhook(`wh_${webhooks}`, payload, [SECRET], systemClock()),
          'content-type': 'application/json',
        };
        // Now and then the platform hangs up before it has heard the answer.
        const limitMs = chance.chance(0.02) ? chance.between(1, 30) : requestTimeoutMs;
        const answer = await once(`/${route}`, { method: 'POST', body: payload, headers }, limitMs);
        if (answer) return answer;
        if (performance.now() > end) throw new Error(`no gateway took a message for ${giveUpMs} ms`);
        repeats += 1;
        await pause(chance.between(30, 300));
      }
    },
    async call(method, path, key, body, actionId) {
      const headers = {
        authorization: `Bearer ${key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(actionId ? { 'idempotency-key': actionId } : {}),
      };
      const answer = await once(
        path,
        { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) },
        requestTimeoutMs,
      );
      if (!answer) repeats += 1;
      return answer;
    },
  };
}
