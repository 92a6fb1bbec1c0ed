/** `first-response queue`: what waits for people, in the order to work in, and everything about one item. */
import { Command } from 'commander';
import { systemClock } from '../../domain/clock.ts';
import { type CommonOptions, gatewayOf, withGateway } from '../client/options.ts';
import type { ShownQueueItem } from '../client/shapes.ts';
import { dim, duration, print, printJson, table, yellow } from '../output.ts';
import { threadLines } from '../show/conversation.ts';
import { itemLines } from '../show/item.ts';

export function queueCommand(): Command {
  const queue = new Command('queue').description(
    'Hand-offs and drafts that wait for people: danger first, then by priority, then by age.',
  );
  withGateway(queue.command('list'))
    .description('What waits, or is being worked on.')
    .option('--queue <name>', 'only this queue')
    .addHelpText(
      'after',
      `
Examples:
  $ npx first-response queue list
  $ npx first-response queue list --queue returns --json | jq -r '.items[].id'`,
    )
    .action(async (options: CommonOptions & { queue?: string }) => {
      const items = await gatewayOf(options).queue(options.queue);
      if (options.json) return printJson({ items });
      if (items.length === 0) return print('Nothing waits for people.');
      print(...queueTable(items, systemClock()), '', dim('npx first-response queue show ITEM'));
    });
  withGateway(queue.command('show'))
    .description('One item: the packet of a hand-off, or a draft with its sources.')
    .argument('<item>', 'itm_…')
    .action(async (item: string, options: CommonOptions) => {
      const gateway = gatewayOf(options);
      const shown = await gateway.item(item);
      if (options.json) return printJson(shown);
      // A packet tells the story of a hand-off; beside a draft stands what it answers.
      const thread = shown.packet ? [] : threadLines(await gateway.conversation(shown.conversation));
      print(...itemLines(shown, thread, systemClock()));
    });
  return queue;
}

/** Pure. */
export function queueTable(items: readonly ShownQueueItem[], now: Date): string[] {
  return table(
    ['item', 'kind', 'queue', 'priority', 'age', 'who', 'why'],
    items.map((item) => [
      item.id,
      item.kind === 'handoff' ? 'hand-off' : 'approval',
      item.queue,
      item.priority === 'urgent' ? yellow(item.priority) : item.priority,
      duration(now.getTime() - Date.parse(item.createdAt)),
      item.claimedBy ?? '–',
      item.reasonText ?? item.reason,
    ]),
  );
}
