/** Retrieval cases: whether the articles that answer a question are found. */

import { seconds } from '../../domain/clock.ts';
import { embedQuery } from '../../knowledge/embed-query.ts';
import type { SpokenTurn } from '../../knowledge/query.ts';
import { searchKnowledge } from '../../knowledge/search.ts';
import { ModelFailure } from '../../models/failure.ts';
import type { ModelMessage } from '../../models/port.ts';
import { redactor } from '../../policy/redact/redactor.ts';
import { promptOf } from '../../prompts/load.ts';
import { renderPrompt } from '../../prompts/render.ts';
import { outputSchemaOf, readAnswer } from '../../prompts/schemas.ts';
import type { RetrievalCase } from '../cases.ts';
import { type Estimate, meanShare } from '../metrics/intervals.ts';
import { type RankedAnswer, recallAt, reciprocalRank } from '../metrics/ranking.ts';
import { type Miss, metric, type Section } from '../report.ts';
import type { Trial } from '../trial.ts';

export interface RetrievalResult extends RankedAnswer {
  case: RetrievalCase;
  /** What the model made of a follow-up; null: the turns themselves were searched for. */
  query: string | null;
}

/** Places that are measured; a reply is written from the first four to eight. */
const places = [1, 2, 3, 4, 5, 8];
const passages = 20;
const timeoutMs = seconds(40);

export async function askRetrieval(trial: Trial, asked: RetrievalCase, at: Date): Promise<RetrievalResult> {
  const { context, desk } = trial;
  const { id } = desk.desk;
  const said: SpokenTurn[] = asked.turns;
  const query = asked.followsUp ? await inWords(trial, asked, at) : null;
  const turns = query === null ? said : [{ speaker: 'customer', text: query }];
  const { hide } = redactor();
  const clean = turns.map(({ speaker, text }) => ({ speaker, text: hide(text) }));
  const embedded = await embedQuery(context.pool, id, context.models.embeddings, clean);
  const hits = await searchKnowledge(context.pool, id, {
    turns,
    vector: embedded.kind === 'vector' ? embedded.vector : null,
    top: passages,
    audience: asked.internal ? 'internal' : 'public',
    now: at,
  });
  return { case: asked, query, expected: asked.documents, found: hits.map(({ key }) => key) };
}

/** As the service has a follow-up rewritten; the conversation alone has to do where the model does not answer. */
async function inWords({ context, desk }: Trial, { turns }: RetrievalCase, at: Date): Promise<string | null> {
  const { language } = context.models;
  if (!language) return null;
  const { name, language: own, languages, signature, drafts } = desk.desk;
  const minute = at.toISOString().slice(0, 16).replace('T', ' ');
  const messages = turns.map(({ speaker, text }, place) => ({
    id: `m${place + 1}`,
    from: speaker,
    at: minute,
    text,
    attachments: [],
  }));
  const rendered = renderPrompt(promptOf(desk, 'query'), {
    desk: { name, language: own, languages, tone: drafts.tone, signature },
    earlier: messages.slice(0, -1),
    messages: messages.slice(-1),
  });
  const hidden = redactor();
  try {
    const { text } = await language.answer({
      messages: rendered.messages.map((m) => ({ role: m.role, text: hidden.hide(m.text) })) as ModelMessage[],
      output: outputSchemaOf('query'),
      model: rendered.parameters.model ?? desk.desk.models.chat,
      temperature: rendered.parameters.temperature,
      maxOutputTokens: rendered.parameters.maxOutputTokens,
      timeoutMs,
    });
    const read = readAnswer('query', text);
    return read.kind === 'ok' ? hidden.restore(read.value.query).trim() || null : null;
  } catch (error) {
    if (error instanceof ModelFailure) return null;
    throw error;
  }
}

/** Pure. */
export function retrievalSection(results: readonly RetrievalResult[]): Section {
  const recall = (k: number, of: readonly RetrievalResult[] = results): Estimate =>
    meanShare(of.map((r) => recallAt(k, r)));
  const followUps = results.filter((r) => r.case.followsUp);
  const several = results.filter((r) => r.expected.length > 1);
  const label = (k: number) => `expected articles among the first ${k}`;
  return {
    kind: 'retrieval',
    cases: results.length,
    metrics: [
      ...places.map((k) =>
        metric(`retrieval.recallAt${k}`, k === 1 ? 'expected article is the first' : label(k), recall(k)),
      ),
      metric(
        'retrieval.mrr',
        'mean reciprocal rank of the first expected article',
        meanShare(results.map(reciprocalRank)),
      ),
      metric('retrieval.followUpRecallAt4', `follow-up questions: ${label(4)}`, recall(4, followUps)),
      metric(
        'retrieval.severalRecallAt4',
        `questions that need several articles: ${label(4)}`,
        recall(4, several),
      ),
    ],
    charts: [
      {
        kind: 'bars',
        title: 'Expected articles found, by place',
        rows: places.map((k) => ({ label: `first ${k}`, ...recall(k) })),
      },
      {
        kind: 'bars',
        title: 'Expected articles among the first 4',
        rows: [
          {
            label: 'one question',
            ...recall(
              4,
              results.filter((r) => !r.case.followsUp),
            ),
          },
          { label: 'follow-ups', ...recall(4, followUps) },
          { label: 'several articles', ...recall(4, several) },
          {
            label: 'internal ones too',
            ...recall(
              4,
              results.filter((r) => r.case.internal),
            ),
          },
        ],
      },
    ],
    tables: [],
    misses: results.flatMap(missOf),
  };
}

function missOf(r: RetrievalResult): Miss[] {
  if (recallAt(4, r) === 1) return [];
  const asked = r.case.turns.map(({ text }) => text).join(' / ');
  return [
    {
      case: r.case.id,
      asked: r.query === null ? asked : `${asked} → ${r.query}`,
      expected: r.expected.join(', '),
      got: [...new Set(r.found)].slice(0, 4).join(', ') || 'nothing',
    },
  ];
}
