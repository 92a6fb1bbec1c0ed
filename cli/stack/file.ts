/** stack.json: what a running stack tells the other commands. It holds keys, so it is for this user only. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { dataDirectory, writePrivate } from './directory.ts';

const stackDesk = z.object({
  id: z.string(),
  /** An admin key of this desk; its person is the one at this terminal. */
  apiKey: z.string(),
  inboundSecret: z.string(),
  /** Milliseconds of quiet that end a burst, by channel; `*` for the others. */
  settle: z.record(z.string(), z.number()),
  /** Addresses of some customers of the account source, for `--as`. */
  customers: z.array(z.string()),
});

const stackFile = z.object({
  /** The supervisor; the stack lives as long as this process. */
  pid: z.int(),
  gateway: z.string(),
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  temporalNamespace: z.string(),
  temporalUi: z.string().nullable(),
  callback: z.string(),
  desks: z.array(stackDesk),
  /** Whether the demo conversations have been played into this data directory. */
  demoPlayed: z.boolean(),
});

export type StackFile = z.infer<typeof stackFile>;
export type StackDesk = z.infer<typeof stackDesk>;

const fileIn = (dir: string): string => join(dir, 'stack.json');

/** What the last start wrote, running or not; undefined when there is none or it is of another version. */
export function readStack(dir: string = dataDirectory()): StackFile | undefined {
  const file = fileIn(dir);
  if (!existsSync(file)) return undefined;
  try {
    return stackFile.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined; // half of a file that somebody edited: the next start writes it anew
  }
}

export function writeStack(dir: string, stack: StackFile): void {
  writePrivate(fileIn(dir), stack);
}

export function isRunning(stack: StackFile): boolean {
  try {
    process.kill(stack.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
