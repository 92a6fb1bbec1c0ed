/** Copies of a conversation as it was before one of its turns, and of what the desk knows, in another database. */
import type pg from 'pg';
import type { Turn } from '../../domain/conversation.ts';
import type { Db } from '../../store/pool.ts';

/** Rows at a time: some hundred kilobytes of passages with their vectors. */
const batch = 200;

/** Every row of the query, into the table of the same name; columns by name. Rows that are there already stay. */
async function copyRows(
  from: Db,
  to: Db,
  table: string,
  where: string,
  values: readonly unknown[],
): Promise<void> {
  const { rows } = await from.query(`select to_jsonb(t) as row from ${table} t where ${where}`, [...values]);
  for (let at = 0; at < rows.length; at += batch) {
    const some = rows.slice(at, at + batch).map((r) => r.row);
    await to.query(
      `insert into ${table} select (jsonb_populate_record(null::${table}, r)).* from jsonb_array_elements($1::jsonb) r
       on conflict do nothing`,
      [JSON.stringify(some)],
    );
  }
}

/** In the order in which rows point at each other. */
const knowledgeTables = [
  'knowledge_document',
  'knowledge_chunk',
  'knowledge_term',
  'knowledge_corpus',
  'knowledge_link',
  'knowledge_vectors',
  'knowledge_embedding',
] as const;

/** As it is now: what a desk knew then is not kept in one piece. */
export async function copyKnowledge(from: Db, to: Db, desk: string): Promise<void> {
  for (const table of knowledgeTables) {
    const live =
      table === 'knowledge_chunk'
        ? ' and live'
        : table === 'knowledge_document'
          ? ' and retired_at is null'
          : '';
    const of =
      table === 'knowledge_link'
        ? ` and document in (select id from knowledge_document where desk = $1 and retired_at is null)`
        : '';
    await copyRows(from, to, table, `desk = $1${live}${of}`, [desk]);
  }
}

/**
 * The conversation with everything that had happened before the turn, its messages unanswered, and the AI its owner. The turn
 * itself is not copied: it is opened anew, under the version that is tried.
 */
export async function copyBefore(
  from: pg.Pool,
  to: pg.Pool,
  { desk, conversation, id, messages, openedAt, epoch }: Turn,
): Promise<void> {
  const one = [desk, conversation];
  const before = `desk = $1 and conversation = $2`;
  const earlier = `turn in (select id from turn where ${before} and opened_at < $3 and id <> $4)`;
  const past = [...one, openedAt, id];
  await copyRows(
    from,
    to,
    'customer',
    'desk = $1 and id = (select customer from conversation where id = $2)',
    one,
  );
  await copyRows(from, to, 'conversation', 'desk = $1 and id = $2', one);
  await to.query(
    `update conversation set owner = 'ai', epoch = $2, status = 'open', seen = 0, look_by = null, closed_at = null,
       superseded_drafts = 0, superseded_since = null where id = $1`,
    [conversation, epoch],
  );
  const last = `seq <= (select max(seq) from message where id = any($3))`;
  await copyRows(from, to, 'message', `${before} and ${last}`, [...one, messages]);
  await to.query(
    `update message set answered_by = null, triaged = false, starts_turn = true where id = any($1)`,
    [messages],
  );
  await to.query(
    `update message set answered_by = coalesce(answered_by, 'none:replay') where conversation = $1 and not id = any($2)`,
    [conversation, messages],
  );
  await copyRows(
    from,
    to,
    'attachment',
    `desk = $1 and message in (select id from message where conversation = $2 and ${last})`,
    [...one, messages],
  );
  await copyRows(
    from,
    to,
    'turn',
    `${before} and opened_at < $3 and id <> $4 and ended_at is not null`,
    past,
  );
  for (const table of ['step', 'triage', 'account_fact']) {
    const own = table === 'triage' ? earlier : `desk = $1 and ${earlier}`;
    await copyRows(from, to, table, own, past);
  }
  await copyRows(from, to, 'draft', `${before} and ${earlier}`, past);
  await copyRows(
    from,
    to,
    'delivery',
    `${before} and claimed_at < $3 and (turn is null or turn <> $4) and state = 'sent'`,
    past,
  );
}
