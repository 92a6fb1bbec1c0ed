/** Rows of links: which live documents name which others. */
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

export interface LinkingDocument {
  id: string;
  key: string;
  title: string;
  url: string | null;
}

export async function liveNames(db: Db, desk: string): Promise<LinkingDocument[]> {
  const { rows } = await db.query(
    'select id, key, title, url from knowledge_document where desk = $1 and retired_at is null order by id',
    [desk],
  );
  return shapes<LinkingDocument>(rows);
}

export interface LinkedText {
  document: string;
  key: string;
  text: string;
  /** `target` and `how`, as stored. */
  links: { target: string; how: 'link' | 'title' }[];
}

/** Whole texts, with the links that are stored. */
export async function textsOf(db: Db, desk: string, documents: readonly string[]): Promise<LinkedText[]> {
  const { rows } = await db.query(
    `select d.id as document, d.key,
            (select coalesce(string_agg(k.text, E'\\n\\n' order by k.ordinal), '') from knowledge_chunk k where k.document = d.id) as text,
            (select coalesce(jsonb_agg(jsonb_build_object('target', l.target, 'how', l.how)), '[]')
             from knowledge_link l where l.document = d.id) as links
     from knowledge_document d where d.desk = $1 and d.id = any ($2)`,
    [desk, documents],
  );
  return shapes<LinkedText>(rows);
}

/** The links of these documents, instead of those that are stored. */
export async function replaceLinks(
  db: Db,
  desk: string,
  documents: readonly string[],
  links: readonly { document: string; target: string; how: string }[],
): Promise<void> {
  await db.query('delete from knowledge_link where desk = $1 and document = any ($2)', [desk, documents]);
  await db.query(
    `insert into knowledge_link (document, desk, target, how)
     select l.document, $1, l.target, l.how from unnest($2::text[], $3::text[], $4::text[]) as l (document, target, how)
     join knowledge_document d on d.id = l.document and d.desk = $1 and d.retired_at is null
     on conflict do nothing`,
    [
      desk,
      links.map(({ document }) => document),
      links.map(({ target }) => target),
      links.map(({ how }) => how),
    ],
  );
}
