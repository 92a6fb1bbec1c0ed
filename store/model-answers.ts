/** What language models answered, by turn and question: read again by every repeat of a step. */
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

/** An answer as a step reads it. */
export interface StoredAnswer {
  ask: string;
  /** Why there is no answer; null when there is one. */
  unavailable: string | null;
  /** As parsed by the prompt's output schema. */
  content: unknown;
  promptId: string | null;
  promptHash: string | null;
  model: string | null;
}

export interface ModelAnswerRow extends StoredAnswer {
  desk: string;
  conversation: string;
  /** A turn; for `packet`, a hand-off. */
  subject: string;
  answeredAt: Date;
}

/** False when this question has its answer already: the first one stays. */
export async function saveModelAnswer(db: Db, a: ModelAnswerRow): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into model_answer (desk, conversation, subject, ask, unavailable, content, prompt_id, prompt_hash, model, answered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (subject, ask) do nothing`,
    [
      a.desk,
      a.conversation,
      a.subject,
      a.ask,
      a.unavailable,
      JSON.stringify(a.content ?? null),
      a.promptId,
      a.promptHash,
      a.model,
      a.answeredAt,
    ],
  );
  return rowCount === 1;
}

export async function modelAnswers(db: Db, desk: string, subject: string): Promise<ModelAnswerRow[]> {
  const { rows } = await db.query('select * from model_answer where desk = $1 and subject = $2', [
    desk,
    subject,
  ]);
  return shapes<ModelAnswerRow>(rows);
}

/** A hand-off without a written suggestion may be asked about again. */
export async function forgetModelAnswer(db: Db, desk: string, subject: string, ask: string): Promise<void> {
  await db.query('delete from model_answer where desk = $1 and subject = $2 and ask = $3', [
    desk,
    subject,
    ask,
  ]);
}
