/** The rows that `play` reads: what customers and people wrote, and what people did, by conversation and in order of time. */
import * as z from 'zod';
import { Failure } from '../failure.ts';

/** ISO 8601, or milliseconds since 1970. */
const at = z.union([z.string(), z.number()]).transform((value, context) => {
  const ms = typeof value === 'number' ? value : Date.parse(value);
  if (Number.isFinite(ms)) return ms;
  context.addIssue({ code: 'custom', message: 'it has to be an ISO 8601 time or milliseconds since 1970' });
  return z.NEVER;
});

const id = z.union([z.string().min(1), z.number()]).transform(String);

const attachment = z.union([
  z.url(),
  z.object({ url: z.url(), name: z.string().optional(), type: z.string().optional() }),
]);

const said = z.object({
  conversation: id,
  customer: id.describe('an address: e-mail, phone (+…), or the user id'),
  text: z.string(),
  at,
  from: z.enum(['customer', 'agent']).default('customer'),
  attachments: z.array(attachment).default([]),
  channel: z.string().optional(),
});

export const playedActions = ['take_over', 'release', 'approve', 'reject', 'solve'] as const;

const done = z.object({ conversation: id, do: z.enum(playedActions), at });

export type SaidRow = z.output<typeof said>;
export type ActionRow = z.output<typeof done>;
export type Row = SaidRow | ActionRow;

export const isAction = (row: Row): row is ActionRow => 'do' in row;

export interface Thread {
  conversation: string;
  rows: Row[];
}

/** Pure. Threads in the order of their first row, each in order of time. Throws a Failure that names the line. */
export function readRows(jsonl: string): Thread[] {
  const threads = new Map<string, Row[]>();
  for (const [index, line] of jsonl.split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = readRow(line, index + 1);
    const rows = threads.get(row.conversation);
    if (rows) rows.push(row);
    else threads.set(row.conversation, [row]);
  }
  // Sorting is stable: rows of the same moment stay in the order of the file.
  return [...threads].map(([conversation, rows]) => ({
    conversation,
    rows: rows.sort((a, b) => a.at - b.at),
  }));
}

function readRow(line: string, number: number): Row {
  let raw: unknown;
  try {
    // Some programs begin a file with a byte order mark.
    raw = JSON.parse(line.replace(/^\uFEFF/u, ''));
  } catch {
    throw new Failure(
      `line ${number} is not JSON`,
      'every line is one row: {"conversation", "customer", "text", "at"}',
    );
  }
  const schema = typeof raw === 'object' && raw !== null && 'do' in raw ? done : said;
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Failure(
    `line ${number}: ${issue?.path.join('.') || 'row'}: ${issue?.message}`,
    'a row is {"conversation", "customer", "text", "at", "from"?, "attachments"?} or {"conversation", "do", "at"}',
  );
}
