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
  const reason = messageOf(error);
  return [`error: ${reason}`, '  → DEBUG=1 shows where; `first-response doctor` checks what is set up here.'];
}

/** Errors that join several (connecting to both ::1 and 127.0.0.1) have no message of their own. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && !error.message) return error.errors.map(messageOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error ? String(error.code) : error.name);
}
