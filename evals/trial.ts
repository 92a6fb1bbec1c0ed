/** Trials: conversations through the code and the steps of the real ones, on a database that is thrown away, at a time of their own. */
import type pg from 'pg';
import { ask } from '../activities/ask.ts';
import { type ActivityContext, readTurn, type TurnInput, type TurnScene } from '../activities/context.ts';
import { createActivities } from '../activities/index.ts';
import { isAskModel, recordUnanswered } from '../activities/model.ts';
import { createSteps, decideTurn, type Steps } from '../activities/prepare.ts';
import type { Verdict } from '../activities/review.ts';
import { parseMessage } from '../channels/generic.ts';
import { inboundMessageSchema } from '../channels/message.ts';
import { identityOf } from '../cli/client/customer.ts';
import { messageBody } from '../cli/client/platform.ts';
import { importArticles } from '../cli/stack/knowledge.ts';
import type { DeskContent } from '../desk/schema.ts';
import { after, seconds, systemClock } from '../domain/clock.ts';
import type { Message } from '../domain/conversation.ts';
import { embedMissing } from '../knowledge/embed.ts';
import type { Models } from '../models/port.ts';
import { rulesModel } from '../models/rules/model.ts';
import { activateVersion } from '../store/desks.ts';
import { messagesOf } from '../store/messages.ts';
import { tx } from '../store/pool.ts';
import { begin, end } from '../transactions/attempt.ts';
import { observe } from '../transactions/observe.ts';
import { receiveMessage } from '../transactions/receive.ts';
import { cachedDesks } from '../transactions/work.ts';
import type { Ask } from '../workflows/contract.ts';

export interface EvalDesk {
  content: DeskContent;
  dir: string;
}

/** A desk that is ready to be asked. */
export interface Trial {
  context: ActivityContext;
  desk: DeskContent;
  /** Plays one conversation on an empty desk. `until: 'triage'`: nothing is looked up, drafted or handed off. */
  play(
    turns: readonly (readonly string[])[],
    from: { at: Date; as?: string; until?: 'triage' },
  ): Promise<Played>;
}

export interface Played {
  conversation: string;
  /** In order; one that was never opened is not here. */
  turns: (TurnInput & { verdict: Verdict | null; scene: TurnScene })[];
  messages: Message[];
}

/** Settling, answering, delivering, handing off, suggesting: a turn takes a few of these, and more would be a loop. */
const MAX_STEPS = 20;
/** Between the messages of a burst, so that their order is plain. */
const BETWEEN_MS = seconds(1);
/** From nobody whom a desk would know. */
const STRANGER = 'eval.stranger@example.com';
/** A day's budget is for customers; what one turn and one conversation may cost is part of how good they are. */
const NO_LIMIT = { tokens: Number.MAX_SAFE_INTEGER, usd: Number.MAX_SAFE_INTEGER };

/** Applies the desk, imports its articles, and embeds them where there is a model for it. */
export async function openTrial(
  pool: pg.Pool,
  { content: given, dir }: EvalDesk,
  models: Models,
  env: NodeJS.ProcessEnv,
): Promise<Trial> {
  const { models: chosen } = given.desk;
  const budget = { ...chosen.budget, day: NO_LIMIT };
  const content: DeskContent = { ...given, desk: { ...given.desk, models: { ...chosen, budget } } };
  const { id, language } = content.desk;
  await tx(pool, (db) => activateVersion(db, id, content.hash, content, dir, 'evals', systemClock()));
  await importArticles(pool, id, dir, language);
  if (models.embeddings) await embedMissing(pool, id, models.embeddings, { clock: systemClock });

  let now = systemClock();
  const context: ActivityContext = {
    pool,
    clock: () => now,
    desks: cachedDesks(),
    rules: rulesModel(),
    models,
    env,
  };
  const activities = createActivities(context);
  const steps = createSteps(context);
  const version = await context.desks.active(pool, id);
  if (!version) throw new Error(`desk ${id} was not applied`);

  async function play(
    turns: readonly (readonly string[])[],
    { at, as, until }: { at: Date; as?: string; until?: 'triage' },
  ): Promise<Played> {
    await pool.query('truncate customer, conversation, model_call, outbound_event cascade');
    now = at;
    const played: Played['turns'] = [];
    let conversation = '';
    for (const burst of turns) {
      for (const text of burst) {
        conversation = await receive(text, as ?? STRANGER);
        now = after(now, BETWEEN_MS);
      }
      await advance({ desk: id, conversation }, played, until);
    }
    return { conversation, turns: played, messages: await messagesOf(pool, id, conversation) };
  }

  async function receive(text: string, as: string): Promise<string> {
    const body = messageBody({ key: 'eval', channel: 'chat', customer: identityOf(as), text });
    if (!version) throw new Error(`desk ${id} was not applied`);
    const message = parseMessage(inboundMessageSchema.parse(body));
    return (await receiveMessage(context, version, message)).conversation;
  }

  /** As the workflow does it, until there is nothing to do but wait. */
  async function advance(
    input: { desk: string; conversation: string },
    played: Played['turns'],
    until: 'triage' | undefined,
  ): Promise<void> {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const { todo } = await observe(
        context,
        input.desk,
        input.conversation,
        context.models.language !== null,
      );
      switch (todo.kind) {
        case 'settle':
          now = after(now, todo.forMs);
          break;
        case 'answer': {
          const turn = { ...input, turn: todo.turn };
          if (until === 'triage') {
            const scene = await readTurn(context, turn);
            await triaged(context, steps, turn, scene);
            played.push({ ...turn, verdict: null, scene });
            return;
          }
          const verdict = await decided(context, steps, turn);
          await actOn(verdict, turn);
          played.push({ ...turn, verdict, scene: await readTurn(context, turn) });
          break;
        }
        case 'deliver':
          await deliver(todo.delivery);
          break;
        case 'hand_off':
          await activities.handOff({ ...input, turn: todo.turn, reason: todo.reason });
          break;
        case 'suggest':
          await put(context, { ...input, subject: todo.item, ask: 'packet' }).catch(() => {});
          break;
        case 'fetch':
          await activities.fetchAttachments(input);
          break;
        case 'wait':
        case 'end':
          return;
      }
    }
  }

  async function actOn(verdict: Verdict, turn: TurnInput): Promise<void> {
    const { kind, reason } = verdict;
    if (kind === 'hand_off') await activities.handOff({ ...turn, reason });
    if (kind === 'approve') await steps.requestApproval({ ...turn, reason });
    if (kind !== 'send' && kind !== 'ask') return;
    const claimed = await steps.claim({ ...turn, purpose: kind === 'ask' ? 'question' : 'reply' });
    if (claimed.kind === 'claimed') await deliver(claimed.delivery);
  }

  /** Every platform takes everything here. */
  async function deliver(delivery: string): Promise<void> {
    const begun = await begin(context, id, delivery);
    if (begun.kind === 'begun') await end(context, id, delivery, { kind: 'accepted' });
  }

  return { context, desk: content, play };
}

/** As the workflow does it, one question to the model at a time; one without an answer is gone on without. */
async function decided(context: ActivityContext, steps: Steps, turn: TurnInput): Promise<Verdict> {
  for (;;) {
    const next = await decideTurn(context, steps, turn, await readTurn(context, turn));
    if (!isAskModel(next)) return next;
    await putOrGoOn(context, turn, next.ask);
  }
}

/** Leaves its decision in the scene. */
async function triaged(
  context: ActivityContext,
  steps: Steps,
  turn: TurnInput,
  scene: TurnScene,
): Promise<void> {
  const next = await steps.triage(turn, scene);
  if (!isAskModel(next)) return;
  await putOrGoOn(context, turn, next.ask);
  const again = await readTurn(context, turn);
  scene.answers = again.answers;
  await triaged(context, steps, turn, scene);
}

async function putOrGoOn(context: ActivityContext, turn: TurnInput, question: Ask): Promise<void> {
  const { desk, conversation, turn: subject } = turn;
  await put(context, { desk, conversation, subject, ask: question }).catch((error) =>
    recordUnanswered(context, turn, {
      ask: question,
      reason: (error as { type?: string }).type ?? 'failed',
    }),
  );
}

const put = (context: ActivityContext, request: Parameters<typeof ask>[1]): Promise<string> =>
  ask(context, request, new AbortController().signal);
