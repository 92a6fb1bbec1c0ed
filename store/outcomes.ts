/** Outcomes: what became of drafts, per topic of their turn, and the counts that autonomy rests on. */
import type { Draft } from '../domain/conversation.ts';
import {
  type AutonomyKey,
  acceptedResults,
  judgements,
  type OutcomeMode,
  type OutcomeResult,
  type Writer,
  wouldHaveLeft,
  writerOf,
} from '../domain/outcome.ts';
import type { Db } from './pool.ts';
import { shape, shapes } from './rows.ts';

export interface NewOutcome {
  draft: Draft;
  mode: OutcomeMode;
  result: OutcomeResult;
  reason: string | null;
  person: string | null;
}

/** One row for each topic of the draft's turn; a repeat changes nothing. Answers with what it is evidence about. */
export async function insertOutcome(
  db: Db,
  { draft, ...what }: NewOutcome,
  now: Date,
): Promise<AutonomyKey[]> {
  const { desk, turn, id } = draft;
  return insert(db, { desk, turn, draft: id, ...writerOf(draft), ...what }, now);
}

/** Of what a prompt on trial had written for the turn: always compared in secret, once. */
export async function insertTrialOutcome(
  db: Db,
  outcome: Pick<Row, 'desk' | 'turn' | 'promptVersion' | 'model' | 'result' | 'reason' | 'person'>,
  now: Date,
): Promise<AutonomyKey[]> {
  return insert(db, { ...outcome, draft: null, mode: 'shadow' }, now);
}

interface Row extends Omit<NewOutcome, 'draft'>, Writer {
  desk: string;
  turn: string;
  draft: string | null;
}

async function insert(db: Db, o: Row, now: Date): Promise<AutonomyKey[]> {
  const { rows } = await db.query(
    `insert into outcome (desk, draft, turn, conversation, topic, channel, prompt_version, model, mode, result, reason, person, at)
     select c.desk, $3, r.turn, c.id, t->>'id', c.channel, $4, $5, $6, $7, $8, $9, $10
     from conversation c join triage r on r.desk = c.desk and r.turn = $2 cross join jsonb_array_elements(r.topics) t
     where c.desk = $1 and c.id = r.conversation
     on conflict do nothing returning topic, channel, prompt_version, model`,
    [o.desk, o.turn, o.draft, o.promptVersion, o.model, o.mode, o.result, o.reason, o.person, now],
  );
  return shapes<AutonomyKey>(rows);
}

/**
 * Puts on record that the customer had to come back to the newest reply that left alone since then, unless that is on record
 * already. A reply that certainly never reached them is not what they came back to.
 */
export async function insertTrouble(
  db: Db,
  desk: string,
  conversation: string,
  result: 'reopened' | 'complained',
  since: Date,
  now: Date,
): Promise<AutonomyKey[]> {
  const { rows } = await db.query(
    `with last as (
       select draft from outcome where desk = $1 and conversation = $2 and result = 'sent' and at >= $4 order by at desc limit 1)
     insert into outcome (desk, draft, turn, conversation, topic, channel, prompt_version, model, mode, result, reason, person, at)
     select o.desk, o.draft, o.turn, o.conversation, o.topic, o.channel, o.prompt_version, o.model, o.mode, $3, null, null, $5
     from outcome o join last on last.draft = o.draft
     where o.result = 'sent'
       and not exists (select 1 from outcome b where b.draft = o.draft and b.result in ('reopened', 'complained'))
       and exists (select 1 from delivery d where d.desk = $1 and d.draft = o.draft and (d.state in ('sent', 'unknown') or d.doubt))
     on conflict do nothing returning topic, channel, prompt_version, model`,
    [desk, conversation, result, since, now],
  );
  return shapes<AutonomyKey>(rows);
}

/** The draft as it was first written, whatever edits of it came after. */
export async function firstWritten(db: Db, draft: Draft): Promise<Draft> {
  if (draft.editedFrom === null) return draft;
  const { rows } = await db.query(
    `with recursive chain as (
       select * from draft where desk = $1 and id = $2
       union all select d.* from draft d join chain c on d.desk = $1 and d.id = c.edited_from)
     select * from chain where edited_from is null`,
    [draft.desk, draft.id],
  );
  return rows[0] ? shape<Draft>(rows[0]) : draft;
}

/**
 * The newest draft that nobody has decided on and that people now answer in its stead: one that was to be approved, or that was
 * made in shadow, of a turn with a message that `answeredBy` answers.
 */
export async function undecidedDraft(
  db: Db,
  desk: string,
  conversation: string,
  answeredBy: string,
): Promise<{ draft: Draft; reason: string } | undefined> {
  const { rows } = await db.query(
    `select d.*, s.decision->>'reason' as gate_reason, exists (select 1 from outcome o where o.turn = d.turn and o.draft is not null) as decided
     from draft d join turn t on t.id = d.turn join step s on s.turn = d.turn and s.step = 'review'
     where d.desk = $1 and d.conversation = $2 and d.edited_from is null and d.kind <> 'question'
       and (s.decision->>'kind' = 'approve' or s.decision->>'reason' = 'shadow')
       and exists (select 1 from message m where m.id = any(t.messages) and m.answered_by = $3)
     order by d.created_at desc, d.id desc limit 1`,
    [desk, conversation, answeredBy],
  );
  if (!rows[0] || rows[0].decided) return undefined;
  const { gate_reason: reason, decided: _, ...row } = rows[0];
  return { draft: shape<Draft>(row), reason };
}

/** Replies that went past a person as a sample since then, by topic; topics without any are not in it. */
export async function sampledSince(
  db: Db,
  desk: string,
  topics: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const { rows } = await db.query(
    `select t->>'id' as topic, count(*)::int as n
     from step s join turn on turn.id = s.turn join triage r on r.turn = s.turn cross join jsonb_array_elements(r.topics) t
     where s.desk = $1 and s.step = 'review' and s.decision->>'reason' = 'sample' and s.decided_at > $3
       and turn.ended_as is distinct from 'superseded' and t->>'id' = any($2)
     group by 1`,
    [desk, topics, since],
  );
  return new Map(rows.map((r) => [r.topic, r.n]));
}

/**
 * Newest decisions of people on what would have left alone, and newest replies that did, at most so many of each. What a prompt
 * on trial had written is not among them: nobody saw it.
 */
export async function lately(
  db: Db,
  desk: string,
  { topic, channel, promptVersion, model }: AutonomyKey,
  since: Date | undefined,
  limits: { sample: number; sends: number },
): Promise<{ sample: { n: number; accepted: number }; sends: { n: number; troubled: number } }> {
  const { rows } = await db.query(
    `with mine as (
       select * from outcome where desk = $1 and topic = $2 and channel = $3 and prompt_version = $4 and model = $5
         and ($6::timestamptz is null or at > $6)),
     sample as (
       select result = any($8) as accepted from mine where draft is not null and result = any($7) and reason = any($9)
       order by at desc limit $10),
     sends as (
       select exists (select 1 from outcome b where b.draft = m.draft and b.result in ('reopened', 'complained')) as troubled
       from mine m where result = 'sent' order by at desc limit $11)
     select (select count(*)::int from sample) as n, (select count(*)::int from sample where accepted) as accepted,
       (select count(*)::int from sends) as sends, (select count(*)::int from sends where troubled) as troubled`,
    [
      desk,
      topic,
      channel,
      promptVersion,
      model,
      since ?? null,
      judgements,
      acceptedResults,
      wouldHaveLeft,
      limits.sample,
      limits.sends,
    ],
  );
  const { n, accepted, sends, troubled } = rows[0];
  return { sample: { n, accepted }, sends: { n: sends, troubled } };
}

export interface Tally extends AutonomyKey {
  /**
   * Decisions of people on drafts that would have left alone, or comparisons of a prompt on trial with what they sent in place
   * of such a draft, since the key was last demoted by the evidence; how many accepted.
   */
  n: number;
  accepted: number;
  /** Those on drafts that had something else against them: no evidence. */
  setAside: number;
  /** All decisions and comparisons, by result. */
  results: Record<string, number>;
  /** Compared in secret: in a topic that is in shadow, or on trial. */
  shadow: { n: number; accepted: number };
  sent: number;
  reopened: number;
  complained: number;
  firstAt: Date;
  lastAt: Date;
}

/** Counts by topic, channel, prompt version and model; of one key where one is given. */
export async function tallies(db: Db, desk: string, only?: AutonomyKey): Promise<Tally[]> {
  const { rows } = await db.query(
    `with demoted as (
       select topic, channel, prompt_version, model, max(since) as since from autonomy_state
       where desk = $1 and by = 'system' and mode <> 'auto' group by 1, 2, 3, 4),
     counted as (
       select o.*, (result = any($2) and reason is distinct from 'shadow') as judged, result = any($3) as accepted,
         (reason = any($4) and (d.since is null or o.at > d.since)) as evidence
       from outcome o left join demoted d using (topic, channel, prompt_version, model)
       where o.desk = $1 and ($5::text is null or (o.topic = $5 and o.channel = $6 and o.prompt_version = $7 and o.model = $8)))
     select topic, channel, prompt_version, model,
       count(*) filter (where judged and evidence)::int as n,
       count(*) filter (where judged and evidence and accepted)::int as accepted,
       count(*) filter (where judged and not (reason = any($4)))::int as set_aside,
       count(*) filter (where mode = 'shadow')::int as shadow_n,
       count(*) filter (where mode = 'shadow' and accepted)::int as shadow_accepted,
       count(*) filter (where result = 'sent')::int as sent,
       count(*) filter (where result = 'reopened')::int as reopened,
       count(*) filter (where result = 'complained')::int as complained,
       min(at) as first_at, max(at) as last_at,
       (select jsonb_object_agg(x.result, x.n) from (select c.result, count(*) as n from counted c
          where (c.topic, c.channel, c.prompt_version, c.model) = (counted.topic, counted.channel, counted.prompt_version, counted.model)
            and c.result = any($2) group by 1) x) as results
     from counted group by 1, 2, 3, 4 order by topic, channel, max(at) desc`,
    [
      desk,
      judgements,
      acceptedResults,
      wouldHaveLeft,
      only?.topic ?? null,
      only?.channel ?? null,
      only?.promptVersion ?? null,
      only?.model ?? null,
    ],
  );
  return rows.map(({ shadow_n, shadow_accepted, results, ...row }) => ({
    ...shape<Omit<Tally, 'shadow' | 'results'>>(row),
    results: results ?? {},
    shadow: { n: shadow_n, accepted: shadow_accepted },
  }));
}
