/** Starting a program that cannot outlive this process, even when this process is killed with -9. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';

/**
 * The program runs under a small shell that holds the other end of our pipe. However we end, the kernel closes
 * the pipe; the shell sees it and ends the program: TERM, and KILL when it has not gone in five seconds.
 * (A death signal by prctl would be simpler, but there is none on macOS.)
 */
const SCRIPT = `
exec 4<&0
"$@" </dev/null 3>&- 4<&- &
program=$!
(
  read -r _ <&4
  kill -TERM "$program"
  tenths=0
  while [ $tenths -lt 50 ] && kill -0 "$program"; do sleep 0.1; tenths=$((tenths + 1)); done
  kill -KILL "$program"
) >/dev/null 2>&1 3>&- &
guard=$!
echo "$program" >&3
exec 3>&- 4<&-
wait "$program"
code=$?
kill "$guard" 2>/dev/null
exit "$code"
`;

export interface Leashed {
  /** Of the program itself. */
  pid: number;
  /** Why it ended, in words: "ended with 1", "was killed by signal 9". Never rejects. */
  ended: Promise<string>;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, and waits until it has: for a program that has nothing to save. */
  kill(): Promise<void>;
}

/** Output goes to the end of `logFile`. Ctrl-C in the terminal does not reach the program: only `stop` does. */
export async function spawnLeashed(
  command: string,
  args: readonly string[],
  options: { logFile: string; env?: NodeJS.ProcessEnv; cwd?: string },
): Promise<Leashed> {
  const output = openSync(options.logFile, 'a');
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'leash', command, ...args], {
    stdio: ['pipe', output, output, 'pipe'],
    env: options.env ?? process.env,
    cwd: options.cwd,
    detached: true,
  });
  closeSync(output);
  const ended = new Promise<string>((resolve) => {
    shell.once('error', (error) => resolve(`could not be started: ${error.message}`));
    shell.once('exit', (code, signal) => {
      // Somebody may have killed the shell alone; its group is the program and nothing else of ours.
      if (shell.pid !== undefined) killGroup(shell.pid);
      resolve(explain(code, signal));
    });
  });
  // The pipe breaks when the shell is gone first; `ended` tells about that.
  shell.stdin?.on('error', () => {});
  const reported = shell.stdio[3];
  if (!reported || !('setEncoding' in reported)) throw new Error('the leash has no pipe for the process id');
  const line: unknown[] = await Promise.race([once(reported, 'data'), ended.then((why) => [why])]);
  const pid = Number.parseInt(String(line[0]), 10);
  if (!Number.isInteger(pid)) throw new Error(`${command} ${String(line[0])}`);
  reported.destroy();
  return {
    pid,
    ended,
    stop: async () => {
      shell.stdin?.end();
      await ended;
    },
    kill: async () => {
      if (shell.pid !== undefined && shell.exitCode === null) killGroup(shell.pid);
      await ended;
    },
  };
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Already gone, as it should be.
  }
}

/** A shell reports a death by signal N as the exit code 128 + N. */
function explain(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal) return `lost its leash to ${signal}`;
  if (code !== null && code > 128) return `was killed by signal ${code - 128}`;
  return `ended with ${code}`;
}
