/** Plays threads through a running stack, many at once, and says what became of each. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Gateway } from '../client/gateway.ts';
import { insistently } from '../client/insist.ts';
import type { ShownConversation } from '../client/shapes.ts';
import { untilAtRest } from '../client/wait.ts';
import { dueAt, stepsOf, withoutAgents } from './bursts.ts';
import { inParallel } from './parallel.ts';
import { badEndings, counted, type EndedThread, endingOf, type Summary, totals } from './report.ts';
import type { Row, Thread } from './rows.ts';
import { type PlayedThread, playThread } from './thread.ts';

/** Enough to keep two cores busy; more only lengthen the queue in front of them. */
export const DEFAULT_PARALLEL = 32;

export interface PlayOptions {
  gateway: Gateway;
  /** 1 is as it was; `max`: nothing is waited for but rest. */
  speed: number | 'max';
  humans: boolean;
  channel: string;
  /** Milliseconds of quiet that end a burst, by channel. */
  quietMs: (channel: string) => number;
  parallel: number;
  restLimitMs: number;
  progress: (state: Progress) => void;
}

export interface Progress {
  threads: number;
  ended: number;
  rows: number;
  sent: number;
}

export async function play(
  threads: readonly Thread[],
  options: PlayOptions,
): Promise<Summary & { threadsEnded: EndedThread[] }> {
  const began = performance.now();
  const run = randomBytes(3).toString('hex');
  const sent = { customer: 0, agent: 0, action: 0 };
  const trimmed = threads.map(({ conversation, rows }) => ({
    conversation,
    ...withoutAgents(rows, options.humans),
  }));
  const firstAt = Math.min(...trimmed.flatMap(({ rows }) => rows.map((row) => row.at)));
  const state: Progress = {
    threads: trimmed.length,
    ended: 0,
    rows: trimmed.reduce((sum, { rows }) => sum + rows.length, 0),
    sent: 0,
  };
  const quietOf = (row: Row) =>
    options.quietMs('channel' in row ? (row.channel ?? options.channel) : options.channel);

  // At a speed, a thread begins when its time has come, however many are under way: bounding them would bend time.
  const parallel = options.speed === 'max' ? options.parallel : trimmed.length;
  const ends = await inParallel(trimmed, parallel, async ({ conversation, rows }) => {
    const played = await playThread(
      {
        gateway: options.gateway,
        run,
        channel: options.channel,
        restLimitMs: options.restLimitMs,
        due: dueFor(options.speed, began, firstAt),
        sent: (what) => {
          sent[what] += 1;
          state.sent += 1;
          options.progress(state);
        },
      },
      conversation,
      stepsOf(rows, quietOf),
    );
    const end = await endOf(options, played);
    state.ended += 1;
    options.progress(state);
    return { played, ...end };
  });

  const ended = ends.map(({ thread }) => thread);
  return {
    threads: ended.length,
    messages: sent.customer,
    agentMessages: sent.agent,
    agentMessagesSkipped: trimmed.reduce((sum, { skipped }) => sum + skipped, 0),
    actions: sent.action,
    refusedActions: ends.reduce((sum, { played }) => sum + played.refused.length, 0),
    ...totals(ends.flatMap(({ shown }) => shown)),
    endings: counted(ended.map(({ ending }) => ending)),
    tookMs: Math.round(performance.now() - began),
    bad: ended.filter(({ ending }) => badEndings.includes(ending)),
    threadsEnded: ended,
  };
}

function dueFor(speed: number | 'max', began: number, firstAt: number) {
  if (speed === 'max') return undefined;
  return async ({ row }: { row: Row }) => {
    const wait = dueAt(row, firstAt, speed) - (performance.now() - began);
    if (wait > 0) await pause(wait);
  };
}

/** Waits for every conversation that the thread touched, and reads it once more. */
async function endOf(
  { gateway, restLimitMs }: PlayOptions,
  played: PlayedThread,
): Promise<{ thread: EndedThread; shown: ShownConversation[] }> {
  const shown: ShownConversation[] = [];
  let late = false;
  for (const id of new Set(played.accepted.map(({ conversation }) => conversation))) {
    const waited = await untilAtRest(gateway, id, restLimitMs);
    late ||= waited.late;
    shown.push(waited.shown);
  }
  const handoffs = shown.flatMap((c) => c.items.filter((i) => i.kind === 'handoff' && i.state !== 'done'));
  const items = await Promise.all(handoffs.map((i) => insistently(() => gateway.item(i.id))));
  return { thread: endingOf(played, shown, items, late), shown };
}
