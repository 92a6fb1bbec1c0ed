/** Which rows of a thread go out together when nothing is waited for but rest. */
import { isAction, type Row } from './rows.ts';

export interface Step {
  row: Row;
  /** Before this row the conversation has to come to rest. */
  rest: boolean;
}

/**
 * Pure. Rows closer to the one before them than the channel's settle window are one burst and go at once; every other row
 * waits until the conversation is at rest, as its author had read what was answered. With a window of 0, all wait.
 */
export function stepsOf(rows: readonly Row[], quietMs: (row: Row) => number): Step[] {
  return rows.map((row, i) => {
    const before = rows[i - 1];
    return { row, rest: before !== undefined && row.at - before.at >= quietMs(row) };
  });
}

/** Pure. Without `humans`, what agents wrote is left out, and counted. */
export function withoutAgents(rows: readonly Row[], humans: boolean): { rows: Row[]; skipped: number } {
  const kept = rows.filter((row) => humans || isAction(row) || row.from === 'customer');
  return { rows: kept, skipped: rows.length - kept.length };
}

/** Pure. Milliseconds after the start of the whole play at which a row goes, at a speed. */
export const dueAt = (row: Row, firstAt: number, speed: number): number => (row.at - firstAt) / speed;
