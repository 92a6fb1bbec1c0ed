/** What people did: a repeat of an action id returns the first answer. */
import type { Db } from './pool.ts';

export async function findAction<T>(
  db: Db,
  desk: string,
  conversation: string,
  id: string,
): Promise<{ name: string; result: T } | undefined> {
  const { rows } = await db.query(
    'select name, result from action where desk = $1 and conversation = $2 and id = $3',
    [desk, conversation, id],
  );
  return rows[0] && { name: rows[0].name, result: rows[0].result as T };
}

export async function insertAction(
  db: Db,
  a: { desk: string; conversation: string; id: string; name: string; actor: string; result: unknown },
  now: Date,
): Promise<void> {
  await db.query(
    'insert into action (desk, conversation, id, name, actor, result, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [a.desk, a.conversation, a.id, a.name, a.actor, JSON.stringify(a.result), now],
  );
}
