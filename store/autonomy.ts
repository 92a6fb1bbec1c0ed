/** Promotions and demotions: which were made, by whom, and which is the newest of its key. Rows are only ever added. */
import type { AutonomyKey } from '../domain/outcome.ts';
import type { Autonomy } from '../domain/words.ts';
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

/** In place of a channel, a prompt version or a model: all of them. */
export const EVERY = '*';

export interface StoredState extends AutonomyKey {
  mode: Exclude<Autonomy, 'off'> | null;
  since: Date;
  /** `human:<id>`, `cli:<name>`, or `system` when the evidence did it. */
  by: string;
  reason: string;
}

export async function insertState(db: Db, desk: string, s: StoredState): Promise<void> {
  await db.query(
    `insert into autonomy_state (desk, topic, channel, prompt_version, model, mode, since, by, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (desk, topic, channel, prompt_version, model, since)
     do update set mode = excluded.mode, by = excluded.by, reason = excluded.reason`,
    [desk, s.topic, s.channel, s.promptVersion, s.model, s.mode, s.since, s.by, s.reason],
  );
}

/** The newest row of every key, of these topics where they are named. */
export async function statesOf(db: Db, desk: string, topics?: readonly string[]): Promise<StoredState[]> {
  const { rows } = await db.query(
    `select distinct on (topic, channel, prompt_version, model) topic, channel, prompt_version, model, mode, since, by, reason
     from autonomy_state where desk = $1 and ($2::text[] is null or topic = any($2))
     order by topic, channel, prompt_version, model, since desc`,
    [desk, topics ?? null],
  );
  return shapes<StoredState>(rows);
}

/** Everything that was ever decided about a topic, newest first. */
export async function stateHistory(db: Db, desk: string, limit: number): Promise<StoredState[]> {
  const { rows } = await db.query(
    `select topic, channel, prompt_version, model, mode, since, by, reason from autonomy_state
     where desk = $1 order by since desc limit $2`,
    [desk, limit],
  );
  return shapes<StoredState>(rows);
}
