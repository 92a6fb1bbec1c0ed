/** Case files: what is asked, and what a good answer has. YAML, one kind to a file, for one desk. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { risks } from '../policy/risk.ts';

const id = z.string().regex(/^[a-z0-9_]+$/, 'an id is lower-case letters, digits and _');
const words = z.string().trim().min(1);
/** Sent in one go; a text alone is one message. */
const burst = z.union([words.transform((text) => [text]), z.array(words).min(1)]);
/** E-mail, phone or user id of one of the desk's accounts. Absent: somebody who has none. */
const as = words.optional();

const triageCase = z.strictObject({
  id,
  text: burst,
  /** Every one the message is about; `other` for what belongs to none. Absent: a risk is all that matters in it. */
  topics: z.array(words).min(1).optional(),
  risks: z.array(z.enum(risks)).default([]),
  language: words.optional(),
});

const retrievalCase = z
  .strictObject({
    id,
    text: words.optional(),
    /** In place of `text`: a conversation, whose last turn is the question. */
    turns: z
      .array(z.strictObject({ speaker: z.enum(['customer', 'us']), text: words }))
      .min(2)
      .optional(),
    /** Files in the desk's knowledge folder; all of them are needed. */
    documents: z.array(words).min(1),
    /** Whether internal articles are searched as well. */
    internal: z.boolean().default(false),
  })
  .refine(({ text, turns }) => (text === undefined) !== (turns === undefined), 'give either text or turns')
  .transform(({ text, turns, ...rest }) => ({
    ...rest,
    followsUp: turns !== undefined,
    turns: turns ?? [{ speaker: 'customer' as const, text: text ?? '' }],
  }));

/** Words that the reply has to have; `a | b` is one or the other. */
const facts = z.array(words);

const draftingCase = z.strictObject({
  id,
  text: burst,
  as,
  /** False: nothing in macros, articles or account answers it, and a good desk says nothing of its own. */
  answerable: z.boolean(),
  says: facts.default([]),
  neverSays: facts.default([]),
});

const packetCase = z.strictObject({
  id,
  /** Bursts in turn; we answer, ask or hand off in between. */
  turns: z.array(burst).min(1),
  as,
  facts: facts.min(1),
});

const file = <Kind extends string, Case extends z.ZodType>(kind: Kind, each: Case) =>
  z.strictObject({
    kind: z.literal(kind),
    desk: id,
    /** The moment at which the customers write: decides which articles are in force, and what a model is told. */
    at: z.iso.datetime({ offset: true }).transform((moment) => new Date(moment)),
    cases: z.array(each).min(1),
  });

export const caseFile = z.discriminatedUnion('kind', [
  file('triage', triageCase),
  file('retrieval', retrievalCase),
  file('drafting', draftingCase),
  file('packets', packetCase),
]);

export type CaseFile = z.output<typeof caseFile>;
export type Kind = CaseFile['kind'];
export type TriageCase = z.output<typeof triageCase>;
export type RetrievalCase = z.output<typeof retrievalCase>;
export type DraftingCase = z.output<typeof draftingCase>;
export type PacketCase = z.output<typeof packetCase>;

/** Each has a folder of its own in evals/. */
export const kinds: readonly Kind[] = ['triage', 'retrieval', 'drafting', 'packets'];

/** The desk's cases of these kinds: every file in evals/<kind>/ that names the desk. */
export async function casesOf(desk: string, wanted: readonly Kind[] = kinds): Promise<CaseFile[]> {
  const found: CaseFile[] = [];
  for (const kind of wanted) {
    const folder = fileURLToPath(new URL(`./${kind}/`, import.meta.url));
    for (const name of (await readdir(folder).catch(() => [])).sort())
      if (isCases(name)) {
        const read = await readCases(join(folder, name));
        if (read.desk === desk) found.push(read);
      }
  }
  return found;
}

const isCases = (name: string): boolean => ['.yaml', '.yml'].includes(extname(name));

/** Throws with the file and the field when it is no case file, or names a case twice. */
export async function readCases(path: string): Promise<CaseFile> {
  const parsed = caseFile.safeParse(parse(await readFile(path, 'utf8')));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  const ids = parsed.data.cases.map((each) => each.id);
  const twice = ids.find((each, at) => ids.indexOf(each) !== at);
  if (twice) throw new Error(`${path}: two cases are called ${twice}`);
  return parsed.data;
}
