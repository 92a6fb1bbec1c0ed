/** `first-response migrate`: bring the database to the current schema. */
import { Command } from 'commander';
import { migrate } from '../../store/migrate.ts';
import { withPool } from '../client/database.ts';
import { print, printJson } from '../output.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database (DATABASE_URL, or that of the running stack) to the current schema.')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Runs what is pending in one transaction; several at once are safe. Run it before the worker and gateway of a new version.

Example:
  $ DATABASE_URL=postgresql://first_response@db/first_response npx first-response migrate`,
    )
    .action(async (options: { json?: boolean }) => {
      const names = await withPool((pool) => migrate(pool));
      if (options.json) return printJson({ migrations: names });
      print(names.length > 0 ? `Ran ${names.join(', ')}.` : 'The schema is current.');
    });
}
