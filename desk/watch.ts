/** Watches a desk's folder and loads it again after each save; a desk with problems never replaces a good one. */
import { type FSWatcher, watch } from 'node:fs';
import { type LoadedDesk, loadDesk } from './load.ts';
import type { DeskContent } from './schema.ts';

/** Editors write a file in several steps, and people save several files: 200 ms of quiet is one save. */
const QUIET_MS = 200;
/** Articles and conversations are no part of a desk's version. */
const counts = /^(desk\.yaml$|macros(\/|$)|prompts(\/|$))/;

export interface DeskWatcher {
  /** The last content without problems; undefined while there has been none. */
  good(): DeskContent | undefined;
  /** Loads now and calls back, whether or not anything changed; also how the first load is made. */
  reload(): Promise<LoadedDesk>;
  close(): void;
}

/**
 * Calls `loaded` with each outcome, one at a time, in order; not for a save that changed nothing. Only `desk.yaml`,
 * `macros/` and `prompts/` count. Starts watching at once; call `reload` for the first load.
 */
export function watchDesk(
  dir: string,
  loaded: (outcome: LoadedDesk, good: DeskContent | undefined) => void | Promise<void>,
): DeskWatcher {
  let good: DeskContent | undefined;
  let last = '';
  let timer: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function load(always: boolean): Promise<LoadedDesk> {
    const outcome = await loadDesk(dir);
    const seen = JSON.stringify(outcome.kind === 'ok' ? outcome.desk.hash : outcome.problems);
    const changed = seen !== last;
    last = seen;
    if (outcome.kind === 'ok') good = outcome.desk;
    if ((changed || always) && !closed) await loaded(outcome, good);
    return outcome;
  }
  function inTurn(always: boolean): Promise<LoadedDesk> {
    const run = queue.then(() => load(always));
    queue = run.catch(() => undefined); // one failing callback does not end the watching; reload's caller sees it
    return run;
  }
  const watcher: FSWatcher = watch(dir, { recursive: true }, (_event, name) => {
    const file = name?.replaceAll('\\', '/');
    if (closed || (file && !counts.test(file))) return;
    clearTimeout(timer);
    timer = setTimeout(() => inTurn(false).catch(() => undefined), QUIET_MS);
  });
  watcher.on('error', () => undefined); // the folder is gone for a moment: the next reload says so
  return {
    good: () => good,
    reload: () => inTurn(true),
    close: () => {
      closed = true;
      clearTimeout(timer);
      watcher.close();
    },
  };
}
