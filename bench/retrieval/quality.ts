/** What each part of the search is worth: recall with it, and without it. */
import type pg from 'pg';
import { z } from 'zod';
import { systemClock } from '../../domain/clock.ts';
import { maxPassageLength } from '../../knowledge/chunk.ts';
import type { SourceDocument } from '../../knowledge/document.ts';
import { embedMissing } from '../../knowledge/embed.ts';
import { embedQuery } from '../../knowledge/embed-query.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import {
  type ConversationRules,
  conversationRules,
  meaningRules,
  type SpokenTurn,
} from '../../knowledge/query.ts';
import { type KnowledgeQuery, searchKnowledge } from '../../knowledge/search.ts';
import { indexed } from '../../knowledge/words.ts';
import type { EmbeddingModel } from '../../models/port.ts';

export const questionRow = z.object({
  id: z.union([z.string(), z.number()]),
  turns: z.array(z.object({ speaker: z.string(), text: z.string() })).min(1),
  /** Ids of the documents that answer it. */
  gold: z.array(z.string()).min(1),
});
export type Question = z.infer<typeof questionRow>;

type Rules = KnowledgeQuery['rules'];
type Search = (question: Question) => Promise<string[]>;
interface Variant {
  rules?: Rules;
  turns?: (all: SpokenTurn[]) => SpokenTurn[];
  /** Undefined: words alone. */
  meaning?: Partial<ConversationRules>;
  /** Meaning alone: words count for nothing. */
  wordless?: boolean;
}

const depth = 20;
const now = systemClock();
const last = (turns: SpokenTurn[]) => turns.slice(-1);

export async function measureParts(
  pool: pg.Pool,
  documents: readonly SourceDocument[],
  questions: readonly Question[],
  embeddings: EmbeddingModel | null,
  print: (line: string) => void,
): Promise<void> {
  const desk = await filled(pool, 'parts', documents);
  const plain = await filled(
    pool,
    'plain',
    documents.map((d) => ({ ...d, title: '', body: d.body.replace(/^#+ /gm, '') })),
  );
  const row = rowOf(questions, print);
  const by = (variant: Variant, on = desk): Search => searchOf(pool, on, embeddings, variant);

  print('words alone');
  await row('as it is', by({}));
  await row('last question alone', by({ turns: last }));
  await row('customer turns only', by({ rules: { otherSpeaker: 0 } }));
  await row('all turns alike', by({ rules: { decay: 1, otherSpeaker: 1 } }));
  for (const decay of [0.2, 0.3, 0.5, 0.7]) await row(`decay ${decay}`, by({ rules: { decay } }));
  await row(
    'ts_rank_cd, conversation',
    rankCd(pool, desk, (turns) => turns),
  );
  await row('ts_rank_cd, last question', rankCd(pool, desk, last));
  await row('titles and headings as text', by({ rules: { titleWeight: 1, headingWeight: 1 } }));
  await row('titles and headings left out', by({}, plain));
  for (const k1 of [0.6, 2]) await row(`k1 ${k1}`, by({ rules: { k1 } }));
  for (const b of [0.4, 0.9]) await row(`b ${b}`, by({ rules: { b } }));
  for (const maxCandidates of [50, 100])
    await row(`candidates ${maxCandidates}`, by({ rules: { maxCandidates } }));
  for (const maxTerms of [10]) await row(`terms sought ${maxTerms}`, by({ rules: { maxTerms } }));
  for (const minCoverage of [0, 0.1])
    await row(`least coverage ${minCoverage}`, by({ rules: { minCoverage } }));
  for (const linkWeight of [0, 0.2, 0.4, 0.6, 0.8])
    for (const linkSeeds of [3, 10])
      await row(`links count ${linkWeight}, of ${linkSeeds}`, by({ rules: { linkWeight, linkSeeds } }));
  const misspelt = questions.map((question) => ({ ...question, turns: question.turns.map(misspell) }));
  await row('misspelt', by({}), misspelt);
  await row('misspelt, no help by trigrams', by({ rules: { maxMisspelt: 0 } }), misspelt);
  for (const size of [400, 800, 3_000]) {
    const cut = await filled(pool, `cut${size}`, documents, size);
    await row(`passages of ${size} (not ${maxPassageLength})`, by({}, cut));
  }
  if (!embeddings) return;

  for (const each of [desk, plain]) await embedMissing(pool, each, embeddings, { clock: systemClock });
  print(`meaning alone, ${embeddings.name}`);
  await row('as it is', by({ meaning: {}, wordless: true }));
  await row('last question alone', by({ meaning: {}, wordless: true, turns: last }));
  await row('all turns alike', by({ meaning: { decay: 1, otherSpeaker: 1 }, wordless: true }));
  await row('short texts count whole', by({ meaning: { wholeFrom: 1 }, wordless: true }));
  for (const decay of [0.3, 0.7]) await row(`decay ${decay}`, by({ meaning: { decay }, wordless: true }));
  for (const otherSpeaker of [0, 0.25])
    await row(`others count ${otherSpeaker}`, by({ meaning: { otherSpeaker }, wordless: true }));
  await row('titles and headings left out', by({ meaning: {}, wordless: true }, plain));
  print('words and meaning, fused');
  await row('as it is', by({ meaning: {} }));
  await row('last question alone', by({ meaning: {}, turns: last }));
  for (const vectorWeight of [0.5, 0.7, 1, 1.5, 2, 3])
    await row(`meaning counts ${vectorWeight}`, by({ meaning: {}, rules: { vectorWeight } }));
  for (const fusionConstant of [5, 10, 20, 60])
    await row(`fusion constant ${fusionConstant}`, by({ meaning: {}, rules: { fusionConstant } }));
  for (const minNearness of [0, 0.25, 0.35])
    await row(`least nearness ${minNearness}`, by({ meaning: {}, rules: { minNearness } }));
  await row('titles and headings left out', by({ meaning: {} }, plain));
  await row('misspelt', by({ meaning: {} }), misspelt);
  await row('misspelt, no help by trigrams', by({ meaning: {}, rules: { maxMisspelt: 0 } }), misspelt);
  for (const size of [800, 3_000]) {
    const cut = await filled(pool, `cut${size}`, documents, size);
    await embedMissing(pool, cut, embeddings, { clock: systemClock });
    await row(`passages of ${size} (not ${maxPassageLength})`, by({ meaning: {} }, cut));
  }
}

function searchOf(
  pool: pg.Pool,
  desk: string,
  embeddings: EmbeddingModel | null,
  { rules, turns = (all) => all, meaning, wordless }: Variant,
): Search {
  return async (question) => {
    const said = turns(question.turns);
    const asked = meaning
      ? await embedQuery(pool, desk, embeddings, said, { rules: { ...meaningRules, ...meaning } })
      : undefined;
    const vector = asked?.kind === 'vector' ? asked.vector : null;
    if (asked && !vector) throw new Error(`no vector: ${JSON.stringify(asked)}`);
    const wordRules = wordless ? { ...rules, minCoverage: 2 } : rules;
    const hits = await searchKnowledge(pool, desk, {
      turns: said,
      top: depth,
      perDocument: 1,
      audience: 'internal',
      now,
      vector,
      rules: { ...conversationRules, ...wordRules },
    });
    return hits.map(({ key }) => key);
  };
}

function rowOf(questions: readonly Question[], print: (line: string) => void) {
  return async (name: string, search: Search, asked: readonly Question[] = questions): Promise<void> => {
    const sum = { at5: 0, at20: 0, reciprocal: 0 };
    for (const question of asked) {
      const keys = await search(question);
      const gold = new Set(question.gold);
      const found = (k: number) => keys.slice(0, k).filter((key) => gold.has(key)).length / gold.size;
      sum.at5 += found(5);
      sum.at20 += found(20);
      const first = keys.findIndex((key) => gold.has(key));
      sum.reciprocal += first < 0 ? 0 : 1 / (first + 1);
    }
    const share = (n: number) => (n / asked.length).toFixed(3);
    print(
      `  ${name.padEnd(34)} R@5 ${share(sum.at5)}  R@20 ${share(sum.at20)}  MRR ${share(sum.reciprocal)}`,
    );
  };
}

/** Postgres' own ranking, over the same words: any of them. */
function rankCd(db: pg.Pool, desk: string, turns: (all: SpokenTurn[]) => SpokenTurn[]): Search {
  return async (question) => {
    const { rows } = await db.query(
      `with query as (
         select string_agg(quote_literal(lexeme), ' | ')::tsquery as any_of
         from unnest(to_tsvector('knowledge_english', $2))
       )
       select d.key from query, knowledge_chunk k join knowledge_document d on d.id = k.document
       where k.desk = $1 and k.live and k.tsv @@ query.any_of
       group by d.key order by max(ts_rank_cd(k.tsv, query.any_of, 2)) desc limit $3`,
      [
        desk,
        indexed(
          turns(question.turns)
            .map(({ text }) => text)
            .join('\n'),
        ).replaceAll('\\', ' '),
        depth,
      ],
    );
    return rows.map(({ key }) => key as string);
  };
}

export async function filled(
  db: pg.Pool,
  desk: string,
  given: readonly SourceDocument[],
  size?: number,
): Promise<string> {
  await db.query('insert into desk (id, created_at) values ($1, $2) on conflict do nothing', [desk, now]);
  await importKnowledge(db, desk, given, { now, maxPassageLength: size });
  return desk;
}

/** Every third longer word loses its fourth letter. */
function misspell(turn: SpokenTurn): SpokenTurn {
  let n = 0;
  const text = turn.text.replace(/\p{L}{6,}/gu, (word) => {
    n += 1;
    return n % 3 === 0 ? word.slice(0, 3) + word.slice(4) : word;
  });
  return { ...turn, text };
}
