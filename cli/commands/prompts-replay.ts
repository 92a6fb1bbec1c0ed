/** `first-response prompts replay`: past turns under another version of the desk, in shadow. */
import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Failure } from '../failure.ts';
import { print, printJson, remark } from '../output.ts';
import { deskDirectory } from './desk.ts';

interface Options {
  desk: string;
  conversations?: string[];
  since?: Date;
  limit: number;
  against: string;
  html?: string;
  json?: boolean;
}

const whole = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('a whole number from 1');
  return Number(text);
};
const day = (text: string): Date => {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('a date such as 2026-03-12');
  return date;
};

export function promptsReplayCommand(): Command {
  return new Command('replay')
    .description(
      'Run past turns again under another version of the desk, without side effects: what would change.',
    )
    .option('--desk <dir>', 'folder of the desk, or its id under desks/', 'desks/demo')
    .option('--conversations <id...>', 'only turns of these')
    .option('--since <date>', 'only turns opened since then', day)
    .option('--limit <n>', 'the newest turns, at most so many', whole, 50)
    .option(
      '--against <version>',
      'files (the folder as it is), trial (with what is on trial in service), active, or a number or hash of `desk versions`',
      'files',
    )
    .option('--html <file>', 'also write the report, side by side, as one HTML file')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Each turn is copied, as it was before it was answered, into a database that is thrown away, and decided there by the other
version. Knowledge and accounts are as they are now. Nothing is sent, and nothing is stored in the database it comes from.
With a language model in the environment every turn costs what it costs in service.

Examples:
  $ npx first-response prompts replay --limit 20                      the files as you have just edited them
  $ npx first-response prompts replay --against active --html replay.html
  $ npx first-response prompts replay --conversations cnv_… --json | jq '.turns[].changed'`,
    )
    .action(async (options: Options) => {
      const { contentAgainst } = await import('../replay/against.ts');
      const { replayTurns, turnsToReplay } = await import('../replay/replay.ts');
      const { replayHtml, replayLines, summaryOf } = await import('../replay/report.ts');
      const { withPool } = await import('../client/database.ts');
      const { withThrowawayDatabase } = await import('../try/database.ts');
      const folder = await deskDirectory(options.desk);
      await withPool(async (pool) => {
        const against = await contentAgainst(pool, folder, options.against);
        const desk = against.content.desk.id;
        const turns = await turnsToReplay(pool, desk, {
          conversations: options.conversations ?? [],
          limit: options.limit,
          ...(options.since ? { since: options.since } : {}),
        });
        if (turns.length === 0)
          throw new Failure(
            `desk ${desk} has no turns to replay`,
            'a turn counts once it has come to a verdict',
          );
        const replayed = await withThrowawayDatabase((shadow) =>
          replayTurns(pool, shadow, against, turns, (done) => {
            if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${turns.length} turns`);
          }),
        );
        if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
        if (options.html) {
          await writeFile(options.html, replayHtml(against.name, replayed));
          remark(`wrote ${options.html}`);
        }
        if (options.json)
          return printJson({ against: against.name, ...summaryOf(replayed), turns: replayed });
        print(...replayLines(against.name, replayed));
      });
    });
}
