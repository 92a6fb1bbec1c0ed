/** Where documents come from: a folder of markdown files, or JSON lines. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';
import { firstHeading } from './chunk.ts';
import type { SourceDocument } from './document.ts';
import { readArticle } from './front-matter.ts';

export interface Sources {
  documents: SourceDocument[];
  /** What could not be read. The documents of these keys are there, and stay as they were. */
  problems: { key: string; line: number; message: string }[];
}

const articleFile = /\.(?:md|markdown)$/i;

/**
 * Every markdown file below `dir`, named by its path there. Hidden files and folders are left out.
 *
 * @param language of articles that do not say theirs, and whose name (`returns.de.md`) does not either
 */
export async function readFolder(dir: string, language: string): Promise<Sources> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const keys = entries
    .filter((entry) => entry.isFile() && articleFile.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, '/').length).replaceAll('\\', '/'))
    .filter((key) => !key.split('/').some((part) => part.startsWith('.')))
    .sort();
  const sources: Sources = { documents: [], problems: [] };
  for (const key of keys) {
    const read = articleDocument(key, await readFile(join(dir, key), 'utf8'), language);
    if (read.kind === 'ok') sources.documents.push(read.document);
    else sources.problems.push(...read.problems.map((problem) => ({ key, ...problem })));
  }
  return sources;
}

type Read =
  | { kind: 'ok'; document: SourceDocument }
  | { kind: 'failed'; problems: { line: number; message: string }[] };

/** Pure. The title is the author's, else the first heading, else the file's name. */
export function articleDocument(key: string, source: string, language: string): Read {
  const article = readArticle(source);
  if (article.kind === 'failed') return article;
  const { front, body } = article;
  const [suffix = extname(key), named] = /\.([a-z]{2}(?:-[A-Z]{2})?)\.[A-Za-z]+$/.exec(key) ?? [];
  const title = front.title ?? firstHeading(body) ?? basename(key, suffix).replaceAll(/[-_]+/g, ' ');
  return {
    kind: 'ok',
    document: { ...front, key, title, language: front.language ?? named ?? language, body },
  };
}

const row = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  title: z.string().nullish(),
  text: z.string(),
  url: z.string().nullish(),
});

/** Pure. JSON lines of `{id, title, text, url?}`. All of them are public. */
export function readJsonLines(source: string, language: string): Sources {
  const sources: Sources = { documents: [], problems: [] };
  for (const [i, line] of source.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parsed = row.safeParse(jsonOf(line));
    if (parsed.success) {
      const { id, title, text, url } = parsed.data;
      sources.documents.push({
        key: id,
        title: title?.trim() ?? '',
        url: url || null,
        language,
        audience: 'public',
        effectiveFrom: null,
        effectiveTo: null,
        body: text,
      });
    } else {
      const [issue] = parsed.error.issues;
      const message = `${issue?.path.join('.') || 'the line'}: ${issue?.message}`;
      sources.problems.push({ key: `line ${i + 1}`, line: i + 1, message });
    }
  }
  return sources;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
