/** The gate's input: everything that it decides from, read once. */
import { after, days } from '../domain/clock.ts';
import { automatedPurposes } from '../policy/fence.ts';
import type { GateInput } from '../policy/gate.ts';
import { looksLikeEcho, mayAutoSend } from '../policy/loop.ts';
import { automatedSendsSince } from '../store/deliveries.ts';
import { pastDecisions } from '../store/turns.ts';
import { autonomyForDraft, type DraftAutonomy } from '../transactions/autonomy.ts';
import { questionText } from '../transactions/texts.ts';
import type { DeskVersion } from '../transactions/work.ts';
import type { AccountDecision } from './account.ts';
import { type ActivityContext, draftIn, type TurnInput, type TurnScene } from './context.ts';
import type { DraftDecision } from './draft.ts';
import type { Verdict } from './review.ts';
import type { TriageDecision } from './triage.ts';

/** How many past turns the search for progress reads; the limit itself is at most two. */
const maxPastTurns = 10;

export interface Gathered {
  gateInput: GateInput;
  draft: string | null;
  language: string | null;
}

/** Undefined when the turn has ended meanwhile: there is nothing left to decide. */
export async function gather(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<Gathered | undefined> {
  const { turn, messages, version, decisions, reads } = scene;
  const { pool, clock } = context;
  const { desk } = input;
  const conversation = await reads.conversation();
  const triaged = decisions.triage as TriageDecision | undefined;
  if (turn.endedAt || !conversation || !triaged) return undefined;
  const account = decisions.account as AccountDecision | undefined;
  const drafted = decisions.draft as DraftDecision | undefined;
  const { desk: files } = version.content;
  const deliveries = await reads.deliveries();
  const now = clock();
  const sends = await automatedSendsSince(
    pool,
    desk,
    conversation.customer,
    automatedPurposes,
    after(now, -days(1)),
  );
  const budget = mayAutoSend(
    sends,
    { perHour: files.limits.automatedPerHour, perDay: files.limits.automatedPerDay },
    now,
  );
  const draft = drafted?.draft ? await draftIn(scene) : undefined;
  const autonomy = await autonomyForDraft(
    pool,
    version,
    { channel: conversation.channel, topics: triaged.topics.map((t) => t.id), turn: turn.id, draft },
    now,
  );
  const spoken = scene.made.triage?.language ?? 'und';
  const language = spoken === 'und' ? conversation.language : spoken;
  const missing = drafted?.missingEntity ?? null;
  const gateInput: GateInput = {
    alwaysHuman: alwaysHuman(
      version,
      [...messages.flatMap((m) => m.risks), ...(triaged.risks ?? [])],
      triaged.topics,
    ),
    fromParticipant: messages.some((m) => m.authorKind === 'participant'),
    hasAttachment: triaged.attachments,
    spam: triaged.spam,
    thankYou: triaged.thankYou,
    notHelped: triaged.notHelped && deliveries.some((d) => d.purpose === 'reply' || d.purpose === 'approved'),
    repeatsItself: deliveries.length > 0 && (await repeatsItself(context, scene)),
    topics: topicsOf(version, autonomy, triaged.topics),
    topicThreshold: files.thresholds.topicConfidence,
    macroThreshold: triaged.safeFrom,
    // Without a delivery there was no automated turn, nor a macro that was sent.
    turnsWithoutProgress: deliveries.length > 0 ? await turnsWithoutProgress(context, input, triaged) : 0,
    maxTurnsWithoutProgress: files.limits.automatedTurnsWithoutProgress,
    loopBudget: budget.kind === 'ok' ? 'ok' : budget.reason,
    notYours: account?.notYours ?? false,
    withheld: drafted?.withheld ?? false,
    missingEntity: missing
      ? {
          id: missing,
          askedBefore: await wasAsked(scene, missing, deliveries),
          canAsk: questionText(version, missing, language) !== undefined,
        }
      : null,
    draft: draftOfGate(
      drafted,
      deliveries.flatMap((d) => (d.state === 'withdrawn' ? [] : [d.draft])),
      deliveries.length > 0 ? await reads.drafts() : [],
      autonomy,
    ),
    angry: triaged.angry,
    injection: triaged.injection,
  };
  return { gateInput, draft: drafted?.draft ?? null, language };
}

/** Compared with what was answered before only: within one burst people repeat themselves in haste. */
async function repeatsItself({ clock }: ActivityContext, { messages, reads }: TurnScene): Promise<boolean> {
  const before = (await reads.messages())
    .filter((m) => m.authorKind === 'customer' && m.answeredBy?.startsWith('delivery:'))
    .map((m) => ({ text: m.text, at: m.receivedAt }));
  return messages.some((m) => looksLikeEcho(m.text, before, clock()));
}

/** Danger before the rest, then in the order found; the desk may add topics and risks to the list, never take one away. */
function alwaysHuman(
  { content }: DeskVersion,
  risks: readonly { risk: string; level: string }[],
  topics: readonly { id: string; confidence: number }[],
): string[] {
  const added = content.desk.alwaysHuman;
  const found = [
    ...risks.filter((r) => r.level === 'danger'),
    ...risks.filter((r) => r.level === 'person' || (r.level === 'notice' && added.includes(r.risk))),
  ].map((r) => r.risk);
  const byTopic = topics
    .filter((t) => added.includes(t.id) && t.confidence >= content.desk.thresholds.topicConfidence)
    .map((t) => t.id);
  return [...new Set([...found, ...byTopic])];
}

function topicsOf(
  { content }: DeskVersion,
  autonomy: DraftAutonomy,
  topics: TriageDecision['topics'],
): GateInput['topics'] {
  return topics.map(({ id, confidence }) => {
    const hasMacro = content.desk.topics.find((t) => t.id === id)?.macro !== undefined;
    return { id, confidence, autonomy: autonomy.topics.get(id) ?? 'approve', hasMacro };
  });
}

/**
 * Automated turns in a row about the same thing: the customer came back to it each time. A question that this turn answers is
 * progress, and so is another topic.
 */
async function turnsWithoutProgress(
  context: ActivityContext,
  input: TurnInput,
  triaged: TriageDecision,
): Promise<number> {
  const reviews = await pastDecisions<Verdict>(
    context.pool,
    input.desk,
    input.conversation,
    'review',
    maxPastTurns,
  );
  const triages = await pastDecisions<TriageDecision>(
    context.pool,
    input.desk,
    input.conversation,
    'triage',
    maxPastTurns + 1,
  );
  const topicsOfTurn = new Map(triages.map((t) => [t.turn, t.decision.topics.map((x) => x.id).join()]));
  const same = triaged.topics.map((t) => t.id).join();
  let count = 0;
  for (const { turn, endedAs, decision } of reviews) {
    if (turn === input.turn || endedAs === 'superseded') continue;
    if (endedAs !== 'claimed' || decision.kind !== 'send' || topicsOfTurn.get(turn) !== same) break;
    count += 1;
  }
  return count;
}

/** Whether the question for this entity may have reached the customer: then it is never asked again. */
async function wasAsked(
  { reads }: TurnScene,
  entity: string,
  deliveries: readonly { purpose: string; state: string; draft: string | null }[],
): Promise<boolean> {
  const asked = deliveries.filter(
    (d) => d.purpose === 'question' && d.state !== 'withdrawn' && d.state !== 'not_sent',
  );
  if (asked.length === 0) return false;
  const drafts = await reads.drafts();
  return drafts.some(
    (d) => d.kind === 'question' && d.macros.includes(entity) && asked.some((a) => a.draft === d.id),
  );
}

function draftOfGate(
  drafted: DraftDecision | undefined,
  sentDrafts: readonly (string | null)[],
  drafts: readonly { id: string; macros: string[] }[],
  { sampled }: DraftAutonomy,
): GateInput['draft'] {
  if (drafted?.kind === 'macro') {
    const sent = drafts.filter((d) => sentDrafts.includes(d.id)).flatMap((d) => d.macros);
    const sentBefore = drafted.macros.some((id) => sent.some((m) => m.startsWith(`${id}.`)));
    return { kind: 'macro', sentBefore, languageMatches: drafted.languageMatches };
  }
  if (drafted?.kind === 'model')
    return {
      kind: 'model',
      problems: [],
      judged: false,
      partly: drafted.partly ?? false,
      sampled,
    };
  return { kind: drafted?.kind ?? 'nothing' };
}
