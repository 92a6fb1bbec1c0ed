/** The desk of a chaos run: many topics that a macro answers alone, one that asks, one for approval, two queues. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { loadDesk } from '../../desk/load.ts';
import { problemLine } from '../../desk/problem.ts';
import type { DeskContent, DeskFileInput } from '../../desk/schema.ts';

export const DESK = 'chaos';
export const SECRET = `whsec_${Buffer.alloc(32, 11).toString('base64')}`;
export const SECRET_VARIABLE = 'CHAOS_SECRET';
export const CALLBACK_VARIABLE = 'CHAOS_CALLBACK_URL';

/** Long enough for a busy machine to answer in; short, so that an answer that never comes costs little. */
export const callbackTimeoutMs = 1_500;
/** The burst of a customer who writes three lines in a row, at a hundredth of the speed. */
const settle = { quiet: '80ms', cap: '300ms' };

export const customers = Array.from({ length: 120 }, (_, i) => ({
  id: `c${i}`,
  first: `Kim${i}`,
  email: `kim${i}@example.com`,
  // Every third has two orders, so that the AI has to ask which one.
  orders: Array.from({ length: i % 3 === 0 ? 2 : 1 }, (_, o) => ({
    id: `L-${1000 + i * 2 + o}`,
    status: 'on its way',
  })),
}));

/** What customers write about each topic; the first ones teach the classifier too. */
export const phrases = {
  hours: ['when are you open', 'what are your opening hours', 'are you open on saturday'],
  returns: ['how do I send a lamp back', 'can I return my lamp', 'I want to return it'],
  warranty: ['how long is the warranty', 'is this still under warranty', 'what does the guarantee cover'],
  payment: ['can I pay by invoice', 'which payment methods do you take', 'do you take paypal'],
  shipping: [
    'how much is shipping to norway',
    'what does delivery cost abroad',
    'do you ship to switzerland',
  ],
  bulbs: ['which bulb fits the desk lamp', 'what wattage does the bulb have', 'do you sell spare bulbs'],
  gift: ['do you have gift cards', 'can I buy a voucher', 'how do I redeem a gift card'],
  store: ['where is your shop', 'what is the address of the store', 'can I park near your shop'],
  order_status: ['where is my order', 'has my order shipped', 'track my parcel'],
  repair: ['my lamp is broken', 'can you repair my lamp', 'the lamp flickers'],
} as const;

export type TopicName = keyof typeof phrases;

/** In a run with a language model these have an article instead of a macro. */
const drafted: readonly string[] = ['returns', 'warranty', 'bulbs', 'gift'];

function deskInput(deduplicates: boolean, model: boolean): DeskFileInput {
  const topics = Object.entries(phrases).map(([id, examples]) => ({
    id,
    description: `About ${id}`,
    examples: [...examples, `question about ${id.replace('_', ' ')}`, `${id.replace('_', ' ')} please`],
    autonomy: id === 'repair' ? ('approve' as const) : ('auto' as const),
    ...(model && drafted.includes(id) ? {} : { macro: id }),
    ...(id === 'order_status' ? { needs: ['order'], queue: 'orders' } : {}),
  }));
  return {
    id: DESK,
    name: 'Chaos',
    language: 'en',
    signature: 'The team',
    topics,
    autonomy: { sample: 0, samplePerWeek: 0 },
    queues: [
      { id: 'general', name: 'General team' },
      { id: 'orders', name: 'Orders team' },
    ],
    defaultQueue: 'general',
    settle: { default: settle, channels: { chat: settle } },
    entities: [{ id: 'order', pattern: 'L-\\d{4}', ask: { en: 'Which order is it about?' } }],
    // The classifier is not what is tested here: what it proposes may leave.
    thresholds: { topicConfidence: 0.01, macroConfidence: 0.01 },
    limits: { automatedPerHour: 1_000, automatedPerDay: 10_000 },
    account: {
      source: { kind: 'json', file: 'accounts.json' },
      customers: { at: 'customers', id: 'id' },
      match: { email: 'email' },
      view: { firstName: 'first' },
      collections: { order: { at: 'orders', id: 'id', view: { status: 'status' } } },
    },
    secrets: { inbound: [SECRET_VARIABLE], outbound: [SECRET_VARIABLE] },
    callback: { url: `\${${CALLBACK_VARIABLE}}`, deduplicates, timeout: `${callbackTimeoutMs}ms` },
  };
}

/** Writes it into `dir` and loads it as the product does. */
export async function writeChaosDesk(
  dir: string,
  deduplicates: boolean,
  model: boolean,
): Promise<DeskContent> {
  for (const folder of ['macros', 'knowledge']) mkdirSync(join(dir, folder), { recursive: true });
  writeFileSync(join(dir, 'desk.yaml'), stringify(deskInput(deduplicates, model)));
  writeFileSync(join(dir, 'accounts.json'), JSON.stringify({ customers }));
  for (const id of Object.keys(phrases)) {
    const body =
      id === 'order_status'
        ? 'your order {{ order.id }} is {{ order.status }}.'
        : `this is what we can say about ${id}.`;
    const macro = `---\nid: ${id}\nlanguage: en\n---\nHello,\n\n${body}\n\n{{ signature }}\n`;
    const article = `# ${phrases[id as TopicName][0]}\n\n${body}\n`;
    if (model && drafted.includes(id)) writeFileSync(join(dir, 'knowledge', `${id}.md`), article);
    else writeFileSync(join(dir, 'macros', `${id}.en.md`), macro);
  }
  const loaded = await loadDesk(dir);
  if (loaded.kind === 'failed') throw new Error(loaded.problems.map(problemLine).join('\n'));
  return loaded.desk;
}
