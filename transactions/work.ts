/** What every transaction needs: the database, the time, and the desks' versions. */
import type pg from 'pg';
import type { DeskContent } from '../desk/schema.ts';
import type { Clock } from '../domain/clock.ts';
import { activeVersion, versionContent } from '../store/desks.ts';
import type { Db } from '../store/pool.ts';

export interface Work {
  pool: pg.Pool;
  clock: Clock;
  desks: Desks;
}

/** A desk's files as applied. The same version is the same object, so that what is derived from it can be kept beside it. */
export interface DeskVersion {
  id: string;
  version: string;
  content: DeskContent;
  /** Where its data files (accounts) lie. */
  dir: string;
}

export interface Desks {
  /** The version in service, or undefined for a desk that nobody has applied. */
  active(db: Db, desk: string): Promise<DeskVersion | undefined>;
  /** A stored version. Throws when there is none: versions are never deleted while a turn names them. */
  version(db: Db, desk: string, version: string): Promise<DeskVersion>;
}

/** More versions than a process serves at once; the oldest is forgotten first and read again when it is needed. */
const maxCached = 32;

export function cachedDesks(): Desks {
  const cache = new Map<string, DeskVersion>();
  async function version(db: Db, desk: string, id: string): Promise<DeskVersion> {
    const key = `${desk}/${id}`;
    const known = cache.get(key);
    if (known) return known;
    const stored = await versionContent(db, desk, id);
    if (!stored)
      throw new Error(
        `desk ${desk} has no version ${id}: it was applied to another database, or its rows were deleted`,
      );
    const loaded = { id: desk, version: id, content: stored.content as DeskContent, dir: stored.dir };
    cache.set(key, loaded);
    const [oldest] = cache.keys();
    if (cache.size > maxCached && oldest) cache.delete(oldest);
    return loaded;
  }
  return {
    version,
    async active(db, desk) {
      const id = await activeVersion(db, desk);
      return id === undefined ? undefined : version(db, desk, id);
    },
  };
}
