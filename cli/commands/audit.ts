/** `first-response audit`: verify the hash chains of the decision log, and export them. */
import { Command, InvalidArgumentError } from 'commander';
import {
  beyondHead,
  type ChainHead,
  type ChainProblem,
  chainProblemLine,
  checkChain,
} from '../../policy/audit-chain.ts';
import { auditOf, hashOf } from '../../store/audit.ts';
import { findConversation } from '../../store/conversations.ts';
import type { Db } from '../../store/pool.ts';
import { withPool } from '../client/database.ts';
import { deskOf } from '../client/target.ts';
import { Failure } from '../failure.ts';
import { green, print, printJson, red } from '../output.ts';

interface AuditOptions {
  desk?: string;
  all?: boolean;
  head?: ChainHead;
  json?: boolean;
}

interface Verified {
  conversation: string;
  records: number;
  problems: ChainProblem[];
}

export function auditCommand(): Command {
  const audit = new Command('audit').description(
    'The decision log: append-only, one hash chain per conversation. Needs the database (DATABASE_URL, or the running stack).',
  );
  audit
    .command('verify')
    .description('Recompute chains: a changed, removed, inserted or cut-off record is found and named.')
    .argument('[conversation]', 'cnv_…')
    .option('--all', 'every conversation of the desk')
    .option(
      '--head <n:hash>',
      'also hold it against a head that you kept, such as audit.count:audit.head of an event',
      head,
    )
    .option('--desk <id>', 'desk; the demo desk of the running stack when absent')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
A chain alone cannot show that its end was cut off together with the head on the conversation's row. Every event that
went to the platform carries the head of that moment: pass one with --head.

Exits 1 when anything is wrong.

Examples:
  $ npx first-response audit verify --all
  $ npx first-response audit verify cnv_1m82… --head 11:fb62f456fc8b9526…`,
    )
    .action(async (conversation: string | undefined, options: AuditOptions) => {
      if (Boolean(conversation) === Boolean(options.all))
        throw new Failure('which chain?', 'name one conversation, or give --all');
      const desk = deskOf(options.desk);
      const results = await withPool(async (db) => {
        const ids = conversation ? [conversation] : await conversationIds(db, desk);
        const all: Verified[] = [];
        for (const id of ids) all.push(await verify(db, desk, id, options.head));
        return all;
      });
      const broken = results.filter(({ problems }) => problems.length > 0);
      if (broken.length > 0) process.exitCode = 1;
      if (options.json) return printJson({ ok: broken.length === 0, conversations: results });
      for (const { conversation: id, problems } of broken)
        for (const problem of problems) print(`${red('✗')} ${id}: ${chainProblemLine(problem)}`);
      const records = results.reduce((sum, r) => sum + r.records, 0);
      const sound = results.length - broken.length;
      print(
        `${broken.length === 0 ? green('✓') : red('✗')} ${sound} of ${results.length} chains are whole (${records} records)`,
      );
    });
  audit
    .command('export')
    .description('The records as JSON lines, in order: enough to verify the chain elsewhere.')
    .argument('[conversation]', 'cnv_…; every conversation of the desk when absent')
    .option('--desk <id>', 'desk; the demo desk of the running stack when absent')
    .action(async (conversation: string | undefined, options: AuditOptions) => {
      const desk = deskOf(options.desk);
      await withPool(async (db) => {
        const ids = conversation ? [conversation] : await conversationIds(db, desk);
        for (const id of ids) {
          await known(db, desk, id);
          for (const record of await auditOf(db, desk, id)) print(JSON.stringify(record));
        }
      });
    });
  return audit;
}

async function verify(db: Db, desk: string, id: string, kept: ChainHead | undefined): Promise<Verified> {
  const { auditCount, auditHead } = await known(db, desk, id);
  const own = { count: auditCount, hash: auditHead };
  const records = await auditOf(db, desk, id);
  const problems = [...checkChain(records, hashOf, kept ? [own, kept] : [own]), ...beyondHead(records, own)];
  return { conversation: id, records: records.length, problems };
}

async function known(db: Db, desk: string, id: string) {
  const conversation = await findConversation(db, desk, id);
  if (conversation) return conversation;
  throw new Failure(
    `desk ${desk} has no conversation ${id}`,
    '`first-response conversation find` lists them',
  );
}

async function conversationIds(db: Db, desk: string): Promise<string[]> {
  const { rows } = await db.query('select id from conversation where desk = $1 order by id', [desk]);
  return rows.map((row) => row.id as string);
}

function head(text: string): ChainHead {
  const [, count, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (count && hash) return { count: Number(count), hash };
  throw new InvalidArgumentError('it has to be a number, a colon and a hash of 64 hexadecimal digits.');
}
