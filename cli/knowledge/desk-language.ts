/** The language of a desk, for articles that do not say theirs. */
import type pg from 'pg';
import { activeVersion, deskIds, versionContent } from '../../store/desks.ts';
import { Failure } from '../failure.ts';

export async function languageOf(pool: pg.Pool, desk: string): Promise<string> {
  const version = await activeVersion(pool, desk);
  if (version === undefined) {
    const known = await deskIds(pool);
    throw new Failure(
      `there is no desk ${desk} in this database${known.length > 0 ? `; there are ${known.join(', ')}` : ''}`,
      'put its files into service first; `npm start` does so for each folder under desks/',
    );
  }
  const stored = await versionContent(pool, desk, version);
  const content = stored?.content as { desk?: { language?: string } } | undefined;
  return content?.desk?.language ?? 'und';
}
