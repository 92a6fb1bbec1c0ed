/** `first-response conversation`: find a conversation, and read everything about it. */
import { Command } from 'commander';
import { type CommonOptions, gatewayOf, withGateway } from '../client/options.ts';
import { dim, print, printJson, table } from '../output.ts';
import { conversationLines } from '../show/conversation.ts';

export function conversationCommand(): Command {
  const conversation = new Command('conversation').description(
    'Find conversations, and read everything about one.',
  );
  withGateway(conversation.command('show'))
    .description('The thread, who has it, what was decided and why, and the link into the Temporal UI.')
    .argument('<id>', 'cnv_…')
    .action(async (id: string, options: CommonOptions) => {
      const shown = await gatewayOf(options).conversation(id);
      if (options.json) return printJson(shown);
      print(...conversationLines(shown));
    });
  withGateway(conversation.command('find'))
    .description(
      'Conversations by platform key or by an address of the customer; the open ones without either.',
    )
    .option('--key <key>', "the platform's id of the thread")
    .option('--customer <address>', 'e-mail, phone (+…) or user id')
    .addHelpText(
      'after',
      `
Examples:
  $ npx first-response conversation find --key ticket-4711
  $ npx first-response conversation find --customer ada@example.com`,
    )
    .action(async (options: CommonOptions & { key?: string; customer?: string }) => {
      const { key, customer } = options;
      const found = await gatewayOf(options).conversations({ key, customer });
      if (options.json) return printJson({ conversations: found });
      if (found.length === 0) {
        print('None found.');
        process.exitCode = 1;
        return;
      }
      const rows = found.map((c) => [
        c.id,
        c.channel,
        c.key ?? '–',
        c.status,
        c.owner,
        c.topic ?? '–',
        c.openedAt.slice(0, 16),
      ]);
      print(...table(['conversation', 'channel', 'key', 'status', 'owner', 'topic', 'opened'], rows));
      for (const { id, workflowLink } of found) if (workflowLink) print(dim(`${id}  ${workflowLink}`));
    });
  return conversation;
}
