/** Loops: a budget of automated sends per correspondent, and inbound texts that only echo what came before. */
import { after, days, hours, minutes } from '../domain/clock.ts';

export type LoopAnswer =
  | { kind: 'ok' }
  | { kind: 'refused'; reason: 'loop_budget_hour' | 'loop_budget_day'; until: Date };

/**
 * Pure. The back-stop for loops that carry no header (machines on SMS and chat have none).
 *
 * @param sentAt automated sends to this correspondent, over all channels and conversations, in any order
 * @param limits how many may leave within any 60 minutes and any 24 hours; 0 lets none leave
 * @returns when refused, the first moment at which the same question would be answered otherwise. The day comes
 *   before the hour: the longer refusal is the truer one.
 */
export function mayAutoSend(
  sentAt: readonly Date[],
  limits: { perHour: number; perDay: number },
  now: Date,
): LoopAnswer {
  const day = freeAgain(sentAt, limits.perDay, days(1), now);
  if (day) return { kind: 'refused', reason: 'loop_budget_day', until: day };
  const hour = freeAgain(sentAt, limits.perHour, hours(1), now);
  if (hour) return { kind: 'refused', reason: 'loop_budget_hour', until: hour };
  return { kind: 'ok' };
}

/** When fewer than `limit` sends lie within the window again; nothing where they do now. A send in the future counts (clocks differ). */
function freeAgain(sentAt: readonly Date[], limit: number, window: number, now: Date): Date | undefined {
  const within = sentAt
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - window)
    .sort((a, b) => b - a);
  if (within.length < limit) return undefined;
  const leaves = within[limit - 1];
  return leaves === undefined ? after(now, window) : new Date(leaves + window);
}

/** Machines repeat themselves within minutes; a person who asks the same again after an hour means it. */
export const ECHO_WINDOW_MS = minutes(60);
/** Share of equal letter triples from which two texts are one: a counter or a time may differ, a sentence may not. */
export const ECHO_SIMILARITY = 0.95;
/** Shorter texts ("ok", "hello?") are repeated by people too. */
export const ECHO_MIN_LENGTH = 20;

/**
 * Pure. Is this what the same correspondent sent before, nearly to the letter? Suspicion only: a person who sends
 * twice in haste does the same.
 *
 * @param previous earlier inbound texts of the conversation, in any order
 */
export function looksLikeEcho(
  text: string,
  previous: readonly { text: string; at: Date }[],
  now: Date,
): boolean {
  const plain = plainText(text);
  if (plain.length < ECHO_MIN_LENGTH) return false;
  const triples = triplesOf(plain);
  return previous.some(
    (earlier) =>
      earlier.at <= now &&
      earlier.at >= after(now, -ECHO_WINDOW_MS) &&
      likeness(triples, triplesOf(plainText(earlier.text))) >= ECHO_SIMILARITY,
  );
}

/** Case, spacing, punctuation and numbers do not tell two texts apart. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{N}+/gu, '0')
    .replace(/[^\p{L}0]+/gu, ' ')
    .trim();
}

function triplesOf(plain: string): Map<string, number> {
  const triples = new Map<string, number>();
  for (let at = 0; at + 3 <= plain.length; at++) {
    const triple = plain.slice(at, at + 3);
    triples.set(triple, (triples.get(triple) ?? 0) + 1);
  }
  return triples;
}

/** Dice's coefficient over letter triples: 1 for the same text, 0 for nothing in common. */
function likeness(a: Map<string, number>, b: Map<string, number>): number {
  let common = 0;
  for (const [triple, count] of a) common += Math.min(count, b.get(triple) ?? 0);
  const total = sum(a) + sum(b);
  return total === 0 ? 0 : (2 * common) / total;
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((all, n) => all + n, 0);
