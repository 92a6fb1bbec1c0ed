/** Commands that read a JSON line and write one: no server, no database, any number of lines. */
import { createInterface } from 'node:readline';
import type { z } from 'zod';

export type ParsedLine<T> = { kind: 'ok'; value: T } | { kind: 'failed'; message: string };

export function parseLine<T>(line: string, schema: z.ZodType<T>): ParsedLine<T> {
  let json: unknown;
  try {
    // Some programs begin a file with a byte order mark.
    json = JSON.parse(line.replace(/^\uFEFF/u, ''));
  } catch (error) {
    return { kind: 'failed', message: `this is no JSON: ${(error as Error).message}` };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: 'ok', value: parsed.data };
  const issue = parsed.error.issues[0];
  return { kind: 'failed', message: `${issue?.path.join('.') || 'the line'}: ${issue?.message}` };
}

/** Standard input to standard output, in order. A line that cannot be read is named and skipped; the exit code is then 1. */
export async function answerLines<T>(
  schema: z.ZodType<T>,
  answer: (value: T) => object | Promise<object>,
): Promise<void> {
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (!line.trim()) continue;
    const row = parseLine(line, schema);
    if (row.kind === 'ok') await write(await answer(row.value));
    else {
      process.stderr.write(`line ${number}: ${row.message}\n`);
      process.exitCode = 1;
    }
  }
}

/** Waits for a slow reader instead of holding all answers in memory. */
async function write(answer: object): Promise<void> {
  if (process.stdout.write(`${JSON.stringify(answer)}\n`)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
