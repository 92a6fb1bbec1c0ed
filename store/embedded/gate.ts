/** Who may use the one backend of the embedded database: first come, first served, a whole transaction at a time. */

export type GateRefusal =
  /** It waited its full patience and others were served meanwhile, or one statement took very long. */
  | 'waited_too_long'
  /** The owner's transaction sits idle, and may well be waiting for the very query that it keeps out. */
  | 'owner_idle';

/** Whoever it is that waits or owns; known by identity only. */
type Holder = object;

type Waiter = {
  holder: Holder;
  since: number;
  settle: (refusal: GateRefusal | undefined) => void;
};

export type Gate = {
  /** Undefined when `holder` owns the backend from now on (or did already), else why it does not. */
  acquire(holder: Holder, patienceMs: number): Promise<GateRefusal | undefined>;
  /** Hands the backend to the next in line. Does nothing when `holder` is not the owner. */
  release(holder: Holder): void;
  /** Refuses those who came while the owner was idle, that is at `since` (milliseconds, monotonic) or later. */
  refuseArrivals(since: number): void;
  owns(holder: Holder): boolean;
};

export function createGate(): Gate {
  let owner: Holder | undefined;
  let line: Waiter[] = [];

  const remove = (leaves: (waiter: Waiter) => boolean, refusal: GateRefusal) => {
    const left = line.filter(leaves);
    line = line.filter((waiter) => !left.includes(waiter));
    for (const waiter of left) waiter.settle(refusal);
  };

  return {
    async acquire(holder, patienceMs) {
      if (owner === holder) return undefined;
      if (owner === undefined) {
        owner = holder;
        return undefined;
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => remove((other) => other === waiter, 'waited_too_long'), patienceMs);
        const waiter: Waiter = {
          holder,
          since: performance.now(),
          settle: (refusal) => {
            clearTimeout(timer);
            resolve(refusal);
          },
        };
        line.push(waiter);
      });
    },

    release(holder) {
      if (owner !== holder) return;
      const next = line.shift();
      // The owner is set here and not by the one who is woken, or a newcomer could slip in between.
      owner = next?.holder;
      next?.settle(undefined);
    },

    refuseArrivals: (since) => remove((waiter) => waiter.since >= since, 'owner_idle'),
    owns: (holder) => owner === holder,
  };
}
