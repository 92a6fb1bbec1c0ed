/** The articles of a desk: imported from the knowledge/ folder beside its desk.yaml. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { importFolder } from '../../knowledge/import.ts';

/** What was imported, in words. `language` is the desk's own, for articles that do not name theirs. */
export async function importArticles(pool: pg.Pool, desk: string, dir: string, language = 'en'): Promise<string> {
  const folder = join(dir, 'knowledge');
  if (!existsSync(folder)) return 'no articles';
  const { added, changed, unchanged, retired, problems } = await importFolder(pool, desk, folder, { now: systemClock(), language });
  const counts = [`${added + changed + unchanged} articles`, ...(added ? [`${added} new`] : []), ...(changed ? [`${changed} changed`] : []), ...(retired ? [`${retired} retired`] : [])];
  return [counts.join(', '), ...problems].join('; left out: ');
}
