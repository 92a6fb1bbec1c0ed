/** The articles of a desk: imported from the knowledge/ folder beside its desk.yaml. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import { readFolder } from '../../knowledge/sources.ts';

/** What was imported, in words. `language` is the desk's own, for articles that do not name theirs. */
export async function importArticles(
  pool: pg.Pool,
  desk: string,
  dir: string,
  language = 'en',
): Promise<string> {
  const folder = join(dir, 'knowledge');
  if (!existsSync(folder)) return 'no articles';
  const { documents, problems } = await readFolder(folder, { language, audience: 'public' });
  const unreadable = problems.map(({ key }) => key);
  const { added, changed, unchanged, retired } = await importKnowledge(pool, desk, documents, {
    now: systemClock(),
    unreadable,
  });
  const counts = [
    `${added + changed + unchanged} articles`,
    ...(added ? [`${added} new`] : []),
    ...(changed ? [`${changed} changed`] : []),
    ...(retired ? [`${retired} retired`] : []),
  ];
  const left = problems.map(({ key, line, message }) => `${key}:${line}: ${message}`);
  return [counts.join(', '), ...left].join('; left out: ');
}
