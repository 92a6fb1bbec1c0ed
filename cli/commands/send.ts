/** `first-response send`: one message of a customer through the real intake, and what becomes of it. */
import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { seconds } from '../arguments.ts';
import { customerFor } from '../client/customer.ts';
import { openGateway } from '../client/gateway.ts';
import { outcomeLine, outcomeOf } from '../client/outcome.ts';
import { messageBody } from '../client/platform.ts';
import type { ShownConversation } from '../client/shapes.ts';
import { findTarget } from '../client/target.ts';
import { untilAtRest } from '../client/wait.ts';
import { bold, dim, print, printJson, quote, remark } from '../output.ts';

/** Longer than the longest settle window of a well-known channel (e-mail: 45 s of quiet). */
const DEFAULT_WAIT_S = 120;

interface SendOptions {
  as?: string;
  conversation?: string;
  channel: string;
  attach?: string[];
  wait: number;
  desk?: string;
  url?: string;
  json?: boolean;
}

export function sendCommand(): Command {
  return new Command('send')
    .description('Send one message as a customer, wait, and show the reply or why there is none.')
    .argument('<text>', 'what the customer writes')
    .option('--as <customer>', "e-mail, phone (+…) or user id; the first of the desk's accounts when absent")
    .option('--conversation <key>', 'go on in the thread with this platform key; a new one when absent')
    .option('--channel <name>', 'channel it comes in on', 'chat')
    .option('--attach <url...>', 'URLs of attachments')
    .option('--wait <seconds>', 'how long to wait for an outcome', seconds, DEFAULT_WAIT_S)
    .option('--desk <id>', 'desk; the demo desk of the running stack when absent')
    .option('--url <url>', 'gateway; that of the running stack when absent')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
The address counts as proved by the channel, so that account facts may be used. Exits 1 when nothing became of the
message within --wait.

Examples:
  $ npx first-response send "Where is my order?"
  $ npx first-response send "I want to talk to a person" --as ada@example.com
  $ npx first-response send "It is L-1001" --conversation cli-3f2a   goes on with an earlier one
  $ npx first-response send "Hello" --json | jq .outcome`,
    )
    .action(async (text: string, options: SendOptions) => {
      const target = findTarget(options);
      const gateway = openGateway(target);
      const key = options.conversation ?? `cli-${randomUUID().slice(0, 8)}`;
      const customer = customerFor(options.as, target);
      const { channel, attach } = options;
      const stored = await gateway.message(messageBody({ key, channel, customer, text, attach }));
      if (!options.json)
        remark(dim(`${customer.address} on ${channel}, thread ${key}: stored as ${stored.message}`));
      const { late, shown } = await untilAtRest(gateway, stored.conversation, options.wait * 1_000);
      const outcome = outcomeOf(shown);
      if (late) process.exitCode = 1;
      if (options.json)
        return printJson({
          ...{ key, conversation: shown.id, message: stored.message, late, outcome },
          ...{ sent: saidSince(shown, stored.message), workflowLink: shown.workflowLink },
        });
      for (const { purpose, text: said } of saidSince(shown, stored.message))
        print(bold(purpose), ...quote(said));
      print(
        `${bold(late ? 'not finished yet' : outcomeLine(outcome))}${reasonOf(shown)}`,
        ...('item' in outcome ? [dim(`  npx first-response queue show ${outcome.item}`)] : []),
        dim(`  npx first-response conversation show ${shown.id}`),
        ...(shown.workflowLink ? [dim(`  ${shown.workflowLink}`)] : []),
        dim(
          `  go on: npx first-response send "…" --conversation ${key}${options.as ? ` --as ${options.as}` : ''}`,
        ),
      );
    });
}

/** What went out after this message had come in. */
export function saidSince(shown: ShownConversation, message: string | null) {
  const since = shown.messages.find((m) => m.id === message)?.receivedAt ?? '';
  return shown.deliveries
    .filter((d) => d.claimedAt >= since && d.state !== 'withdrawn')
    .map(({ id, purpose, state, text }) => ({ delivery: id, purpose, state, text }));
}

function reasonOf(shown: ShownConversation): string {
  const reason = shown.turns.at(-1)?.verdict?.reason;
  return reason ? dim(`  reason: ${reason}`) : '';
}
