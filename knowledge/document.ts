/** A document as it comes in: from a markdown file with front matter, or from a JSONL row. */
import * as yaml from 'yaml';
import * as z from 'zod';
import { contentHash } from '../domain/json.ts';

export interface Document {
  /** The path or the source's own id. */
  key: string;
  title: string;
  text: string;
  url: string | null;
  language: string;
  audience: 'public' | 'internal';
  effectiveFrom: Date | null;
  effectiveTo: Date | null;
}

export type Read = { kind: 'ok'; document: Document } | { kind: 'failed'; problem: string };

const day = z.union([z.iso.date(), z.date()]).transform((d) => new Date(d));

const frontMatterSchema = z.strictObject({
  title: z.string().min(1).optional(),
  audience: z.enum(['public', 'internal']).default('public'),
  language: z.string().optional(),
  url: z.url().optional(),
  effective: day.optional().describe('from when it holds'),
  effectiveTo: day.optional().describe('until when it holds'),
});

const frontMatterForm = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n?([\s\S]*)$/;

/** `key` is the file's path in its folder. */
export function readMarkdown(key: string, source: string, deskLanguage: string): Read {
  const [, front = '', body = source] = frontMatterForm.exec(source) ?? [];
  let meta: unknown;
  try {
    meta = yaml.parse(front) ?? {};
  } catch (error) {
    return {
      kind: 'failed',
      problem: `${key}: the front matter is not YAML: ${(error as Error).message.split('\n')[0]}`,
    };
  }
  const parsed = frontMatterSchema.safeParse(meta);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      kind: 'failed',
      problem: `${key}: ${issue?.path.join('.') || 'front matter'}: ${issue?.message}`,
    };
  }
  const { title, audience, language, url, effective, effectiveTo } = parsed.data;
  const firstHeading = /^#\s+(.+)$/m.exec(body)?.[1];
  const document: Document = {
    key,
    title: title ?? firstHeading ?? key,
    text: body,
    url: url ?? null,
    language: language ?? deskLanguage,
    audience,
    effectiveFrom: effective ?? null,
    effectiveTo: effectiveTo ?? null,
  };
  return { kind: 'ok', document };
}

export const documentRowSchema = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  title: z.string().nullish(),
  text: z.string(),
  url: z.string().nullish(),
  language: z.string().optional(),
});

export function fromRow(row: z.output<typeof documentRowSchema>): Document {
  return {
    key: row.id,
    title: row.title ?? '',
    text: row.text,
    url: row.url ?? null,
    language: row.language ?? 'en',
    audience: 'public',
    effectiveFrom: null,
    effectiveTo: null,
  };
}

/** Two documents with the same hash need no new version. */
export const documentHash = (document: Document): string => contentHash(document);

/** The text search configuration of a language; `simple` (no stemming) where Postgres brings none. */
const configs: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  ne: 'nepali',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
};

export const configOf = (language: string): string => configs[language.split('-')[0] ?? ''] ?? 'simple';
