/** `npm run bench -- intake`: signed messages at a fixed rate, whatever the answers do, and then the backlog. */
import { Command, Option } from 'commander';
import { type Conditions, conditionLines, machine, serverVersions } from './support/conditions.ts';
import { whole } from './support/flags.ts';
import { fixed, milliseconds, type Spread, spread } from './support/numbers.ts';
import { createSender, type Sender, startBenchReceiver } from './support/platform.ts';
import { allAtRest, type DatabaseKind, startStack } from './support/stack.ts';

/** Messages in each conversation: as many as in the spine benchmark, spread over the whole run. */
const perConversation = 5;
/** The same load before the clock runs: a gateway serves for weeks, and its first thousands of requests run uncompiled code. */
const warmUpSeconds = 15;
/** A backlog that has not drained by then does not drain. */
const drainLimitMs = 15 * 60_000;
/** What DESIGN asks of real Postgres with the worker stopped. */
const aimP99Ms = 50;

export interface IntakeReport {
  conditions: Conditions;
  rate: number;
  seconds: number;
  worker: 'on' | 'off';
  conversations: number;
  /** From the time at which the request was due, so that a stall counts for all whom it delays. Accepted ones only. */
  latency: Spread;
  /** Statuses other than 202, and requests without an answer, with how many. */
  errors: Record<string, number>;
  /** The most by which a request went out late because the generator itself was held up. */
  generatorLagMs: Spread;
  gatewayCpuMs: number;
  gatewayStatements: number;
  drain: { seconds: number; turns: Record<string, number>; deliveries: number; turnsPerSecond: number };
}

interface Flags {
  database: DatabaseKind;
  rate: number;
  seconds: number;
  worker: 'on' | 'off';
  drain: boolean;
  profile?: string;
  json?: boolean;
}

export async function run(argv: readonly string[]): Promise<void> {
  const flags = new Command('bench intake')
    .description(
      'Open loop: every message goes out when it is due, whether or not those before it were answered.',
    )
    .addOption(
      new Option('--database <kind>', 'postgres needs TEST_DATABASE_URL')
        .choices(['embedded', 'postgres'])
        .default('embedded'),
    )
    .option('--rate <n>', 'messages per second', whole, 200)
    .option('--seconds <n>', 'for so long', whole, 60)
    .addOption(
      new Option('--worker <state>', 'off: it is started afterwards, for the backlog')
        .choices(['on', 'off'])
        .default('off'),
    )
    .option('--no-drain', 'leave the backlog')
    .option('--profile <dir>', 'CPU profiles of gateway and worker')
    .option('--json', 'the report as JSON')
    .parse([...argv], { from: 'user' })
    .opts<Flags>();
  const report = await measure(flags, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${flags.json ? JSON.stringify(report, null, 1) : describe(report)}\n`);
}

async function measure(flags: Flags, say: (line: string) => void): Promise<IntakeReport> {
  const before = machine();
  const receiver = await startBenchReceiver();
  const stack = await startStack({
    database: flags.database,
    callbackUrl: receiver.url,
    ...(flags.profile ? { profileDir: flags.profile } : {}),
    say,
  });
  const sender = createSender(stack.gatewayUrl);
  try {
    if (flags.worker === 'on') await stack.startWorker();
    say('warming up');
    const over = (seconds: number) => {
      const messages = flags.rate * seconds;
      return { rate: flags.rate, messages, conversations: Math.ceil(messages / perConversation) };
    };
    await load(sender, 'warm', over(warmUpSeconds));
    const { messages, conversations } = over(flags.seconds);
    say(`${flags.rate} messages/s for ${flags.seconds} s over ${conversations} conversations`);
    const used = await stack.gateway.usage();
    const loaded = await load(sender, 'intake', over(flags.seconds));
    const usedAfter = await stack.gateway.usage();
    const ended = performance.now();
    let drain = { seconds: 0, turns: {}, deliveries: 0, turnsPerSecond: 0 };
    if (flags.drain || flags.worker === 'on') {
      const alreadyDelivered = receiver.taken.message ?? 0;
      if (flags.worker === 'off') await stack.startWorker();
      const started = flags.worker === 'off' ? performance.now() : ended;
      say('draining');
      const seconds = ((await allAtRest(stack.pool, drainLimitMs, 500)) - started) / 1000;
      const { rows } = await stack.pool.query(
        `select coalesce(ended_as || ': ' || end_reason, 'waits for approval') as as, count(*) as n from turn group by 1 order by 2 desc`,
      );
      const deliveries = (receiver.taken.message ?? 0) - alreadyDelivered;
      const turns = Object.fromEntries(rows.map((r) => [r.as as string, r.n as number]));
      drain = { seconds, turns, deliveries, turnsPerSecond: deliveries / seconds };
    }
    return {
      conditions: {
        ...before,
        ...(await serverVersions(stack.pool, flags.database, stack.temporal.address)),
      },
      ...{ rate: flags.rate, seconds: flags.seconds, worker: flags.worker, conversations },
      latency: spread(loaded.latencies),
      errors: loaded.errors,
      generatorLagMs: spread(loaded.lags),
      gatewayCpuMs: (usedAfter.cpuMs - used.cpuMs) / messages,
      gatewayStatements: (usedAfter.statements - used.statements) / messages,
      drain,
    };
  } finally {
    sender.close();
    await stack.stop();
    await receiver.stop();
  }
}

interface Load {
  latencies: number[];
  lags: number[];
  errors: Record<string, number>;
}

/** Message i of all is due at i / rate seconds; conversations take turns, so that one writes every few seconds at most. */
async function load(
  sender: Sender,
  prefix: string,
  { rate, conversations, messages }: { rate: number; conversations: number; messages: number },
): Promise<Load> {
  const out: Load = { latencies: [], lags: [], errors: {} };
  const started = performance.now();
  const open: Promise<void>[] = [];
  const failed = (as: string) => {
    out.errors[as] = (out.errors[as] ?? 0) + 1;
  };
  const one = async (i: number, due: number) => {
    try {
      const n = i % conversations;
      const status = await sender.send(`${prefix}-${n}`, n, Math.floor(i / conversations));
      if (status === 202) out.latencies.push(performance.now() - due);
      else failed(`status ${status}`);
    } catch (error) {
      failed(error instanceof Error && 'code' in error ? String(error.code) : String(error));
    }
  };
  for (let i = 0; i < messages; ) {
    const now = performance.now();
    for (; i < messages && started + (i * 1000) / rate <= now; i += 1) {
      const due = started + (i * 1000) / rate;
      out.lags.push(performance.now() - due);
      open.push(one(i, due));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(open);
  return out;
}

function describe(r: IntakeReport): string {
  const errors = Object.entries(r.errors).map(([what, n]) => `${n} × ${what}`);
  const turns = Object.entries(r.drain.turns).map(([what, n]) => `${n} ${what}`);
  return [
    ...conditionLines(r.conditions),
    '',
    `${r.rate} messages/s for ${r.seconds} s over ${r.conversations} conversations, worker ${r.worker}, after ${warmUpSeconds} s of the same`,
    `due → accepted   ${milliseconds(r.latency)} (aim p99 < ${aimP99Ms} on real Postgres with the worker off)`,
    `accepted         ${r.latency.count}; errors: ${errors.join(', ') || 'none'}`,
    `generator late   ${milliseconds(r.generatorLagMs)} (counted in the latency)`,
    `gateway          ${fixed(r.gatewayCpuMs, 2)} ms CPU and ${fixed(r.gatewayStatements)} statements per message`,
    `backlog          ${r.drain.seconds === 0 ? 'left' : `drained in ${fixed(r.drain.seconds)} s, ${r.drain.deliveries} replies in that time (${fixed(r.drain.turnsPerSecond)}/s)`}`,
    `turns            ${turns.join(', ') || 'none'}`,
  ].join('\n');
}
