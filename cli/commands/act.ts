/** What people do from the command line: claim, takeover, release, return, hold, approve, reject, edit, reply, solve. */
import { Command } from 'commander';
import { type ActionDone, type Gateway, Refused } from '../client/gateway.ts';
import { type CommonOptions, gatewayOf, withGateway } from '../client/options.ts';
import { newestOfCustomer } from '../client/people.ts';
import { Failure } from '../failure.ts';
import { dim, print, printJson } from '../output.ts';

interface ActOptions extends CommonOptions {
  seen?: string;
  anyway?: boolean;
  queue?: string;
  reason?: string;
  takeOver?: boolean;
}

export function actCommands(): Command[] {
  return [
    command('claim', 'Take an item from the queue: a hand-off becomes yours, a draft is yours to decide on.')
      .argument('<item>', 'itm_…')
      .action(async (id: string, options: ActOptions) => {
        const gateway = gatewayOf(options);
        const { conversation } = await gateway.item(id);
        await act(gateway, options, conversation, 'claim', { item: id });
      }),
    command('takeover', 'Become the owner of a conversation, whoever has it. The AI falls silent at once.')
      .argument('<conversation>', 'cnv_…, or an item of it')
      .action(onConversation('takeover', () => ({}))),
    command('release', 'Give a conversation to the AI, which answers exactly what is unanswered.')
      .argument('<conversation>', 'cnv_…, or an item of it')
      .action(onConversation('release', () => ({}))),
    command('hold', 'Wait for a third party; the next message of the customer opens it again.')
      .argument('<conversation>', 'cnv_…, or an item of it')
      .action(onConversation('hold', () => ({}))),
    command('return', 'Give a conversation back to a queue.')
      .argument('<conversation>', 'cnv_…, or an item of it')
      .option('--queue <name>', 'which; the one it came from when absent')
      .action(onConversation('return', ({ queue }) => (queue ? { queue } : {}))),
    seeing(command('approve', 'Send the draft that waits for approval.'))
      .argument('<item>', 'itm_…, its draft drf_…, or its conversation cnv_…')
      .action(async (id: string, options: ActOptions) => {
        const gateway = gatewayOf(options);
        const { conversation, draft } = await awaited(gateway, id);
        const body = { draft, ...(await seenOf(gateway, conversation, options)) };
        await act(gateway, options, conversation, 'approve', body);
      }),
    command('reject', 'Do not send the draft: it is handed off, or becomes yours to write.')
      .argument('<item>', 'itm_…, its draft drf_…, or its conversation cnv_…')
      .requiredOption(
        '--reason <code>',
        'for the record: wrong_facts, tone, incomplete, … (lower-case words and _)',
      )
      .option('--take-over', 'write the answer yourself instead of handing it off')
      .action(async (id: string, options: ActOptions) => {
        const gateway = gatewayOf(options);
        const { conversation, draft } = await awaited(gateway, id);
        const next = options.takeOver ? 'take_over' : 'hand_off';
        await act(gateway, options, conversation, 'reject', { draft, reason: options.reason, next });
      }),
    command('edit', 'Change the draft that waits; approve it afterwards.')
      .argument('<item>', 'itm_…, its draft drf_…, or its conversation cnv_…')
      .argument('<text>', 'the whole new text')
      .action(async (id: string, text: string, options: ActOptions) => {
        const gateway = gatewayOf(options);
        const { conversation, draft } = await awaited(gateway, id);
        await act(gateway, options, conversation, 'edit', { draft, text });
      }),
    seeing(command('reply', 'Answer the customer yourself. You become the owner.'))
      .argument('<conversation>', 'cnv_…, or an item of it')
      .argument('<text>', 'what the customer gets')
      .action(async (id: string, text: string, options: ActOptions) => {
        const gateway = gatewayOf(options);
        const conversation = await conversationOf(gateway, id);
        const body = { text, ...(await seenOf(gateway, conversation, options)) };
        await act(gateway, options, conversation, 'reply', body);
      }),
    seeing(command('solve', 'Nothing more is owed to the customer.'))
      .argument('<conversation>', 'cnv_…, or an item of it')
      .action(async (id: string, options: ActOptions) => {
        const gateway = gatewayOf(options);
        const conversation = await conversationOf(gateway, id);
        await act(gateway, options, conversation, 'solve', await seenOf(gateway, conversation, options));
      }),
  ];
}

const command = (name: string, description: string): Command =>
  withGateway(new Command(name).description(description));

const seeing = (c: Command): Command =>
  c
    .option('--seen <message>', 'newest customer message you have read (msg_…); all so far when absent')
    .option('--anyway', 'also when the customer has written since');

function onConversation(action: string, body: (options: ActOptions) => object) {
  return async (id: string, options: ActOptions) => {
    const gateway = gatewayOf(options);
    await act(gateway, options, await conversationOf(gateway, id), action, body(options));
  };
}

/** A conversation is named by its id, or by one of its queue items. */
async function conversationOf(gateway: Gateway, id: string): Promise<string> {
  return id.startsWith('itm_') ? (await gateway.item(id)).conversation : id;
}

/** The draft that waits, named by its item, by itself, or by its conversation. */
async function awaited(gateway: Gateway, id: string): Promise<{ conversation: string; draft: string }> {
  const waiting = (await gateway.queue()).filter((i) => i.kind === 'approval');
  const item = waiting.find((i) => i.id === id || i.draft === id || i.conversation === id);
  if (item?.draft) return { conversation: item.conversation, draft: item.draft };
  throw new Failure(
    item
      ? `the draft of ${id} was withdrawn, because the customer wrote again`
      : `no draft waits for approval under ${id}`,
    item
      ? 'the next draft takes its place in a moment: try again'
      : '`npx first-response queue list` shows what waits',
  );
}

/** What the person has read: what they name, or everything that is there now. */
async function seenOf(
  gateway: Gateway,
  conversation: string,
  { seen, anyway = false }: ActOptions,
): Promise<{ seenThrough: string; anyway: boolean }> {
  if (seen) return { seenThrough: seen, anyway };
  const newest = newestOfCustomer(await gateway.conversation(conversation));
  if (newest) return { seenThrough: newest, anyway };
  throw new Failure(`conversation ${conversation} has no message of a customer`);
}

async function act(
  gateway: Gateway,
  options: ActOptions,
  conversation: string,
  action: string,
  body: object,
): Promise<void> {
  const done = await gateway.act(conversation, action, body).catch((error: unknown) => {
    if (!(error instanceof Refused) || error.messages.length === 0) throw error;
    throw new Failure(
      error.message,
      `new: ${error.messages.join(', ')}; read them with \`npx first-response conversation show ${conversation}\``,
      'then do it again, or with --anyway',
    );
  });
  if (options.json) return printJson({ conversation, ...done });
  print(...doneLines(conversation, done));
}

function doneLines(conversation: string, done: ActionDone): string[] {
  const onTheWay = done.onTheWay.filter((id) => id !== done.delivery);
  return [
    `done: owner ${done.owner}, status ${done.status}`,
    ...(done.delivery ? [`on its way: ${done.delivery}`] : []),
    ...(done.draft
      ? [`new draft ${done.draft}; send it with: npx first-response approve ${done.draft}`]
      : []),
    ...(onTheWay.length > 0 ? [`was on its way already: ${onTheWay.join(', ')}`] : []),
    dim(`  npx first-response conversation show ${conversation}`),
  ];
}
