/** Finding passages: one statement that ranks by words and by meaning, and fuses the two. */
import { toSql } from 'pgvector/pg';
import { mayBeFound, meaningOf, type QueryVector } from './knowledge-meaning.ts';
import type { Db } from './pool.ts';
import { shapes } from './rows.ts';

/** How passages are ranked. Values with their measurements: knowledge/search.ts. */
export interface RankingRules {
  /** BM25's saturation: how soon a repeated word stops to count. */
  k1: number;
  /** BM25's length normalisation, 0 to 1. */
  b: number;
  /** What a word in the title, or in a heading, counts of the same word in the text. */
  titleWeight: number;
  headingWeight: number;
  /** Words looked up in the index, the most telling ones first. */
  maxTerms: number;
  /** Passages that those words may bring up, in all; a word that would go beyond is only used to rank. */
  maxVisits: number;
  /** Passages that are ranked exactly. */
  maxCandidates: number;
  /** Unknown words that are looked up by similarity, and how similar a word has to be: 0 to 1. */
  maxMisspelt: number;
  minSimilarity: number;
  /** Share of what was asked, by weight, that the words of a passage have to cover: 0 to 1. */
  minCoverage: number;
  /** Passages that are ranked by meaning, and how near they have to be: cosine. */
  maxNearest: number;
  minNearness: number;
  /** Nodes of the vector index that a search keeps in view. More: nearer to exact, and slower. Never below `maxNearest`. */
  indexBreadth: number;
  /** Reciprocal rank fusion: score = weight / (constant + rank). */
  fusionConstant: number;
  vectorWeight: number;
  /** Documents whose links are followed, the best ones; and what one that they name gets of their score: 0 to 1. */
  linkSeeds: number;
  linkWeight: number;
}

export interface PassageQuery {
  texts: readonly { text: string; weight: number }[];
  audiences: readonly string[];
  /** Primary subtag; passages in other languages are left out. */
  language: string | null;
  top: number;
  perDocument: number;
  now: Date;
  /** With it, ranking is by meaning too. */
  vector: QueryVector | null;
}

export interface FoundPassage {
  chunk: string;
  document: string;
  key: string;
  title: string;
  url: string | null;
  version: number;
  headingPath: string[];
  text: string;
  audience: 'public' | 'internal';
  score: number;
  /** 0 to 1; 0 where only the meaning is near. */
  coverage: number;
  textRank: number | null;
  vectorRank: number | null;
  /** Cosine, -1 to 1. */
  similarity: number | null;
  /** Index words found in it, the most telling first; misspelt ones as the desk's documents spell them. */
  words: string[];
  /** Keys of better documents that name its document. */
  linkedFrom: string[];
}

/*
 * corpus      the desk's languages, each with its own words and its own statistics
 * asked       the words of the question and of the turns before it, in each of those languages
 * known, near words the desk's passages have; for the others, the most similar ones
 * term        with idf, the most telling first
 * seek        those that the index is asked for, within the limit of visits
 * candidate   passages that have them, by the sum of what they have: BM25 without term frequencies
 * worth       what each word is worth, in a form that is looked up quickly whatever the plan
 * ranked      the best of those by BM25, as a share of the most that a passage could get
 * by_meaning  nearest vectors, where the question has one
 * fused       both lists by reciprocal rank
 * linked      documents that the best ones name: a question may need several that refer to each other
 *
 * A lexeme becomes a query by quoting it: parsing it again would split it, and obey what looks like an operator.
 */
const letters = (word: string): string =>
  `(select string_agg(letter, '' order by letter) from regexp_split_to_table(${word}, '') as letter)`;

const statementWith = (byMeaning: string): string => `
with corpus as materialized (
  select config, chunks, length::float8 / chunks as mean_length
  from knowledge_corpus where desk = $1 and chunks > 0 and length > 0
),
asked as materialized (
  select c.config, word.lexeme, sum(spoken.weight) as weight
  from corpus c
  cross join unnest($2::text[], $3::float8[]) as spoken (text, weight)
  cross join lateral unnest(to_tsvector(c.config::regconfig, spoken.text)) as word
  group by c.config, word.lexeme
),
known as materialized (
  select a.config, a.lexeme, a.weight, coalesce(t.chunks, 0) as chunks
  from asked a
  left join knowledge_term t on t.desk = $1 and t.config = a.config and t.lexeme = a.lexeme and t.chunks > 0
),
misspelt as materialized (
  select * from known
  where chunks = 0 and length(lexeme) >= 4 and lexeme !~ '[0-9]'
  order by weight desc, lexeme limit $4::int
),
near as (
  select m.config, t.lexeme, m.weight * t.likeness as weight, t.chunks, m.lexeme as asked
  from misspelt m
  cross join lateral (
    select lexeme, chunks, likeness
    from (
      select lexeme, chunks,
             -- Two letters that changed places share few trigrams, and all letters.
             case when ${letters('lexeme')} = ${letters('m.lexeme')} then 0.9 else similarity(lexeme, m.lexeme) end as likeness
      from knowledge_term
      where desk = $1 and config = m.config and chunks > 0 and lexeme % m.lexeme
    ) alike
    where likeness >= $5::float8
    order by likeness desc, chunks desc, lexeme limit 2
  ) t
),
spelt as (
  select config, lexeme, weight, chunks, lexeme as asked from known where chunks > 0
  union all
  select config, lexeme, weight, chunks, asked from near
),
term as materialized (
  select s.config, s.lexeme, max(s.chunks) as chunks,
         sum(s.weight) * ln(1 + (c.chunks - max(s.chunks) + 0.5) / (max(s.chunks) + 0.5)) as weight
  from spelt s join corpus c using (config)
  group by s.config, s.lexeme, c.chunks
),
most as (
  -- What a passage could get that has all that was asked; a word the desk does not know counts as its rarest.
  select k.config, sum(k.weight * ln(1 + (c.chunks - greatest(k.chunks, 1) + 0.5) / (greatest(k.chunks, 1) + 0.5))) as weight
  from known k join corpus c using (config)
  where k.chunks > 0 or k.lexeme !~ '[0-9]'
  group by k.config
),
seek as materialized (
  select config, weight,
         ('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''')::tsquery as query
  from (
    select *, row_number() over telling as place, sum(chunks) over telling as visits
    from term window telling as (partition by config order by weight desc, chunks, lexeme rows unbounded preceding)
  ) t
  where place <= $6::int and (place = 1 or visits <= $7::int)
),
candidate as materialized (
  select k.id, d.id as document
  from seek
  join knowledge_chunk k on k.tsv @@ seek.query and k.live and k.desk = $1 and k.config = seek.config
  join knowledge_document d on d.id = k.document
  where ${mayBeFound}
  group by k.id, d.id
  order by sum(seek.weight) desc, k.id
  limit $11
),
worth as materialized (
  select t.config, jsonb_object_agg(t.lexeme, t.weight) as weights, min(m.weight) as most, min(c.mean_length) as mean_length
  from term t join most m using (config) join corpus c using (config)
  group by t.config
),
ranked as materialized (
  select *, row_number() over (order by coverage desc, id) as rank
  from (
    select k.id, k.document, found.words, found.weight / worth.most as coverage
    from candidate
    join knowledge_chunk k on k.id = candidate.id
    join worth on worth.config = k.config
    cross join lateral (
      select sum(weight * n / (n + $12::float8 * (1 - $13::float8 + $13::float8 * k.length / worth.mean_length))) as weight,
             array_agg(lexeme order by weight desc, lexeme) as words
      from (
        select lexeme, (worth.weights ->> lexeme)::float8 as weight,
               (select sum(case w when 'A' then $14::float8 when 'B' then $15::float8 else 1 end) from unnest(weights) w) as n
        from unnest(k.tsv) where worth.weights ? lexeme
      ) word
    ) found
  ) scored
  where coverage >= $16::float8
),
${byMeaning}
fused as materialized (
  select id, document, r.coverage, r.rank as text_rank, v.rank as vector_rank, v.similarity, r.words,
         coalesce(1 / ($19::float8 + r.rank), 0) + coalesce($20::float8 / ($19::float8 + v.rank), 0) as score
  from ranked r full join by_meaning v using (id, document)
),
seed as materialized (
  select document, max(score) as score from fused group by document order by max(score) desc, document limit $25
),
linked as materialized (
  select d.id as document, max(s.score) * $26::float8 as score, array_agg(source.key order by s.score desc) as linked_from
  from seed s
  join knowledge_link l on l.document = s.document
  join knowledge_document source on source.id = s.document
  join knowledge_document d on d.desk = $1 and d.key = l.target and d.retired_at is null
  where $26::float8 > 0 and ${mayBeFound}
  group by d.id
),
found as (
  select *, row_number() over (partition by document order by score desc, id) as place
  from (
    select * from fused
    union all
    -- Of a document that is only named: its beginning, which says what it is about.
    select k.id, l.document, null, null, null, null, null, 0
    from linked l join knowledge_chunk k on k.document = l.document and k.live and k.ordinal = 0
    where l.document not in (select document from fused)
  ) each_one
),
scored as (
  -- Lifted, never added to: what is found by itself keeps its place before what is only named.
  select f.*, case when f.place = 1 then greatest(f.score, coalesce(l.score, 0)) else f.score end as total, l.linked_from
  from found f left join linked l using (document)
)
select f.id as chunk, k.document, d.key, d.title, d.url, k.version, k.heading_path, k.text, d.audience, f.total as score,
       coalesce(f.coverage, 0) as coverage, f.text_rank::int, f.vector_rank::int, f.similarity,
       coalesce(f.words, '{}') as words, coalesce(f.linked_from, '{}') as linked_from
from scored f
join knowledge_chunk k on k.id = f.id
join knowledge_document d on d.id = k.document
where f.place <= $21::int
-- Ids differ from database to database: what fits equally well stands in the same order on all of them.
order by f.total desc, d.key, k.ordinal
limit $22`;

/** The desk's passages that fit best, best first. Retired ones, other desks' and those not in force are never among them. */
export async function findPassages(
  db: Db,
  desk: string,
  query: PassageQuery,
  rules: RankingRules,
): Promise<FoundPassage[]> {
  const { vector } = query;
  const { rows } = await db.query(statementWith(meaningOf(vector, rules)), [
    desk,
    query.texts.map(({ text }) => text),
    query.texts.map(({ weight }) => weight),
    rules.maxMisspelt,
    rules.minSimilarity,
    rules.maxTerms,
    rules.maxVisits,
    query.audiences,
    query.language,
    query.now,
    rules.maxCandidates,
    rules.k1,
    rules.b,
    rules.titleWeight,
    rules.headingWeight,
    rules.minCoverage,
    vector && toSql(vector.values),
    vector?.model ?? null,
    rules.fusionConstant,
    rules.vectorWeight,
    query.perDocument,
    query.top,
    rules.maxNearest,
    rules.minNearness,
    rules.linkSeeds,
    rules.linkWeight,
  ]);
  return shapes<FoundPassage>(rows);
}
