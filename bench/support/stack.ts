/** The product's processes for a benchmark, in a directory that is removed afterwards: database, Temporal, gateway, worker. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { activateVersion } from '../../store/desks.ts';
import { openPool } from '../../store/pool.ts';
import { freePort } from '../../temporal/ports.ts';
import { startTemporalServer, type TemporalServer } from '../../temporal/server.ts';
import { freshEmbedded } from '../../test/support/database-embedded.ts';
import { freshPostgres } from '../../test/support/database-postgres.ts';
import { TASK_QUEUE } from '../../workflows/names.ts';
import { type Child, startMeasured } from './child.ts';
import { CALLBACK_VARIABLE, DESK, SECRET, SECRET_VARIABLE, writeBenchDesk } from './desk.ts';
import { modelEnvironment, readyForModel } from './model.ts';
import { polled, until } from './ready.ts';

export type DatabaseKind = 'embedded' | 'postgres';

export interface Stack {
  dir: string;
  env: NodeJS.ProcessEnv;
  /** Of the bench itself, outside what is measured. */
  pool: pg.Pool;
  temporal: TemporalServer;
  databasePid: number | undefined;
  gateway: Child;
  gatewayUrl: string;
  /** Resolves when the worker polls. */
  startWorker(): Promise<Child>;
  stop(): Promise<void>;
}

export interface StackOptions {
  database: DatabaseKind;
  callbackUrl: string;
  profileDir?: string;
  /** Of the double that stands in for a model vendor; without it, macros answer. */
  providerUrl?: string;
  say: (line: string) => void;
}

export async function startStack({
  database: kind,
  callbackUrl,
  profileDir,
  providerUrl,
  say,
}: StackOptions): Promise<Stack> {
  const dir = mkdtempSync(join(tmpdir(), 'first-response-bench-'));
  mkdirSync(join(dir, 'logs'));
  const ends: (() => Promise<void> | void)[] = [() => rmSync(dir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    say(`starting the ${kind} database`);
    const embedded = kind === 'embedded' ? await freshEmbedded() : undefined;
    const database = embedded ?? (await freshPostgres());
    ends.push(() => database.stop());
    const pool = openPool(database.url, { max: 2, applicationName: 'bench' });
    ends.push(() => pool.end());
    const desk = await writeBenchDesk(join(dir, 'desk'), providerUrl ? 'model' : 'macro');
    await activateVersion(pool, DESK, desk.hash, desk, join(dir, 'desk'), 'bench', systemClock());
    if (providerUrl) await readyForModel(pool, join(dir, 'desk'), desk, 'chat');

    say('starting the Temporal server');
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')),
    );
    const temporal = await startTemporalServer({
      dbFilename: join(dir, 'temporal.db'),
      port: 0,
      uiPort: 'none',
      logFile: join(dir, 'logs', 'temporal.log'),
      log: say,
      env,
    });
    ends.push(() => temporal.stop());
    const port = await freePort();
    Object.assign(env, {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      [SECRET_VARIABLE]: SECRET,
      [CALLBACK_VARIABLE]: callbackUrl,
      ...(providerUrl && modelEnvironment(providerUrl)),
      NODE_ENV: 'production',
      PORT: String(port),
    });
    const start = (name: string, module: URL) => {
      const child = startMeasured(module, {
        env,
        logFile: join(dir, 'logs', `${name}.log`),
        ...(profileDir ? { profileDir } : {}),
      });
      ends.push(() => child.stop());
      return child;
    };
    say('starting the gateway');
    const gateway = start('gateway', new URL('../../gateway/main.ts', import.meta.url));
    const gatewayUrl = `http://127.0.0.1:${port}`;
    await until('the gateway', async () => (await fetch(`${gatewayUrl}/healthz`)).ok);
    return {
      ...{ dir, env, pool, temporal, gateway, gatewayUrl, stop },
      databasePid: embedded?.embedded.pid(),
      async startWorker() {
        say('starting the worker');
        const worker = start('worker', new URL('../../worker.ts', import.meta.url));
        await polled(temporal.address, TASK_QUEUE);
        return worker;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Conversations that somebody still has to do something about, other than wait for a customer, a person or a deadline. */
export async function atWork(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query(
    `select count(*) as n from conversation c where c.seen < c.change
       or exists (select 1 from delivery d where d.conversation = c.id and d.state = 'claimed')
       or exists (select 1 from turn t where t.conversation = c.id and t.ended_at is null
         and not exists (select 1 from queue_item q where q.turn = t.id and q.state <> 'done'))`,
  );
  return rows[0]?.n as number;
}

/** Resolves with the time (performance.now) at which nothing was left to do. */
export async function allAtRest(pool: pg.Pool, limitMs: number, everyMs = 200): Promise<number> {
  for (const end = performance.now() + limitMs; ; await pause(everyMs)) {
    const left = await atWork(pool);
    if (left === 0) return performance.now();
    if (performance.now() > end)
      throw new Error(`${left} conversations did not come to rest within ${limitMs / 1000} s`);
  }
}
