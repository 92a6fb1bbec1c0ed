/** Files of articles, by their ending: markdown, HTML, plain text, JSON lines. */
import { basename, extname } from 'node:path';
import { z } from 'zod';
import { firstHeading } from './chunk.ts';
import type { Audience, SourceDocument } from './document.ts';
import { type FrontMatter, readArticle, readFields } from './front-matter.ts';
import { readPage } from './html.ts';

/** Of documents that do not say theirs. */
export interface Defaults {
  language: string;
  audience: Audience;
}

export interface Sources {
  documents: SourceDocument[];
  /** What could not be read. The documents of these keys are there, and stay as they were. */
  problems: { key: string; line: number; message: string }[];
}

const articleFile = /\.(?:md|markdown|html?|txt|text)$/i;
const linesFile = /\.(?:jsonl|ndjson)$/i;

/** Pure. Whether a file is one of knowledge. Hidden files and folders are none, nor is what a packer leaves. */
export const isKnowledgeFile = (key: string): boolean =>
  (articleFile.test(key) || linesFile.test(key)) &&
  !key.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/** Pure. */
export function readFileText(key: string, text: string, defaults: Defaults): Sources {
  if (linesFile.test(key)) return readJsonLines(text, defaults);
  const read = articleDocument(key, text, defaults);
  return read.kind === 'ok'
    ? { documents: [read.document], problems: [] }
    : { documents: [], problems: read.problems.map((problem) => ({ key, ...problem })) };
}

type Read =
  | { kind: 'ok'; document: SourceDocument }
  | { kind: 'failed'; problems: { line: number; message: string }[] };

/** Pure. The title is the author's, else the first heading, else the file's name. `returns.de.md` says its language. */
export function articleDocument(key: string, source: string, defaults: Defaults): Read {
  const article = /\.html?$/i.test(key) ? pageArticle(source) : readArticle(source);
  if (article.kind === 'failed') return article;
  const { front, body } = article;
  const [suffix = extname(key), named] = /\.([a-z]{2}(?:-[A-Z]{2})?)\.[A-Za-z]+$/.exec(key) ?? [];
  const title = front.title ?? firstHeading(body) ?? basename(key, suffix).replaceAll(/[-_]+/g, ' ');
  return {
    kind: 'ok',
    document: completed(key, { ...front, language: front.language ?? named ?? null }, title, body, defaults),
  };
}

function pageArticle(source: string): ReturnType<typeof readArticle> {
  const { fields, body } = readPage(source);
  const read = readFields(fields);
  if (read.kind === 'failed') return read;
  // A page's title names the site as well; its first heading names the article.
  const title = firstHeading(body) ?? read.front.title;
  return { kind: 'ok', front: { ...read.front, title }, body };
}

const completed = (
  key: string,
  front: FrontMatter,
  title: string,
  body: string,
  defaults: Defaults,
): SourceDocument => ({
  ...front,
  key,
  title,
  language: front.language ?? defaults.language,
  audience: front.audience ?? defaults.audience,
  body,
});

const text = z.union([z.string(), z.number()]).nullish();
const row = z.looseObject({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string().nullish(),
  text: z.string(),
  url: text,
  language: text,
  audience: text,
  effective_from: text,
  effective_to: text,
});

/** Pure. JSON lines of `{id, title, text, url?}`, and the other fields of front matter by their names. */
export function readJsonLines(source: string, defaults: Defaults): Sources {
  const sources: Sources = { documents: [], problems: [] };
  for (const [i, written] of source.split('\n').entries()) {
    if (written.trim() === '') continue;
    const line = i + 1;
    const json = jsonOf(written);
    if (json === undefined) {
      sources.problems.push({ key: `line ${line}`, line, message: 'this is no JSON' });
      continue;
    }
    const parsed = row.safeParse(json);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const message = `${issue?.path.join('.') || 'the line'}: ${issue?.message}`;
      sources.problems.push({ key: `line ${line}`, line, message });
      continue;
    }
    const { id, title, text: body, ...rest } = parsed.data;
    const read = readFields(
      ['url', 'language', 'audience', 'effective_from', 'effective_to'].map((name) => ({
        name,
        value: String(rest[name] ?? '').trim(),
        line,
      })),
    );
    if (read.kind === 'ok')
      sources.documents.push(completed(id, read.front, title?.trim() ?? '', body, defaults));
    else sources.problems.push(...read.problems.map((problem) => ({ key: id, ...problem })));
  }
  return sources;
}

function jsonOf(line: string): unknown {
  try {
    // Some programs begin a file with a byte order mark.
    return JSON.parse(line.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
}
