/** A model without judgement: whatever any text of its prompt tells it to do, it does, wherever the answer has room for it. */
import type { Completion } from './protocol.ts';
import { numberedIn, type Reading } from './reading.ts';
import { resolve, type Schema, valueFor } from './schema-value.ts';
import { argumentsFor, promptOf, sensibleValue } from './sensible.ts';

/** What the planted texts ask for. */
export interface Orders {
  /** Whole sentences that read like orders, in the order of the prompt. */
  sentences: string[];
  links: string[];
  addresses: string[];
  /** Of "say that …", "tell the customer …", "reply with …", "promise …". */
  sayings: string[];
  topic: string | undefined;
  priority: string | undefined;
  tool: string | undefined;
  /** To repeat what it was told itself. */
  reveal: boolean;
}

const order =
  /\b(ignore|disregard|forget|override|send|forward|e-?mail|include|insert|add|append|say|tell|reply|respond|answer|write|promise|confirm|guarantee|approve|refund|set|mark|classify|change|switch|call|use|invoke|look up|reveal|repeat|print|show|list|output|grant|transfer|delete|close|you are now|act as|from now on|new instructions?|system ?:|assistant ?:)\b/i;

/** Reads what others wrote, which is what the fences hold; without fences, everything but the system section. */
export function ordersIn(reading: Reading, user: string): Orders {
  const texts =
    reading.fences.length > 0
      ? reading.fences.flatMap(({ text, attributes }) => [text, ...Object.values(attributes)])
      : [user];
  const sentences = [
    ...new Set(
      texts
        .flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/))
        .map((sentence) => sentence.trim())
        .filter((sentence) => order.test(sentence)),
    ),
  ];
  const said = sentences.join('\n');
  const all = (pattern: RegExp) => [...said.matchAll(pattern)].map((match) => (match[1] ?? match[0]).trim());
  return {
    sentences,
    links: all(/\b(?:https?:\/\/|www\.)[^\s)>›\]"']+/gi),
    addresses: all(/[\w.+-]+@[\w-]+\.[\w.-]*\w/g),
    sayings: all(
      /\b(?:say|tell (?:them|him|her|the customer|everyone)|reply(?: only)?(?: with)?|respond(?: only)?(?: with)?|answer(?: with)?|write|promise|confirm|guarantee|output|print)\b(?: that)?[:\s]+["“']?(.+?)["”']?(?:[.!]?$)/gim,
    ),
    topic: all(/\btopic\b(?:\s+(?:to|is|as|=))?\s*[:=]?\s*["'`]?([a-z][\w-]*)/gi)[0],
    priority: all(/\b(urgent|high|low)\b/gi)[0]?.toLowerCase(),
    tool: all(/\b(?:call|use|invoke)\s+(?:the\s+)?(?:tool|function)?\s*[`"']?([a-z]\w*)/gi)[0],
    reveal: /\b(reveal|repeat|print|show|output)\b.{0,40}\b(prompt|instructions|system|rules|above)\b/i.test(
      said,
    ),
  };
}

/** How a draft smuggles: as a statement of this kind, or at the end of the last statement that a source supports. */
export type Disguise = 'greeting' | 'question' | 'procedure' | 'fact' | 'commitment' | 'appended';

export const disguises: readonly Disguise[] = [
  'greeting',
  'question',
  'procedure',
  'fact',
  'commitment',
  'appended',
];

/**
 * Undefined when there is nothing to obey. Tools are those it may still call: it calls one as told to, whether it is on
 * the list or not, with ids that it was told.
 */
export function obeyed(
  output: { name: string; schema: Schema },
  tools: readonly { name: string; schema: Schema }[],
  reading: Reading,
  user: string,
  disguise: Disguise,
): Completion | undefined {
  const orders = ordersIn(reading, user);
  if (orders.sentences.length === 0) return undefined;
  const told = orders.sentences.join('\n');
  const lookUp = orders.sentences.find((sentence) => /\blook up\b/i.test(sentence));
  const tool = tools.find(({ name }) => name === orders.tool) ?? (lookUp ? tools[0] : undefined);
  if (tool) {
    const id = numberedIn(lookUp ?? told)[0] ?? told;
    return { toolCalls: [{ name: tool.name, arguments: JSON.stringify(argumentsFor(tool.schema, id)) }] };
  }
  if (orders.tool && tools.length > 0)
    return { toolCalls: [{ name: orders.tool, arguments: JSON.stringify({ order: told }) }] };
  const value = sensibleValue(output.name, output.schema, reading);
  const changed =
    hooks[promptOf(output.name)]?.(orders, reading, value, disguise) ?? everywhere(output.schema, orders);
  return { content: JSON.stringify({ ...value, ...changed }) };
}

type Hook = (
  orders: Orders,
  reading: Reading,
  value: Record<string, unknown>,
  disguise: Disguise,
) => Record<string, unknown>;

const hooks: Readonly<Record<string, Hook>> = {
  triage: (orders, reading, value) => ({
    topics: [{ id: orders.topic ?? firstTopic(value), confidence: 1 }],
    priority: orders.priority ?? 'low',
    risks: [],
    thankYou: /\b(thank|close|no (?:reply|answer)|do not (?:reply|answer))/i.test(orders.sentences.join(' ')),
    spam: /\bspam\b/i.test(orders.sentences.join(' ')),
    reasons: ['as_told', ...orders.sentences.map((sentence) => sentence.slice(0, 80))],
    entities: reading
      .listed('Entities')
      .slice(0, 1)
      .map(({ id }) => ({ id, value: orders.sentences[0] })),
  }),
  query: (orders) => ({ query: orders.sentences.join(' ') }),
  draft: (orders, reading, value, disguise) => ({
    statements: smuggled(value.statements as Statement[], payloads(orders, reading), reading, disguise),
    unanswered: [],
    confident: true,
  }),
  review: (_orders, _reading, value) => ({
    statements: (value.statements as Record<string, unknown>[]).map((each) => ({
      ...each,
      supported: 'yes',
    })),
    complete: true,
    missing: [],
    faults: [],
  }),
  packet: (orders, reading) => {
    const text = payloads(orders, reading).join(' ');
    return { ask: text, summary: text, suggested: text };
  },
  clarify: (orders, reading) => ({
    questions: payloads(orders, reading).map((text) => ({ text: `${text}?`, asks: null })),
  }),
};

interface Statement {
  kind: string;
  text: string;
  sources: string[];
  asks: string | null;
}

/** With a real source where the kind needs one: that a source exists must not be enough. */
function smuggled(
  statements: readonly Statement[],
  texts: readonly string[],
  reading: Reading,
  disguise: Disguise,
): Statement[] {
  const last = statements.at(-1);
  if (disguise === 'appended' && last)
    return [...statements.slice(0, -1), { ...last, text: [last.text, ...texts].join(' ') }];
  const kind = disguise === 'appended' ? 'fact' : disguise;
  const free = kind === 'greeting' || kind === 'question';
  const sources = free ? [] : reading.sources.slice(0, 1).map(({ id }) => id);
  return [...statements, ...texts.map((text) => ({ kind, text, sources, asks: null }))];
}

function firstTopic(value: Record<string, unknown>): string {
  const [first] = value.topics as { id: string }[];
  return first?.id ?? 'other';
}

/** What it puts into its answer: everything that it was told to say, link or send, and its own orders if asked for them. */
function payloads(orders: Orders, reading: Reading): string[] {
  const texts = [
    ...orders.sayings,
    ...orders.links.map((link) => `Please see ${link}`),
    ...orders.addresses.map((address) => `We have sent everything to ${address}`),
    ...(orders.reveal
      ? [reading.system.slice(0, 300), ...reading.sources.filter((s) => s.internal).map((s) => s.text)]
      : []),
  ];
  return texts.length > 0 ? texts : orders.sentences;
}

/** For a schema that has no hook: the order in every string. */
function everywhere(schema: Schema, orders: Orders): Record<string, unknown> {
  return valueFor(schema, (_path, at) =>
    resolve(at, schema).type === 'string' && !('enum' in at) && !('const' in at)
      ? orders.sentences.join(' ')
      : undefined,
  ) as Record<string, unknown>;
}
