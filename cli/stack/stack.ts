/** The dev stack: every process that first-response needs on one machine, started in order and stopped in reverse. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { createKey, hashOfSecret } from '../../gateway/auth.ts';
import { describeModels } from '../../models/from-environment.ts';
import { sibling } from '../../store/embedded/spawn.ts';
import { startEmbedded } from '../../store/embedded/supervisor.ts';
import { findKey } from '../../store/keys.ts';
import type { Log } from '../../store/log.ts';
import { migrate } from '../../store/migrate.ts';
import { openPool } from '../../store/pool.ts';
import { connectionFromEnvironment, temporalSettings } from '../../temporal/connect.ts';
import { packageFile } from '../../temporal/places.ts';
import { freePort } from '../../temporal/ports.ts';
import { registerSearchAttributes } from '../../temporal/search-attributes.ts';
import { startTemporalServer, type TemporalServer } from '../../temporal/server.ts';
import { importOf, importOnSave } from './articles.ts';
import { applyDesk, applyOnSave, type FoundDesk, readDesks, settleOf, someCustomers } from './desks.ts';
import { secretsFor } from './directory.ts';
import { readStack, type StackDesk, type StackFile, writeStack } from './file.ts';
import { type Kept, keepRunning } from './keep.ts';
import type { Progress } from './progress.ts';
import { type CallbackReceiver, type Received, startCallbackReceiver } from './receiver.ts';
import { callbackVariables, secretNames } from './variables.ts';

const GATEWAY_PORT = 8080;
const RECEIVER_PORT = 8090;
const TEMPORAL_PORT = 7233;
const TEMPORAL_UI_PORT = 8233;
/** Who acts with the key that the stack makes: the one person at this terminal. */
const PERSON = 'you';

export interface Stack {
  file: StackFile;
  desks: FoundDesk[];
  /** True when the data directory held a stack before. */
  resumed: boolean;
  receiver: CallbackReceiver;
  /** Processes by name, for those who want to see or kill one. */
  processes: { worker: Kept; gateway: Kept };
  save(changes: Partial<StackFile>): void;
}

export interface StackOptions {
  /** Taken already: see takeDirectory. */
  dir: string;
  env: NodeJS.ProcessEnv;
  progress: Progress;
  /** What happens while it runs: a process that died, a desk that was applied. */
  log: (line: string) => void;
  /** Each message and event that the callback receiver takes for the first time. */
  show: (received: Received) => void;
  /** Called with what is to be done at the end, as soon as it has to be: the caller runs them, last first. */
  atEnd: (stop: () => Promise<void> | void) => void;
}

/** Forgets what an earlier stack left in the directory, except who owns it now. */
export function forget(dir: string): void {
  for (const name of readdirSync(dir))
    if (!name.startsWith('owner.')) rmSync(join(dir, name), { recursive: true, force: true });
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { dir, env, progress, log, atEnd } = options;
  const before = readStack(dir);
  const logs = join(dir, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const folder = env.FIRST_RESPONSE_DESKS_DIR || packageFile('desks');
  const desks = await progress.step('Desks', () => readDesks(folder), named);
  const [temporal, database] = await bothOrNeither(
    startTemporal(options, logs, before),
    startDatabase(options),
  );
  const pool = openPool(database, { applicationName: 'first-response start', log: { warn: () => {} } });
  atEnd(() => pool.end());
  await progress.step(
    'Applied',
    () => applyAll(pool, desks),
    (changed) => changed,
  );
  await progress.step(
    'Knowledge',
    () => importAll(pool, desks),
    (counts) => counts,
  );

  await progress.step(
    'Language model',
    () => describeModels(env),
    (models) => models,
  );

  const secrets = secretsFor(dir, secretNames(desks), env);
  const outbound = desks.flatMap(({ content }) => content.desk.secrets.outbound);
  const receiverPort = await reserve(
    'callback receiver',
    portOf(before?.callback) ?? RECEIVER_PORT,
    progress.note,
  );
  const receiver = await startCallbackReceiver(
    receiverPort,
    () => outbound.flatMap((name) => secrets[name] || []),
    options.show,
  );
  atEnd(() => receiver.stop());
  const gatewayPort = await reserve('gateway', portOf(before?.gateway) ?? GATEWAY_PORT, progress.note);
  const own = {
    ...secrets,
    ...callbackVariables(desks, env, receiver.url),
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    ...(temporal.uiUrl ? { TEMPORAL_UI_URL: temporal.uiUrl } : {}),
    HOST: '127.0.0.1',
    PORT: String(gatewayPort),
  };
  const processes = await startProcesses(options, logs, { ...temporal.env, ...own });

  const file: StackFile = {
    pid: process.pid,
    gateway: `http://127.0.0.1:${gatewayPort}`,
    databaseUrl: database,
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    temporalUi: temporal.uiUrl ?? null,
    callback: receiver.url,
    desks: await Promise.all(desks.map((desk) => deskEntry(pool, desk, secrets, before))),
    demoPlayed: before?.demoPlayed ?? false,
  };
  const save = (changes: Partial<StackFile>) => writeStack(dir, Object.assign(file, changes));
  save({});
  for (const desk of desks) {
    atEnd(applyOnSave(pool, desk, log));
    atEnd(importOnSave(pool, desk, log));
  }
  return { file, desks, resumed: before !== undefined, receiver, processes, save };
}

const named = (desks: readonly FoundDesk[]): string =>
  desks.map(({ dir, content }) => `${content.desk.id} (${basename(dir)}/)`).join(', ');

interface Temporal extends Pick<TemporalServer, 'address' | 'uiUrl'> {
  namespace: string;
  /** For the processes: this process's environment, without settings that are for another server. */
  env: NodeJS.ProcessEnv;
}

async function startTemporal(
  { dir, env, progress, atEnd }: StackOptions,
  logs: string,
  before: StackFile | undefined,
): Promise<Temporal> {
  const server = await progress.step(
    'Temporal',
    async () => {
      const started = await startTemporalServer({
        dbFilename: join(dir, 'temporal', 'temporal.db'),
        logFile: join(logs, 'temporal.log'),
        port: portOf(before?.temporalAddress) ?? TEMPORAL_PORT,
        uiPort: portOf(before?.temporalUi) ?? TEMPORAL_UI_PORT,
        log: progress.note,
        env,
      });
      atEnd(() => started.stop());
      return started;
    },
    ({ address, uiUrl, source }) => `${address}${uiUrl ? `, web UI ${uiUrl}` : ''} (${source})`,
  );
  const { address, uiUrl } = server;
  if (server.source !== 'TEMPORAL_ADDRESS') {
    const others = Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_'));
    return { address, uiUrl, namespace: 'default', env: Object.fromEntries(others) };
  }
  const { namespace } = temporalSettings(env);
  const { connection } = await connectionFromEnvironment(env);
  await progress
    .step(
      'Search attributes',
      () => registerSearchAttributes(connection, namespace),
      () => namespace,
    )
    .finally(() => connection.close());
  return { address, uiUrl, namespace, env };
}

async function startDatabase({ dir, env, progress, log, atEnd }: StackOptions): Promise<string> {
  const url = await progress.step(
    'Database',
    async () => {
      if (env.DATABASE_URL) return env.DATABASE_URL;
      const embedded = await startEmbedded(join(dir, 'database'), { log: spoken(log) });
      atEnd(() => embedded.stop());
      return embedded.url;
    },
    () => (env.DATABASE_URL ? 'DATABASE_URL' : 'embedded; for one machine, not safe against power loss'),
  );
  await progress.step(
    'Migrations',
    () => migrate(url),
    (names) => (names.length > 0 ? `${names.length} run` : 'nothing to do'),
  );
  return url;
}

/** The embedded database's log as lines for a person; what it says while all is well is not shown. */
function spoken(log: (line: string) => void): Log {
  const say = (fields: object, message: string) => {
    const why = 'said' in fields ? `: ${String(fields.said)}` : '';
    log(`${message}${why}`);
  };
  return { info: say, warn: say, error: say };
}

async function startProcesses(
  { progress, log, atEnd }: StackOptions,
  logs: string,
  env: NodeJS.ProcessEnv,
): Promise<{ worker: Kept; gateway: Kept }> {
  const keep = (name: 'worker' | 'gateway', path: string) =>
    progress.step(
      name === 'worker' ? 'Worker' : 'Gateway',
      async () => {
        const module = sibling(import.meta.url, path);
        const kept = await keepRunning({ name, module, env, logFile: join(logs, `${name}.log`), log });
        atEnd(() => kept.stop());
        return kept;
      },
      () => (name === 'gateway' ? `http://127.0.0.1:${env.PORT}` : ''),
    );
  const [worker, gateway] = await bothOrNeither(
    keep('worker', '../../worker'),
    keep('gateway', '../../gateway/main'),
  );
  return { worker, gateway };
}

/** Both results; when one fails, its error, but only once the other has ended too, so that all that started is known. */
async function bothOrNeither<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([one, other]);
  if (a.status === 'rejected') throw a.reason;
  if (b.status === 'rejected') throw b.reason;
  return [a.value, b.value];
}

async function applyAll(pool: pg.Pool, desks: readonly FoundDesk[]): Promise<string> {
  const lines: string[] = [];
  for (const desk of desks) {
    const changed = await applyDesk(pool, desk, 'npm start');
    const { id, topics } = desk.content.desk;
    const version = desk.content.hash.slice(0, 12);
    lines.push(
      `${id} ${changed ? version : `${version} (unchanged)`}, ${topics.length} topics, ${desk.content.macros.length} macros`,
    );
  }
  return lines.join('; ');
}

async function importAll(pool: pg.Pool, desks: readonly FoundDesk[]): Promise<string> {
  const lines: string[] = [];
  for (const desk of desks) {
    lines.push(`${desk.content.desk.id} ${await importOf(pool, desk)}`);
  }
  return lines.join('; ');
}

async function deskEntry(
  pool: pg.Pool,
  desk: FoundDesk,
  secrets: Record<string, string>,
  before: StackFile | undefined,
): Promise<StackDesk> {
  const { id, secrets: names } = desk.content.desk;
  const known = before?.desks.find((entry) => entry.id === id)?.apiKey;
  const valid = known !== undefined && (await findKey(pool, hashOfSecret(known))) !== undefined;
  return {
    id,
    apiKey: valid ? known : (await createKey(pool, id, 'admin', PERSON, systemClock())).secret,
    inboundSecret: secrets[names.inbound[0] ?? ''] ?? '',
    settle: settleOf(desk.content),
    customers: await someCustomers(desk),
  };
}

async function reserve(what: string, wanted: number, say: (line: string) => void): Promise<number> {
  const port = await freePort(wanted);
  if (port !== wanted) say(`${what}: port ${wanted} is busy, using ${port}`);
  return port;
}

/** The port of an address or URL of the last start, so that links to it stay good. */
function portOf(address: string | null | undefined): number | undefined {
  const port = /:(\d+)(?:\/|$)/.exec(address ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}
