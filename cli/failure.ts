/** What a command says when it cannot go on: what happened, and what to do. No stack trace unless DEBUG is set. */

/** An error meant for the person at the terminal. */
export class Failure extends Error {
  /** One line per thing that can be done about it. */
  readonly advice: readonly string[];
  constructor(message: string, ...advice: string[]) {
    super(message);
    this.advice = advice;
  }
}

/** The lines for the terminal. */
export function explain(error: unknown, debug: boolean): string[] {
  if (debug && error instanceof Error) return [error.stack ?? error.message];
  if (error instanceof Failure)
    return [`error: ${error.message}`, ...error.advice.map((line) => `  → ${line}`)];
  const file = fileProblem(error);
  if (file) return [`error: ${file}`];
  const reason = messageOf(error);
  return [`error: ${reason}`, '  → DEBUG=1 shows where; `first-response doctor` checks what is set up here.'];
}

const unreadable: Record<string, string> = {
  ENOENT: 'there is no file',
  EISDIR: 'this is a folder, not a file:',
  EACCES: 'you may not read or write',
};

/** A file that the person named, in words instead of a system call's. */
function fileProblem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  // A program that cannot be spawned has a path too.
  if (!code || syscall?.startsWith('spawn')) return undefined;
  const words = unreadable[code];
  if (!words) return undefined;
  return path ? `${words} ${path}` : code === 'EISDIR' ? 'this is a folder, not a file' : undefined;
}

/** Errors that join several (connecting to both ::1 and 127.0.0.1) have no message of their own. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(messageOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}
