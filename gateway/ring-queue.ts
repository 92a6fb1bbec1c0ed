/** Rings on their way out of the gateway: a few at a time, so that a wave of messages does not become a wave on the Temporal server. */
import type { Log } from '../store/log.ts';
import { type Ringer, ringError } from '../temporal/ring.ts';
import type { ConversationInput, Ring } from '../workflows/contract.ts';
import { createPace, type Pace } from './ring-pace.ts';

/** Conversations that wait to be rung. What comes beyond, while Temporal is away or far behind, is left to the sweeper. */
export const ringsWaiting = 10_000;

/** Taken rings that are remembered. One that is forgotten costs a ring too many. */
const ringsRemembered = 10_000;

export interface RingQueue {
  /**
   * Returns at once. A ring for a conversation that waits already is merged into it. One whose conversation has a ring of ours
   * still unheard is dropped: `seen` is the change up to which the workflow had looked when `ring.change` was stored, so that the
   * look which the earlier ring leads to finds this change as well. While no worker runs, a conversation is rung once.
   */
  ring(of: ConversationInput, ring: Ring, seen?: number): void;
  /** Drops what waits, which the sweeper rings, and resolves when nothing is under way. */
  stop(): Promise<void>;
}

export function createRingQueue(
  ringer: Ringer,
  log: Log,
  pace: Pace = createPace(),
  room: number = ringsWaiting,
): RingQueue {
  /** By conversation; a Map keeps them in the order in which they came. */
  const waiting = new Map<string, { of: ConversationInput; ring: Ring }>();
  const underWay = new Set<Promise<void>>();
  /** By conversation, the last ring that the server took; the oldest first. */
  const taken = new Map<string, Ring>();

  function remember(conversation: string, ring: Ring): void {
    taken.delete(conversation);
    taken.set(conversation, ring);
    const [oldest] = taken.keys();
    if (taken.size > ringsRemembered && oldest !== undefined) taken.delete(oldest);
  }

  function next(): void {
    for (const [id, { of, ring }] of waiting) {
      if (underWay.size >= pace.inFlight()) return;
      waiting.delete(id);
      const begun = performance.now();
      const rung = ringer.ring(of, ring).then(
        () => {
          pace.took(performance.now() - begun);
          remember(id, ring);
        },
        (error) => log.warn({ conversation: id, error: ringError(error) }, 'ring not taken'),
      );
      underWay.add(rung);
      void rung.then(() => {
        underWay.delete(rung);
        next();
      });
    }
  }

  return {
    ring(of, ring, seen) {
      if (seen !== undefined && isUnheard(taken.get(of.conversation), ring, seen)) return;
      const before = waiting.get(of.conversation);
      if (!before && waiting.size >= room) return;
      waiting.set(of.conversation, { of, ring: before ? merged(before.ring, ring) : ring });
      next();
    },
    async stop() {
      waiting.clear();
      await Promise.all(underWay);
    },
  };
}

/** Whether the workflow has yet to look for the earlier ring, and will then do all that the later one asks for. */
function isUnheard(earlier: Ring | undefined, later: Ring, seen: number): boolean {
  if (!earlier || earlier.change <= seen) return false;
  // A database restored from a backup counts from an older number: what was taken before says nothing then.
  return earlier.change < later.change && (earlier.stop === true || later.stop !== true);
}

/** The newest change, and a stop if either asked for one. */
function merged(one: Ring, other: Ring): Ring {
  const stop = one.stop === true || other.stop === true;
  return { change: Math.max(one.change, other.change), ...(stop && { stop }) };
}
