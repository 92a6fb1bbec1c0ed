/** Brings a desk's links to what its documents say now: after an import, because a new document may be named by old ones. */
import type pg from 'pg';
import { lockKnowledge } from '../store/knowledge.ts';
import { liveNames, replaceLinks, textsOf } from '../store/knowledge-links.ts';
import { tx } from '../store/pool.ts';
import { linkFinder } from './links.ts';

/** Documents at a time: a few megabytes of text. */
const batchSize = 500;

/** Reads all of the desk's texts, which takes a second for ten thousand passages, and writes what differs. */
export async function linkDocuments(pool: pg.Pool, desk: string): Promise<void> {
  const names = await liveNames(pool, desk);
  const linksOf = linkFinder(names);
  for (let at = 0; at < names.length; at += batchSize) {
    const ids = names.slice(at, at + batchSize).map(({ id }) => id);
    const changed = (await textsOf(pool, desk, ids)).flatMap(({ document, key, text, links: before }) => {
      const links = linksOf({ key, text });
      return shown(links) === shown(before) ? [] : [{ document, links }];
    });
    if (changed.length === 0) continue;
    await tx(pool, async (db) => {
      await lockKnowledge(db, desk);
      await replaceLinks(
        db,
        desk,
        changed.map(({ document }) => document),
        changed.flatMap(({ document, links }) => links.map((link) => ({ document, ...link }))),
      );
    });
  }
}

const shown = (links: readonly { target: string; how: string }[]): string =>
  links
    .map(({ target, how }) => `${how}:${target}`)
    .sort()
    .join('\n');
