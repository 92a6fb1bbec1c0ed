/** What activities work with, and how each step decides once and only once. */
import type { Conversation, Message, Turn } from '../domain/conversation.ts';
import type { Model } from '../models/port.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import { type ConversationChanges, lockConversation } from '../store/conversations.ts';
import { messagesById } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { type Decisions, findDecision, saveDecision, turnWithDecisions } from '../store/turns.ts';
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
  /** What the turn's earlier steps decided, by step. Whoever reads one names its shape, as with findDecision. */
  decisions: Decisions;
}

export async function readTurn(
  work: { pool: Db; desks: Work['desks'] },
  input: TurnInput,
): Promise<TurnScene> {
  return sceneOf(work, input, await findTurn(work.pool, input));
}

async function findTurn(
  db: Db,
  { desk, turn: id }: TurnInput,
): Promise<{ turn: Turn; decisions: Decisions }> {
  const found = await turnWithDecisions(db, desk, id);
  if (!found) throw new Error(`desk ${desk} has no turn ${id}`);
  return found;
}

async function sceneOf(
  work: { pool: Db; desks: Work['desks'] },
  input: TurnInput,
  { turn, decisions }: { turn: Turn; decisions: Decisions },
): Promise<TurnScene> {
  const messages = await messagesById(work.pool, input.desk, turn.messages);
  const version = await work.desks.version(work.pool, input.desk, turn.deskVersion);
  return { turn, messages, version, decisions };
}

export interface StepResult<D> {
  /** Ids, numbers and reason codes: stored, and what a repeat of the step returns. */
  decision: D;
  audit: Omit<AuditEntry, 'actor'>;
  /** Whatever else the step stores, in the same transaction; answers with what changes of the conversation. */
  store?: (db: Db, conversation: Conversation, now: Date) => Promise<ConversationChanges | undefined>;
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
  const found = await findTurn(context.pool, input);
  if (step in found.decisions) return found.decisions[step] as D;
  const { decision, audit, store } = await compute(await sceneOf(context, input, found));
  return tx(context.pool, async (db) => {
    const conversation = await lockConversation(db, desk, input.conversation);
    if (!conversation) throw new Error(`desk ${desk} has no conversation ${input.conversation}`);
    const now = context.clock();
    if (!(await saveDecision(db, desk, turn, step, decision, now))) {
      const meanwhile = await findDecision<D>(db, desk, turn, step); // another attempt of the same step was quicker
      if (meanwhile) return meanwhile;
    }
    const changes = await store?.(db, conversation, now);
    await saveWithAudit(db, conversation, changes ?? {}, [{ actor: 'ai', ...audit }], now);
    return decision;
  });
}
