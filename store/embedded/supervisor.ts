/** Starts the embedded database's process, and starts it again whenever it dies. */

import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Log } from '../log.ts';
import { sibling, spawnModule } from './spawn.ts';

export type Embedded = {
  /** For `pg`, psql and every other client; the same after each restart. */
  url: string;
  /** The process that serves now, for tests that kill it; undefined between two. */
  pid(): number | undefined;
  /** Ends the process cleanly; what was open is rolled back. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  log: Log;
  /** Milliseconds; see server.ts for the defaults and their reasons. */
  patienceMs?: number;
  idleInTransactionMs?: number;
  maintenanceMs?: number;
};

/** A new database takes 3 to 5 s, replaying a long log as much; a busy machine is several times slower. */
const START_LIMIT_MS = 90_000;

/** The first restart comes at once, because clients are waiting; then slower, as something is really wrong. */
const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 5_000;

/** A clean stop takes under a second once its open transaction is over. */
const STOP_LIMIT_MS = 15_000;

const SERVER = sibling(import.meta.url, './server');

/**
 * Resolves when the database in `dir` answers (it is made if there is none). Rejects when the first start fails,
 * with the reason that the process gave: a directory in use by another, above all.
 *
 * The process ends with this one, however this one ends.
 */
export async function startEmbedded(dir: string, options: EmbeddedOptions): Promise<Embedded> {
  const { log } = options;
  const path = resolve(dir);
  let child: ChildProcess | undefined;
  let stopping = false;
  let backoffMs = FIRST_BACKOFF_MS;
  let restart: NodeJS.Timeout | undefined;

  const launch = async (): Promise<string> => {
    const started = start(path, options);
    child = started.child;
    started.child.once('exit', (code, signal) => {
      child = undefined;
      if (!stopping && settled) scheduleRestart(code, signal);
    });
    const url = await started.ready;
    backoffMs = FIRST_BACKOFF_MS;
    return url;
  };

  const scheduleRestart = (code: number | null, signal: string | null) => {
    log.error(
      { dir: path, code, signal, retryInMs: backoffMs },
      'the embedded database died; starting it again',
    );
    restart = setTimeout(() => {
      // A failed start ends in the child's exit, which schedules the next.
      launch().then(
        () => log.info({ dir: path }, 'the embedded database is back'),
        () => {},
      );
    }, backoffMs);
    backoffMs = Math.min(backoffMs * 2, MAX_BACKOFF_MS);
  };

  let settled = false;
  const url = await launch();
  settled = true;

  return {
    url,
    pid: () => child?.pid,
    async stop() {
      if (stopping) return;
      stopping = true;
      clearTimeout(restart);
      if (child) await end(child);
    },
  };
}

function start(dir: string, options: EmbeddedOptions): { child: ChildProcess; ready: Promise<string> } {
  const args = [dir, '--with-parent'];
  if (options.patienceMs !== undefined) args.push('--patience-ms', String(options.patienceMs));
  if (options.idleInTransactionMs !== undefined) {
    args.push('--idle-in-transaction-ms', String(options.idleInTransactionMs));
  }
  if (options.maintenanceMs !== undefined) args.push('--maintenance-ms', String(options.maintenanceMs));
  // Its own process group: a Ctrl-C in the terminal must stop it after its clients, by us, and not with them.
  const child = spawnModule(SERVER, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });

  const ready = new Promise<string>((resolveReady, reject) => {
    let lastWords = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the embedded database in ${dir} was not ready after ${START_LIMIT_MS} ms`));
    }, START_LIMIT_MS);
    child.once('error', reject);
    // `close` and not `exit`: by then everything that it said has been read.
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      reject(
        new Error(
          lastWords || `the embedded database in ${dir} ended with ${code ?? signal} before it was ready`,
        ),
      );
    });
    if (child.stdout) {
      createInterface(child.stdout).on('line', (line) => {
        if (!line.startsWith('ready ')) return;
        clearTimeout(timer);
        resolveReady(line.slice('ready '.length));
      });
    }
    if (child.stderr) {
      createInterface(child.stderr).on('line', (line) => {
        lastWords = said(line);
        options.log.warn({ dir, said: lastWords }, 'the embedded database said');
      });
    }
  });
  // A restart that fails is handled where the exit is; nobody may be waiting for this promise by then.
  ready.catch(() => {});
  return { child, ready };
}

/** The server logs JSON; Node itself, when it fails early, plain text. */
function said(line: string): string {
  try {
    const entry = JSON.parse(line) as { msg?: unknown; error?: unknown; reason?: unknown };
    return [entry.msg, entry.error ?? entry.reason].filter((part) => typeof part === 'string').join(': ');
  } catch {
    return line;
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      done();
    });
    child.kill('SIGTERM');
  });
}
