/**
 * The development server: started from whatever binary there is, kept alive as a production supervisor would,
 * and gone when this process is gone. For one machine: it listens on loopback only and asks nobody for a key.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { findServer, findTestServer } from './binaries.ts';
import { temporalSettings } from './connect.ts';
import { type Leashed, spawnLeashed } from './leash.ts';
import { freePort, listening } from './ports.ts';
import { missingSearchAttributes, searchAttributeFlags } from './search-attributes.ts';
import type { Found, Log } from './sources.ts';

const GRPC_PORT = 7233;
const UI_PORT = 8233;
const NAMESPACE = 'default';

/** It answers after about a second; a cold disk and two busy cores need some more. */
const HEALTHY_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 50;
const ASK_MS = 2_000;
/** A server that dies at once must not be restarted in a tight loop, nor stay away for long. */
const FIRST_RESTART_MS = 100;
const SLOWEST_RESTART_MS = 5_000;
/** Of the server's own log, in an error message. */
const SHOWN_LOG_LINES = 15;

export interface ServerOptions {
  /** Everything the server remembers; without it, a restart forgets all. The directory is made. */
  dbFilename?: string;
  /** Wanted ports; a busy one is replaced by a free one, and said so. `uiPort: 'none'` for no web UI. */
  port?: number;
  uiPort?: number | 'none';
  /** Where the server's output goes; beside the database when absent. */
  logFile?: string;
  log: Log;
  env?: NodeJS.ProcessEnv;
}

export interface TemporalServer {
  address: string;
  /** Absent without a web UI. For a server elsewhere: `TEMPORAL_UI_URL`, when set. */
  uiUrl: string | undefined;
  /** Absent for a server that runs elsewhere. */
  binary: string | undefined;
  /** Which of the places it was taken from, as a person would call it. */
  source: string;
  /** Of the process that runs now; changes with each restart. Absent for a server elsewhere. */
  readonly pid: number | undefined;
  /** How often it died and was started again. */
  readonly restarts: number;
  stop(): Promise<void>;
}

/** Makes the binaries available without starting anything, so that set-up is not charged to a test. */
export async function prepareTemporal(options: {
  log: Log;
  env?: NodeJS.ProcessEnv;
}): Promise<{ server: Found | undefined; testServer: Found | undefined; missing: string[] }> {
  const env = options.env ?? process.env;
  const missing: string[] = [];
  const attempt = (find: Promise<Found>) =>
    find.catch((error: unknown) => {
      missing.push(error instanceof Error ? error.message : String(error));
      return undefined;
    });
  const server = await attempt(findServer({ env, log: options.log }));
  const testServer = await attempt(findTestServer({ env, log: options.log }));
  return { server, testServer, missing };
}

/**
 * Resolves when the server answers and has all search attributes. With `TEMPORAL_ADDRESS` set, nothing is
 * started: the answer describes that server, unchecked.
 */
export async function startTemporalServer(options: ServerOptions): Promise<TemporalServer> {
  const env = options.env ?? process.env;
  if (env.TEMPORAL_ADDRESS) return elsewhere(env, options.log);
  const found = await findServer({ env, log: options.log });
  const port = await reserve('Temporal', options.port ?? GRPC_PORT, options.log);
  const uiPort =
    options.uiPort === 'none'
      ? undefined
      : await reserve('Temporal UI', options.uiPort ?? UI_PORT, options.log);
  const address = `127.0.0.1:${port}`;
  const logFile = options.logFile ?? logBeside(options.dbFilename);
  await mkdir(dirname(logFile), { recursive: true });
  if (options.dbFilename) await mkdir(dirname(options.dbFilename), { recursive: true });
  const args = startArguments(port, uiPort, options.dbFilename);

  const start = async (): Promise<Leashed> => {
    const server = await spawnLeashed(found.path, args, { logFile, env: withoutTemporal(env) });
    try {
      await healthy(server, address, logFile);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  };

  const end = (running: Leashed) => (options.dbFilename === undefined ? running.kill() : running.stop());
  let server = await start();
  let restarts = 0;
  let stopping = false;

  const supervise = async (): Promise<void> => {
    let delay = FIRST_RESTART_MS;
    while (!stopping) {
      const why = await server.ended;
      if (stopping) return;
      options.log(`Temporal server (process ${server.pid}) ${why}; starting it again on ${address}`);
      for (;;) {
        await pause(delay);
        if (stopping) return;
        try {
          server = await start();
          break;
        } catch (error) {
          delay = Math.min(delay * 2, SLOWEST_RESTART_MS);
          options.log(`${error instanceof Error ? error.message : error}\nTrying again in ${delay} ms`);
        }
      }
      restarts += 1;
      delay = FIRST_RESTART_MS;
      options.log(`Temporal server is back on ${address} (process ${server.pid})`);
    }
  };
  const supervised = supervise();

  return {
    address,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    binary: found.path,
    source: found.source,
    get pid() {
      return server.pid;
    },
    get restarts() {
      return restarts;
    },
    stop: async () => {
      stopping = true;
      await end(server);
      await supervised;
      // A restart may have been under way.
      await end(server);
    },
  };
}

function elsewhere(env: NodeJS.ProcessEnv, log: Log): TemporalServer {
  const { address, namespace } = temporalSettings(env);
  log(`Temporal server: ${address}, namespace ${namespace} (TEMPORAL_ADDRESS)`);
  return {
    address,
    uiUrl: env.TEMPORAL_UI_URL || undefined,
    binary: undefined,
    source: 'TEMPORAL_ADDRESS',
    pid: undefined,
    restarts: 0,
    stop: async () => {},
  };
}

function startArguments(port: number, uiPort: number | undefined, dbFilename: string | undefined): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    // Write-ahead log and one sync per checkpoint: three times the throughput (65 messages/s instead of 22 on
    // two cores). A killed server still loses nothing; only a power cut can take the last commits.
    ...(dbFilename === undefined
      ? []
      : [
          ...['--db-filename', dbFilename],
          ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'],
        ]),
    ...searchAttributeFlags(),
    // A server on loopback has no business calling home for new versions.
    ...['--dynamic-config-value', 'frontend.enableServerVersionCheck=false'],
  ];
}

/** The CLI reads the same variables as a client does; none of them is meant for the server it starts. */
function withoutTemporal(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}

async function reserve(what: string, wanted: number, log: Log): Promise<number> {
  const port = await freePort(wanted);
  if (wanted !== 0 && port !== wanted) log(`${what}: port ${wanted} is busy, using ${port}`);
  return port;
}

function logBeside(dbFilename: string | undefined): string {
  if (dbFilename === undefined) throw new Error('a server without a database file needs a logFile');
  return join(dirname(dbFilename), 'temporal.log');
}

async function healthy(server: Leashed, address: string, logFile: string): Promise<void> {
  const deadline = AbortSignal.timeout(HEALTHY_WITHIN_MS);
  let ended: string | undefined;
  server.ended.then((why) => {
    ended = why;
  });
  let last: unknown = 'it did not answer';
  while (!deadline.aborted && ended === undefined) {
    try {
      // A plain socket first: a gRPC client that was refused once waits a whole second before it tries again.
      await listening(address);
      const connection = await Connection.connect({ address, connectTimeout: ASK_MS });
      try {
        const missing = await missingSearchAttributes(connection, NAMESPACE);
        if (missing.length === 0) return;
        last = `it lacks the search attributes ${missing.join(', ')}`;
      } finally {
        await connection.close();
      }
    } catch (error) {
      last = error;
    }
    await pause(ASK_EVERY_MS);
  }
  const reason =
    ended ??
    `was not ready in ${HEALTHY_WITHIN_MS / 1_000} s: ${last instanceof Error ? last.message : last}`;
  const lines = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-SHOWN_LOG_LINES);
  throw new Error(`The Temporal server at ${address} ${reason}. The end of ${logFile}:\n${lines.join('\n')}`);
}
