/** Triage: what the turn is about and how urgent it is, and which steps it needs. Under a queue or a person it ends here. */

import { OTHER_TOPIC } from '../domain/words.ts';
import { type AskedTurn, topicsAfterQuestion } from '../policy/follow-up.ts';
import { moreUrgent } from '../policy/routing.ts';
import { type ConversationChanges, findConversation, saveConversation } from '../store/conversations.ts';
import { emitEvent } from '../store/events.ts';
import { attachmentsOf, markTriaged } from '../store/messages.ts';
import { openItems } from '../store/queue.ts';
import { draftOf, endTurn, findDecision, insertTriage, pastDecisions } from '../store/turns.ts';
import { writePacket } from '../transactions/packet.ts';
import { type ActivityContext, runStep, type StepName, type TurnInput, type TurnScene } from './context.ts';
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
  injection: boolean;
  angry: boolean;
  attachments: boolean;
}

export async function triage(context: ActivityContext, input: TurnInput, scene: TurnScene): Promise<Triaged> {
  const { turn, messages, version } = scene;
  const decided = await runStep<TriageDecision>(context, input, scene, 'triage', async () => {
    const { desk } = input;
    const conversation = await findConversation(context.pool, desk, input.conversation);
    const attachments = await attachmentsOf(context.pool, desk, turn.messages);
    const answer = await context.model.triage({
      desk: version.content,
      messages: messages.map((m) => ({
        text: m.text,
        hasAttachments: attachments.some((a) => a.message === m.id),
      })),
      risks: messages.flatMap((m) => m.risks.map((r) => r.risk)),
      language: conversation?.language ?? null,
    });
    const topics = topicsAfterQuestion(
      messages.map((m) => m.text).join(' '),
      answer.topics,
      answer.entities,
      await askedBefore(context, input),
      version.content.desk.thresholds.topicConfidence,
    );
    const { safeFrom, thankYou, spam, notHelped, injection, angry } = answer;
    const ours = conversation?.owner === 'ai' && turn.endedAt === null;
    const decision: TriageDecision = {
      result: ours
        ? {
            kind: 'go',
            steps: stepsFor(
              { ...answer, topics },
              version.content.desk,
              messages.some((m) => m.risks.some((r) => r.level !== 'notice')),
            ),
          }
        : { kind: 'stop', reason: 'with_people' },
      topics,
      safeFrom,
      thankYou,
      spam,
      notHelped,
      injection,
      angry,
      attachments: attachments.length > 0,
    };
    const topic = topics[0]?.id ?? OTHER_TOPIC;
    return {
      decision,
      audit: {
        kind: 'triaged',
        body: {
          turn: turn.id,
          topics,
          priority: answer.priority,
          language: answer.language,
          reasons: answer.reasons,
          model: context.model.name,
          desk: version.version,
        },
      },
      async store(db, row, now) {
        await insertTriage(db, desk, row.id, {
          turn: turn.id,
          topic,
          confidence: topics[0]?.confidence ?? 0,
          topics,
          priority: answer.priority,
          sentiment: answer.sentiment,
          language: answer.language,
          risks: messages.flatMap((m) =>
            m.risks.map(({ risk, level, rule }) => ({ risk, level, rule, message: m.id })),
          ),
          entities: answer.entities,
          reasons: answer.reasons,
          model: context.model.name,
        });
        await markTriaged(db, desk, turn.messages);
        const language = answer.language === 'und' ? row.language : answer.language;
        const changes: ConversationChanges = {
          priority: moreUrgent(row.priority, answer.priority),
          ...(thankYou || spam ? {} : { topic }),
          ...(language ? { language } : {}),
        };
        if (decision.result.kind === 'go') return changes;
        await saveConversation(db, row, changes);
        await endTurn(db, desk, turn.id, 'handed_off', 'with_people', now);
        const handoff = (await openItems(db, desk, row.id)).find((i) => i.kind === 'handoff');
        if (!handoff) return undefined;
        const packet = await writePacket(db, row, handoff, now);
        await emitEvent(db, row, 'packet_updated', { item: handoff.id, packet }, now);
        return undefined;
      },
    };
  });
  return decided.result;
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
