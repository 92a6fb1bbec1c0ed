/** The sweeper: rings the conversations whose last change no workflow has noticed, so that a lost ring is only a delay. */
import type pg from 'pg';
import { type Clock, seconds } from '../domain/clock.ts';
import type { Log } from '../store/log.ts';
import { takeBehind } from '../store/system.ts';
import { type Ringer, ringError } from '../temporal/ring.ts';
import { type Loop, startLoop } from './loop.ts';

/** How often it looks: often enough that a lost ring costs a customer seconds, seldom enough to cost nothing. */
const everyMs = seconds(2);
/** Rings at once: after an outage the backlog comes back in an even stream. */
const batch = 50;

export function startSweeper(options: { pool: pg.Pool; clock: Clock; ringer: Ringer; log: Log }): Loop {
  return startLoop('sweeper', everyMs, options.log, () => sweepOnce(options));
}

/** One pass; true when there may be more. */
export async function sweepOnce({
  pool,
  clock,
  ringer,
  log,
}: {
  pool: pg.Pool;
  clock: Clock;
  ringer: Ringer;
  log: Log;
}): Promise<boolean> {
  const behind = await takeBehind(pool, clock(), batch);
  const rings = await Promise.allSettled(
    behind.map(({ desk, id, change }) => ringer.ring({ desk, conversation: id }, { change, stop: true })),
  );
  const failed = rings.flatMap((r) => (r.status === 'rejected' ? [r.reason] : []));
  if (behind.length > 0)
    log.info(
      { rung: behind.length - failed.length, failed: failed.length },
      'rang conversations that were behind',
    );
  if (failed.length > 0)
    log.warn({ error: ringError(failed[0]) }, 'rings that the Temporal server did not take will be repeated');
  return behind.length === batch && failed.length === 0;
}
