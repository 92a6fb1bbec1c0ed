/**
 * One process per data directory. PGlite takes no lock of its own: a second process would open the directory as
 * happily as the first, and rows would silently be lost.
 *
 * Each process that wants the directory first leaves a file whose *name* says who it is, then looks for others.
 * Of two that come at the same time both see the other and neither goes on, so there is no moment at which two
 * believe themselves the owner. The file of a dead process can be removed by anybody.
 */

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OWNER_FILE = /^owner\.(\d+)\.(\d+)$/;

export class DirectoryInUse extends Error {
  readonly pid: number;
  constructor(dir: string, pid: number) {
    super(
      `the embedded database in ${dir} is in use by process ${pid}. One process owns it at a time: stop that one, use its connection URL, or choose another directory`,
    );
    this.pid = pid;
  }
}

/**
 * Takes the directory, or throws DirectoryInUse.
 * @returns gives it back
 */
export function lockDirectory(dir: string, pid: number = process.pid): () => void {
  const own = `owner.${pid}.${startedAt(pid) ?? 0}`;
  const release = () => rmSync(join(dir, own), { force: true });
  writeFileSync(join(dir, own), '', { mode: 0o600 });
  for (const name of readdirSync(dir)) {
    const match = OWNER_FILE.exec(name);
    if (!match || name === own) continue;
    if (isAlive(Number(match[1]), Number(match[2]))) {
      release();
      throw new DirectoryInUse(dir, Number(match[1]));
    }
    rmSync(join(dir, name), { force: true });
  }
  return release;
}

/** A process id alone does not name a process: ids are used again, and after a reboot soon. */
function isAlive(pid: number, start: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startedAt(pid);
  return now === undefined ? start === 0 : now === start;
}

/**
 * When a process started, in clock ticks since boot; undefined where there is no /proc (macOS), and for one that
 * is dead and only waits for its parent to notice.
 */
function startedAt(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may contain anything: count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    return state === 'Z' || state === 'X' || start === undefined ? undefined : Number(start);
  } catch {
    return undefined;
  }
}
