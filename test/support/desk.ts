/** A small desk for tests of the spine: one topic that a macro answers alone, one that needs an order, one for approval. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { loadDesk } from '../../desk/load.ts';
import { problemLine } from '../../desk/problem.ts';
import type { DeskContent, DeskFileInput } from '../../desk/schema.ts';

export const TEST_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

const macros: Record<string, string> = {
  'hours.en.md':
    '---\nid: hours\nlanguage: en\n---\nHello,\n\nwe are open from nine to five on weekdays.\n\n{{ signature }}\n',
  'order_status.en.md':
    '---\nid: order_status\nlanguage: en\n---\nHello {{ customer.firstName }},\n\nyour order {{ order.id }} is {{ order.status }}.\n\n{{ signature }}\n',
};

const accounts = {
  customers: [
    {
      id: 'c1',
      first: 'Ada',
      email: 'ada@example.com',
      tier: 'gold',
      orders: [{ id: 'L-1001', status: 'on its way' }],
    },
    {
      id: 'c2',
      first: 'Ben',
      email: 'ben@example.com',
      tier: 'standard',
      orders: [
        { id: 'L-2001', status: 'delivered' },
        { id: 'L-2002', status: 'being packed' },
      ],
    },
  ],
};

export function deskInput(changes: Partial<DeskFileInput> = {}): DeskFileInput {
  return {
    id: 'lamps',
    name: 'Lamps',
    language: 'en',
    signature: 'The lamp team',
    topics: [
      {
        id: 'hours',
        description: 'Opening hours',
        autonomy: 'auto',
        macro: 'hours',
        examples: [
          'when are you open',
          'what are your opening hours',
          'are you open on saturday',
          'opening times please',
          'when do you close',
        ],
      },
      {
        id: 'order_status',
        description: 'Where an order is',
        autonomy: 'auto',
        macro: 'order_status',
        queue: 'orders',
        needs: ['order'],
        examples: [
          'where is my order',
          'has my order shipped',
          'track my parcel',
          'when will my order arrive',
          'status of my order',
        ],
      },
      {
        id: 'repair',
        description: 'Repairs',
        autonomy: 'approve',
        macro: 'hours',
        examples: [
          'my lamp is broken',
          'can you repair my lamp',
          'the lamp flickers',
          'the switch does not work',
          'bulb holder is loose',
        ],
      },
    ],
    queues: [
      { id: 'general', name: 'General team' },
      { id: 'orders', name: 'Orders team' },
    ],
    defaultQueue: 'general',
    settle: {
      default: { quiet: '0ms', cap: '0ms' },
      channels: { email: { quiet: '0ms', cap: '0ms' }, chat: { quiet: '0ms', cap: '0ms' } },
    },
    entities: [
      {
        id: 'order',
        pattern: 'L-\\d{4}',
        ask: { en: 'Which order is it about? Please tell us its number.' },
      },
    ],
    thresholds: { topicConfidence: 0.05, macroConfidence: 0.05 },
    limits: { automatedPerHour: 1000, automatedPerDay: 10000 },
    account: {
      source: { kind: 'json', file: 'accounts.json' },
      customers: { at: 'customers', id: 'id' },
      match: { email: 'email' },
      view: { firstName: 'first', segment: 'tier' },
      collections: { order: { at: 'orders', id: 'id', view: { status: 'status' } } },
    },
    secrets: { inbound: ['TEST_INBOUND_SECRET'], outbound: ['TEST_OUTBOUND_SECRET'] },
    callback: { url: '${TEST_CALLBACK_URL}', deduplicates: true, timeout: '2s' },
    ...changes,
  } as DeskFileInput;
}

export interface TestDesk {
  content: DeskContent;
  dir: string;
  remove(): void;
}

/** Writes the desk to a folder of its own, with more files where they are given, and loads it as the product does. */
export async function writeDesk(
  changes: Partial<DeskFileInput> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<TestDesk> {
  const dir = mkdtempSync(join(tmpdir(), 'first-response-desk-'));
  mkdirSync(join(dir, 'macros'));
  writeFileSync(join(dir, 'desk.yaml'), stringify(deskInput(changes)));
  writeFileSync(join(dir, 'accounts.json'), JSON.stringify(accounts));
  for (const [name, text] of Object.entries(macros)) writeFileSync(join(dir, 'macros', name), text);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const loaded = await loadDesk(dir);
  if (loaded.kind === 'failed') throw new Error(loaded.problems.map(problemLine).join('\n'));
  return { content: loaded.desk, dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
