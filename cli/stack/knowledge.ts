/** The articles of a desk: imported from the knowledge/ folder beside its desk.yaml. */
import type pg from 'pg';

/** What was imported, in words. */
export async function importArticles(_pool: pg.Pool, _desk: string, _dir: string): Promise<string> {
  return 'none';
}
