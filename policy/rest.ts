/** At rest: nothing is to be done for a conversation but to wait for a customer, a person, or a deadline in its rows. */
import type { Owner } from '../domain/words.ts';

export interface RestView {
  change: number;
  seen: number;
  owner: Owner;
  messages: readonly {
    startsTurn: boolean;
    answeredBy: string | null;
    triaged: boolean;
    deletedAt: Date | null;
  }[];
  turns: readonly { id: string; endedAt: Date | null }[];
  items: readonly { kind: string; state: string; turn: string | null; draft: string | null }[];
  deliveries: readonly { state: string; attempts: number; until: Date | null }[];
}

/** Pure. True while a failed delivery waits for its next attempt: that is a deadline like any other. */
export function isAtRest({ change, seen, owner, messages, turns, items, deliveries }: RestView): boolean {
  if (seen !== change) return false;
  if (deliveries.some((d) => d.state === 'claimed' && (d.attempts === 0 || d.until !== null))) return false;
  const approval = items.find((i) => i.kind === 'approval' && i.state !== 'done' && i.draft !== null);
  if (turns.some((t) => t.endedAt === null && approval?.turn !== t.id)) return false;
  const open = messages.filter((m) => m.startsTurn && m.answeredBy === null && m.deletedAt === null);
  return owner === 'ai' ? open.length === 0 || approval !== undefined : open.every((m) => m.triaged);
}
