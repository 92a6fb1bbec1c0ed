/** What became of every thread, and the totals of a play. */
import { outcomeOf } from '../client/outcome.ts';
import type { ShownConversation, ShownItem } from '../client/shapes.ts';
import type { PlayedThread } from './thread.ts';

/** How a thread may end, and, after them, what must not be. */
export const endings = [
  'answered',
  'asked',
  'waiting_for_approval',
  'handed_off',
  'with_person',
  'nothing_owed',
  'stuck',
  'lost',
  'without_packet',
] as const;
export type Ending = (typeof endings)[number];
export const badEndings: readonly Ending[] = ['stuck', 'lost', 'without_packet'];

export interface EndedThread {
  conversation: string;
  /** Ids here; several when one was closed in between. */
  ids: string[];
  ending: Ending;
  reason: string;
}

/** Pure. `late`: it did not come to rest. `items`: its open hand-offs in full. */
export function endingOf(
  played: PlayedThread,
  shown: readonly ShownConversation[],
  items: readonly ShownItem[],
  late: boolean,
): EndedThread {
  const ended = (ending: Ending, reason: string): EndedThread => ({
    conversation: played.conversation,
    ids: shown.map((c) => c.id),
    ending,
    reason,
  });
  const stored = new Set(shown.flatMap((c) => c.messages.map((m) => m.providerId)));
  const lost = played.accepted.filter(({ providerId }) => !stored.has(providerId));
  if (lost.length > 0) return ended('lost', lost.map(({ providerId }) => providerId).join(', '));
  const last = shown.at(-1);
  if (!last) return ended('nothing_owed', 'no_message');
  if (late)
    return ended(
      'stuck',
      `owner ${last.owner}, status ${last.status}, change ${last.change}, seen ${last.seen}`,
    );
  const bare = items.find((item) => item.kind === 'handoff' && item.packet === null);
  if (bare) return ended('without_packet', bare.id);
  const outcome = outcomeOf(last);
  if (outcome.kind === 'unresolved') return ended('stuck', outcome.reason);
  const byPerson = outcome.kind === 'nothing_owed' && outcome.reason === 'answered';
  return ended(outcome.kind === 'replied' || byPerson ? 'answered' : outcome.kind, outcome.reason);
}

export interface Summary {
  threads: number;
  messages: number;
  agentMessages: number;
  agentMessagesSkipped: number;
  actions: number;
  refusedActions: number;
  turns: number;
  /** By `kind: reason` of the gate, most frequent first. */
  verdicts: Record<string, number>;
  endings: Partial<Record<Ending, number>>;
  /** Milliseconds from the acceptance of the newest message that an answer is for to its delivery. */
  acceptedToDelivered: { count: number; p50: number; p95: number; max: number };
  /** Open items by `queue kind`. */
  queue: Record<string, number>;
  tookMs: number;
  bad: EndedThread[];
}

/** Pure: turns, verdicts, times and open items of the conversations. */
export function totals(
  shown: readonly ShownConversation[],
): Pick<Summary, 'turns' | 'verdicts' | 'acceptedToDelivered' | 'queue'> {
  const turns = shown.flatMap((c) => c.turns);
  const verdicts = turns.map((t) =>
    t.endedAs === 'superseded'
      ? 'superseded'
      : t.verdict
        ? `${t.verdict.kind}: ${t.verdict.reason}`
        : `no review: ${t.endReason}`,
  );
  const open = shown.flatMap((c) => c.items.filter((i) => i.state !== 'done'));
  return {
    turns: turns.length,
    verdicts: counted(verdicts),
    acceptedToDelivered: quantiles(shown.flatMap(deliveryTimes)),
    queue: counted(open.map((i) => `${i.queue} ${i.kind}`)),
  };
}

/** Of answers by themselves; approved drafts and people's replies take as long as people do. */
function deliveryTimes(c: ShownConversation): number[] {
  return c.deliveries.flatMap((d) => {
    if (d.state !== 'sent' || d.endedAt === null || !['reply', 'question'].includes(d.purpose)) return [];
    const answered = c.messages.filter((m) => m.answeredBy === `delivery:${d.id}`);
    const newest = Math.max(...answered.map((m) => Date.parse(m.receivedAt)));
    return Number.isFinite(newest) ? [Date.parse(d.endedAt) - newest] : [];
  });
}

export function quantiles(values: readonly number[]): Summary['acceptedToDelivered'] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 };
}

/** Most frequent first. */
export function counted(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
