/** What activities work with, and how each step decides once and only once. */
import type { Conversation, Message, Turn } from '../domain/conversation.ts';
import type { Model } from '../models/port.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { messagesById } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { findDecision, findTurn, saveDecision } from '../store/turns.ts';
import type { DeskVersion, Work } from '../transactions/work.ts';

export interface ActivityContext extends Work {
  model: Model;
  env: NodeJS.ProcessEnv;
}

export interface TurnInput {
  desk: string;
  conversation: string;
  turn: string;
}

/** A turn with what every step reads of it. */
export interface TurnScene {
  turn: Turn;
  messages: Message[];
  version: DeskVersion;
}

export async function readTurn(
  work: { pool: Db; desks: Work['desks'] },
  input: TurnInput,
): Promise<TurnScene> {
  const turn = await findTurn(work.pool, input.desk, input.turn);
  if (!turn) throw new Error(`desk ${input.desk} has no turn ${input.turn}`);
  const messages = await messagesById(work.pool, input.desk, turn.messages);
  return { turn, messages, version: await work.desks.version(work.pool, input.desk, turn.deskVersion) };
}

export interface StepResult<D> {
  /** Ids, numbers and reason codes: stored, and what a repeat of the step returns. */
  decision: D;
  audit: Omit<AuditEntry, 'actor'>;
  /** Whatever else the step stores, in the same transaction. */
  store?: (db: Db, conversation: Conversation, now: Date) => Promise<void>;
}

/**
 * Runs a step of a turn. What it decides, stores and puts on record is one transaction; a step that has decided before
 * returns what it decided then, even when the desk, the model or the code has changed since.
 */
export async function runStep<D>(
  context: ActivityContext,
  input: TurnInput,
  step: string,
  compute: (scene: TurnScene) => Promise<StepResult<D>>,
): Promise<D> {
  const { desk, turn } = input;
  const known = await findDecision<D>(context.pool, desk, turn, step);
  if (known) return known;
  const { decision, audit, store } = await compute(await readTurn(context, input));
  return tx(context.pool, async (db) => {
    const conversation = await lockConversation(db, desk, input.conversation);
    if (!conversation) throw new Error(`desk ${desk} has no conversation ${input.conversation}`);
    const meanwhile = await findDecision<D>(db, desk, turn, step); // another attempt of the same step was quicker
    if (meanwhile) return meanwhile;
    const now = context.clock();
    await saveDecision(db, desk, turn, step, decision, now);
    await store?.(db, conversation, now);
    await saveWithAudit(db, conversation, {}, [{ actor: 'ai', ...audit }], now);
    return decision;
  });
}
