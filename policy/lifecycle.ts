/** The lifecycle of a conversation: which status follows when nothing more is owed and time passes. */
import { after } from '../domain/clock.ts';
import type { Owner, Status } from '../domain/words.ts';

export interface LifecycleTimes {
  /** Milliseconds of waiting for the customer after which a conversation counts as solved (assumed). */
  solvedAfterMs: number;
  /** Milliseconds after solved in which it may still be reopened. */
  closedAfterMs: number;
}

export interface LifecycleView {
  status: Status;
  statusAt: Date;
  /** A customer message is untriaged or unanswered, or a delivery unfinished, or an item is in a queue. */
  unfinished: boolean;
}

export type LifecycleStep =
  | { kind: 'stay'; until: Date | null }
  | { kind: 'solve'; reason: 'assumed' }
  | { kind: 'close' };

/** Pure. `until` is when to look again; null when only an event can move it on. */
export function lifecycle(view: LifecycleView, times: LifecycleTimes, now: Date): LifecycleStep {
  if (view.unfinished) return { kind: 'stay', until: null };
  if (view.status === 'pending') {
    const due = after(view.statusAt, times.solvedAfterMs);
    return due <= now ? { kind: 'solve', reason: 'assumed' } : { kind: 'stay', until: due };
  }
  if (view.status === 'solved') {
    const due = after(view.statusAt, times.closedAfterMs);
    return due <= now ? { kind: 'close' } : { kind: 'stay', until: due };
  }
  return { kind: 'stay', until: null };
}

/** Where a conversation is for those who look on: one word for status and owner together. */
export type Phase =
  | 'answering'
  | 'approval'
  | 'queued'
  | 'with_person'
  | 'waiting'
  | 'on_hold'
  | 'solved'
  | 'closed';

export function phaseOf(status: Status, owner: Owner, awaitsApproval: boolean): Phase {
  if (status === 'closed') return 'closed';
  if (status === 'solved') return 'solved';
  if (owner.startsWith('queue:')) return 'queued';
  if (owner.startsWith('human:')) return 'with_person';
  if (awaitsApproval) return 'approval';
  if (status === 'hold') return 'on_hold';
  return status === 'pending' ? 'waiting' : 'answering';
}
