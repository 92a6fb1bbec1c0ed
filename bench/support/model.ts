/** What a desk needs before a language model may answer alone in a run: its articles, and topics that have earned it. */
import type pg from 'pg';
import { importArticles } from '../../cli/stack/knowledge.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { systemClock } from '../../domain/clock.ts';
import { promptOf } from '../../prompts/load.ts';
import { insertState } from '../../store/autonomy.ts';

/** What the provider double answers as. */
export const MODEL = 'gpt-4.1-mini';

/** The environment of a process that is to ask the double. Text search alone: vectors of a double mean nothing. */
export const modelEnvironment = (url: string): NodeJS.ProcessEnv => ({
  OPENAI_BASE_URL: url,
  FIRST_RESPONSE_CHAT_MODEL: MODEL,
  FIRST_RESPONSE_EMBEDDING_MODEL: 'off',
});

/** Topics without a macro may send alone on the channel what the model drafts with the desk's prompt. */
export async function readyForModel(
  pool: pg.Pool,
  dir: string,
  content: DeskContent,
  channel: string,
): Promise<void> {
  const { id: desk, topics } = content.desk;
  await importArticles(pool, desk, dir);
  const key = { channel, promptVersion: promptOf(content, 'draft').hash, model: MODEL };
  const state = { ...key, mode: 'auto', since: systemClock(), by: 'cli:bench', reason: 'bench' } as const;
  for (const { id: topic, macro } of topics) if (!macro) await insertState(pool, desk, { topic, ...state });
}
