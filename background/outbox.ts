/** The outbox: posts events to each desk's callback URL until they are taken. One desk's dead receiver delays no other desk. */
import type pg from 'pg';
import { callbackOf } from '../activities/deliver.ts';
import { postSigned } from '../channels/callback.ts';
import { after, type Clock, seconds } from '../domain/clock.ts';
import { nextAttempt } from '../policy/retry.ts';
import { delayEvent, type OutboundEvent, saveEventOutcome } from '../store/events.ts';
import type { Log } from '../store/log.ts';
import { takeDueEvents } from '../store/system.ts';
import type { Desks } from '../transactions/work.ts';
import { type Loop, startLoop } from './loop.ts';

const everyMs = seconds(1);
const batch = 50;
/** Longer than the longest callback timeout: a worker that dies with events in hand delays them by this. */
const leaseMs = seconds(60);

export interface OutboxOptions {
  pool: pg.Pool;
  clock: Clock;
  desks: Desks;
  env: NodeJS.ProcessEnv;
  log: Log;
}

export function startOutbox(options: OutboxOptions): Loop {
  return startLoop('outbox', everyMs, options.log, () => postOnce(options));
}

/** One pass; true when there may be more. */
export async function postOnce(options: OutboxOptions): Promise<boolean> {
  const now = options.clock();
  const due = await takeDueEvents(options.pool, now, after(now, leaseMs), batch);
  const desks = new Map<string, OutboundEvent[]>();
  for (const event of due) desks.set(event.desk, [...(desks.get(event.desk) ?? []), event]);
  await Promise.all([...desks.values()].map((events) => postInOrder(options, events)));
  return due.length === batch;
}

/** Events of one desk go one after the other; after the first that is not taken the rest wait as well. */
async function postInOrder(options: OutboxOptions, events: readonly OutboundEvent[]): Promise<void> {
  const { pool, clock, desks, env } = options;
  let blocked: Date | undefined;
  for (const event of events) {
    if (blocked) {
      await delayEvent(pool, event.desk, event.id, blocked);
      continue;
    }
    const version = await desks.active(pool, event.desk);
    const target = version && callbackOf(version, env);
    const outcome =
      target?.kind === 'callback' && version
        ? await postSigned({
            url: target.url,
            secrets: target.secrets,
            timeoutMs: version.content.desk.callback.timeoutMs,
            id: event.id,
            now: clock(),
            body: { type: event.kind, timestamp: event.createdAt.toISOString(), data: event.body },
          })
        : {
            kind: 'not_taken' as const,
            reason: target?.kind === 'not_configured' ? target.reason : 'desk_not_applied',
          };
    const now = clock();
    if (outcome.kind === 'accepted' || outcome.kind === 'rejected') {
      // A clear no is final: the event stays on record with the receiver's status.
      const text = outcome.kind === 'accepted' ? 'accepted' : `rejected_${outcome.status}`;
      await saveEventOutcome(pool, event.desk, event.id, { outcome: text, sentAt: now, nextAttemptAt: null });
      continue;
    }
    const retryAfter =
      outcome.kind === 'not_taken' && 'retryAfterMs' in outcome ? outcome.retryAfterMs : undefined;
    blocked = nextAttempt(event.attempts + 1, now, retryAfter).at;
    await saveEventOutcome(pool, event.desk, event.id, {
      outcome: outcome.reason,
      sentAt: null,
      nextAttemptAt: blocked,
    });
  }
}
