/** Running a program to its end, with a time limit, and its lines as they come. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Outcome {
  /** Standard output and error, in the order of arrival; the last part when it is long. */
  output: string;
}

/** Enough for the error of any tool, and little enough to print. */
const KEPT_LINES = 40;

/** Resolves when the program ends with 0; rejects with its last lines otherwise, or after `timeoutMs`. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeoutMs: number; onLine?: (line: string) => void },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
    });
    const kept: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        kept.push(line);
        if (kept.length > KEPT_LINES) kept.shift();
        options.onLine?.(line);
      });
    }
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Error(`${command} is not installed`) : error),
    );
    child.on('close', (code, signal) => {
      const output = kept.join('\n').trim();
      if (code === 0) resolve({ output });
      else
        reject(
          new Error(
            `${command} ${signal ? `was ended by ${signal}` : `ended with ${code}`}\n${output}`.trim(),
          ),
        );
    });
  });
}
