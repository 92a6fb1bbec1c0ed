/** A loop beside the workflows: runs a pass, waits, and survives what a pass throws. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../store/log.ts';

export interface Loop {
  /** Ends after the pass that is running. */
  stop(): Promise<void>;
}

/** `pass` answers true when there is more to do at once. */
export function startLoop(
  name: string,
  everyMs: number,
  log: Pick<Log, 'warn'>,
  pass: () => Promise<boolean>,
): Loop {
  const stopped = new AbortController();
  const run = async () => {
    while (!stopped.signal.aborted) {
      const more = await pass().catch((error: Error) => {
        log.warn({ loop: name, error: error.message }, 'a pass failed and will be tried again');
        return false;
      });
      if (!more) await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}
