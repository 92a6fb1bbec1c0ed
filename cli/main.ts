/** The `first-response` command: registers the subcommands and turns whatever goes wrong into words. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { packageFile } from '../temporal/places.ts';
import { commands } from './commands.ts';
import { explain } from './failure.ts';
import { remark } from './output.ts';

/** Secrets and keys may stand in a file that git ignores; what is set in the environment wins. */
const settings = packageFile('.env');
if (existsSync(settings)) process.loadEnvFile(settings);

const program = new Command('first-response')
  .description(
    'AI triage and first-response worker for asynchronous customer messaging, on Temporal and Postgres.',
  )
  .version('0.1.0')
  .showHelpAfterError('(add --help to see what it takes, with examples)')
  .configureHelp({ sortSubcommands: false })
  .addHelpText(
    'after',
    `
Begin here:
  $ npm start                                    everything on this machine, with a demo desk
  $ npx first-response chat                      talk to it as one of its customers
  $ npx first-response send "Where is my order?" one message, and what becomes of it
  $ npx first-response queue list                what waits for people

Commands find the stack that \`npm start\` runs. For another one set FIRST_RESPONSE_URL, FIRST_RESPONSE_API_KEY and
FIRST_RESPONSE_DESK. DEBUG=1 shows where an error came from.`,
  );
for (const command of commands()) program.addCommand(asProgram(command, program));

/** What a wrong word is answered with is the same in every subcommand; commander hands it down only to those it makes itself. */
function asProgram(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) asProgram(child, command);
  return command;
}

// A reader such as `head` that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  remark(...explain(error, Boolean(process.env.DEBUG)));
  process.exitCode = 1;
}
