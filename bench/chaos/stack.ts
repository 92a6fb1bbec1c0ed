/** The product as real processes: database, Temporal server, workers, gateways. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { createKey } from '../../gateway/auth.ts';
import { activateVersion } from '../../store/desks.ts';
import { type Embedded, startEmbedded } from '../../store/embedded/supervisor.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool } from '../../store/pool.ts';
import { freePort } from '../../temporal/ports.ts';
import { startTemporalServer, type TemporalServer } from '../../temporal/server.ts';
import { TASK_QUEUE } from '../../workflows/names.ts';
import { modelEnvironment, readyForModel } from '../support/model.ts';
import { polled, until } from '../support/ready.ts';
import { CALLBACK_VARIABLE, DESK, SECRET, SECRET_VARIABLE, writeChaosDesk } from './desk.ts';
import { CALM, FAULTS_VARIABLE, type FaultPlan, type InjectedFault } from './faults.ts';
import { type Supervised, supervise } from './supervised.ts';

export interface StackOptions {
  dir: string;
  database: 'embedded' | 'postgres';
  deduplicates: boolean;
  callbackUrl: string;
  /** Of the double that stands in for a model vendor. */
  providerUrl?: string;
  workers: number;
  gateways: number;
  faults: Omit<FaultPlan, 'file'>;
  log: (line: string) => void;
}

export type Victim = 'worker' | 'gateway' | 'database' | 'temporal';

export interface Stack {
  pool: pg.Pool;
  temporalAddress: string;
  gatewayUrls: string[];
  /** By person; each with the role `lead`. */
  keys: Record<string, string>;
  /** kill -9 of one of them (of a real Postgres: of its connections to us). False when it is just not there. */
  kill(victim: Victim, which: number): Promise<boolean>;
  /** No more failures inside the workers. */
  calm(): void;
  injected(): InjectedFault[];
  deaths(): Record<string, number>;
  stop(): Promise<void>;
}

export const people = ['ann', 'bob', 'cid'] as const;

export async function startStack(options: StackOptions): Promise<Stack> {
  const { dir, log } = options;
  mkdirSync(dir, { recursive: true });
  const logs = (name: string) => join(dir, `${name}.log`);
  const faultFile = join(dir, 'faults.jsonl');
  writeFileSync(faultFile, '');
  log('starting the database');
  const database =
    options.database === 'embedded'
      ? await embeddedDatabase(join(dir, 'database'), log)
      : await realDatabase();
  await migrate(database.url);
  const pool = openPool(database.url, { max: 4, applicationName: 'chaos harness' });
  const desk = await writeChaosDesk(
    join(dir, 'desk'),
    options.deduplicates,
    options.providerUrl !== undefined,
  );
  const now = systemClock();
  await activateVersion(pool, DESK, desk.hash, desk, join(dir, 'desk'), 'chaos', now);
  if (options.providerUrl) await readyForModel(pool, join(dir, 'desk'), desk, 'chat');
  const keys: Record<string, string> = {};
  for (const person of people) keys[person] = (await createKey(pool, DESK, 'lead', person, now)).secret;

  log('starting the Temporal server');
  const temporal = await startTemporalServer({
    dbFilename: join(dir, 'temporal.db'),
    port: 0,
    uiPort: 'none',
    logFile: logs('temporal'),
    log,
    env: withoutTemporal(process.env),
  });
  log('starting workers and gateways');
  const codePath = join(dir, 'workflow-bundle.js');
  writeFileSync(codePath, await bundle());
  const env = {
    ...withoutTemporal(process.env),
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    [SECRET_VARIABLE]: SECRET,
    [CALLBACK_VARIABLE]: options.callbackUrl,
    ...(options.providerUrl && modelEnvironment(options.providerUrl)),
    LOG_LEVEL: 'warn',
    FIRST_RESPONSE_WORKFLOW_BUNDLE: codePath,
  };
  let calm = false;
  const root = new URL('../../', import.meta.url);
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const workers = Array.from({ length: options.workers }, (_, i) => {
    const plan = JSON.stringify({ ...options.faults, seed: options.faults.seed + i, file: faultFile });
    return supervise(
      `worker${i}`,
      new URL(`bench/chaos/worker.${extension}`, root),
      () => (calm ? env : { ...env, [FAULTS_VARIABLE]: plan }),
      logs(`worker${i}`),
    );
  });
  const gatewayUrls: string[] = [];
  const gateways: Supervised[] = [];
  for (let i = 0; i < options.gateways; i += 1) {
    const port = await freePort();
    gatewayUrls.push(`http://127.0.0.1:${port}`);
    const own = { ...env, PORT: String(port) };
    gateways.push(
      supervise(`gateway${i}`, new URL(`gateway/main.${extension}`, root), () => own, logs(`gateway${i}`)),
    );
  }
  log('waiting for workers and gateways');
  await Promise.all([...gatewayUrls.map(gatewayReady), polled(temporal.address, TASK_QUEUE)]);
  return {
    pool,
    temporalAddress: temporal.address,
    gatewayUrls,
    keys,
    async kill(victim, which) {
      switch (victim) {
        case 'worker':
          return workers[which % workers.length]?.kill() ?? false;
        case 'gateway':
          return gateways[which % gateways.length]?.kill() ?? false;
        case 'temporal':
          return killProcess(temporal.pid);
        case 'database':
          return database.kill();
      }
    },
    calm() {
      calm = true;
      for (const worker of workers) worker.send(CALM);
    },
    injected: () =>
      readFileSync(faultFile, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as InjectedFault),
    deaths: () => ({
      ...Object.fromEntries([...workers, ...gateways].map((p) => [p.name, p.deaths])),
      temporal: temporal.restarts,
    }),
    async stop() {
      await Promise.all([...gateways, ...workers].map((p) => p.stop()));
      await (temporal as TemporalServer).stop();
      await pool.end();
      await database.stop();
    },
  };
}

/** Nobody is killed before: what is measured is the run, not the start. */
async function gatewayReady(url: string): Promise<void> {
  await until(`the gateway at ${url}`, async () => (await fetch(`${url}/healthz`)).ok);
}

interface Database {
  url: string;
  kill(): Promise<boolean>;
  stop(): Promise<void>;
}

async function embeddedDatabase(dir: string, say: (line: string) => void): Promise<Database> {
  mkdirSync(dir, { recursive: true });
  const log = { info: () => {}, warn: (_: unknown, text: string) => say(text), error: () => {} };
  const embedded: Embedded = await startEmbedded(dir, { log });
  return { url: embedded.url, kill: async () => killProcess(embedded.pid()), stop: () => embedded.stop() };
}

/** A database of its own on the server of TEST_DATABASE_URL; there, a kill ends every connection. */
async function realDatabase(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server)
    throw new Error('--database postgres needs TEST_DATABASE_URL: eval "$(.ci/postgres)"; export it');
  const name = `fr_chaos_${process.pid}`;
  const onServer = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      return await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await onServer(`drop database if exists ${name} with (force)`);
  await onServer(`create database ${name}`);
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).href,
    async kill() {
      const { rowCount } = await onServer(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and application_name <> 'chaos harness'`,
      );
      return (rowCount ?? 0) > 0;
    },
    stop: async () => void (await onServer(`drop database if exists ${name} with (force)`)),
  };
}

function killProcess(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false; // it is being started again
  }
}

/** Once for all workers and their restarts. */
async function bundle(): Promise<string> {
  const workflowsPath = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));
  return (await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') })).code;
}

const withoutTemporal = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
