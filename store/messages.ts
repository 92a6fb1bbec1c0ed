/** Messages: what came in, in arrival order, and who has answered it. */
import type { FoundRisk, Identity, Message } from '../domain/conversation.ts';
import type { AuthorKind, AutomatedVerdict, Proof } from '../domain/words.ts';
import type { Db } from './pool.ts';
import { shape, shapes } from './rows.ts';

const columns = `id, conversation, seq, channel, provider_id, author_kind, author, text, identities, proof, automated, risks,
  starts_turn, triaged, answered_by, sent_at, received_at, deleted_at`;

export interface NewMessage {
  id: string;
  desk: string;
  conversation: string;
  seq: number;
  channel: string;
  providerId: string;
  authorKind: AuthorKind;
  author: string;
  text: string;
  identities: Identity[];
  proof: Proof;
  headers: Record<string, unknown>;
  automated: AutomatedVerdict;
  automatedReasons: string[];
  risks: FoundRisk[];
  startsTurn: boolean;
  link: string | null;
  sentAt: Date | null;
}

export async function insertMessage(db: Db, m: NewMessage, now: Date): Promise<void> {
  await db.query(
    `insert into message (id, desk, conversation, seq, channel, provider_id, author_kind, author, text, identities, proof,
       headers, automated, automated_reasons, risks, starts_turn, triaged, link, sent_at, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      m.id,
      m.desk,
      m.conversation,
      m.seq,
      m.channel,
      m.providerId,
      m.authorKind,
      m.author,
      m.text,
      JSON.stringify(m.identities),
      m.proof,
      JSON.stringify(m.headers),
      m.automated,
      m.automatedReasons,
      JSON.stringify(m.risks),
      m.startsTurn,
      !m.startsTurn,
      m.link,
      m.sentAt,
      now,
    ],
  );
}

/** The message that already has this provider id: redelivery is recognised for the life of the thread, and beyond. */
export async function findByProviderId(
  db: Db,
  desk: string,
  channel: string,
  providerId: string,
): Promise<Message | undefined> {
  const { rows } = await db.query(
    `select ${columns} from message where desk = $1 and channel = $2 and provider_id = $3`,
    [desk, channel, providerId],
  );
  return rows[0] && shape<Message>(rows[0]);
}

/** In arrival order, without the deleted ones. */
export async function unanswered(db: Db, desk: string, conversation: string): Promise<Message[]> {
  const { rows } = await db.query(
    `select ${columns} from message
     where desk = $1 and conversation = $2 and starts_turn and answered_by is null and deleted_at is null order by seq`,
    [desk, conversation],
  );
  return shapes<Message>(rows);
}

/**
 * The ids that `unanswered` answers with, in arrival order; with a delivery, also those that it answers and nobody else has
 * answered since.
 */
export async function unansweredIds(
  db: Db,
  desk: string,
  conversation: string,
  delivery: string | null,
): Promise<string[]> {
  const { rows } = await db.query(
    `select id from message where desk = $1 and conversation = $2 and deleted_at is null
       and ((starts_turn and answered_by is null) or answered_by = $3) order by seq`,
    [desk, conversation, delivery === null ? null : `delivery:${delivery}`],
  );
  return rows.map((row) => row.id as string);
}

export async function messagesOf(db: Db, desk: string, conversation: string): Promise<Message[]> {
  const { rows } = await db.query(
    `select ${columns} from message where desk = $1 and conversation = $2 order by seq`,
    [desk, conversation],
  );
  return shapes<Message>(rows);
}

export async function messagesById(db: Db, desk: string, ids: readonly string[]): Promise<Message[]> {
  const { rows } = await db.query(
    `select ${columns} from message where desk = $1 and id = any($2) order by seq`,
    [desk, ids],
  );
  return shapes<Message>(rows);
}

export async function markAnswered(db: Db, desk: string, ids: readonly string[], by: string): Promise<void> {
  await db.query('update message set answered_by = $3 where desk = $1 and id = any($2)', [desk, ids, by]);
}

/** A person's reply answers all up to what they had seen, replacing what is there. Returns how many it newly answered. */
export async function markAnsweredThrough(
  db: Db,
  desk: string,
  conversation: string,
  throughSeq: number,
  by: string,
): Promise<void> {
  await db.query(
    'update message set answered_by = $4 where desk = $1 and conversation = $2 and seq <= $3 and starts_turn',
    [desk, conversation, throughSeq, by],
  );
}

/** A delivery proved not sent answers nothing, where it is still the one named. */
export async function clearAnswered(
  db: Db,
  desk: string,
  conversation: string,
  delivery: string,
): Promise<void> {
  await db.query(
    'update message set answered_by = null where desk = $1 and conversation = $2 and answered_by = $3',
    [desk, conversation, `delivery:${delivery}`],
  );
}

export async function markTriaged(db: Db, desk: string, ids: readonly string[]): Promise<void> {
  await db.query('update message set triaged = true where desk = $1 and id = any($2) and not triaged', [
    desk,
    ids,
  ]);
}

/** Moves unanswered messages into the conversation that survives a merge, as arrivals after `lastSeq`. */
export async function moveMessages(
  db: Db,
  desk: string,
  ids: readonly string[],
  to: string,
  lastSeq: number,
): Promise<void> {
  await db.query(
    `update message m set conversation = $3, seq = $4 + o.n, triaged = false
     from unnest($2::text[]) with ordinality as o(id, n) where m.desk = $1 and m.id = o.id`,
    [desk, ids, to, lastSeq],
  );
}

export async function editMessage(
  db: Db,
  desk: string,
  id: string,
  text: string,
  risks: FoundRisk[],
  now: Date,
): Promise<void> {
  await db.query(
    'update message set text = $3, risks = $4, triaged = not starts_turn, edited_at = $5 where desk = $1 and id = $2',
    [desk, id, text, JSON.stringify(risks), now],
  );
}

/** With what was attached to it. */
export async function deleteMessage(db: Db, desk: string, id: string, now: Date): Promise<void> {
  await db.query(
    `with gone as (
       update attachment set content = null, url = null, state = 'refused', reason = 'deleted'
       where desk = $1 and message = $2
     )
     update message set text = '', deleted_at = $3 where desk = $1 and id = $2`,
    [desk, id, now],
  );
}

export interface Attachment {
  id: string;
  message: string;
  name: string;
  type: string;
  url: string | null;
  state: 'inline' | 'pending' | 'fetched' | 'refused';
  reason: string | null;
  bytes: number | null;
}

export async function insertAttachment(
  db: Db,
  desk: string,
  a: Attachment & { content: Buffer | null },
): Promise<void> {
  await db.query(
    `insert into attachment (id, desk, message, name, type, url, content, state, reason, bytes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [a.id, desk, a.message, a.name, a.type, a.url, a.content, a.state, a.reason, a.bytes],
  );
}

export async function attachmentsOf(
  db: Db,
  desk: string,
  messages: readonly string[],
): Promise<Attachment[]> {
  const { rows } = await db.query(
    `select id, message, name, type, url, state, reason, bytes from attachment where desk = $1 and message = any($2) order by id`,
    [desk, messages],
  );
  return shapes<Attachment>(rows);
}

/** As a model reads it: its words, as far as it is a text. */
export interface ReadAttachment {
  message: string;
  name: string;
  /** Null where it is no text, or was not taken over. */
  text: string | null;
}

/** Of one attachment, in bytes: a long log says the same thing over and over, and a prompt has to stay payable. */
const readBytes = 8_000;

/** Of the whole conversation, with the beginning of those that are texts. */
export async function attachmentsIn(db: Db, desk: string, conversation: string): Promise<ReadAttachment[]> {
  const { rows } = await db.query<{ message: string; name: string; head: Buffer | null; bytes: number }>(
    `select a.message, a.name, a.bytes,
       case when a.state = 'fetched' and a.type = 'text/plain' then substring(a.content from 1 for $3) end as head
     from attachment a join message m on m.id = a.message where a.desk = $1 and m.conversation = $2 order by a.id`,
    [desk, conversation, readBytes],
  );
  return rows.map(({ message, name, head, bytes }) => ({ message, name, text: head && textOf(head, bytes) }));
}

/** What is cut may be cut within a character. */
function textOf(head: Buffer, bytes: number): string {
  const cut = bytes > head.length;
  return new TextDecoder().decode(head, { stream: cut }) + (cut ? ' […]' : '');
}

/** Those of the conversation that nobody has looked into yet: by URL or inline. */
export async function unreadAttachments(
  db: Db,
  desk: string,
  conversation: string,
): Promise<(Attachment & { content: Buffer | null })[]> {
  const { rows } = await db.query(
    `select a.id, a.message, a.name, a.type, a.url, a.state, a.reason, a.bytes, a.content
     from attachment a join message m on m.id = a.message
     where a.desk = $1 and m.conversation = $2 and a.state in ('inline', 'pending') order by a.id`,
    [desk, conversation],
  );
  return shapes<Attachment & { content: Buffer | null }>(rows);
}

export async function hasUnreadAttachments(
  db: Db,
  desk: string,
  messages: readonly string[],
): Promise<boolean> {
  const { rows } = await db.query(
    `select exists (select 1 from attachment where desk = $1 and message = any($2) and state in ('inline', 'pending')) as unread`,
    [desk, messages],
  );
  return rows[0]?.unread === true;
}

export async function saveAttachment(
  db: Db,
  desk: string,
  id: string,
  result: { state: 'fetched' | 'refused'; reason: string | null; type?: string; content: Buffer | null },
): Promise<void> {
  await db.query(
    `update attachment set state = $3, reason = $4, type = coalesce($5, type), content = $6, bytes = $7 where desk = $1 and id = $2`,
    [
      desk,
      id,
      result.state,
      result.reason,
      result.type ?? null,
      result.content,
      result.content?.length ?? null,
    ],
  );
}
