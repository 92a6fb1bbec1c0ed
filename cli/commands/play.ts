/** `first-response play`: a file of real conversations through the real intake of a running stack. */
import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { seconds, wholeNumber } from '../arguments.ts';
import { openGateway } from '../client/gateway.ts';
import { type CommonOptions, withGateway } from '../client/options.ts';
import { findTarget } from '../client/target.ts';
import { Failure } from '../failure.ts';
import { bold, dim, duration, green, print, printJson, red, table } from '../output.ts';
import { DEFAULT_PARALLEL, type Progress, play } from '../play/play.ts';
import { badEndings, type Ending, endings, type Summary } from '../play/report.ts';
import { readRows } from '../play/rows.ts';

/** A turn takes well under a second; this covers a queue of hundreds before it, and a process that was killed. */
const DEFAULT_REST_S = 120;
/** For a desk elsewhere, of which we do not know the windows. */
const UNKNOWN_QUIET_MS = 0;
const SHOWN_BAD = 20;

interface PlayCommandOptions extends CommonOptions {
  speed: number | 'max';
  humans?: boolean;
  channel: string;
  parallel: number;
  wait: number;
  quiet?: number;
}

export function playCommand(): Command {
  return withGateway(new Command('play'))
    .description('Play a file of conversations through a running stack, and say what became of each.')
    .argument('<file>', 'JSONL: one message or action a line')
    .option('--speed <n>', 'times as fast as it was, or max: nothing is waited for but rest', speed, 'max')
    .option(
      '--humans',
      'rows of agents are sent as replies of people; otherwise they are skipped and counted',
    )
    .option('--channel <name>', 'channel of rows that name none', 'chat')
    .option('--parallel <n>', 'conversations at once, at max speed', wholeNumber, DEFAULT_PARALLEL)
    .option('--wait <seconds>', 'how long a conversation may take to come to rest', seconds, DEFAULT_REST_S)
    .option('--quiet <seconds>', "gap that ends a burst, instead of the desk's settle window", seconds)
    .addHelpText(
      'after',
      `
Rows: {"conversation", "customer", "text", "at", "from": "customer" | "agent", "attachments"?, "channel"?}
  or  {"conversation", "at", "do": "take_over" | "release" | "approve" | "reject" | "solve"}
Times are moved so that the first row goes now. At max, rows closer to each other than the settle window of the channel
stay one burst, and every other row waits until its conversation is at rest.

Exits 1 and names them when conversations are stuck, lost a message, or were handed off without a packet.

Examples:
  $ npx first-response play week.jsonl
  $ npx first-response play week.jsonl --humans --speed 100 --json > summary.json`,
    )
    .action(async (file: string, options: PlayCommandOptions) => {
      const threads = readRows(await readFile(file, 'utf8'));
      if (threads.length === 0) throw new Failure(`${file} has no rows`);
      const target = findTarget(options);
      const { settle } = target;
      const summary = await play(threads, {
        gateway: openGateway(target),
        speed: options.speed,
        humans: options.humans ?? false,
        channel: options.channel,
        quietMs: (channel) =>
          options.quiet === undefined
            ? (settle?.[channel] ?? settle?.['*'] ?? UNKNOWN_QUIET_MS)
            : options.quiet * 1_000,
        parallel: options.parallel,
        restLimitMs: options.wait * 1_000,
        progress: progressLine(options.json ?? false),
      });
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
      if (summary.bad.length > 0) process.exitCode = 1;
      if (options.json) return printJson(summary);
      print(...summaryLines(summary));
    });
}

function speed(text: string): number | 'max' {
  if (text === 'max') return 'max';
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('it has to be a number above 0, or max.');
}

/** On a terminal one line that changes; elsewhere one line for every tenth of the way. */
function progressLine(quiet: boolean): (state: Progress) => void {
  const began = performance.now();
  let last = 0;
  let tenth = 0;
  return ({ threads, ended, rows, sent }) => {
    const line = `${ended} of ${threads} conversations, ${sent} of ${rows} rows, ${duration(performance.now() - began)}`;
    if (process.stderr.isTTY) {
      if (performance.now() - last < 100 && sent < rows) return;
      last = performance.now();
      process.stderr.write(`\r\x1b[K${line}`);
    } else if (!quiet && Math.floor((10 * ended) / threads) > tenth) {
      tenth = Math.floor((10 * ended) / threads);
      process.stderr.write(`${line}\n`);
    }
  };
}

export function summaryLines(s: Summary): string[] {
  const rows = (counts: Record<string, number>) =>
    Object.entries(counts).map(([name, n]) => [String(n), name]);
  const { count, p50, p95, max } = s.acceptedToDelivered;
  const ended = endings.filter((ending) => s.endings[ending] !== undefined);
  const colour = (ending: Ending) => (badEndings.includes(ending) ? red(ending) : green(ending));
  return [
    bold(`${s.threads} conversations in ${duration(s.tookMs)}`),
    `messages ${s.messages}, of agents ${s.agentMessages} (${s.agentMessagesSkipped} skipped), actions ${s.actions} (${s.refusedActions} refused), turns ${s.turns}`,
    `accepted to delivered: p50 ${duration(p50)}, p95 ${duration(p95)}, max ${duration(max)} ${dim(`(${count} automatic answers)`)}`,
    '',
    ...table(['turns', 'outcome'], rows(s.verdicts)),
    '',
    ...table(
      ['conversations', 'ended'],
      ended.map((ending) => [String(s.endings[ending]), colour(ending)]),
    ),
    '',
    ...table(['open', 'queue'], rows(s.queue)),
    ...(s.bad.length > 0 ? ['', red(`${s.bad.length} conversations that must not be:`)] : []),
    ...s.bad
      .slice(0, SHOWN_BAD)
      .map((b) => `  ${b.ending} ${b.conversation} (${b.ids.join(', ')}): ${b.reason}`),
    ...(s.bad.length > SHOWN_BAD ? [`  and ${s.bad.length - SHOWN_BAD} more (--json lists all)`] : []),
  ];
}
