/** Desks and documents for the tests of the knowledge base. */
import type pg from 'pg';
import type { SourceDocument } from '../../knowledge/document.ts';
import { type KnowledgeQuery, searchKnowledge } from '../../knowledge/search.ts';

export const now = new Date('2026-03-01T12:00:00Z');

let made = 0;

/** A desk of its own for each test: they share a database. */
export async function newDesk(pool: pg.Pool): Promise<string> {
  made += 1;
  const desk = `desk${made}`;
  await pool.query('insert into desk (id, created_at) values ($1, $2)', [desk, now]);
  return desk;
}

export const article = (key: string, body: string, more: Partial<SourceDocument> = {}): SourceDocument => ({
  key,
  title: key,
  url: null,
  language: 'en',
  audience: 'public',
  effectiveFrom: null,
  effectiveTo: null,
  body,
  ...more,
});

export const find = (pool: pg.Pool, desk: string, query: Partial<KnowledgeQuery>) =>
  searchKnowledge(pool, desk, { top: 5, now, ...query });

export const keysOf = async (
  pool: pg.Pool,
  desk: string,
  query: Partial<KnowledgeQuery>,
): Promise<string[]> => (await find(pool, desk, query)).map(({ key }) => key);
