/** Search: BM25 over the words of the conversation, computed in one SQL statement from the desk's own passages. */
import type { Db } from '../store/pool.ts';
import { shapes } from '../store/rows.ts';

export { passagesByChunk } from '../store/knowledge.ts';

export interface Query {
  /** The conversation, oldest first; or one turn with the question alone. */
  turns: readonly { speaker: string; text: string }[];
  /** Most hits wanted. */
  top: number;
  /** `public` leaves internal guidance out; `internal` sees everything. */
  audience: 'public' | 'internal';
  now: Date;
  /** Most passages of one document, so that a long article does not crowd out the right one. */
  perDocument?: number;
  /** Hits below this share of the best possible score are not answers: 0 keeps all. */
  floor?: number;
}

export interface Hit {
  document: string;
  key: string;
  title: string;
  chunk: string;
  version: number;
  headingPath: string[];
  text: string;
  score: number;
  /** What the score is made of: the share of the best possible, and the words that matched. */
  parts: { share: number; terms: string[] };
}

/** Robertson's usual values: how soon repeating a word stops to count, and how much long passages are held back. */
const k1 = 1.2;
const b = 0.6;
/** A word in a title or heading says what the passage is about; one in the text may be in passing. */
const titleWeight = 2.5;
const headingWeight = 1.8;
/** What was said earlier still says what "it" is, but the newest message is the question. */
const earlierTurn = 0.45;
/** What the team wrote repeats our own words more than the customer's need. */
const agentTurn = 0.5;
/** The words that decide: the rarest ones. More of them cost time and change nothing. */
const maxTerms = 32;
/** Passages looked into: rare words first, until they name this many. Common words then still count in the score. */
const maxCandidates = 3_000;
/** A word that no passage has is taken for a misspelling of one at least this alike (pg_trgm's similarity). */
const alike = 0.4;
const minTypoLength = 5;

export async function searchKnowledge(db: Db, desk: string, query: Query): Promise<Hit[]> {
  const turns = query.turns.filter((t) => t.text.trim() !== '');
  if (turns.length === 0) return [];
  const weights = turns.map(
    ({ speaker }, i) =>
      earlierTurn ** Math.min(turns.length - 1 - i, 3) * (speaker === 'agent' ? agentTurn : 1),
  );
  const { rows } = await db.query(sql, [
    desk,
    turns.map((t) => t.text),
    weights,
    query.now,
    query.audience,
    query.perDocument ?? 2,
    query.top,
    query.floor ?? 0,
  ]);
  return shapes<Omit<Hit, 'parts'> & Hit['parts']>(rows).map(({ share, terms, ...hit }) => ({
    ...hit,
    parts: { share, terms },
  }));
}

/** A lexeme as tsquery reads it, whatever a customer typed: quoted, with quotes and backslashes doubled. */
const quoted = `'''' || replace(replace(term, '\\', '\\\\'), '''', '''''') || ''''`;

const sql = `
with size as (
  select passages, mean_length, configs from knowledge_size where desk = $1
), words as (
  select w.lexeme as word, max(t.weight) as weight
  from unnest($2::text[], $3::real[]) as t(text, weight), unnest(to_tsvector('simple', unaccent(t.text))) as w
  group by w.lexeme
), stems as (
  select w.word, w.weight, l.lexeme as stem
  from words w cross join size, unnest(size.configs) as c(config)
  left join lateral unnest(to_tsvector(c.config::regconfig, w.word)) as l on true
), known as (
  select s.stem as term, max(s.weight) as weight, max(k.passages) as passages
  from stems s join knowledge_term k on k.desk = $1 and k.term = s.stem group by s.stem
), unknown as (
  select min(s.stem) as stem, max(s.weight) as weight from stems s left join known k on k.term = s.stem
  group by s.word having bool_and(s.stem is not null) and bool_and(k.term is null) and length(s.word) >= ${minTypoLength}
), meant as (
  select k.term, max(u.weight * k.alike) as weight, max(k.passages) as passages
  from unknown u cross join lateral (
    select term, passages, similarity(term, u.stem) as alike from knowledge_term
    where desk = $1 and term % u.stem order by alike desc, term limit 2
  ) k where k.alike >= ${alike} group by k.term
), rated as (
  select t.term, t.passages, t.weight * ln(1 + (size.passages - t.passages + 0.5) / (t.passages + 0.5)) as idf
  from (select * from known union all select * from meant where term not in (select term from known)) t(term, weight, passages)
  cross join size
), terms as (
  select term, passages, idf, sum(passages) over (order by idf desc, term) as reach,
    row_number() over (order by idf desc, term) as rank
  from rated order by idf desc, term limit ${maxTerms}
), wanted as (
  select string_agg(${quoted}, ' | ')::tsquery as any_of from terms where rank = 1 or reach <= ${maxCandidates}
), candidates as (
  select c.id, c.document, c.version, c.title, c.heading_path, c.text, c.terms, c.length, d.key
  from wanted, knowledge_chunk c join knowledge_document d on d.id = c.document
  where c.desk = $1 and c.live and c.terms @@ wanted.any_of
    and (d.audience = 'public' or $5 = 'internal')
    and (d.effective_from is null or d.effective_from <= $4) and (d.effective_to is null or d.effective_to > $4)
), scored as (
  select c.id, sum(t.idf * f.tf * ${k1 + 1} / (f.tf + ${k1} * (1 - ${b} + ${b} * c.length / size.mean_length))) as score,
    array_agg(t.term order by t.idf desc) as terms
  from candidates c cross join size
  cross join lateral (
    select lexeme, (select sum(case w when 'A' then ${titleWeight} when 'B' then ${headingWeight} else 1 end) from unnest(weights) w) as tf
    from unnest(c.terms)
  ) f
  join terms t on t.term = f.lexeme
  group by c.id
), best as (
  select greatest(sum(idf) * ${k1 + 1}, 0.000001) as possible from terms
), ranked as (
  select s.id, s.score, s.score / best.possible as share, s.terms,
    row_number() over (partition by c.document order by s.score desc, c.id) as in_document
  from scored s join candidates c on c.id = s.id cross join best
)
select c.document, c.key, c.title, c.id as chunk, c.version, c.heading_path, c.text,
  r.score::float8 as score, r.share::float8 as share, r.terms
from ranked r join candidates c on c.id = r.id
where r.in_document <= $6 and r.share >= $8
order by r.score desc, c.id limit $7`;
