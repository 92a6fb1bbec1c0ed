/** `first-response deliveries`: outgoing messages that need eyes, and another attempt for one of them. */
import { Command } from 'commander';
import { type CommonOptions, gatewayOf, withGateway } from '../client/options.ts';
import type { ShownDelivery } from '../client/shapes.ts';
import { clipped, print, printJson, table } from '../output.ts';

type Failing = ShownDelivery & { conversation: string };

export function deliveriesCommand(): Command {
  const deliveries = new Command('deliveries').description(
    'Outgoing messages that wait for their receiver, were refused, or whose outcome nobody knows.',
  );
  withGateway(deliveries.command('list'))
    .description('Waiting for another attempt, parked, unknown, or not sent.')
    .action(async (options: CommonOptions) => {
      const list = (await gatewayOf(options).get<{ deliveries: Failing[] }>('/deliveries')).deliveries;
      if (options.json) return printJson({ deliveries: list });
      if (list.length === 0) return print('Every delivery has arrived.');
      const rows = list.map((d) => [
        d.id,
        d.purpose,
        d.state,
        `${d.attempts}`,
        d.outcome ?? '–',
        d.nextAttemptAt?.slice(0, 19).replace('T', ' ') ?? '–',
        clipped(d.text, 40),
      ]);
      print(...table(['delivery', 'purpose', 'state', 'attempts', 'why', 'next attempt', 'text'], rows));
    });
  withGateway(deliveries.command('retry'))
    .description('Another attempt now, through the fence: it is not sent where it may no longer leave.')
    .argument('<id>', 'dlv_…')
    .action(async (id: string, options: CommonOptions) => {
      const answer = await gatewayOf(options).post<object>(`/deliveries/${encodeURIComponent(id)}/retry`, {});
      if (options.json) return printJson(answer);
      print(`${id} gets another attempt now. \`first-response deliveries list\` shows what became of it.`);
    });
  return deliveries;
}
