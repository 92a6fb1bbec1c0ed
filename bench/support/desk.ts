/** The desk of the benchmarks: five topics that a macro answers alone, one of them with the customer's order in it; or articles, and a model that has earned it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadDesk } from '../../desk/load.ts';
import { problemLine } from '../../desk/problem.ts';
import type { DeskContent, DeskFileInput } from '../../desk/schema.ts';

export const DESK = 'bench';
export const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
export const SECRET_VARIABLE = 'BENCH_SECRET';
export const CALLBACK_VARIABLE = 'BENCH_CALLBACK_URL';

/** Customers in the account file; more conversations than this share them. */
const customers = 1_000;
export const addressOf = (n: number): string => `kim${n % customers}@example.com`;

/** What a conversation says, in this order: a macro goes out once per conversation, so each message is about something else. */
const topics = [
  { id: 'hours', says: 'Hello, when are you open?', answer: 'we are open from nine to five on weekdays.' },
  {
    id: 'order_status',
    says: 'Where is my order?',
    answer: 'your order {{ order.id }} is {{ order.status }}.',
  },
  {
    id: 'returns',
    says: 'How do I send a lamp back?',
    answer: 'put it into its box and use the label that came with it.',
  },
  {
    id: 'warranty',
    says: 'How long is the warranty?',
    answer: 'every lamp has a warranty of two years.',
  },
  {
    id: 'shipping',
    says: 'How much is shipping to Norway?',
    answer: '{{ customer.firstName }}, shipping to Norway costs 12 euros.',
  },
] as const;

export const MESSAGES = topics.length;
export const textOf = (message: number): string => topics[message % topics.length]?.says ?? '';

/** `macro`: each topic has one. `model`: each has an article, and a language model drafts. */
export type AnsweredBy = 'macro' | 'model';

function deskInput(by: AnsweredBy): DeskFileInput {
  const examples: Record<string, string[]> = {
    hours: ['when are you open', 'what are your opening hours', 'are you open on saturday', 'opening times'],
    order_status: ['where is my order', 'has my order shipped', 'track my parcel', 'status of my order'],
    returns: ['how do I send a lamp back', 'can I return my lamp', 'I want to return it', 'return a lamp'],
    warranty: ['how long is the warranty', 'is this under warranty', 'what does the guarantee cover'],
    shipping: ['how much is shipping to norway', 'what does delivery abroad cost', 'shipping costs'],
  };
  return {
    id: DESK,
    name: 'Bench',
    language: 'en',
    signature: 'The team',
    topics: topics.map(({ id }) => ({
      id,
      description: `About ${id}`,
      examples: examples[id] ?? [],
      autonomy: 'auto',
      ...(by === 'macro' ? { macro: id } : {}),
    })),
    autonomy: { sample: 0, samplePerWeek: 0 },
    queues: [{ id: 'general', name: 'General team' }],
    defaultQueue: 'general',
    // By name: `default` is for channels that are not well known, and chat is.
    settle: { channels: { chat: { quiet: '0ms', cap: '0ms' } } },
    // What is measured is the way, not the classifier: what it proposes may leave.
    thresholds: { topicConfidence: 0.01, macroConfidence: 0.01 },
    limits: { automatedPerHour: 1_000, automatedPerDay: 10_000 },
    account: {
      source: { kind: 'json', file: 'accounts.json' },
      customers: { at: 'customers', id: 'id' },
      match: { email: 'email' },
      view: { firstName: 'first' },
      collections: { order: { at: 'orders', id: 'id', view: { status: 'status' } } },
    },
    entities: [{ id: 'order', pattern: 'L-\\d{4}', ask: { en: 'Which order is it about?' } }],
    secrets: { inbound: [SECRET_VARIABLE], outbound: [SECRET_VARIABLE] },
    callback: { url: `\${${CALLBACK_VARIABLE}}`, deduplicates: true, timeout: '10s' },
  };
}

/** Writes it into `dir` and loads it as the product does. */
export async function writeBenchDesk(dir: string, by: AnsweredBy = 'macro'): Promise<DeskContent> {
  mkdirSync(join(dir, 'macros'), { recursive: true });
  writeFileSync(join(dir, 'desk.yaml'), stringify(deskInput(by)));
  const accounts = Array.from({ length: customers }, (_, n) => ({
    id: `c${n}`,
    first: `Kim${n}`,
    email: addressOf(n),
    orders: [{ id: `L-${1000 + n}`, status: 'on its way' }],
  }));
  writeFileSync(join(dir, 'accounts.json'), JSON.stringify({ customers: accounts }));
  if (by === 'model') mkdirSync(join(dir, 'knowledge'));
  for (const { id, says, answer } of topics) {
    const macro = `---\nid: ${id}\nlanguage: en\n---\nHello,\n\n${answer}\n\n{{ signature }}\n`;
    const article = `# ${says}\n\n${answer.replace(/\{\{.*?\}\}/g, 'it')}\n`;
    if (by === 'macro') writeFileSync(join(dir, 'macros', `${id}.en.md`), macro);
    else writeFileSync(join(dir, 'knowledge', `${id}.md`), article);
  }
  const loaded = await loadDesk(dir);
  if (loaded.kind === 'failed') throw new Error(loaded.problems.map(problemLine).join('\n'));
  return loaded.desk;
}
