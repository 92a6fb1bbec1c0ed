/** Keeps past conversations in the knowledge of desks that opted in, and takes them out where one opts out. */
import type pg from 'pg';
import { type Clock, minutes } from '../domain/clock.ts';
import { conversationSource, importPastConversations } from '../knowledge/past-conversations.ts';
import { deskIds } from '../store/desks.ts';
import { knowledgeCounts } from '../store/knowledge.ts';
import type { Log } from '../store/log.ts';
import type { Desks } from '../transactions/work.ts';
import { type Loop, startLoop } from './loop.ts';

/** What a person answered an hour ago helps the next customer soon enough. */
const everyMs = minutes(60);

export interface PastConversationsOptions {
  pool: pg.Pool;
  clock: Clock;
  desks: Desks;
  /** Takes personal data out of a text. */
  hide: (text: string) => string;
  log: Log;
}

export function startPastConversations(options: PastConversationsOptions): Loop {
  return startLoop('past conversations', everyMs, options.log, () => collectOnce(options));
}

export async function collectOnce({
  pool,
  clock,
  desks,
  hide,
  log,
}: PastConversationsOptions): Promise<boolean> {
  for (const desk of await deskIds(pool)) {
    const version = await desks.active(pool, desk);
    if (!version) continue;
    // Versions that were stored before desks had this section lack it.
    const enabled = version.content.desk.knowledge?.pastConversations ?? false;
    const has = (await knowledgeCounts(pool, desk)).some(
      ({ source, documents }) => source === conversationSource && documents > 0,
    );
    if (!enabled && !has) continue;
    const language = version.content.desk.language;
    const counts = await importPastConversations(pool, desk, { now: clock(), hide, enabled, language });
    if (counts.added + counts.changed + counts.retired > 0)
      log.info({ desk, ...counts }, 'brought past conversations up to date');
  }
  return false;
}
