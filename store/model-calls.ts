/** Calls to language models, and what they add up to. */
import { after, days } from '../domain/clock.ts';
import type { Amounts } from '../policy/budget.ts';
import type { Db } from './pool.ts';

export interface ModelCallRow {
  id: string;
  desk: string;
  conversation: string | null;
  turn: string | null;
  /** What was asked for: `triage`, `draft` and so on, `embed_query`, `embed_passages`, `moderation`. */
  ask: string;
  model: string;
  promptId: string | null;
  promptHash: string | null;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  /** Null: the model's price is not known. */
  usd: number | null;
  /** `ok`, or the kind of the ModelFailure. */
  outcome: string;
  /** The provider's id of the request. */
  request: string | null;
  begunAt: Date;
  endedAt: Date;
}

/** Again with the same id changes nothing. */
export async function insertModelCall(db: Db, c: ModelCallRow): Promise<void> {
  await db.query(
    `insert into model_call (id, desk, conversation, turn, ask, model, prompt_id, prompt_hash, input_tokens,
       cached_tokens, output_tokens, usd, outcome, request, begun_at, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict (id) do nothing`,
    [
      c.id,
      c.desk,
      c.conversation,
      c.turn,
      c.ask,
      c.model,
      c.promptId,
      c.promptHash,
      c.inputTokens,
      c.cachedTokens,
      c.outputTokens,
      c.usd,
      c.outcome,
      c.request,
      c.begunAt,
      c.endedAt,
    ],
  );
}

const amounts = `coalesce(sum(input_tokens + output_tokens) filter (where ask not like 'embed%'), 0)::float8 as tokens,
  coalesce(sum(usd), 0) as usd`;

/**
 * What this desk has spent on the turn, on its conversation and, all conversations together, since midnight UTC. Calls
 * without a known price count with their tokens only, and those for embeddings, which cost a twentieth, with their price only.
 */
export async function spentOn(
  db: Db,
  desk: string,
  of: { conversation: string | null; turn: string | null },
  now: Date,
): Promise<Amounts> {
  const midnight = after(now, -(now.getTime() % days(1)));
  const { rows } = await db.query(
    `select scope, tokens, usd from (
       select 'turn' as scope, ${amounts} from model_call where desk = $1 and conversation = $2 and turn = $3
       union all
       select 'conversation', ${amounts} from model_call where desk = $1 and conversation = $2
       union all
       select 'day', ${amounts} from model_call where desk = $1 and begun_at >= $4
     ) as spent`,
    [desk, of.conversation, of.turn, midnight],
  );
  const at = (scope: string) => {
    const row = rows.find((each) => each.scope === scope);
    return { tokens: row?.tokens ?? 0, usd: row?.usd ?? 0 };
  };
  return { turn: at('turn'), conversation: at('conversation'), day: at('day') };
}
