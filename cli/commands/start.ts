/** `first-response start` (npm start): the whole stack on this machine, with the demo desk and its conversations. */
import { Command } from 'commander';

export interface StartOptions {
  once?: boolean;
  fresh?: boolean;
  demo: boolean;
}

export function startCommand(): Command {
  return new Command('start')
    .description('Start everything on this machine (also: npm start), and play the demo conversations.')
    .option(
      '--once',
      'in a fresh temporary data directory; stop after the demo. Exits 0 when all went as expected',
    )
    .option('--fresh', 'forget what an earlier stack left in the data directory, and begin again')
    .option('--no-demo', 'do not play the demo conversations')
    .addHelpText(
      'after',
      `
Starts a Temporal server with its web UI, an embedded Postgres, the worker, the gateway and a callback receiver that
shows each message as the customer would see it. Desks are read from desks/ and applied again on each save. A busy port
is replaced by a free one. Ctrl-C stops everything. State is kept in .first-response/ and resumed by the next start.

With DATABASE_URL or TEMPORAL_ADDRESS set, that server is used instead of starting one.

Examples:
  $ npm start
  $ npm start -- --fresh            from the beginning
  $ npm start -- --once             a check that everything works: exit code 0`,
    )
    .action(async (options: StartOptions) => {
      const { runStart } = await import('../stack/run.ts');
      await runStart(options);
    });
}
