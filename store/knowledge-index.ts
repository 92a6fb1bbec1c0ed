/** The vector index of a desk's passages, by one model: only on a server of its own, built while searches go on. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Db } from './pool.ts';

/**
 * Memory for the build: half floats and their graph, and a third more. A graph that does not fit is built several times slower.
 * A server's own setting counts where it is higher.
 */
const buildBytesPerNumber = 2.7;
const buildBytesPerPassage = 700;
const mostBuildBytes = 2_000_000_000;

/**
 * pgvector's defaults for the graph (m 16, ef_construction 64). One index for each desk and model: one for all desks would find
 * other desks' passages first, and lose ours.
 */
export async function buildVectorIndex(
  pool: pg.Pool,
  desk: string,
  model: string,
  dimension: number,
  passages: number,
): Promise<string> {
  const name = indexName(desk, model);
  const client = await pool.connect();
  try {
    // An interrupted build leaves an index that is written to and never read.
    await client.query(`drop index concurrently if exists ${name}`);
    const bytes = passages * (dimension * buildBytesPerNumber + buildBytesPerPassage);
    await client.query(
      `select set_config('maintenance_work_mem', greatest(pg_size_bytes(current_setting('maintenance_work_mem')) / 1024, $1::bigint)::text, false)`,
      [Math.round(Math.min(bytes, mostBuildBytes) / 1024)],
    );
    await client.query(
      `create index concurrently ${name} on knowledge_embedding
       using hnsw ((embedding::halfvec(${whole(dimension)})) halfvec_cosine_ops)
       where desk = ${literal(desk)} and model = ${literal(model)}`,
    );
    await client.query('update knowledge_vectors set index_name = $3 where desk = $1 and model = $2', [
      desk,
      model,
      name,
    ]);
    return name;
  } finally {
    await client.query('reset maintenance_work_mem').catch(() => {});
    client.release();
  }
}

/** Searches stop using it first: one that has begun still finds it. */
export async function dropVectorIndex(pool: pg.Pool, desk: string, model: string): Promise<void> {
  await pool.query('update knowledge_vectors set index_name = null where desk = $1 and model = $2', [
    desk,
    model,
  ]);
  await pool.query(`drop index concurrently if exists ${indexName(desk, model)}`);
}

/** The embedded database is one process of WebAssembly, and stands still for everyone while it builds an index. */
export async function isEmbedded(db: Db): Promise<boolean> {
  const { rows } = await db.query('select version() as version');
  return /emscripten|wasm/i.test(rows[0]?.version ?? '');
}

const indexName = (desk: string, model: string): string =>
  `knowledge_nearest_${createHash('sha256').update(`${desk}\u0000${model}`).digest('hex').slice(0, 12)}`;

/** An index's condition takes no parameters. */
const literal = (text: string): string => {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted;
};

const whole = (n: number): number => {
  if (!Number.isSafeInteger(n) || n <= 0) throw new RangeError(`${n} is no dimension`);
  return n;
};
