/** Search: the desk's passages that may answer what was asked last in a conversation. */

import { type StoredPassage, storedPassages } from '../store/knowledge.ts';
import type { QueryVector } from '../store/knowledge-meaning.ts';
import { type FoundPassage, findPassages, type RankingRules } from '../store/knowledge-search.ts';
import type { Db } from '../store/pool.ts';
import type { Audience } from './document.ts';
import { primaryLanguage } from './language.ts';
import { type ConversationRules, conversationRules, queryOf, type SpokenTurn } from './query.ts';

export interface KnowledgeQuery {
  /** One question; or `turns`, whose last one is the question. */
  text?: string;
  turns?: readonly SpokenTurn[];
  /** Passages at most. */
  top: number;
  /** Passages of one document at most; others may answer what it leaves open. */
  perDocument?: number;
  /** `internal` finds internal passages too. */
  audience?: Audience;
  /** The question's vector (knowledge/embed.ts makes it); without one, words alone decide. */
  vector?: QueryVector | null;
  /** BCP 47 tag: only passages in this language. */
  language?: string;
  /** Decides which documents are in force. */
  now: Date;
  /** Measurements turn parts of the ranking off. */
  rules?: Partial<RankingRules & ConversationRules>;
}

export interface Hit {
  /** The document's version: a row of its own. */
  document: string;
  /** The document's name in the desk, over all its versions. */
  key: string;
  title: string;
  url: string | null;
  chunk: string;
  version: number;
  headingPath: string[];
  text: string;
  audience: Audience;
  /** Falls from hit to hit; means nothing beside the scores of another search. */
  score: number;
  /** Why it was found. */
  parts: Pick<FoundPassage, 'coverage' | 'textRank' | 'vectorRank' | 'similarity' | 'words' | 'linkedFrom'>;
}

/** Two passages of one article may answer one question; a third only takes the place of another article. */
const defaultPerDocument = 2;

/**
 * k1 and b are Robertson's usual values; others from 0.6 to 2 and 0.4 to 0.9 found the same or less. 10 terms and
 * 50 candidates found the same in a few hundred passages; more are there for thousands. A coverage of 0.05 already loses passages that
 * answer long conversations. An index breadth of 200 finds 93 % of the ten nearest among 100,000, 300 98 %, 400 99.7 %; times differ by a few ms.
 */
export const rankingRules: RankingRules = {
  k1: 1.2,
  b: 0.75,
  titleWeight: 1.5,
  headingWeight: 1.5,
  maxTerms: 24,
  maxVisits: 3_000,
  maxCandidates: 150,
  maxMisspelt: 6,
  minSimilarity: 0.45,
  minCoverage: 0.02,
  maxNearest: 100,
  minNearness: 0,
  indexBreadth: 400,
  fusionConstant: 10,
  vectorWeight: 1.5,
  linkSeeds: 5,
  linkWeight: 0.5,
};

/** One round trip. The text is data: nothing in it is an operator. */
export async function searchKnowledge(db: Db, desk: string, query: KnowledgeQuery): Promise<Hit[]> {
  const texts = queryOf(query.turns ?? [{ speaker: 'customer', text: query.text ?? '' }], {
    ...conversationRules,
    ...query.rules,
  });
  if (texts.length === 0) return [];
  const found = await findPassages(
    db,
    desk,
    {
      texts,
      audiences: query.audience === 'internal' ? ['public', 'internal'] : ['public'],
      language: query.language ? primaryLanguage(query.language) : null,
      top: query.top,
      perDocument: query.perDocument ?? defaultPerDocument,
      now: query.now,
      vector: query.vector ?? null,
    },
    { ...rankingRules, ...query.rules },
  );
  return found.map(({ coverage, textRank, vectorRank, similarity, words, linkedFrom, ...hit }) => ({
    ...hit,
    parts: { coverage, textRank, vectorRank, similarity, words, linkedFrom },
  }));
}

/** What was cited, live or not: a citation resolves for as long as there are conversations. In the order of the ids. */
export function passagesByChunk(db: Db, desk: string, chunks: readonly string[]): Promise<StoredPassage[]> {
  return storedPassages(db, desk, chunks);
}
