/** `first-response knowledge`: import what drafts may rest on, embed it, and search it. */
import { Command, Option } from 'commander';
import type pg from 'pg';
import { openPool } from '../../store/pool.ts';
import { wholeNumber } from '../arguments.ts';
import { databaseOf, deskOf } from '../client/target.ts';
import type { ImportOptions } from '../knowledge/import.ts';
import type { SearchOptions } from '../knowledge/search.ts';

type OpenDatabase = () => pg.Pool;

export function knowledgeCommand(openDatabase: OpenDatabase = () => openPool(databaseOf())): Command {
  const knowledge = new Command('knowledge').description(
    'The articles that drafts may quote: import them, embed them, or search them.',
  );
  /** What is heavy is loaded when a command runs. */
  const withDesk = async (desk: string | undefined, run: (pool: pg.Pool, desk: string) => Promise<void>) => {
    const id = deskOf(desk);
    const pool = openDatabase();
    try {
      await run(pool, id);
    } finally {
      await pool.end();
    }
  };

  knowledge
    .command('import')
    .description('Bring the knowledge of a desk to what a folder, a file or an export says now.')
    .argument(
      '<path>',
      'a folder or .zip of .md, .html and .txt files, or a .jsonl file of {id, title, text, url?}',
    )
    .option('--desk <id>', 'the desk')
    .option('--language <tag>', "of articles that do not say theirs; the desk's when absent")
    .addOption(
      new Option('--audience <who>', 'of articles that do not say theirs')
        .choices(['public', 'internal'])
        .default('public'),
    )
    .option('--source <name>', 'imports of one name replace and retire only their own documents', 'articles')
    .option('--no-embed', 'leave vectors to the worker, or to `knowledge embed`')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Unchanged documents are not touched, changed ones get a new version, and those that are gone are retired: no search finds
them, and what was cited from them can still be shown. Front matter: title, audience (public or internal), language, url,
effective_from, effective_to. A file with a mistake there is named, and stays as it was; the exit code is then 1.
With an embedding model in the environment (OPENAI_API_KEY or OPENAI_BASE_URL) new passages get their vectors at once.

Example:
  $ first-response knowledge import desks/demo/knowledge --desk demo`,
    )
    .action(async (path: string, options: ImportOptions) => {
      const { runImport } = await import('../knowledge/import.ts');
      await withDesk(options.desk, (pool, desk) => runImport(pool, desk, path, options));
    });

  knowledge
    .command('embed')
    .description(
      'Give every passage a vector of the embedding model in the environment; continues where it stopped.',
    )
    .option('--desk <id>', 'the desk')
    .option('--again', "forget this model's vectors first: another model is served under its name now")
    .option('--json', 'one JSON object instead of lines')
    .action(async (options: { desk?: string; again?: boolean; json?: boolean }) => {
      const [{ runEmbed }, { embeddingsFrom }] = await vectorCommands();
      await withDesk(options.desk, async (pool, desk) =>
        runEmbed(pool, desk, await embeddingsFrom(process.env), options),
      );
    });

  knowledge
    .command('status')
    .description('What a desk has: documents and passages by source, and how far each embedding model is.')
    .option('--desk <id>', 'the desk')
    .option('--json', 'one JSON object instead of lines')
    .action(async (options: { desk?: string; json?: boolean }) => {
      const [{ showStatus }, { embeddingsFrom }] = await vectorCommands();
      await withDesk(options.desk, async (pool, desk) =>
        showStatus(pool, desk, await embeddingsFrom(process.env), options.json ?? false),
      );
    });

  knowledge
    .command('search')
    .description('Search: {id, query} or {id, turns: [{speaker, text}]} a line in; {id, hits} a line out.')
    .argument('[text]', 'one question, answered for people to read, with the reasons')
    .option('--desk <id>', 'the desk whose knowledge is searched')
    .option('--documents <file>', 'instead of a desk: JSON lines of {id, title, text, url?}; needs no server')
    .option('--top <n>', 'hits per question', wholeNumber, 5)
    .option('--per-document <n>', 'passages of one document among them', wholeNumber, 1)
    .option('--language <tag>', 'of the documents given with --documents', 'en')
    .option('--internal', 'find internal passages too')
    .option('--explain', 'say with each hit why it was found')
    .addHelpText(
      'after',
      `
The last turn is the question; turns before it say what "it" is. A hit's document is the id or path it was imported by.
A line that cannot be read is named on stderr and skipped; the exit code is then 1. With an embedding model in the
environment (OPENAI_BASE_URL and FIRST_RESPONSE_EMBEDDING_MODEL, or OPENAI_API_KEY) it also searches by meaning.

Examples:
  $ first-response knowledge search --desk demo "how long can I return it?"
  $ echo '{"id": 1, "query": "how long can I return it?"}' | first-response knowledge search --desk demo
  $ first-response knowledge search --documents articles.jsonl --top 5 < questions.jsonl > hits.jsonl`,
    )
    .action(async (text: string | undefined, options: SearchOptions, command: Command) => {
      if (options.desk && options.documents) command.error('give either --desk or --documents');
      const [{ answer, searchDocuments }, { embeddingsFrom }] = await Promise.all([
        import('../knowledge/search.ts'),
        import('../knowledge/models.ts'),
      ]);
      const embeddings = await embeddingsFrom(process.env);
      if (options.documents) return searchDocuments(options.documents, text, embeddings, options);
      await withDesk(options.desk, (pool, desk) => answer(pool, desk, text, embeddings, options));
    });
  return knowledge;
}

const vectorCommands = () =>
  Promise.all([import('../knowledge/vectors.ts'), import('../knowledge/models.ts')]);
