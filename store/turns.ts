/** Turns, what their steps decided, and the drafts they made. */
import type { Draft, Statement, Turn } from '../domain/conversation.ts';
import type { TurnEnd } from '../domain/words.ts';
import type { StoredAnswer } from './model-answers.ts';
import type { Db } from './pool.ts';
import { shape, shapes } from './rows.ts';

const columns =
  'id, desk, conversation, epoch, desk_version, messages, opened_at, ended_at, ended_as, end_reason';

export async function findTurn(db: Db, desk: string, id: string): Promise<Turn | undefined> {
  const { rows } = await db.query(`select ${columns} from turn where desk = $1 and id = $2`, [desk, id]);
  return rows[0] && shape<Turn>(rows[0]);
}

/** What the steps of a turn decided so far, by step. */
export type Decisions = Readonly<Record<string, unknown>>;

/** A turn together with what its steps decided and what language models answered about it. */
export async function turnWithDecisions(
  db: Db,
  desk: string,
  id: string,
): Promise<{ turn: Turn; decisions: Decisions; answers: StoredAnswer[] } | undefined> {
  const { rows } = await db.query(
    `select ${columns}, (select jsonb_object_agg(s.step, s.decision) from step s where s.turn = turn.id) as decisions,
       (select jsonb_agg(jsonb_build_object('ask', ask, 'unavailable', unavailable, 'content', content, 'promptId', prompt_id,
          'promptHash', prompt_hash, 'model', model)) from model_answer a where a.subject = turn.id) as answers
     from turn where desk = $1 and id = $2`,
    [desk, id],
  );
  if (!rows[0]) return undefined;
  const { decisions, answers, ...turn } = rows[0];
  return { turn: shape<Turn>(turn), decisions: decisions ?? {}, answers: answers ?? [] };
}

export async function openTurnOf(db: Db, desk: string, conversation: string): Promise<Turn | undefined> {
  const { rows } = await db.query(
    `select ${columns} from turn where desk = $1 and conversation = $2 and ended_at is null`,
    [desk, conversation],
  );
  return rows[0] && shape<Turn>(rows[0]);
}

export async function turnsOf(db: Db, desk: string, conversation: string): Promise<Turn[]> {
  const { rows } = await db.query(
    `select ${columns} from turn where desk = $1 and conversation = $2 order by opened_at, id`,
    [desk, conversation],
  );
  return shapes<Turn>(rows);
}

export async function insertTurn(
  db: Db,
  turn: Pick<Turn, 'id' | 'desk' | 'conversation' | 'epoch' | 'deskVersion' | 'messages'>,
  now: Date,
): Promise<void> {
  await db.query(
    'insert into turn (id, desk, conversation, epoch, desk_version, messages, opened_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [turn.id, turn.desk, turn.conversation, turn.epoch, turn.deskVersion, turn.messages, now],
  );
}

/** A turn is used once: ending one that has ended changes nothing. Otherwise answers when it was opened. */
export async function endTurn(
  db: Db,
  desk: string,
  id: string,
  as: TurnEnd,
  reason: string,
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await db.query(
    'update turn set ended_at = $3, ended_as = $4, end_reason = $5 where desk = $1 and id = $2 and ended_at is null returning opened_at',
    [desk, id, now, as, reason],
  );
  return rows[0]?.opened_at as Date | undefined;
}

/** What this step of the turn decided, if it has. The caller names the decision's shape: it wrote it. */
export async function findDecision<T>(
  db: Db,
  desk: string,
  turn: string,
  step: string,
): Promise<T | undefined> {
  const { rows } = await db.query('select decision from step where desk = $1 and turn = $2 and step = $3', [
    desk,
    turn,
    step,
  ]);
  return rows[0]?.decision as T | undefined;
}

/** False when one of these steps has decided before: then the caller stores nothing. */
export async function saveDecisions(
  db: Db,
  desk: string,
  turn: string,
  steps: readonly { step: string; decision: unknown }[],
  now: Date,
): Promise<boolean> {
  const rows = steps.map(({ step, decision }) => ({ step, decision }));
  const { rowCount } = await db.query(
    `insert into step (desk, turn, step, decision, decided_at)
     select $1, $2, s->>'step', s->'decision', $4 from jsonb_array_elements($3::jsonb) s
     on conflict (turn, step) do nothing`,
    [desk, turn, JSON.stringify(rows), now],
  );
  return rowCount === rows.length;
}

/** The gate's verdicts of the conversation's earlier turns, newest first. */
export async function pastDecisions<T>(
  db: Db,
  desk: string,
  conversation: string,
  step: string,
  limit: number,
): Promise<{ turn: string; endedAs: TurnEnd | null; decision: T }[]> {
  const { rows } = await db.query(
    `select s.turn, t.ended_as, s.decision from step s join turn t on t.id = s.turn
     where t.desk = $1 and t.conversation = $2 and s.step = $3 order by t.opened_at desc limit $4`,
    [desk, conversation, step, limit],
  );
  return shapes(rows);
}

export async function insertDraft(db: Db, d: Draft): Promise<void> {
  await db.query(
    `insert into draft (id, desk, conversation, turn, kind, macros, text, statements, model, prompt_id, prompt_hash, edited_from, edited_by,
       created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      d.id,
      d.desk,
      d.conversation,
      d.turn,
      d.kind,
      d.macros,
      d.text,
      JSON.stringify(d.statements satisfies Statement[]),
      d.model,
      d.promptId,
      d.promptHash,
      d.editedFrom,
      d.editedBy,
      d.createdAt,
    ],
  );
}

export async function findDraft(db: Db, desk: string, id: string): Promise<Draft | undefined> {
  const { rows } = await db.query('select * from draft where desk = $1 and id = $2', [desk, id]);
  return rows[0] && shape<Draft>(rows[0]);
}

/** The newest draft of a turn: a person's edit comes after what it edits. */
export async function draftOf(db: Db, desk: string, turn: string): Promise<Draft | undefined> {
  const { rows } = await db.query(
    'select * from draft where desk = $1 and turn = $2 order by created_at desc, id desc limit 1',
    [desk, turn],
  );
  return rows[0] && shape<Draft>(rows[0]);
}

export interface StoredTriage {
  turn: string;
  topic: string;
  confidence: number;
  topics: { id: string; confidence: number }[];
  priority: string;
  sentiment: string;
  language: string;
  risks: { risk: string; level: string; rule: string; message: string }[];
  entities: Record<string, string[]>;
  reasons: string[];
  model: string;
}

export async function insertTriage(
  db: Db,
  desk: string,
  conversation: string,
  t: StoredTriage,
): Promise<void> {
  await db.query(
    `insert into triage (turn, desk, conversation, topic, confidence, topics, priority, sentiment, language, risks, entities,
       reasons, model) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      t.turn,
      desk,
      conversation,
      t.topic,
      t.confidence,
      JSON.stringify(t.topics),
      t.priority,
      t.sentiment,
      t.language,
      JSON.stringify(t.risks),
      JSON.stringify(t.entities),
      JSON.stringify(t.reasons),
      t.model,
    ],
  );
}

export async function triageOf(db: Db, desk: string, turn: string): Promise<StoredTriage | undefined> {
  const { rows } = await db.query('select * from triage where desk = $1 and turn = $2', [desk, turn]);
  return rows[0] && shape<StoredTriage>(rows[0]);
}

/** Every triage of the conversation, oldest turn first. */
export async function triagesOf(db: Db, desk: string, conversation: string): Promise<StoredTriage[]> {
  const { rows } = await db.query(
    `select r.* from triage r join turn t on t.id = r.turn where r.desk = $1 and r.conversation = $2 order by t.opened_at`,
    [desk, conversation],
  );
  return shapes<StoredTriage>(rows);
}

export interface StoredFact {
  id: string;
  path: string;
  value: unknown;
  source: unknown;
}

export async function insertFacts(
  db: Db,
  desk: string,
  turn: string,
  facts: readonly StoredFact[],
): Promise<void> {
  if (facts.length === 0) return;
  await db.query(
    `insert into account_fact (desk, turn, id, path, value, source)
     select $1, $2, f->>'id', f->>'path', f->'value', f->'source' from jsonb_array_elements($3::jsonb) f
     on conflict (turn, id) do nothing`,
    [desk, turn, JSON.stringify(facts)],
  );
}

export async function factsOf(db: Db, desk: string, turn: string): Promise<StoredFact[]> {
  const { rows } = await db.query(
    'select id, path, value, source from account_fact where desk = $1 and turn = $2 order by id',
    [desk, turn],
  );
  return shapes<StoredFact>(rows);
}

/** Every fact that was looked up in the conversation; of one looked up twice, the newest value. */
export async function factsOfConversation(db: Db, desk: string, conversation: string): Promise<StoredFact[]> {
  const { rows } = await db.query(
    `select distinct on (f.id) f.id, f.path, f.value, f.source from account_fact f join turn t on t.id = f.turn
     where t.desk = $1 and t.conversation = $2 order by f.id, t.opened_at desc`,
    [desk, conversation],
  );
  return shapes<StoredFact>(rows);
}

/** Every draft of the conversation, oldest first. */
export async function draftsOf(db: Db, desk: string, conversation: string): Promise<Draft[]> {
  const { rows } = await db.query(
    'select * from draft where desk = $1 and conversation = $2 order by created_at, id',
    [desk, conversation],
  );
  return shapes<Draft>(rows);
}
