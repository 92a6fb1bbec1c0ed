/** Trying again while the other side is away, as a platform does. */
import { setTimeout as pause } from 'node:timers/promises';
import { refusal } from './people.ts';

/** A gateway or database that was killed is back within seconds; a platform would go on for days. */
const RETRY_FOR_MS = 60_000;
const RETRY_EVERY_MS = 250;

/** For requests with ids of their own, of which a repeat changes nothing. A clear no is final. */
export async function insistently<T>(attempt: () => Promise<T>): Promise<T> {
  for (const deadline = performance.now() + RETRY_FOR_MS; ; await pause(RETRY_EVERY_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (refusal(error) !== undefined || performance.now() > deadline) throw error;
    }
  }
}
