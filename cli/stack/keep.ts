/** Keeps a process of ours running: starts it on a leash, waits until it is ready, and starts it again when it dies. */
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { moduleArguments } from '../../store/embedded/spawn.ts';
import { type Leashed, spawnLeashed } from '../../temporal/leash.ts';
import { Failure } from '../failure.ts';

/** Reading the sources and bundling the workflow takes 5 s on two idle cores; a busy machine is several times slower. */
const READY_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 50;
const FIRST_RESTART_MS = 200;
const SLOWEST_RESTART_MS = 10_000;
/** A process that ran this long was all right: its next restart is quick again. */
const HEALTHY_AFTER_MS = 30_000;
const SHOWN_LINES = 8;

export interface Kept {
  readonly pid: number;
  readonly restarts: number;
  stop(): Promise<void>;
}

export interface KeepOptions {
  name: string;
  module: URL;
  env: NodeJS.ProcessEnv;
  logFile: string;
  log: (line: string) => void;
}

/** Resolves when the process has logged that it is ready; rejects, with its last words, when its first start fails. */
export async function keepRunning(options: KeepOptions): Promise<Kept> {
  const { name, log } = options;
  let stopping = false;
  let restarts = 0;
  let current = await start(options);

  const supervise = async () => {
    let delay = FIRST_RESTART_MS;
    while (!stopping) {
      const began = performance.now();
      const why = await current.ended;
      if (stopping) return;
      if (performance.now() - began > HEALTHY_AFTER_MS) delay = FIRST_RESTART_MS;
      log(`the ${name} ${why}; starting it again`);
      for (;;) {
        await pause(delay);
        delay = Math.min(delay * 2, SLOWEST_RESTART_MS);
        if (stopping) return;
        try {
          current = await start(options);
          break;
        } catch (error) {
          log(`the ${name} did not start: ${error instanceof Error ? error.message : error}`);
        }
      }
      restarts += 1;
      log(`the ${name} is back`);
    }
  };
  const supervised = supervise();

  return {
    get pid() {
      return current.pid;
    },
    get restarts() {
      return restarts;
    },
    async stop() {
      stopping = true;
      await current.stop();
      await supervised;
      await current.stop(); // a restart may have been under way
    },
  };
}

async function start({ name, module, env, logFile }: KeepOptions): Promise<Leashed> {
  const from = existsSync(logFile) ? statSync(logFile).size : 0;
  const leashed = await spawnLeashed(process.execPath, moduleArguments(module), { logFile, env });
  let ended: string | undefined;
  leashed.ended.then((why) => {
    ended = why;
  });
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!saysReady(logFile, from)) {
    if (ended === undefined && performance.now() < deadline) {
      await pause(LOOK_EVERY_MS);
      continue;
    }
    await leashed.stop();
    throw new Failure(
      `the ${name} ${ended ?? `was not ready in ${READY_WITHIN_MS / 1_000} s`}`,
      `the end of ${logFile}:\n${lastLines(logFile)}`,
    );
  }
  return leashed;
}

/** Whether the log holds a line with the message `ready` after `from`. */
function saysReady(logFile: string, from: number): boolean {
  const size = statSync(logFile).size;
  if (size <= from) return false;
  const file = openSync(logFile, 'r');
  try {
    const bytes = Buffer.alloc(size - from);
    readSync(file, bytes, 0, bytes.length, from);
    return bytes.includes('"msg":"ready"');
  } finally {
    closeSync(file);
  }
}

const lastLines = (logFile: string): string =>
  readFileSync(logFile, 'utf8')
    .trim()
    .split('\n')
    .slice(-SHOWN_LINES)
    .map((line) => `    ${line}`)
    .join('\n');
