/** Processes under measurement: entry points of the product, started as in production, with a line to ask what they used. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { moduleArguments } from '../../store/embedded/spawn.ts';
import type { Usage } from './measured.ts';

export interface Child {
  pid: number;
  usage(): Promise<Usage>;
  /** Sends a message and resolves with the next one that comes back. */
  ask<T>(message: object | string): Promise<T>;
  /** Lets it end by itself, as on a deploy, and waits for that. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Node writes a CPU profile into this directory when the process ends. */
  profileDir?: string;
}

const measured = new URL('./measured.ts', import.meta.url);

/** `module` runs unchanged inside the process that counts. */
export function startMeasured(module: URL, options: ChildOptions): Child {
  return startChild([...moduleArguments(measured), module.href], options);
}

export function startChild(args: readonly string[], { env, logFile, profileDir }: ChildOptions): Child {
  const log = openSync(logFile, 'a');
  const profile = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  const child = spawn(process.execPath, [...profile, ...args], { env, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  const ended = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) => resolve(String(signal ?? code))),
  );
  const ask = <T>(message: object | string) => answerOf<T>(child, ended, logFile, message);
  return {
    pid: child.pid ?? 0,
    ask,
    usage: () => ask<Usage>('usage'),
    async stop() {
      if (child.connected) child.disconnect(); // for the product the same as SIGTERM: see onStop
      await ended;
    },
  };
}

async function answerOf<T>(
  child: ChildProcess,
  ended: Promise<string>,
  logFile: string,
  message: object | string,
): Promise<T> {
  const answer = new Promise<T>((resolve) => child.once('message', (told) => resolve(told as unknown as T)));
  const lost = ended.then((why): never => {
    const last = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
    throw new Error(`a process ended (${why}) while it was measured. The end of ${logFile}:\n${last}`);
  });
  child.send(message);
  return Promise.race([answer, lost]);
}

/** Linux's clock ticks are hundredths of a second on every platform that Node runs on. */
const msPerTick = 10;

/** Of a process that is none of ours to ask (database, Temporal), in milliseconds; undefined where /proc does not tell. */
export function cpuOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * msPerTick;
  } catch {
    return undefined;
  }
}
