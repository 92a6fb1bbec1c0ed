/** One chaos run from start to checks. */
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, Client as TemporalClient } from '@temporalio/client';
import { runChecks } from './check.ts';
import { createClient } from './client.ts';
import { customerLoop } from './customers.ts';
import type { Evidence, Violation } from './evidence.ts';
import { type Kills, killerLoop } from './killer.ts';
import { personLoop } from './people.ts';
import { startChaosProvider } from './provider.ts';
import { random } from './random.ts';
import { startChaosReceiver } from './receiver.ts';
import { waitForRest } from './settle.ts';
import { people, type Stack, startStack } from './stack.ts';
import { createWorld, type World } from './world.ts';

export interface ChaosOptions {
  turns: number;
  seed: number;
  database: 'embedded' | 'postgres';
  deduplicates: boolean;
  /** Whether a language model drafts some of the answers: a double on a bad day. */
  model?: boolean;
  /** Customers who write at the same time. */
  customers: number;
  /** Turns between two kills, on average. */
  killEvery: number;
  /** How long the run may take to come to rest after the last message, in milliseconds. */
  restLimitMs: number;
  /** Where everything is kept; removed at the end of a run without violations. Absent: below the temporary directory. */
  dir?: string;
}

export interface ChaosResult {
  options: ChaosOptions;
  turns: number;
  conversations: number;
  acknowledged: number;
  turnEnds: Record<string, number>;
  deliveries: Record<string, number>;
  faults: Record<string, number>;
  actions: Record<string, number>;
  violations: Record<string, Violation[]>;
  /** In seconds: until the last message, until rest. */
  chaosSeconds: number;
  restSeconds: number;
  dir: string;
}

/** Probability per gap; there are about twenty gaps in a turn. */
const faults = { fail: 0.006, giveUp: 0.0006, delay: 0.02, kill: 0.0004 };
/** A worker dies between the POST of a message and its answer. */
const killAtPost = 0.003;
const countEveryMs = 500;

export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosResult> {
  const chance = random(options.seed);
  const dir = options.dir ?? join(tmpdir(), `first-response-chaos-${randomBytes(4).toString('hex')}`);
  const kills: Kills = { worker: 0, gateway: 0, database: 0, temporal: 0, receiver: 0 };
  let killedAtPost = 0;
  let stack: Stack | undefined;
  const atPost = chance.fork('at post');
  const receiver = await startChaosReceiver(chance.fork('receiver'), (post) => {
    if (post.type !== 'message' || !atPost.chance(killAtPost)) return;
    killedAtPost += 1;
    void stack?.kill('worker', atPost.below(100));
  });
  const { deduplicates } = options;
  const provider = options.model ? await startChaosProvider(chance.fork('provider')) : undefined;
  stack = await startStack({
    ...{ dir, database: options.database, deduplicates, callbackUrl: receiver.url, log: say },
    ...(provider && { providerUrl: provider.url }),
    workers: 2,
    gateways: 2,
    faults: { seed: options.seed, ...faults },
  });
  try {
    const client = createClient(stack.gatewayUrls, chance.fork('client'));
    let turns = 0;
    const world = createWorld({ stack, client, receiver, enough: () => turns >= options.turns });
    const started = performance.now();
    const counting = countTurns(stack, world, (n) => {
      turns = n;
      const seconds = Math.round((performance.now() - started) / 1000);
      const dead = Object.values(kills).reduce((a, b) => a + b, 0) + killedAtPost;
      say(
        `${n} of ${options.turns} turns, ${world.acknowledged.length} messages, ${dead} kills, ${seconds} s`,
      );
    });
    await Promise.all([
      counting,
      ...Array.from({ length: options.customers }, (_, lane) =>
        customerLoop(world, chance.fork(`customer ${lane}`), lane),
      ),
      ...people.map((person) => personLoop(world, chance.fork(person), person)),
      killerLoop(world, chance.fork('killer'), { everyTurns: options.killEvery, turns: () => turns }, kills),
    ]);
    const chaosEnded = performance.now();
    stack.calm();
    receiver.calm();
    const rows = await waitForRest(world, options.restLimitMs, say);
    const rested = performance.now();
    const evidence: Evidence = {
      ...rows,
      ...{ deduplicates, posts: receiver.posts },
      ...{ acknowledged: world.acknowledged, refused: world.refused, contradicted: world.contradicted },
      brokenWorkflows: await brokenWorkflows(stack.temporalAddress),
    };
    const violations = runChecks(evidence);
    const result: ChaosResult = {
      options,
      turns: rows.turns.length,
      conversations: rows.conversations.length,
      acknowledged: new Set(world.acknowledged.map((a) => a.providerId)).size,
      turnEnds: count(rows.turns.map((t) => `${t.endedAs ?? 'waits for approval'}: ${t.endReason ?? '-'}`)),
      deliveries: count(rows.deliveries.map((d) => `${d.purpose}: ${d.state}`)),
      faults: {
        ...Object.fromEntries(Object.entries(kills).map(([who, n]) => [`kill -9 ${who}`, n])),
        'kill -9 worker between post and answer': killedAtPost,
        ...count(stack.injected().map((f) => `${f.kind} ${f.gap}`)),
        ...count(
          receiver.posts.flatMap((p) =>
            p.type === 'message' && p.reaction !== 'take' ? [`receiver: ${p.reaction}`] : [],
          ),
        ),
        ...Object.fromEntries(
          Object.entries(provider?.asked ?? {}).map(([mood, n]) => [`model: ${mood}`, n]),
        ),
        'requests without an answer': client.repeats,
      },
      actions: Object.fromEntries([...world.actions].sort()),
      violations,
      chaosSeconds: (chaosEnded - started) / 1000,
      restSeconds: (rested - chaosEnded) / 1000,
      dir,
    };
    return result;
  } finally {
    await stack.stop();
    await receiver.stop();
    await provider?.close();
  }
}

/** Counts until there are enough; a database that is being started again is asked again. */
async function countTurns(stack: Stack, world: World, told: (n: number) => void): Promise<void> {
  while (!world.enough()) {
    await new Promise((resolve) => setTimeout(resolve, countEveryMs));
    const answer = await stack.pool.query('select count(*) as n from turn').catch(() => undefined);
    if (answer) told(Number(answer.rows[0]?.n));
  }
}

async function brokenWorkflows(address: string): Promise<Evidence['brokenWorkflows']> {
  const connection = await Connection.connect({ address });
  try {
    const query = ['Failed', 'Terminated', 'TimedOut', 'Canceled']
      .map((status) => `ExecutionStatus = '${status}'`)
      .join(' or ');
    const found = [];
    for await (const { workflowId, status } of new TemporalClient({ connection }).workflow.list({ query }))
      found.push({ workflow: workflowId, status: status.name });
    return found;
  } finally {
    await connection.close();
  }
}

export function count(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
