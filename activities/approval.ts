/** Approval: puts a draft before people. Owner and epoch stay; a draft already waiting in this conversation is replaced in its place. */
import { after } from '../domain/clock.ts';
import { newId } from '../domain/ids.ts';
import { mayLeave } from '../policy/fence.ts';
import { queueFor } from '../policy/routing.ts';
import { saveWithAudit } from '../store/audit.ts';
import { lockConversation } from '../store/conversations.ts';
import { emitEvent } from '../store/events.ts';
import { tx } from '../store/pool.ts';
import { insertItem, openItems, saveItem } from '../store/queue.ts';
import { draftOf, triageOf } from '../store/turns.ts';
import { fenceView, supersedeTurn } from '../transactions/claim.ts';
import { type ActivityContext, readTurn, type TurnInput } from './context.ts';

export async function requestApproval(
  context: ActivityContext,
  input: TurnInput & { reason: string },
): Promise<void> {
  const { desk } = input;
  const { version } = await readTurn(context, input);
  const { desk: files } = version.content;
  await tx(context.pool, async (db) => {
    const conversation = await lockConversation(db, desk, input.conversation);
    const { turn } = await readTurn({ ...context, pool: db }, input);
    const draft = await draftOf(db, desk, input.turn);
    if (!conversation || !draft || turn.endedAt) return;
    const now = context.clock();
    const leaving = {
      purpose: 'approved',
      turn: turn.id,
      epoch: turn.epoch,
      messages: turn.messages,
    } as const;
    const fence = mayLeave(await fenceView(db, conversation, leaving, now), leaving);
    if (fence.kind === 'shut') return supersedeTurn(db, conversation, turn.id, fence.reason, now);
    const triage = await triageOf(db, desk, turn.id);
    const waiting = (await openItems(db, desk, conversation.id)).find((i) => i.kind === 'approval');
    if (waiting?.draft === draft.id) return;
    const queue = queueFor({
      reason: input.reason,
      topics: triage?.topics.map((t) => t.id) ?? [],
      queueOfTopic: Object.fromEntries(files.topics.flatMap((t) => (t.queue ? [[t.id, t.queue]] : []))),
      queueOfRisk: files.riskQueues,
      homeQueue: conversation.personAnswered ? conversation.homeQueue : null,
      defaultQueue: files.defaultQueue,
    });
    const decideBy = after(now, files.lifecycle.approvalDeadlineMs);
    const id = waiting?.id ?? newId('item', now);
    const item = {
      queue,
      reason: input.reason,
      priority: conversation.priority,
      turn: turn.id,
      draft: draft.id,
      decideBy,
    };
    if (waiting) await saveItem(db, desk, id, item);
    else await insertItem(db, { id, desk, conversation: conversation.id, kind: 'approval', ...item }, now);
    const body = { item: id, queue, reason: input.reason, draft: draft.id, turn: turn.id };
    await saveWithAudit(db, conversation, {}, [{ kind: 'approval_requested', actor: 'ai', body }], now);
    await emitEvent(
      db,
      conversation,
      'approval_requested',
      { ...body, text: draft.text, decideBy: decideBy.toISOString() },
      now,
    );
  });
}
