/** Trials: which turn the draft prompt on trial is asked about, and what people sent where it has answered. */
import { judgements } from '../domain/outcome.ts';
import type { Db } from './pool.ts';
import { shape } from './rows.ts';

/**
 * The newest turn of this desk version whose draft a language model wrote and a person decides on, or is compared with, and
 * about which the prompt on trial was not asked. One whose draft a person rejected has nothing that it could be compared with.
 */
export async function turnToTry(
  db: Db,
  desk: string,
  conversation: string,
  deskVersion: string,
): Promise<string | undefined> {
  const { rows } = await db.query(
    `select t.id from turn t join step s on s.turn = t.id and s.step = 'review'
     where t.desk = $1 and t.conversation = $2 and t.desk_version = $3 and t.ended_as is distinct from 'superseded'
       and (s.decision->>'kind' = 'approve' or s.decision->>'reason' = 'shadow')
       and exists (select 1 from draft d where d.turn = t.id and d.kind = 'model')
       and not exists (select 1 from model_answer a where a.subject = t.id and a.ask = 'trial')
       and not exists (select 1 from outcome o where o.turn = t.id and o.result = 'rejected')
     order by t.opened_at desc, t.id desc limit 1`,
    [desk, conversation, deskVersion],
  );
  return rows[0]?.id;
}

/** What the prompt on trial wrote, what a person sent in its turn, and why the draft of the turn had gone to them. */
export interface TriedTurn {
  /** As the activity stored it; null where it was erased. */
  content: unknown;
  promptVersion: string;
  model: string;
  sent: string;
  reason: string | null;
  person: string | null;
}

/**
 * Undefined until both are there. What was sent is what left in the transaction that recorded the person's decision: a delivery,
 * or a message that they wrote on the platform. With a rejection nothing leaves.
 */
export async function triedTurn(db: Db, desk: string, turn: string): Promise<TriedTurn | undefined> {
  const { rows } = await db.query(
    `select a.content, a.prompt_hash as prompt_version, a.model, o.reason, o.person, coalesce(d.text, m.text) as sent
     from model_answer a
     join lateral (
       select * from outcome where turn = a.subject and draft is not null and result = any($3) order by at limit 1) o on true
     left join lateral (
       select text from delivery where conversation = o.conversation and purpose in ('approved', 'person')
         and claimed_at = o.at limit 1) d on true
     left join lateral (
       select text from message where conversation = o.conversation and author_kind = 'agent' and received_at = o.at limit 1)
       m on true
     where a.desk = $1 and a.subject = $2 and a.ask = 'trial' and a.unavailable is null`,
    [desk, turn, judgements],
  );
  return rows[0]?.sent ? shape<TriedTurn>(rows[0]) : undefined;
}
