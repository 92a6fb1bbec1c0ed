/** `first-response chat`: a dialogue with a desk as one of its customers. Replies appear when they come, also from people. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { customerFor } from '../client/customer.ts';
import { type Gateway, openGateway } from '../client/gateway.ts';
import { withGateway } from '../client/options.ts';
import { outcomeLine, outcomeOf } from '../client/outcome.ts';
import { messageBody } from '../client/platform.ts';
import type { ShownConversation } from '../client/shapes.ts';
import { findTarget } from '../client/target.ts';
import { explain } from '../failure.ts';
import { bold, cyan, dim, print, quote } from '../output.ts';

/** Quick enough to feel like a dialogue. */
const LOOK_EVERY_MS = 300;
/** After the end of piped input: how long to wait for the last answer. */
const LAST_ANSWER_MS = 60_000;

interface ChatOptions {
  as?: string;
  conversation?: string;
  channel: string;
  desk?: string;
  url?: string;
}

export function chatCommand(): Command {
  return withGateway(new Command('chat'))
    .description('Talk to a desk as one of its customers. Replies appear when they come, also from people.')
    .option('--as <customer>', "e-mail, phone (+…) or user id; the first of the desk's accounts when absent")
    .option('--conversation <key>', 'go on in the thread with this platform key')
    .option('--channel <name>', 'channel it comes in on', 'chat')
    .addHelpText(
      'after',
      `
Several lines sent quickly are one burst and get one answer. Ctrl-D or /quit ends it; the conversation stays.

Examples:
  $ npx first-response chat
  $ npx first-response chat --as ada@example.com --channel email`,
    )
    .action(async (options: ChatOptions) => {
      const target = findTarget(options);
      const gateway = openGateway(target);
      const customer = customerFor(options.as, target);
      const key = options.conversation ?? `chat-${randomUUID().slice(0, 8)}`;
      print(bold(`You are ${customer.address}, writing to desk ${target.desk}.`));
      print(
        dim(
          `Others you could be: ${target.customers
            .filter((c) => c !== customer.address)
            .slice(0, 4)
            .join(', ')} (--as)`,
        ),
      );
      const body = (text: string) => messageBody({ key, channel: options.channel, customer, text });
      await dialogue(gateway, body);
      print(dim(`Go on with: npx first-response chat --conversation ${key} --as ${customer.address}`));
    });
}

async function dialogue(gateway: Gateway, body: (text: string) => object): Promise<void> {
  const input = createInterface({
    input: process.stdin,
    output: process.stdin.isTTY ? process.stdout : undefined,
    prompt: cyan('you › '),
  });
  let conversation: string | undefined;
  let open = true;
  const shown = { deliveries: new Set<string>(), state: '' };

  const look = async (): Promise<boolean> => {
    if (!conversation) return true;
    const now = await gateway.conversation(conversation);
    const lines = newLines(now, shown);
    if (lines.length > 0) {
      if (process.stdin.isTTY) process.stdout.write('\r\x1b[K');
      print(...lines);
      if (open) input.prompt(true);
    }
    return now.atRest;
  };
  const watch = async () => {
    while (open) {
      await look().catch(() => {}); // the gateway may be restarting; sending says so when it stays away
      await pause(LOOK_EVERY_MS);
    }
  };
  const watching = watch();
  input.prompt();
  for await (const line of input) {
    const text = line.trim();
    if (text === '/quit' || text === '/exit') break;
    if (text) {
      try {
        const accepted = await gateway.message(body(text));
        if (conversation !== accepted.conversation) print(dim(`· conversation ${accepted.conversation}`));
        conversation = accepted.conversation;
      } catch (error) {
        print(...explain(error, false));
      }
    }
    input.prompt();
  }
  open = false;
  input.close();
  await watching;
  for (const end = performance.now() + LAST_ANSWER_MS; performance.now() < end; await pause(LOOK_EVERY_MS))
    if (await look()) break;
}

/** What is new since the last look: messages to the customer, and where the conversation is now. */
function newLines(now: ShownConversation, shown: { deliveries: Set<string>; state: string }): string[] {
  const lines: string[] = [];
  for (const d of now.deliveries) {
    if (shown.deliveries.has(d.id) || d.state === 'withdrawn' || d.state === 'not_sent') continue;
    shown.deliveries.add(d.id);
    lines.push(bold(d.purpose === 'person' ? 'a person' : d.purpose), ...quote(d.text));
  }
  const outcome = now.atRest ? outcomeOf(now) : undefined;
  const state = outcome ? `${outcomeLine(outcome)} ${now.turns.length}` : shown.state;
  if (outcome && state !== shown.state) {
    shown.state = state;
    const item = 'item' in outcome ? `: npx first-response queue show ${outcome.item}` : '';
    lines.push(dim(`· ${outcomeLine(outcome)}${item}`));
  }
  return lines;
}
