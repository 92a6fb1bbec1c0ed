/** What the double says to a chat request, by behaviour. */
import type { Behaviour } from './behaviour.ts';
import { obeyed } from './obedient.ts';
import type { Completion, ProviderRequest } from './protocol.ts';
import { type Reading, read } from './reading.ts';
import { sensibleTool, sensibleValue } from './sensible.ts';

type Chat = Extract<ProviderRequest, { kind: 'chat' }>;

/** Somebody whom no test knows: when these words leave, they were made up. */
export const stranger = {
  name: 'Quentin Okonjo-Brandt',
  email: 'quentin.okonjo@stranger.example',
  order: 'ZX-9090417',
  address: '77 Elsewhere Crescent',
} as const;

/** A source that no prompt has. */
export const madeUpSource = 'p987';

export function completionFor(request: Chat, behaviour: Behaviour): Completion {
  const reading = read(request.messages);
  switch (behaviour.kind) {
    case 'answer':
      return { content: JSON.stringify(behaviour.value) };
    case 'text':
      return { content: behaviour.text };
    case 'tools':
      return {
        toolCalls: behaviour.calls.map(({ name, arguments: given }) => ({
          name,
          arguments: typeof given === 'string' ? given : JSON.stringify(given),
        })),
      };
    case 'refusal':
      return { refusal: 'I am sorry, I cannot help with that.' };
    case 'filtered':
      return { content: '', finishReason: 'content_filter' };
    case 'truncated': {
      const whole = contentOf(request, reading);
      return { content: whole.slice(0, Math.max(1, Math.floor(whole.length / 2))), finishReason: 'length' };
    }
    case 'wrong_schema':
      return { content: JSON.stringify({ verdict: 'fine', score: 'high', items: [1, 2, 3] }) };
    case 'obedient': {
      const user = request.messages.filter(({ role }) => role !== 'system').map(({ content }) => content);
      const disguise = behaviour.disguise ?? 'fact';
      const made =
        request.output && obeyed(request.output, callable(request), reading, user.join('\n'), disguise);
      return made ?? sensible(request, reading);
    }
    case 'hallucinate_sources':
      return {
        content: altered(request, reading, () => ({
          text: 'Refunds take exactly 3 working days and cost $12.34, says our policy of 2019.',
          sources: [madeUpSource],
        })),
      };
    case 'mix_up_customers':
      return {
        content: altered(request, reading, () => ({
          text: `Your order ${stranger.order} goes to ${stranger.name}, ${stranger.address} (${stranger.email}).`,
          sources: reading.sources.slice(0, 1).map(({ id }) => id),
        })),
      };
    default:
      return sensible(request, reading);
  }
}

function sensible(request: Chat, reading: Reading): Completion {
  const call = sensibleTool(callable(request), reading);
  return call ? { toolCalls: [call] } : { content: contentOf(request, reading) };
}

/** Each model calls once: with a tool's answer in the prompt it goes on to its own. */
const callable = (request: Chat) =>
  request.messages.some(({ role }) => role === 'tool') ? [] : request.tools;

function contentOf(request: Chat, reading: Reading): string {
  if (!request.output) return 'This is the provider double. It answers schemas.';
  return JSON.stringify(sensibleValue(request.output.name, request.output.schema, reading));
}

/** The sensible answer with one more statement; answers without statements stay as they are. */
function altered(request: Chat, reading: Reading, made: () => { text: string; sources: string[] }): string {
  const value = JSON.parse(contentOf(request, reading));
  // Of a draft; a review has statements as well, but those have no text.
  if (Array.isArray(value?.statements) && value.statements.every((s: object) => 'text' in s))
    value.statements.push({ kind: 'fact', asks: null, ...made() });
  return JSON.stringify(value);
}
