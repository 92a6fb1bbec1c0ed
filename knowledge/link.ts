/** Brings a desk's links to what its documents say now: after an import, because a new document may be named by old ones. */
import type pg from 'pg';
import { lockKnowledge } from '../store/knowledge.ts';
import { liveNames, replaceLinks, textsOf } from '../store/knowledge-links.ts';
import { tx } from '../store/pool.ts';
import { type Link, linkFinder } from './links.ts';

/** Documents at a time: a few megabytes of text. */
const batchSize = 500;

/** A title in more documents than this, and in more than this share of them, is a phrase of the trade and names nothing. */
const mostNaming = 10;
const mostNamingShare = 0.05;

/** Reads all of the desk's texts, which takes a second for ten thousand passages, and writes what differs. */
export async function linkDocuments(pool: pg.Pool, desk: string): Promise<void> {
  const names = await liveNames(pool, desk);
  const linksOf = linkFinder(names);
  const read: { document: string; before: readonly Link[]; links: Link[] }[] = [];
  const naming = new Map<string, number>();
  for (let at = 0; at < names.length; at += batchSize) {
    const ids = names.slice(at, at + batchSize).map(({ id }) => id);
    for (const { document, key, text, links: before } of await textsOf(pool, desk, ids)) {
      const links = linksOf({ key, text });
      if (links.length === 0 && before.length === 0) continue;
      read.push({ document, before, links });
      for (const { target, how } of links)
        if (how === 'title') naming.set(target, (naming.get(target) ?? 0) + 1);
    }
  }
  const most = Math.max(mostNaming, names.length * mostNamingShare);
  const changed = read
    .map(({ links, ...one }) => ({
      ...one,
      links: links.filter(({ target, how }) => how === 'link' || (naming.get(target) ?? 0) <= most),
    }))
    .filter(({ before, links }) => shown(links) !== shown(before));
  for (let at = 0; at < changed.length; at += batchSize) {
    const batch = changed.slice(at, at + batchSize);
    await tx(pool, async (db) => {
      await lockKnowledge(db, desk);
      await replaceLinks(
        db,
        desk,
        batch.map(({ document }) => document),
        batch.flatMap(({ document, links }) => links.map((link) => ({ document, ...link }))),
      );
    });
  }
}

const shown = (links: readonly Link[]): string =>
  links
    .map(({ target, how }) => `${how}:${target}`)
    .sort()
    .join('\n');
