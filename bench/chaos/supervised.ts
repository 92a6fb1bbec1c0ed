/** A child process that is started again whenever it dies, as a supervisor in production would. */
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { spawnModule } from '../../store/embedded/spawn.ts';

/** A process whose database or Temporal server is away dies at its start: not in a tight loop. */
const restartAfterMs = 500;

export interface Supervised {
  name: string;
  /** How often it died, whatever the cause. */
  readonly deaths: number;
  /** kill -9; false when it is just not there. */
  kill(): boolean;
  send(message: string): void;
  stop(): Promise<void>;
}

export function supervise(
  name: string,
  module: URL,
  env: () => NodeJS.ProcessEnv,
  logFile: string,
): Supervised {
  let child: ChildProcess | undefined;
  let stopping = false;
  let deaths = 0;
  let restart: NodeJS.Timeout | undefined;
  const start = () => {
    const log = openSync(logFile, 'a');
    const started = spawnModule(module, [], { env: env(), stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    child = started;
    started.once('exit', () => {
      child = undefined;
      if (stopping) return;
      deaths += 1;
      restart = setTimeout(start, restartAfterMs);
    });
    started.on('error', () => {}); // told by `exit`; a message to one that has just died is nothing to fail of
  };
  start();
  return {
    name,
    get deaths() {
      return deaths;
    },
    kill: () => child?.kill('SIGKILL') ?? false,
    send(message) {
      if (child?.connected) child.send(message, () => {});
    },
    async stop() {
      stopping = true;
      clearTimeout(restart);
      const running = child;
      if (!running) return;
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGKILL'); // the checks are done, and nobody waits for a clean end
      await ended;
    },
  };
}
