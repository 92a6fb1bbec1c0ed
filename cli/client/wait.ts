/** Waiting for a conversation to come to rest, by asking again and again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Gateway } from './gateway.ts';
import { insistently } from './insist.ts';
import type { ShownConversation } from './shapes.ts';

/** A turn takes some 100 ms: often enough not to add to it, seldom enough not to slow it down. */
const FIRST_LOOK_MS = 60;
const SLOWEST_LOOK_MS = 500;

/** The conversation at rest; `late` when it was not within `limitMs`. */
export async function untilAtRest(
  gateway: Gateway,
  conversation: string,
  limitMs: number,
): Promise<{ late: boolean; shown: ShownConversation }> {
  const deadline = performance.now() + limitMs;
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.3, SLOWEST_LOOK_MS)) {
    const shown = await insistently(() => gateway.conversation(conversation));
    if (shown.atRest) return { late: false, shown };
    if (performance.now() > deadline) return { late: true, shown };
    await pause(wait);
  }
}
