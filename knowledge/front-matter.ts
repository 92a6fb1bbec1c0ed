/** The lines between `---` and `---` at the top of an article: `field: value`, read as an author means them. */
import { z } from 'zod';
import { days } from '../domain/clock.ts';

export interface FrontMatter {
  title: string | null;
  url: string | null;
  language: string | null;
  /** Null: what the import says of all its documents. */
  audience: 'public' | 'internal' | null;
  effectiveFrom: Date | null;
  effectiveTo: Date | null;
}

export type Article =
  | { kind: 'ok'; front: FrontMatter; body: string }
  | { kind: 'failed'; problems: { line: number; message: string }[] };

const form = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/;
/** Not YAML: `title: Returns: how to` is what people write, and YAML refuses it. Lists and nested fields are left alone. */
const field = /^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*$/;

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const momentForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const momentMessage = 'a date is written 2026-03-01, or with a time and its zone 2026-03-01T09:00Z';

/** A day is one in UTC. Its `lastMs`: as the end of a period it is the day's last moment that still counts. */
const moment = (dayLengthMs: number) =>
  z
    .string()
    .refine((text) => dayForm.test(text) || momentForm.test(text), momentMessage)
    .transform((text) => new Date(Date.parse(text) + (dayForm.test(text) ? dayLengthMs : 0)))
    // 2026-02-31 has the form of a date, and `Date` makes the third of March of it.
    .refine((at) => !Number.isNaN(at.getTime()), momentMessage);

const schema = z.object({
  title: z.string().min(1).nullable(),
  url: z.string().min(1).nullable(),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is a BCP 47 tag, such as en or pt-BR')
    .nullable(),
  audience: z.enum(['public', 'internal'], 'the audience is public or internal').nullable(),
  effectiveFrom: moment(0).nullable(),
  effectiveTo: moment(days(1)).nullable(),
});

/** Names that authors use, by the field that they stand for. */
const names: Readonly<Record<string, keyof FrontMatter>> = {
  title: 'title',
  url: 'url',
  source: 'url',
  language: 'language',
  lang: 'language',
  audience: 'audience',
  effective: 'effectiveFrom',
  effective_from: 'effectiveFrom',
  effectivefrom: 'effectiveFrom',
  effective_to: 'effectiveTo',
  effectiveto: 'effectiveTo',
  expires: 'effectiveTo',
};

/**
 * Pure. Unknown fields are left to whoever put them there. A field that is wrong fails the article: internal guidance with
 * a misspelt audience must not become public.
 */
export function readArticle(source: string): Article {
  const [whole = '', lines = ''] = form.exec(source) ?? [];
  const fields = lines.split(/\r?\n/).flatMap((text, i) => {
    const [, name, value = ''] = field.exec(text) ?? [];
    return name === undefined ? [] : [{ name, value: value.replace(/^(["'])(.*)\1$/, '$2'), line: i + 2 }];
  });
  const read = readFields(fields);
  return read.kind === 'ok' ? { ...read, body: source.slice(whole.length) } : read;
}

export type Fields =
  | { kind: 'ok'; front: FrontMatter }
  | { kind: 'failed'; problems: { line: number; message: string }[] };

/** Pure. The same fields by the same names, wherever a format keeps them. An empty value is none. */
export function readFields(fields: readonly { name: string; value: string; line: number }[]): Fields {
  const given: Record<keyof FrontMatter, string | null> = {
    title: null,
    url: null,
    language: null,
    audience: null,
    effectiveFrom: null,
    effectiveTo: null,
  };
  const lineOf = new Map<PropertyKey, number>();
  for (const { name, value, line } of fields) {
    const known = names[name.toLowerCase().replaceAll('-', '_')];
    if (!known) continue;
    lineOf.set(known, line);
    given[known] = value || given[known];
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return { kind: 'ok', front: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    line: lineOf.get(path[0] ?? '') ?? 1,
    message: `${String(path[0])}: ${message}`,
  }));
  return { kind: 'failed', problems };
}
