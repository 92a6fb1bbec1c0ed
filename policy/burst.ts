/** Bursts: until when to wait for a customer to finish writing. */
import { after } from '../domain/clock.ts';

export interface Burst {
  firstUnansweredAt: Date;
  lastMessageAt: Date;
  window: { quietMs: number; capMs: number };
  /** Somebody may come to harm: nothing is waited for. */
  urgent: boolean;
}

/** Pure. Quiet since the last message, but never longer than the cap after the first: a chatty customer is answered too. */
export function settleUntil({ firstUnansweredAt, lastMessageAt, window, urgent }: Burst): Date {
  if (urgent) return lastMessageAt;
  const quiet = after(lastMessageAt, window.quietMs);
  const cap = after(firstUnansweredAt, window.capMs);
  return new Date(Math.min(quiet.getTime(), cap.getTime()));
}
