/** The suggester: hand-offs that people have not claimed get a suggested reply once the model that was away is back. */
import type pg from 'pg';
import { type Clock, seconds } from '../domain/clock.ts';
import type { Log } from '../store/log.ts';
import { askAgain } from '../store/system.ts';
import { type Loop, startLoop } from './loop.ts';

const everyMs = seconds(20);
/** A provider that has just come back is not met with everything at once. */
const batch = 10;

export function startSuggester(options: { pool: pg.Pool; clock: Clock; log: Log }): Loop {
  return startLoop('suggester', everyMs, options.log, () => suggestOnce(options));
}

/** One pass. What it changes, the sweeper rings; nothing is taken back from a queue. */
export async function suggestOnce({
  pool,
  clock,
  log,
}: {
  pool: pg.Pool;
  clock: Clock;
  log: Log;
}): Promise<boolean> {
  const again = await askAgain(pool, clock(), batch);
  if (again > 0) log.info({ handoffs: again }, 'asking the model again for suggestions');
  return false;
}
