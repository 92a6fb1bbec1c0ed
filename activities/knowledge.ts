/** Knowledge: the passages that may answer this turn, found by the words of the conversation. */
import { OTHER_TOPIC } from '../domain/words.ts';
import { searchKnowledge } from '../knowledge/search.ts';
import { messagesOf } from '../store/messages.ts';
import { type ActivityContext, runStep, type TurnInput, type TurnScene } from './context.ts';
import { type AskModel, asked, isAskModel } from './model.ts';
import type { TriageDecision } from './triage.ts';

/** What fits into one answer with room to judge by; more passages only lower the chance that the right one is read. */
const maxPassages = 4;
/** How far back the query reads: what was said three messages ago still says what "it" is. */
const maxTurns = 6;
/**
 * What is like none of the desk's topics has to share a fifth of its words' weight with a passage: one common word ("never") is
 * no reason to quote an article about something else. Measured on the demo desk: strangers reach 0.18, questions about it 0.26.
 */
const strangerCoverage = 0.2;

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
    const spoken = (await messagesOf(pool, input.desk, input.conversation)).filter(
      (m) => m.startsTurn && !m.deletedAt,
    );
    const rewritten = queryInWords(context, scene, spoken.length > turn.messages.length);
    if (isAskModel(rewritten)) return rewritten;
    const turns = spoken.slice(-maxTurns).map((m) => ({ speaker: 'customer' as const, text: m.text }));
    const triaged = scene.decisions.triage as TriageDecision | undefined;
    const isStranger = triaged?.topics.every((t) => t.id === OTHER_TOPIC) ?? false;
    const hits = await searchKnowledge(pool, input.desk, {
      ...(rewritten === undefined ? { turns } : { text: rewritten }),
      top: maxPassages,
      audience: 'public',
      ...(isStranger ? { rules: { minCoverage: strangerCoverage } } : {}),
      now: clock(),
    });
    const passages = hits.map(({ chunk, version, score }) => ({ chunk, version, score }));
    return {
      decision: { passages },
      audit: { kind: 'knowledge_searched', body: { turn: turn.id, passages } },
    };
  });
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
