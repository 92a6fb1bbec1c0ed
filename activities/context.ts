/** What activities work with, and how each step of a turn decides once and only once. */
import type { Conversation, Draft, Message, Turn } from '../domain/conversation.ts';
import type { Model, Models } from '../models/port.ts';
import { type AuditEntry, saveWithAudit } from '../store/audit.ts';
import { type ConversationChanges, lockConversation } from '../store/conversations.ts';
import { messagesById } from '../store/messages.ts';
import { type ModelAnswerRow, type StoredAnswer, saveModelAnswer } from '../store/model-answers.ts';
import { type Db, tx } from '../store/pool.ts';
import { type StoredFact, type StoredTriage, saveDecisions, turnWithDecisions } from '../store/turns.ts';
import type { DeskVersion, Work } from '../transactions/work.ts';
import { type AskModel, isAskModel } from './model.ts';
import { type Reads, readsOf } from './reads.ts';

export interface ActivityContext extends Work {
  /** What decides locally, without a network. */
  rules: Model;
  /** Language models of this process; the rules serve where there is none. */
  models: Models;
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
  /** What language models answered about the turn, by question. */
  answers: Map<string, StoredAnswer>;
  /** Answered in this run and not stored yet. */
  answered: Answered[];
  /** Decided in this run and not stored yet, in order. */
  pending: (StepResult<unknown> & { step: StepName })[];
  made: Made;
  reads: Reads;
}

/** An answer of the language model on its way into the database. */
export interface Answered {
  row: Omit<ModelAnswerRow, 'answeredAt'>;
  audit: AuditEntry;
}

/** What steps make besides their decision. */
export interface Made {
  triage?: StoredTriage;
  facts?: readonly StoredFact[];
  draft?: Draft;
}

export async function readTurn(
  { pool, desks }: { pool: Db; desks: Work['desks'] },
  input: TurnInput,
): Promise<TurnScene> {
  const { desk, turn: id } = input;
  const found = await turnWithDecisions(pool, desk, id);
  if (!found) throw new Error(`desk ${desk} has no turn ${id}`);
  const { turn, decisions, answers: answered } = found;
  const messages = await messagesById(pool, desk, turn.messages);
  const version = await desks.version(pool, desk, turn.deskVersion);
  return {
    turn,
    messages,
    version,
    decisions: { ...decisions },
    answers: new Map(answered.map((a) => [a.ask, a])),
    answered: [],
    pending: [],
    made: {},
    reads: readsOf(pool, input),
  };
}

export interface StepResult<D> {
  /** Ids, numbers and reason codes: stored, and what a repeat of the step returns. */
  decision: D;
  audit: Omit<AuditEntry, 'actor'>;
  /** What later steps of the same run read before it is stored. */
  made?: Made;
  /** Whatever else the step stores, in the same transaction; answers with what changes of the conversation. */
  store?: (db: Db, conversation: Conversation, now: Date) => Promise<ConversationChanges | undefined>;
}

/**
 * Runs a step of a turn. A step that has decided before returns what it decided then, even when the desk, the model or the code
 * has changed since. One that needs an answer of the language model first decides nothing. What it decides is stored by
 * `storeSteps`, together with what the steps around it decide.
 */
export async function runStep<D>(
  scene: TurnScene,
  step: StepName,
  compute: () => Promise<StepResult<D> | AskModel>,
): Promise<D | AskModel> {
  if (step in scene.decisions) return scene.decisions[step] as D;
  const result = await compute();
  if (isAskModel(result)) return result;
  scene.decisions[step] = result.decision;
  scene.pending.push({ step, ...result });
  Object.assign(scene.made, result.made);
  return result.decision;
}

/**
 * Stores what has been answered and decided since the last time, and puts it on record: one transaction, because a commit for
 * each would be most of what a turn costs. Throws when another run of the same turn was quicker; the next one reads what that
 * one stored.
 */
export async function storeSteps(
  { pool, clock }: ActivityContext,
  { desk, turn, conversation: id }: TurnInput,
  scene: TurnScene,
): Promise<void> {
  const { answered, pending: steps } = scene;
  if (answered.length === 0 && steps.length === 0) return;
  await tx(pool, async (db) => {
    const conversation = await lockConversation(db, desk, id);
    if (!conversation) throw new Error(`desk ${desk} has no conversation ${id}`);
    const now = clock();
    let first = true;
    for (const { row } of answered) first &&= await saveModelAnswer(db, { ...row, answeredAt: now });
    if (steps.length > 0) first &&= await saveDecisions(db, desk, turn, steps, now);
    if (!first) throw new Error(`turn ${turn} was decided on by another run at the same time`);
    let changes: ConversationChanges = {};
    for (const { store } of steps) changes = { ...changes, ...(await store?.(db, conversation, now)) };
    const decided = steps.map(({ audit }) => ({ actor: 'ai', ...audit }));
    await saveWithAudit(db, conversation, changes, [...answered.map(({ audit }) => audit), ...decided], now);
  });
  scene.answered = [];
  scene.pending = [];
}

/** This run's, or what is on record. */
export const triageIn = async ({ made, reads }: TurnScene) => made.triage ?? (await reads.triage());
export const factsIn = async ({ made, reads }: TurnScene) => made.facts ?? (await reads.facts());
export const draftIn = async ({ made, reads }: TurnScene) => made.draft ?? (await reads.draft());
