/** `knowledge import`: a desk's documents from a folder, a file or an export; and their vectors, where there is a model. */
import { existsSync } from 'node:fs';
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import type { Audience } from '../../knowledge/document.ts';
import type { Sources } from '../../knowledge/files.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import { readSources } from '../../knowledge/sources.ts';
import { Failure } from '../failure.ts';
import { print, printJson, remark } from '../output.ts';
import { languageOf } from './desk-language.ts';
import { embeddingsFrom } from './models.ts';
import { progressOf } from './progress.ts';
import { embedDesk } from './vectors.ts';

export interface ImportOptions {
  desk?: string;
  language?: string;
  audience: Audience;
  source: string;
  embed: boolean;
  json?: boolean;
}

export async function runImport(
  pool: pg.Pool,
  desk: string,
  path: string,
  options: ImportOptions,
): Promise<void> {
  const language = options.language ?? (await languageOf(pool, desk));
  const sources = await documentsOf(path, { language, audience: options.audience });
  const counts = await importKnowledge(pool, desk, sources.documents, {
    now: systemClock(),
    source: options.source,
    unreadable: sources.problems.map(({ key }) => key),
    onProgress: options.json ? undefined : progressOf('importing'),
  });
  for (const { key, line, message } of sources.problems) remark(`${key}:${line}: ${message}`);
  if (sources.problems.length > 0) process.exitCode = 1;
  if (!options.json)
    print(
      `${desk}: ${counts.added} added, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.retired} retired; ${counts.passages} new passages`,
    );
  const embeddings = options.embed ? await embeddingsFrom(process.env) : null;
  const vectors = embeddings
    ? await embedDesk(pool, desk, embeddings, { quiet: options.json ?? false })
    : null;
  if (options.json) printJson({ desk, ...counts, problems: sources.problems, vectors });
}

export async function documentsOf(
  path: string,
  defaults: { language: string; audience: Audience },
): Promise<Sources> {
  if (!existsSync(path))
    throw new Failure(`there is no ${path}`, 'give a folder of articles, a .jsonl file or a .zip export');
  const sources = await readSources(path, defaults);
  // Retiring everything is hardly ever meant, and a wrong path would do it.
  if (sources.documents.length + sources.problems.length === 0)
    throw new Failure(
      `${path} has no documents, and nothing was changed`,
      'give a folder or .zip with .md, .html or .txt files in it, or a .jsonl file of {id, title, text}',
    );
  return sources;
}
