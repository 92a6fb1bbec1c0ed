/** Replaying past turns under another version of the desk, in a database of its own: what would be different. */
import type pg from 'pg';
import type { DeskContent } from '../../desk/schema.ts';
import { after, systemClock } from '../../domain/clock.ts';
import type { Turn } from '../../domain/conversation.ts';
import { modelsFrom } from '../../models/from-environment.ts';
import { rulesModel } from '../../models/rules/model.ts';
import { activateVersion } from '../../store/desks.ts';
import { messagesById } from '../../store/messages.ts';
import { tx } from '../../store/pool.ts';
import { draftOf, findDecision, triageOf, turnsOf } from '../../store/turns.ts';
import { cachedDesks } from '../../transactions/work.ts';
import { remark } from '../output.ts';
import { recorded } from '../try/calls.ts';
import { runTurn } from '../try/run.ts';
import { copyBefore, copyKnowledge } from './copy.ts';

/** What came of a turn, as far as a reader compares it. */
export interface Outcome {
  topic: string | null;
  verdict: string | null;
  reason: string | null;
  reply: string | null;
  /** US dollars; null: none was asked, or a price is not known. */
  usd: number | null;
}

export interface ReplayedTurn {
  conversation: string;
  turn: string;
  openedAt: string;
  /** The customer's words, for who reads the report. */
  asked: string;
  before: Outcome;
  now: Outcome;
  changed: (keyof Outcome)[];
}

/** Turns that came to a verdict, oldest first: those that people had, or that newer messages ended, decide nothing. */
export async function turnsToReplay(
  pool: pg.Pool,
  desk: string,
  of: { conversations: readonly string[]; since?: Date; limit: number },
): Promise<Turn[]> {
  const { rows } = await pool.query(
    `select t.conversation, t.id from turn t join step s on s.turn = t.id and s.step = 'review'
     where t.desk = $1 and (cardinality($2::text[]) = 0 or t.conversation = any($2)) and ($3::timestamptz is null or t.opened_at >= $3)
     order by t.opened_at desc limit $4`,
    [desk, of.conversations, of.since ?? null, of.limit],
  );
  const found: Turn[] = [];
  for (const { conversation, id } of rows.reverse()) {
    const turn = (await turnsOf(pool, desk, conversation)).find((t) => t.id === id);
    if (turn) found.push(turn);
  }
  return found;
}

/** `source` is only read. `shadow` is thrown away by the caller. */
export async function replayTurns(
  source: pg.Pool,
  shadow: pg.Pool,
  against: { content: DeskContent; dir: string },
  turns: readonly Turn[],
  told: (done: number) => void,
): Promise<ReplayedTurn[]> {
  const { content, dir } = against;
  const desk = content.desk.id;
  await tx(shadow, (db) => activateVersion(db, desk, content.hash, content, dir, 'replay', systemClock()));
  await copyKnowledge(source, shadow, desk);
  const env = process.env;
  const { models, calls } = recorded(await modelsFrom(env, { notice: remark }), env);
  const replayed: ReplayedTurn[] = [];
  for (const turn of turns) {
    await shadow.query('truncate conversation, customer cascade');
    await copyBefore(source, shadow, turn);
    let jumped = 0;
    const clock = () => after(turn.openedAt, jumped);
    const context = { pool: shadow, clock, desks: cachedDesks(), rules: rulesModel(), models, env };
    calls.length = 0;
    const input = { desk, conversation: turn.conversation };
    const ran = await runTurn(context, input, (ms) => {
      jumped += ms;
    });
    const usd = calls.some((c) => c.usd === null) ? null : calls.reduce((sum, c) => sum + (c.usd ?? 0), 0);
    const now = ran.turn
      ? await outcomeOf(shadow, desk, ran.turn, calls.length > 0 ? usd : null)
      : { topic: null, verdict: null, reason: null, reply: null, usd: null };
    const before = await outcomeOf(source, desk, turn.id, await spentOnTurn(source, desk, turn.id));
    const messages = await messagesById(source, desk, turn.messages);
    const changed = (['topic', 'verdict', 'reason', 'reply'] as const).filter(
      (field) => before[field] !== now[field],
    );
    replayed.push({
      ...{ conversation: turn.conversation, turn: turn.id, openedAt: turn.openedAt.toISOString() },
      asked: messages.map((m) => m.text).join('\n'),
      ...{ before, now, changed },
    });
    told(replayed.length);
  }
  return replayed;
}

async function outcomeOf(pool: pg.Pool, desk: string, turn: string, usd: number | null): Promise<Outcome> {
  const verdict = await findDecision<{ kind: string; reason: string }>(pool, desk, turn, 'review');
  const draft = await draftOf(pool, desk, turn);
  return {
    topic: (await triageOf(pool, desk, turn))?.topic ?? null,
    verdict: verdict?.kind ?? null,
    reason: verdict?.reason ?? null,
    reply: draft?.text ?? null,
    usd,
  };
}

async function spentOnTurn(pool: pg.Pool, desk: string, turn: string): Promise<number | null> {
  const { rows } = await pool.query(
    'select sum(usd)::float8 as usd, bool_or(usd is null) as unknown from model_call where desk = $1 and turn = $2',
    [desk, turn],
  );
  return rows[0]?.unknown ? null : (rows[0]?.usd ?? null);
}
