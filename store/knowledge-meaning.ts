/** The part of a search that ranks by meaning: `by_meaning`, by all vectors or by the index. Parameters: knowledge-search.ts. */

export interface QueryVector {
  /** As many as the vectors of `model` have. */
  values: readonly number[];
  model: string;
  /** Whether the model's vectors are indexed: the nearest are then found without looking at all of them. */
  indexed: boolean;
}

/** Which documents a search may find, by its parameters $8 to $10. */
export const mayBeFound = `d.audience = any ($8) and ($9::text is null or d.language = $9 or d.language like $9 || '-%')
    and (d.effective_from is null or d.effective_from <= $10)
    and (d.effective_to is null or d.effective_to > $10)`;

/** The common table expressions that end in `by_meaning`: empty without a vector. */
export function meaningOf(
  vector: QueryVector | null,
  { indexBreadth, maxNearest }: { indexBreadth: number; maxNearest: number },
): string {
  if (!vector) return noMeaning;
  return vector.indexed
    ? indexedMeaning(vector.values.length, Math.max(Math.round(indexBreadth), maxNearest))
    : exactMeaning;
}

const rankedByDistance = `
by_meaning as materialized (
  select id, document, 1 - distance as similarity, row_number() over (order by distance, id) as rank
  from nearest where 1 - distance >= $24::float8
),`;

const noMeaning = `
by_meaning as (
  select null::text as id, null::text as document, null::float8 as similarity, null::bigint as rank
  where false and ($17::text is null or $18::text is null or $23::int + $24::float8 is null)
),`;

/** All of the desk's vectors are looked at: each is fetched and compared once, because the distance is written once. */
const exactMeaning = `
nearest as materialized (
  select k.id, k.document, e.embedding <=> $17::vector as distance
  from knowledge_embedding e
  join knowledge_chunk k on k.id = e.chunk
  join knowledge_document d on d.id = k.document
  where e.desk = $1 and e.model = $18 and ${mayBeFound}
  order by distance
  limit $23
),${rankedByDistance}`;

/**
 * By the index of the desk and model, whose expression and condition this repeats. Its parameters are set for this statement
 * alone; the scan waits for them because it depends on them. It goes on until it has found enough that may be shown. The index
 * holds half floats: what it finds is compared again, exactly.
 */
const indexedMeaning = (dimension: number, breadth: number): string => `
tuned as materialized (
  select set_config('hnsw.ef_search', '${breadth}', true) || set_config('hnsw.iterative_scan', 'relaxed_order', true) as done
),
by_index as materialized (
  select n.*
  from tuned cross join lateral (
    select k.id, k.document, e.embedding
    from knowledge_embedding e
    join knowledge_chunk k on k.id = e.chunk
    join knowledge_document d on d.id = k.document
    where e.desk = $1 and e.model = $18 and tuned.done <> '' and ${mayBeFound}
    order by e.embedding::halfvec(${dimension}) <=> $17::halfvec(${dimension})
    limit $23
  ) n
),
nearest as materialized (
  select id, document, embedding <=> $17::vector as distance from by_index
),${rankedByDistance}`;
