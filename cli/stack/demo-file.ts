/** The demo conversations of a desk (`conversations/*.yaml`): what customers and people do in them, and what is expected. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { identityKinds } from '../../channels/address.ts';
import { checkDocument } from '../../desk/document.ts';
import { duration, id } from '../../desk/fields.ts';
import { type Problem, problemLine } from '../../desk/problem.ts';
import { automatedVerdicts, proofs } from '../../domain/words.ts';

/** Every path that the demo shows. A test holds the demo desk to covering them all. */
export const demoPaths = [
  'single_question',
  'burst',
  'duplicate',
  'out_of_order',
  'two_questions',
  'asked_then_answered',
  'follow_up',
  'not_helped',
  'person_requested',
  'anger',
  'self_harm',
  'legal_threat',
  'account_takeover',
  'unknown_topic',
  'other_language',
  'attachment',
  'other_customers_data',
  'identity_unproven',
  'prompt_injection',
  'spam',
  'thank_you',
  'out_of_office',
  'participant',
  'approval',
  'reopening',
  'takeover_in_mid_draft',
  'release',
] as const;

const text = z.string().trim().min(1);
const address = z.strictObject({
  kind: z.enum(identityKinds),
  address: text,
  proof: z.enum(proofs).describe('How well the channel knows that the address is theirs.'),
});

const offset = z
  .string()
  .regex(/^\+/, "write how long after the row before it, such as '+2s'")
  .transform((given) => given.slice(1))
  .pipe(duration)
  .describe('How long after the row before it. Absent: once the conversation is at rest.');

const messageRow = z.strictObject({
  text: z.string().describe('May be empty where there is an attachment.'),
  from: z.enum(['customer', 'agent', 'participant']).default('customer'),
  at: offset.optional(),
  duplicate: z.boolean().default(false).describe('The platform delivers it a second time, with the same id.'),
  late: z
    .boolean()
    .default(false)
    .describe('It was written before the row above it, and arrives after it: its sent time is the earlier.'),
  attachments: z
    .array(
      z.strictObject({
        name: text,
        type: text.describe('The media type, such as image/png.'),
        base64: z.base64().describe('The content.'),
      }),
    )
    .default([]),
  subject: text.optional(),
  headers: z.record(z.string(), text).default({}).describe('Of the mail, by which machines are recognised.'),
  as: address.optional().describe('Who writes, where it is not the customer of this conversation.'),
});

export const demoActions = ['takeover', 'release', 'approve', 'reject', 'reply', 'solve'] as const;

const actionRow = z
  .strictObject({
    do: z.enum(demoActions).describe('What a person does.'),
    when: z
      .enum(['at_rest', 'at_once'])
      .default('at_rest')
      .describe('at_once: as soon as the row before it is accepted, while its turn is still in the making.'),
    text: text.optional().describe('Of a reply.'),
    reason: id.optional().describe('Of a rejection: its code.'),
  })
  .superRefine((row, context) => {
    const needed = row.do === 'reply' ? 'text' : row.do === 'reject' ? 'reason' : undefined;
    if (needed && row[needed] === undefined)
      context.addIssue({ code: 'custom', message: `${row.do} needs a ${needed}`, path: [needed] });
  });

export type DemoMessage = z.output<typeof messageRow>;
export type DemoAction = z.output<typeof actionRow>;
export type DemoRow = DemoMessage | DemoAction;

/** The reason stands beside the queue, so that a hand-off for the wrong reason is noticed. */
const outcome = z.union([
  z.strictObject({
    replied: z
      .union([id, z.array(id).min(1)])
      .describe('The macro, or all of a combined reply, in any order.'),
  }),
  z.strictObject({ asked: id.describe('The entity asked for.') }),
  z.strictObject({ approval: id.describe('The topic of the draft that waits.') }),
  z.strictObject({ handedOff: id.describe('The queue.'), reason: text }),
  z.strictObject({ withPerson: text.describe('Why, such as taken_over.') }),
  z.strictObject({
    nothingOwed: text.describe('Why: thank_you, spam, solved, or automated:<verdict>.'),
  }),
]);

export const demoConversationSchema = z
  .strictObject({
    id,
    title: text,
    covers: z.array(z.enum(demoPaths)).min(1),
    channel: id,
    customer: address.extend({ name: text.optional() }),
    rows: z.array(z.union([messageRow, actionRow])).min(1),
    expect: z
      .array(outcome)
      .min(1)
      .describe('What becomes of it, in order: one entry per step in which we decide (see stepsOf).'),
  })
  .superRefine(({ rows, expect }, context) => {
    const wrong = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', message, path });
    rows.forEach((row, at) => {
      if ('do' in row) return;
      if (row.text.trim() === '' && row.attachments.length === 0)
        wrong(['rows', at, 'text'], 'a message has a text or an attachment');
      if (row.late && at === 0)
        wrong(['rows', at, 'late'], 'the first row cannot be late: there is none before it');
      if (row.from === 'participant' && !row.as)
        wrong(['rows', at, 'as'], 'a participant writes from an address of their own');
    });
    const decisions = groups(rows).filter(({ decides }) => decides).length;
    if (decisions !== expect.length)
      wrong(['expect'], `${decisions} of its steps need an outcome, and ${expect.length} are given`);
    for (const [at, entry] of expect.entries())
      if ('nothingOwed' in entry && !reasonOfNothing(entry.nothingOwed))
        wrong(
          ['expect', at, 'nothingOwed'],
          `${entry.nothingOwed} is none of ${nothings.join(', ')} or automated:<verdict>`,
        );
  });

const nothings = ['thank_you', 'spam', 'solved', 'answered'];
const reasonOfNothing = (reason: string): boolean =>
  nothings.includes(reason) || automatedVerdicts.some((verdict) => reason === `automated:${verdict}`);

export type DemoConversation = z.output<typeof demoConversationSchema>;
export type DemoOutcome = DemoConversation['expect'][number];

export interface DemoStep {
  /** Played one after the other: the first once the conversation is at rest, the rest as their `at` and `when` say. */
  rows: DemoRow[];
  /** What it comes to rest with afterwards. Absent where only people act: what they do is theirs. */
  expect?: DemoOutcome;
}

/**
 * A conversation as it is played. We decide after what a customer or participant writes, and after a person approves,
 * rejects or releases; not after a takeover, a reply or solving, nor after what an agent writes on the platform.
 */
export function stepsOf({ rows, expect }: DemoConversation): DemoStep[] {
  const outcomes = expect[Symbol.iterator]();
  return groups(rows).map((group) => {
    const outcome = group.decides ? outcomes.next().value : undefined;
    return { rows: group.rows, ...(outcome ? { expect: outcome } : {}) };
  });
}

function groups(rows: readonly DemoRow[]): { rows: DemoRow[]; decides: boolean }[] {
  const all: { rows: DemoRow[]; decides: boolean }[] = [];
  for (const row of rows) {
    const decides = 'do' in row ? ['approve', 'reject', 'release'].includes(row.do) : row.from !== 'agent';
    const waits = 'do' in row ? row.when === 'at_rest' : row.at === undefined;
    const last = all.at(-1);
    if (!last || waits) all.push({ rows: [row], decides });
    else {
      last.rows.push(row);
      last.decides ||= decides;
    }
  }
  return all;
}

export type LoadedDemo =
  | { kind: 'ok'; conversations: DemoConversation[] }
  | { kind: 'failed'; problems: Problem[] };

const FOLDER = 'conversations';

/** In the order of their file names. A desk without the folder has none. Never throws for what is in the files. */
export async function loadDemo(deskDir: string): Promise<LoadedDemo> {
  const folder = join(deskDir, FOLDER);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort();
  const conversations: DemoConversation[] = [];
  const problems: Problem[] = [];
  const firstFile = new Map<string, string>();
  for (const name of names) {
    const file = `${FOLDER}/${name}`;
    const checked = checkDocument(file, await readFile(join(folder, name), 'utf8'), demoConversationSchema);
    problems.push(...checked.problems);
    if (!checked.value) continue;
    const first = firstFile.get(checked.value.id);
    if (first) problems.push(checked.problemAt(['id'], `${first} has the same id`, 'rename one'));
    else firstFile.set(checked.value.id, file);
    conversations.push(checked.value);
  }
  return problems.length > 0 ? { kind: 'failed', problems } : { kind: 'ok', conversations };
}

/** For those who cannot go on without. Throws an error that lists every problem. */
export async function demoOrThrow(deskDir: string): Promise<DemoConversation[]> {
  const loaded = await loadDemo(deskDir);
  if (loaded.kind === 'ok') return loaded.conversations;
  throw new Error(
    `the demo conversations have problems:\n${loaded.problems.map((p) => `  ${problemLine(p)}`).join('\n')}`,
  );
}
