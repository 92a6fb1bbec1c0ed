/** `npm run bench -- spine`: what a turn costs, beside a bare echo workflow on the same server in the same run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { Command, Option } from 'commander';
import { workflowIdOf } from '../domain/ids.ts';
import { moduleArguments } from '../store/embedded/spawn.ts';
import { startProvider } from '../test/provider/server.ts';
import type { EchoResult, EchoRun } from './echo/process.ts';
import { type Child, cpuOf, startChild } from './support/child.ts';
import { type Conditions, conditionLines, machine, serverVersions } from './support/conditions.ts';
import { type AnsweredBy, DESK, MESSAGES } from './support/desk.ts';
import { whole } from './support/flags.ts';
import { fixed, milliseconds, type Spread, spread } from './support/numbers.ts';
import { type BenchReceiver, createSender, type Sender, startBenchReceiver } from './support/platform.ts';
import { allAtRest, type DatabaseKind, type Stack, startStack } from './support/stack.ts';

/** What DESIGN allows a turn to cost. A model's turn has two calls: the draft, and the judge's. */
const aims = {
  macro: { throughput: '≥ 0.7', cpu: '≤ 2', history: '≤ 24 and 8192' },
  model: { throughput: 'none', cpu: '≤ 3', history: '≤ 34 events' },
};
/** How long the last conversations may take to come to rest after the last reply. */
const restLimitMs = 120_000;

export interface SpineReport {
  conditions: Conditions;
  answeredBy: AnsweredBy;
  turns: number;
  spine: { perSecond: number; cpuMsPerTurn: number; workerMs: number; gatewayMs: number; latency: Spread };
  echo: { perSecond: number; cpuMsPerTurn: number; latency: Spread };
  /** Of the same rounds: throughput of the spine over the echo's, and CPU likewise; one of each per round. */
  throughputRatios: number[];
  cpuRatios: number[];
  historyEventsPerTurn: number;
  historyBytesPerTurn: number;
  statementsPerTurn: { worker: number; gateway: number };
  /** Of what is not Node of ours, in milliseconds per turn; null where the system does not tell. */
  otherCpu: { temporalSpine: number | null; temporalEcho: number | null; database: number | null };
}

interface Flags {
  database: DatabaseKind;
  conversations: number;
  messages: number;
  rounds: number;
  model?: boolean;
  profile?: string;
  json?: boolean;
}

export async function run(argv: readonly string[]): Promise<void> {
  const flags = new Command('bench spine')
    .description(
      'A turn is one message that a macro answers, settle 0; all conversations at once, each waits for its reply.',
    )
    .addOption(
      new Option('--database <kind>', 'postgres needs TEST_DATABASE_URL')
        .choices(['embedded', 'postgres'])
        .default('embedded'),
    )
    .option('--conversations <n>', 'at the same time', whole, 100)
    .option('--messages <n>', `in each, at most ${MESSAGES}`, whole, MESSAGES)
    .option('--rounds <n>', 'echo and spine in turn, so often', whole, 2)
    .option('--model', 'a language model drafts and judges: an instant double over HTTP, no embeddings')
    .option('--profile <dir>', 'CPU profiles of gateway and worker')
    .option('--json', 'the report as JSON')
    .parse([...argv], { from: 'user' })
    .opts<Flags>();
  if (flags.messages > MESSAGES) throw new Error(`--messages: a conversation has ${MESSAGES} topics`);
  if (flags.profile) mkdirSync(flags.profile, { recursive: true });
  const report = await measure(flags, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${flags.json ? JSON.stringify(report, null, 1) : describe(report)}\n`);
}

interface Round {
  ms: number;
  latencies: number[];
  worker: number;
  gateway: number;
  statements: { worker: number; gateway: number };
}

async function measure(flags: Flags, say: (line: string) => void): Promise<SpineReport> {
  const before = machine();
  const receiver = await startBenchReceiver();
  const provider = flags.model ? await startProvider() : undefined;
  const stack = await startStack({
    ...(provider && { providerUrl: provider.url }),
    database: flags.database,
    callbackUrl: receiver.url,
    ...(flags.profile ? { profileDir: flags.profile } : {}),
    say,
  });
  const sender = createSender(stack.gatewayUrl);
  let echo: Child | undefined;
  try {
    const worker = await stack.startWorker();
    echo = startChild(moduleArguments(new URL('./echo/process.ts', import.meta.url)), {
      env: stack.env,
      logFile: join(stack.dir, 'logs', 'echo.log'),
    });
    const spineRound = (prefix: string, conversations: number) =>
      playRound({ stack, worker, sender, receiver }, prefix, conversations, flags.messages);
    const echoRound = (prefix: string, conversations: number) =>
      (echo as Child).ask<EchoResult>({ prefix, conversations, messages: flags.messages } satisfies EchoRun);

    say('warming up');
    // A whole round of each: machine code for the longer way comes later than for the echo's.
    await echoRound('echo/warm', flags.conversations);
    await spineRound('warm', flags.conversations);

    const echoes: EchoResult[] = [];
    const rounds: Round[] = [];
    const other = { temporalSpine: 0, temporalEcho: 0, database: 0 };
    for (let n = 0; n < flags.rounds; n += 1) {
      say(`round ${n + 1} of ${flags.rounds}: echo`);
      const t0 = cpuOf(stack.temporal.pid) ?? Number.NaN;
      echoes.push(await echoRound(`echo/${n}`, flags.conversations));
      const t1 = cpuOf(stack.temporal.pid) ?? Number.NaN;
      const d1 = cpuOf(stack.databasePid) ?? Number.NaN;
      say(`round ${n + 1} of ${flags.rounds}: spine`);
      rounds.push(await spineRound(`spine-${n}`, flags.conversations));
      other.temporalEcho += t1 - t0;
      other.temporalSpine += (cpuOf(stack.temporal.pid) ?? Number.NaN) - t1;
      other.database += (cpuOf(stack.databasePid) ?? Number.NaN) - d1;
    }
    const perRound = flags.conversations * flags.messages;
    const turns = perRound * flags.rounds;
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    const perTurn = (total: number) => (Number.isNaN(total) ? null : total / turns);
    return {
      conditions: {
        ...before,
        ...(await serverVersions(stack.pool, flags.database, stack.temporal.address)),
      },
      answeredBy: flags.model ? 'model' : 'macro',
      turns,
      spine: {
        perSecond: turns / (sum(rounds.map((r) => r.ms)) / 1000),
        cpuMsPerTurn: sum(rounds.map((r) => r.worker + r.gateway)) / turns,
        workerMs: sum(rounds.map((r) => r.worker)) / turns,
        gatewayMs: sum(rounds.map((r) => r.gateway)) / turns,
        latency: spread(rounds.flatMap((r) => r.latencies)),
      },
      echo: {
        perSecond: turns / (sum(echoes.map((e) => e.milliseconds)) / 1000),
        cpuMsPerTurn: sum(echoes.map((e) => e.cpuMs)) / turns,
        latency: spread(echoes.flatMap((e) => e.latencies)),
      },
      throughputRatios: rounds.map((r, i) => (echoes[i]?.milliseconds ?? 0) / r.ms),
      cpuRatios: rounds.map((r, i) => (r.worker + r.gateway) / (echoes[i]?.cpuMs ?? Number.NaN)),
      ...(await histories(stack, flags)),
      statementsPerTurn: {
        worker: sum(rounds.map((r) => r.statements.worker)) / turns,
        gateway: sum(rounds.map((r) => r.statements.gateway)) / turns,
      },
      otherCpu: {
        temporalSpine: perTurn(other.temporalSpine),
        temporalEcho: perTurn(other.temporalEcho),
        database: perTurn(other.database),
      },
    };
  } finally {
    sender.close();
    await echo?.stop();
    await stack.stop();
    await receiver.stop();
    await provider?.close();
  }
}

interface Playing {
  stack: Stack;
  worker: Child;
  sender: Sender;
  receiver: BenchReceiver;
}

/** All conversations at once; in each, the next message follows the reply to the one before. */
async function playRound(
  { stack, worker, sender, receiver }: Playing,
  prefix: string,
  conversations: number,
  messages: number,
): Promise<Round> {
  const latencies: number[] = [];
  const usage = async () => ({ worker: await worker.usage(), gateway: await stack.gateway.usage() });
  const before = await usage();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: conversations }, async (_, n) => {
      const key = `${prefix}-${n}`;
      for (let m = 0; m < messages; m += 1) {
        const reply = receiver.next(key);
        const status = await sender.send(key, n, m);
        if (status !== 202) throw new Error(`the gateway answered ${status}`);
        const accepted = performance.now();
        latencies.push(Math.max(0, (await reply) - accepted));
      }
    }),
  );
  const ms = performance.now() - started;
  await allAtRest(stack.pool, restLimitMs); // what follows the last replies belongs to their turns
  await new Promise((resolve) => setTimeout(resolve, 500));
  const after = await usage();
  return {
    ms,
    latencies,
    worker: after.worker.cpuMs - before.worker.cpuMs,
    gateway: after.gateway.cpuMs - before.gateway.cpuMs,
    statements: {
      worker: after.worker.statements - before.worker.statements,
      gateway: after.gateway.statements - before.gateway.statements,
    },
  };
}

/** Histories of the measured conversations, start and first search attributes included. */
async function histories(
  stack: Stack,
  { messages }: Flags,
): Promise<Pick<SpineReport, 'historyEventsPerTurn' | 'historyBytesPerTurn'>> {
  const { rows } = await stack.pool.query(
    `select id from conversation where key like 'spine-%' order by id limit 100`,
  );
  const connection = await Connection.connect({ address: stack.temporal.address });
  const client = new Client({ connection });
  let events = 0;
  let bytes = 0;
  try {
    for (const { id } of rows as { id: string }[]) {
      const described = await client.workflow.getHandle(workflowIdOf(DESK, id)).describe();
      events += described.historyLength;
      bytes += described.historySize ?? Number.NaN;
    }
  } finally {
    await connection.close();
  }
  const turns = rows.length * messages;
  return { historyEventsPerTurn: events / turns, historyBytesPerTurn: bytes / turns };
}

function describe(r: SpineReport): string {
  const aim = aims[r.answeredBy];
  const ratio = (a: number, b: number) => fixed(a / b, 2);
  const rounds = (values: number[]) => values.map((v) => fixed(v, 2)).join(', ');
  const each = (ms: number | null) => (ms === null ? 'unknown' : `${fixed(ms)} ms`);
  return [
    ...conditionLines(r.conditions),
    '',
    `${r.turns} turns: one message that a ${r.answeredBy} answers, settle 0`,
    `throughput           spine ${fixed(r.spine.perSecond)}/s, echo ${fixed(r.echo.perSecond)}/s: ratio ${ratio(r.spine.perSecond, r.echo.perSecond)} (rounds ${rounds(r.throughputRatios)}; aim ${aim.throughput})`,
    `node cpu per turn    spine ${fixed(r.spine.cpuMsPerTurn)} ms (worker ${fixed(r.spine.workerMs)}, gateway ${fixed(r.spine.gatewayMs)}), echo ${fixed(r.echo.cpuMsPerTurn)} ms: ratio ${ratio(r.spine.cpuMsPerTurn, r.echo.cpuMsPerTurn)} (rounds ${rounds(r.cpuRatios)}; aim ${aim.cpu})`,
    `other cpu per turn   Temporal ${each(r.otherCpu.temporalSpine)} (echo ${each(r.otherCpu.temporalEcho)}), database process ${each(r.otherCpu.database)}`,
    `history per turn     ${fixed(r.historyEventsPerTurn)} events, ${fixed(r.historyBytesPerTurn, 0)} bytes (aim ${aim.history})`,
    `sql per turn         worker ${fixed(r.statementsPerTurn.worker)}, gateway ${fixed(r.statementsPerTurn.gateway)} statements`,
    `accepted → delivered ${milliseconds(r.spine.latency)}`,
    `echo, signal → second activity ${milliseconds(r.echo.latency)}`,
  ].join('\n');
}
