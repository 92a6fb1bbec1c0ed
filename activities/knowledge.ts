/** Knowledge: the passages that may answer this turn, found by the words of the conversation. */
import type { Delivery, Message } from '../domain/conversation.ts';
import { OTHER_TOPIC } from '../domain/words.ts';
import { type EmbeddedQuery, embedQuery } from '../knowledge/embed-query.ts';
import { paidEmbeddings } from '../knowledge/paid.ts';
import type { SpokenTurn } from '../knowledge/query.ts';
import { searchKnowledge } from '../knowledge/search.ts';
import { type ActivityContext, runStep, type TurnInput, type TurnScene } from './context.ts';
import { deskRedactor } from './hidden.ts';
import { type AskModel, asked, isAskModel, modelServes } from './model.ts';
import type { TriageDecision } from './triage.ts';

/** What fits into one answer with room to judge by; more passages only lower the chance that the right one is read. */
const maxPassages = 4;
/** A model reads more than a person would, and internal guidance takes some of the places. */
const maxPassagesOfModel = 8;
/** How far back the query reads: what was said three messages ago still says what "it" is. Answers count as well. */
const maxTurns = 12;
/**
 * What is like none of the desk's topics has to share a fifth of its words' weight with a passage: one common word ("never") is
 * no reason to quote an article about something else. Measured on the demo desk: strangers reach 0.18, questions about it 0.26.
 */
const strangerCoverage = 0.2;
/** The same for meaning. With MiniLM, questions to another desk's articles reach 0.30, one in a hundred 0.37; real ones 0.5. */
const strangerNearness = 0.35;

export interface KnowledgeDecision {
  passages: { chunk: string; version: number; score: number }[];
}

export async function knowledge(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<KnowledgeDecision | AskModel> {
  const { turn } = scene;
  return runStep<KnowledgeDecision>(scene, 'knowledge', async () => {
    const { pool, clock } = context;
    const messages = (await scene.reads.messages()).filter((m) => !m.deletedAt);
    const followsUp = messages.filter((m) => m.startsTurn).length > turn.messages.length;
    const rewritten = queryInWords(context, scene, followsUp);
    if (isAskModel(rewritten)) return rewritten;
    const answers = followsUp ? await scene.reads.deliveries() : [];
    const turns = saidIn(messages, answers).slice(-maxTurns);
    const triaged = scene.decisions.triage as TriageDecision | undefined;
    const isStranger = triaged?.topics.every((t) => t.id === OTHER_TOPIC) ?? false;
    const asking = rewritten === undefined ? turns : [{ speaker: 'customer' as const, text: rewritten }];
    const embedded = await vectorFor(context, scene, asking);
    // Internal guidance may steer what a model writes; rules only quote, and it is never quoted.
    const withModel = modelServes(context, scene.version);
    const hits = await searchKnowledge(pool, input.desk, {
      turns: asking,
      vector: embedded.kind === 'vector' ? embedded.vector : null,
      top: withModel ? maxPassagesOfModel : maxPassages,
      audience: withModel ? 'internal' : 'public',
      ...(isStranger ? { rules: { minCoverage: strangerCoverage, minNearness: strangerNearness } } : {}),
      now: clock(),
    });
    const passages = hits.map(({ chunk, version, score }) => ({ chunk, version, score }));
    const by = embedded.kind === 'vector' ? { vectors: embedded.vector.model } : { words: embedded.reason };
    return {
      decision: { passages },
      audit: { kind: 'knowledge_searched', body: { turn: turn.id, passages, by } },
    };
  });
}

/** By whomever: an answer in between tells one question of the customer from the next. Receipts and notices answer nothing. */
function saidIn(messages: readonly Message[], deliveries: readonly Delivery[]): SpokenTurn[] {
  const received = messages
    .filter((m) => m.startsTurn || m.authorKind === 'agent')
    .map((m) => ({
      at: m.receivedAt,
      speaker: m.authorKind === 'agent' ? 'agent' : 'customer',
      text: m.text,
    }));
  const sent = deliveries
    .filter((d) => ['reply', 'question', 'approved', 'person'].includes(d.purpose))
    .filter((d) => d.state === 'sent' || d.doubt)
    .map((d) => ({ at: d.claimedAt, speaker: 'agent', text: d.text }));
  return [...received, ...sent]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ speaker, text }) => ({ speaker, text }));
}

/** Personal data does not help to find an article, and does not leave. */
async function vectorFor(
  { pool, clock, env, models }: ActivityContext,
  { turn, version }: TurnScene,
  turns: readonly SpokenTurn[],
): Promise<EmbeddedQuery> {
  const { desk } = version.content;
  if (desk.models?.use === 'rules') return { kind: 'none', reason: 'no_model' };
  const hidden = deskRedactor(version.content);
  const clean = turns.map(({ speaker, text }) => ({ speaker, text: hidden.hide(text) }));
  const of = { desk: desk.id, conversation: turn.conversation, turn: turn.id, budget: desk.models.budget };
  const embeddings =
    models.embeddings &&
    paidEmbeddings(models.embeddings, { db: pool, clock, env, ask: 'embed_query', ...of });
  return embedQuery(pool, desk.id, embeddings, clean);
}

/** A follow-up ("and for the other one?") in words that stand alone; undefined without a model, where the recent turns have to do. */
function queryInWords(
  context: ActivityContext,
  scene: TurnScene,
  followsUp: boolean,
): string | undefined | AskModel {
  if (!followsUp) return undefined;
  const answer = asked<{ query: string }>(context, scene, 'query');
  switch (answer.kind) {
    case 'ask_model':
      return answer;
    case 'unavailable':
      return undefined;
    case 'answered':
      return answer.content.query.trim() || undefined;
  }
}
