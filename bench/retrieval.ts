/** Knowledge search: whether the right passage is found (--documents, --questions), and what it costs (--sizes). */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readJsonLines } from '../knowledge/files.ts';
import { modelsFrom } from '../models/from-environment.ts';
import { startEmbedded } from '../store/embedded/supervisor.ts';
import { migrate } from '../store/migrate.ts';
import { openPool } from '../store/pool.ts';
import { cachedEmbeddings } from './retrieval/cached.ts';
import { measureParts, questionRow } from './retrieval/quality.ts';
import { measureTimes } from './retrieval/times.ts';

const help = `usage: npm run bench -- retrieval [--documents FILE --questions FILE [--vectors FILE]] [--sizes 1000,10000]

  --documents FILE   {id, title, text} a line
  --questions FILE   {id, turns: [{speaker, text}], gold: [document ids]} a line: what each part of the search is worth
  --vectors FILE     keeps vectors from run to run
  --sizes N,N        times with so many passages of 1,536 numbers; --breadths N,N tries those of the index

With an embedding model in the environment (OPENAI_BASE_URL, FIRST_RESPONSE_EMBEDDING_MODEL) also by meaning. On the embedded
database, or on an empty one at DATABASE_URL, which is filled.`;

const { values } = parseArgs({
  options: {
    documents: { type: 'string' },
    questions: { type: 'string' },
    vectors: { type: 'string' },
    sizes: { type: 'string', default: '' },
    breadths: { type: 'string', default: '200,300,400' },
    help: { type: 'boolean' },
  },
});
const numbers = (list: string): number[] => list.split(',').filter(Boolean).map(Number);
if (values.help || !(values.sizes || (values.documents && values.questions))) print(help);
else await run();

async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'first-response-retrieval-'));
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const embedded = process.env.DATABASE_URL ? undefined : await startEmbedded(dir, { log });
  const pool = openPool(process.env.DATABASE_URL ?? embedded?.url ?? '');
  const conditions = () =>
    `load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`;
  try {
    await migrate(pool);
    print(
      `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${embedded ? 'embedded database' : 'server'}, ${conditions()}`,
    );
    for (const size of numbers(values.sizes)) await measureTimes(pool, size, numbers(values.breadths), print);
    if (values.documents && values.questions) {
      const { documents } = readJsonLines(await readFile(values.documents, 'utf8'), {
        language: 'en',
        audience: 'public',
      });
      const questions = (await readFile(values.questions, 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => questionRow.parse(JSON.parse(line)));
      print(`${documents.length} documents, ${questions.length} questions`);
      const { embeddings } = await modelsFrom(process.env);
      await measureParts(
        pool,
        documents,
        questions,
        embeddings && cachedEmbeddings(embeddings, values.vectors),
        print,
      );
    }
    print(conditions());
  } finally {
    await pool.end();
    await embedded?.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
