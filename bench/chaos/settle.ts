/** After the last message: faults are off, and the run waits until nothing is to be done any more. */
import { setTimeout as pause } from 'node:timers/promises';
import { everythingRests } from './check/rest.ts';
import { type Rows, readRows } from './evidence.ts';
import type { World } from './world.ts';

const lookEveryMs = 1_000;

/** Resolves with the rows as they are at rest, or as they are when the limit is reached: the checks then say what is not. */
export async function waitForRest(
  world: World,
  limitMs: number,
  progress: (line: string) => void,
): Promise<Rows> {
  const end = performance.now() + limitMs;
  for (;;) {
    const rows = await patiently(() => readRows(world.stack.pool), end);
    const restless = new Set(everythingRests(rows).map((v) => v.subject));
    if (restless.size === 0 || performance.now() > end) return rows;
    progress(`${restless.size} conversations not at rest`);
    await hurry(world, rows);
    await pause(lookEveryMs);
  }
}

/** What waits for its schedule is made due now, as a lead would who knows that the receiver is back. */
async function hurry({ stack, client }: World, rows: Rows): Promise<void> {
  const key = Object.values(stack.keys)[0] ?? '';
  const now = Date.now();
  for (const d of rows.deliveries) {
    if (d.state !== 'claimed' && d.state !== 'parked') continue;
    const due = d.nextAttemptAt?.getTime() ?? 0;
    if (d.attempts > 0 && due > now + lookEveryMs && (d.until?.getTime() ?? 0) <= now)
      await client.call('POST', `/deliveries/${d.id}/retry`, key);
  }
}

/** The database may just be starting again. */
async function patiently<T>(read: () => Promise<T>, end: number): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (performance.now() > end) throw error;
      await pause(lookEveryMs);
    }
  }
}
