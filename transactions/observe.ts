/** Observing: reads what is true of a conversation, moves on what only waited for time, and says what there is to do. */

import { after, minutes } from '../domain/clock.ts';
import type { Conversation, Message, QueueItem, Turn } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import { settleUntil } from '../policy/burst.ts';
import { phaseOf } from '../policy/lifecycle.ts';
import { dangerIn } from '../policy/routing.ts';
import { trialOf } from '../prompts/load.ts';
import { saveWithAudit } from '../store/audit.ts';
import { lockFor, saveConversation, unfinishedOf } from '../store/conversations.ts';
import { unfinishedDeliveries } from '../store/deliveries.ts';
import { emitEvent } from '../store/events.ts';
import { hasUnreadAttachments, unanswered } from '../store/messages.ts';
import { type Db, tx } from '../store/pool.ts';
import { openItems, saveItem } from '../store/queue.ts';
import { turnToTry } from '../store/trials.ts';
import { insertTurn, openTurnOf } from '../store/turns.ts';
import type { Todo, View } from '../workflows/contract.ts';
import { supersedeTurn } from './claim.ts';
import { type Facts, longestWaitMs, untilNext, whatWaits } from './wait.ts';
import type { DeskVersion, Work } from './work.ts';

/** How long the workflow may work on a turn before the sweeper looks after it. */
const workingMs = minutes(1);
/**
 * A customer who keeps writing still gets an answer: after so many drafts made stale by messages, or so long after the turn of
 * the first of them was opened, a person takes it.
 */
export const maxSupersededDrafts = 3;
export const maxSupersededMs = minutes(5);

/** The longest that a question to the language model takes with its repeats, and a little: nothing may fall due meanwhile. */
const askingMs = minutes(5);

/** `asks`: this process has a language model. */
export async function observe(work: Work, desk: string, id: string, asks = false): Promise<View> {
  return tx(work.pool, async (db) => {
    const locked = await lockFor(db, desk, 'conversation', id);
    if (!locked?.activeVersion)
      throw new Error(`desk ${desk} has no conversation ${id}, or was never applied to this database`);
    const now = work.clock();
    const version = await work.desks.version(db, desk, locked.activeVersion);
    const facts = await read(db, locked.conversation);
    const todo = await decide(db, version, facts, asks, now);
    const turn = asks ? await trialMeanwhile(db, version, facts.conversation, todo) : undefined;
    return look(db, facts, todo, now, turn === undefined ? todo : { kind: 'trial', turn });
  });
}

async function read(db: Db, conversation: Conversation): Promise<Facts> {
  const { desk, id } = conversation;
  const there = await unfinishedOf(db, desk, id);
  const items = there.items ? await openItems(db, desk, id) : [];
  return {
    conversation,
    open: there.messages ? await unanswered(db, desk, id) : [],
    attachments: there.attachments,
    turn: there.turn ? await openTurnOf(db, desk, id) : undefined,
    deliveries: there.deliveries ? await unfinishedDeliveries(db, desk, id) : [],
    handoff: items.find((i) => i.kind === 'handoff'),
    approval: items.find((i) => i.kind === 'approval'),
  };
}

/** In order: what is on its way, what the customer is owed, and what only time moves. */
async function decide(db: Db, version: DeskVersion, facts: Facts, asks: boolean, now: Date): Promise<Todo> {
  const { conversation } = facts;
  const due = facts.deliveries.find((d) => d.nextAttemptAt !== null && d.nextAttemptAt <= now);
  if (due) return { kind: 'deliver', delivery: due.id };
  // Merged away with a delivery that may have left: it still comes to its end.
  if (conversation.status === 'closed')
    return facts.deliveries.length > 0 ? untilNext(facts, [], now) : { kind: 'end' };
  const owed = await whatIsOwed(db, version, facts, now);
  if (owed) return owed;
  const { handoff } = facts;
  if (asks && handoff && wantsSuggestion(version, handoff)) return { kind: 'suggest', item: handoff.id };
  return whatWaits(db, version, facts, now);
}

/** The turn that the unanswered messages need, if they need one now. */
async function whatIsOwed(db: Db, version: DeskVersion, facts: Facts, now: Date): Promise<Todo | undefined> {
  const { conversation, open } = facts;
  const ours = conversation.owner === 'ai';
  const unread = ours ? open : open.filter((m) => !m.triaged);
  const current = facts.turn;
  if (current && !stillMeant(current, conversation, open)) {
    const reason = current.epoch === conversation.epoch ? 'messages' : 'owner';
    await supersedeTurn(db, conversation, current.id, reason, now);
    if (facts.approval?.turn === current.id) await withdrawDraft(db, facts, now);
    facts.turn = undefined;
  }
  if (facts.approval && unread.length === 0) await endApproval(db, facts, now);
  const [first] = unread;
  const last = unread.at(-1);
  if (!first || !last) return undefined;
  if (facts.turn) {
    const waitsForApproval = facts.approval?.turn === facts.turn.id && facts.approval.draft !== null;
    return waitsForApproval ? undefined : { kind: 'answer', turn: facts.turn.id };
  }
  const settled = settleUntil({
    firstUnansweredAt: first.receivedAt,
    lastMessageAt: last.receivedAt,
    window: settleWindow(version, conversation.channel),
    urgent: unread.some((m) => m.risks.some((r) => r.level === 'danger')),
  });
  if (settled > now) return { kind: 'settle', forMs: settled.getTime() - now.getTime() };
  const messages = open.map((m) => m.id);
  if (facts.attachments && (await hasUnreadAttachments(db, conversation.desk, messages)))
    return { kind: 'fetch' };
  const turn = {
    id: newId('turn', now),
    desk: conversation.desk,
    conversation: conversation.id,
    epoch: conversation.epoch,
    deskVersion: version.version,
    messages,
  };
  await insertTurn(db, turn, now);
  if (ours && cannotKeepUp(conversation, now))
    return { kind: 'hand_off', turn: turn.id, reason: 'cannot_keep_up' };
  return { kind: 'answer', turn: turn.id };
}

/** In danger a person acts before anything could be written; a shadow draft is for comparison only. */
function wantsSuggestion({ content }: DeskVersion, { state, suggestion, turn, reason }: QueueItem): boolean {
  if (content.desk.models?.use === 'rules' || reason === 'shadow' || dangerIn(reason) !== undefined)
    return false;
  return state === 'waiting' && suggestion === null && turn !== null;
}

/**
 * The turn about which the draft prompt on trial is asked, while nothing else is to be done for long enough. A turn of another
 * version of the desk is not: the prompt it is pinned to is on trial no more.
 */
async function trialMeanwhile(
  db: Db,
  { content, version }: DeskVersion,
  { desk, id }: Conversation,
  todo: Todo,
): Promise<string | undefined> {
  if (todo.kind !== 'wait' || todo.forMs < askingMs) return undefined;
  if (content.desk.models?.use === 'rules' || !trialOf(content)) return undefined;
  return turnToTry(db, desk, id, version);
}

/** A turn is good for exactly the messages and the owner that it was opened with. */
function stillMeant(turn: Turn, conversation: Conversation, open: readonly Message[]): boolean {
  return (
    turn.epoch === conversation.epoch &&
    turn.messages.length === open.length &&
    open.every((m) => turn.messages.includes(m.id))
  );
}

function cannotKeepUp({ supersededDrafts, supersededSince }: Conversation, now: Date): boolean {
  if (supersededDrafts >= maxSupersededDrafts) return true;
  return supersededSince !== null && after(supersededSince, maxSupersededMs) <= now;
}

function settleWindow(version: DeskVersion, channel: string): { quietMs: number; capMs: number } {
  const { settle } = version.content.desk;
  return settle.channels[channel] ?? settle.default;
}

/** A newer message made the draft stale; the item keeps its place for the next turn's draft. */
async function withdrawDraft(db: Db, facts: Facts, now: Date): Promise<void> {
  const { approval, conversation } = facts;
  if (!approval) return;
  await saveItem(db, conversation.desk, approval.id, { draft: null, turn: null, decideBy: null });
  facts.approval = { ...approval, draft: null, turn: null, decideBy: null };
  await saveWithAudit(
    db,
    conversation,
    {},
    [{ kind: 'draft_withdrawn', actor: 'ai', body: { item: approval.id, draft: approval.draft } }],
    now,
  );
}

/** Nothing is unanswered any more: there is nothing left to approve. */
async function endApproval(db: Db, facts: Facts, now: Date): Promise<void> {
  const { approval, conversation } = facts;
  if (!approval) return;
  await saveItem(db, conversation.desk, approval.id, { state: 'done', endedAt: now, endedAs: 'withdrawn' });
  await saveWithAudit(
    db,
    conversation,
    {},
    [{ kind: 'approval_ended', actor: 'ai', body: { item: approval.id, as: 'withdrawn' } }],
    now,
  );
  await emitEvent(db, conversation, 'approval_ended', { item: approval.id, as: 'withdrawn' }, now);
  facts.approval = undefined;
}

/** Writes down what was read, and until when the workflow may be silent. `next` is what falls due when `todo` is done. */
async function look(
  db: Db,
  { conversation, approval }: Facts,
  next: Todo,
  now: Date,
  todo: Todo,
): Promise<View> {
  const waits = todo.kind === 'wait' || todo.kind === 'settle';
  await saveConversation(db, conversation, {
    seen: conversation.change,
    // A conversation that has ended needs no look any more.
    lookBy: todo.kind === 'end' ? null : after(now, waits ? todo.forMs : workingMs),
  });
  const { owner, epoch, status, channel, topic, priority, segment, link, change } = conversation;
  return {
    seen: change,
    owner,
    epoch,
    status,
    phase: phaseOf(status, owner, approval !== undefined),
    channel,
    topic,
    priority,
    segment,
    nextDue: next.kind === 'wait' && next.forMs < longestWaitMs ? after(now, next.forMs).toISOString() : null,
    link,
    todo,
  };
}
