/** `first-response worker | gateway`: run one of the processes of a production deployment. */
import { Command } from 'commander';

const examples = `
Reads DATABASE_URL, TEMPORAL_ADDRESS and the rest from the environment; .env.example lists everything. Logs JSON lines to
standard output. SIGTERM lets what is under way finish. Run several of each.`;

export function processCommands(): Command[] {
  return [
    new Command('worker')
      .description('Run the Temporal worker: conversations, their activities, the sweeper and the outbox.')
      .addHelpText('after', examples)
      .action(async () => {
        await import('../../worker.ts');
      }),
    new Command('gateway')
      .description(
        'Run the HTTP edge: intake for platforms, the operator API, health and metrics (HOST, PORT).',
      )
      .addHelpText('after', examples)
      .action(async () => {
        await import('../../gateway/main.ts');
      }),
  ];
}
