/** What activities work with, and how each step decides once and only once. */
import type { Conversation, Message, Turn } from '../domain/conversation.ts';
import type { Model } from '../models/port.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import { type ConversationChanges, lockConversation } from '../store/conversations.ts';
import { messagesById } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { findDecision, saveDecision, turnWithDecisions } from '../store/turns.ts';
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

/** A step of a turn: one of the quick ones that `prepare` runs in order. */
export type StepName = 'triage' | 'account' | 'knowledge' | 'draft' | 'review';

/** A turn with what every step reads of it. */
export interface TurnScene {
  turn: Turn;
  messages: Message[];
  version: DeskVersion;
  /** What the turn's steps decided so far, by step. Whoever reads one names its shape, as with findDecision. */
  decisions: Record<string, unknown>;
}

export async function readTurn(
  { pool, desks }: { pool: Db; desks: Work['desks'] },
  { desk, turn: id }: TurnInput,
): Promise<TurnScene> {
  const found = await turnWithDecisions(pool, desk, id);
  if (!found) throw new Error(`desk ${desk} has no turn ${id}`);
  const { turn, decisions } = found;
  const messages = await messagesById(pool, desk, turn.messages);
  const version = await desks.version(pool, desk, turn.deskVersion);
  return { turn, messages, version, decisions: { ...decisions } };
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
  scene: TurnScene,
  step: StepName,
  compute: () => Promise<StepResult<D>>,
): Promise<D> {
  if (step in scene.decisions) return scene.decisions[step] as D;
  const decided = await decide(context, input, step, await compute());
  scene.decisions[step] = decided;
  return decided;
}

async function decide<D>(
  context: ActivityContext,
  { desk, turn, conversation: id }: TurnInput,
  step: StepName,
  { decision, audit, store }: StepResult<D>,
): Promise<D> {
  return tx(context.pool, async (db) => {
    const conversation = await lockConversation(db, desk, id);
    if (!conversation) throw new Error(`desk ${desk} has no conversation ${id}`);
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
