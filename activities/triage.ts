/** Triage: what the turn is about and how urgent it is, and which steps it needs. Under a queue or a person it ends here. */

import type { Conversation } from '../domain/conversation.ts';
import { OTHER_TOPIC } from '../domain/words.ts';
import type { TriageAnswer } from '../models/port.ts';
import { type AskedTurn, topicsAfterQuestion } from '../policy/follow-up.ts';
import { injectionSigns } from '../policy/injection.ts';
import { type ModelTriage, mergeTriage } from '../policy/merge-triage.ts';
import type { RiskLevel } from '../policy/risk.ts';
import { moreUrgent } from '../policy/routing.ts';
import { type ConversationChanges, saveConversation } from '../store/conversations.ts';
import { emitEvent } from '../store/events.ts';
import { markTriaged } from '../store/messages.ts';
import type { Db } from '../store/pool.ts';
import { openItems } from '../store/queue.ts';
import {
  draftOf,
  endTurn,
  findDecision,
  insertTriage,
  pastDecisions,
  type StoredTriage,
} from '../store/turns.ts';
import { recordTrouble } from '../transactions/outcome.ts';
import { writePacket } from '../transactions/packet.ts';
import { type ActivityContext, runStep, type StepName, type TurnInput, type TurnScene } from './context.ts';
import { type AskModel, asked, isAskModel } from './model.ts';
import type { Verdict } from './review.ts';

/** Names the steps that this turn still needs before its review; `stop` ends it here. */
export type Triaged = { kind: 'go'; steps: StepName[] } | { kind: 'stop'; reason: string };

export interface TriageDecision {
  result: Triaged;
  topics: { id: string; confidence: number }[];
  safeFrom: number;
  thankYou: boolean;
  spam: boolean;
  notHelped: boolean;
  /** In a message or in a file attached to it. */
  injection: boolean;
  angry: boolean;
  attachments: boolean;
  /** Raised by the language model alone; those of the rules are with the messages. */
  risks?: { risk: string; level: RiskLevel }[];
}

export async function triage(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<Triaged | AskModel> {
  const decided = await runStep<TriageDecision>(scene, 'triage', async () => {
    const { turn, messages, version } = scene;
    const conversation = await scene.reads.conversation();
    const ours = conversation?.owner === 'ai' && turn.endedAt === null;
    const attachments = (await scene.reads.attachments()).filter((a) => turn.messages.includes(a.message));
    const judged = await judge(context, scene, {
      attachments,
      language: conversation?.language ?? null,
      mayAsk: ours,
    });
    if (isAskModel(judged)) return judged;
    const { answer, raised, model, record } = judged;
    const topics = topicsAfterQuestion(
      messages.map((m) => m.text).join(' '),
      answer.topics,
      answer.entities,
      await askedBefore(context, input),
      version.content.desk.thresholds.topicConfidence,
    );
    const found = messages.flatMap((m) =>
      m.risks.map(({ risk, level, rule }) => ({ risk, level, rule, message: m.id })),
    );
    const needsPerson = [...found, ...raised].some((r) => r.level !== 'notice');
    const { safeFrom, thankYou, spam, notHelped, angry } = answer;
    const injection =
      answer.injection || attachments.some(({ text }) => text !== null && injectionSigns(text).suspicious);
    const decision: TriageDecision = {
      result: ours
        ? { kind: 'go', steps: stepsFor({ ...answer, topics }, version.content.desk, needsPerson) }
        : { kind: 'stop', reason: 'with_people' },
      topics,
      safeFrom,
      thankYou,
      spam,
      notHelped,
      injection,
      angry,
      attachments: attachments.length > 0,
      risks: raised,
    };
    const { priority, sentiment, language, entities, reasons } = answer;
    const body = { turn: turn.id, topics, priority, language, reasons, model, desk: version.version };
    const made: StoredTriage = {
      turn: turn.id,
      topic: topics[0]?.id ?? OTHER_TOPIC,
      confidence: topics[0]?.confidence ?? 0,
      topics,
      priority,
      sentiment,
      language,
      risks: [...found, ...raised.map((r) => ({ ...r, rule: 'model', message: turn.messages.at(-1) ?? '' }))],
      entities,
      reasons,
      model,
    };
    return {
      decision,
      audit: { kind: 'triaged', body: { ...body, ...record } },
      made: { triage: made },
      async store(db, row, now) {
        await insertTriage(db, input.desk, row.id, made);
        await markTriaged(db, input.desk, turn.messages);
        if (notHelped) await recordTrouble({ db, conversation: row, version, now }, 'complained');
        const spoken = language === 'und' ? row.language : language;
        const changes: ConversationChanges = {
          priority: moreUrgent(row.priority, priority),
          ...(thankYou || spam ? {} : { topic: topics[0]?.id ?? OTHER_TOPIC }),
          ...(spoken ? { language: spoken } : {}),
        };
        if (ours) return changes;
        await saveConversation(db, row, changes);
        await leaveToPeople(db, row, turn.id, now);
        return undefined;
      },
    };
  });
  return isAskModel(decided) ? decided : decided.result;
}

interface Judged {
  answer: TriageAnswer;
  /** By the model alone. */
  raised: { risk: string; level: RiskLevel }[];
  model: string;
  /** For the audit log: which prompt, or why there was no model. */
  record: Record<string, string>;
}

/** What rules and examples settle they answer alone; for the rest the model is heard as well. */
async function judge(
  context: ActivityContext,
  scene: TurnScene,
  about: { attachments: readonly { message: string }[]; language: string | null; mayAsk: boolean },
): Promise<Judged | AskModel> {
  const { messages, version } = scene;
  const byRules = await context.rules.triage({
    desk: version.content,
    messages: messages.map((m) => ({
      text: m.text,
      hasAttachments: about.attachments.some((a) => a.message === m.id),
    })),
    risks: messages.flatMap((m) => m.risks.map((r) => r.risk)),
    language: about.language,
  });
  const alone: Judged = { answer: byRules, raised: [], model: context.rules.name, record: {} };
  if (
    !about.mayAsk ||
    isSettled(
      byRules,
      messages.flatMap((m) => m.risks),
    )
  )
    return alone;
  const byModel = asked<ModelTriage>(context, scene, 'triage');
  switch (byModel.kind) {
    case 'ask_model':
      return byModel;
    case 'unavailable':
      return byModel.reason === 'no_model' ? alone : { ...alone, record: { withoutModel: byModel.reason } };
    case 'answered': {
      const { topics, entities } = version.content.desk;
      const { risks: raised, ...merged } = mergeTriage(byRules, byModel.content, {
        topicIds: topics.map((t) => t.id),
        entityIds: entities.map((e) => e.id),
        text: messages.map((m) => m.text).join('\n'),
      });
      const answer = { ...byRules, ...merged, reasons: [...byRules.reasons, ...merged.reasons] };
      return { answer, raised, model: byModel.by.model, record: { promptHash: byModel.by.promptHash } };
    }
  }
}

/** A person must have it, nothing is owed, or every topic is known well enough for its macro. */
function isSettled(answer: TriageAnswer, found: readonly { level: string }[]): boolean {
  if (found.some((r) => r.level !== 'notice') || answer.thankYou || answer.spam) return true;
  return answer.topics.every((t) => t.id !== OTHER_TOPIC && t.confidence >= answer.safeFrom);
}

/** People have the conversation: the turn ends here, and their packet gets what is new. */
async function leaveToPeople(db: Db, conversation: Conversation, turn: string, now: Date): Promise<void> {
  const { desk, id } = conversation;
  await endTurn(db, desk, turn, 'handed_off', 'with_people', now);
  const handoff = (await openItems(db, desk, id)).find((i) => i.kind === 'handoff');
  if (!handoff) return;
  const packet = await writePacket(db, conversation, handoff, now);
  await emitEvent(db, conversation, 'packet_updated', { item: handoff.id, packet }, now);
}

/** The turn before this one, when it ended with a question of ours. */
async function askedBefore({ pool }: ActivityContext, input: TurnInput): Promise<AskedTurn | undefined> {
  const reviews = await pastDecisions<Verdict>(pool, input.desk, input.conversation, 'review', 1);
  const [last] = reviews;
  if (last?.endedAs !== 'claimed' || last.decision.kind !== 'ask') return undefined;
  const triaged = await findDecision<TriageDecision>(pool, input.desk, last.turn, 'triage');
  const entity = (await draftOf(pool, input.desk, last.turn))?.macros[0];
  return triaged && entity ? { entity, topics: triaged.topics } : undefined;
}

interface TopicsOf {
  topics: readonly { id: string; macro?: string }[];
}

/** Nothing is drafted for what a person must have or nobody needs; knowledge is searched only where macros do not settle it. */
function stepsFor(
  answer: {
    topics: { id: string; confidence: number }[];
    safeFrom: number;
    thankYou: boolean;
    spam: boolean;
    notHelped: boolean;
  },
  desk: TopicsOf,
  alwaysHuman: boolean,
): StepName[] {
  if (alwaysHuman || answer.thankYou || answer.spam) return [];
  const settled = answer.topics.every(
    (t) => t.confidence >= answer.safeFrom && desk.topics.some((d) => d.id === t.id && d.macro),
  );
  return settled && !answer.notHelped ? ['account', 'draft'] : ['account', 'knowledge', 'draft'];
}
