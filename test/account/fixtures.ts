/** A small fictional shop's accounts, as a JSON file in a folder of the test's own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type AccountConfig, accountConfigSchema } from '../../account/schema.ts';

export const shop = {
  people: [
    {
      no: 'C1',
      first: 'Ada',
      mails: ['Ada@Example.com', ''],
      tel: '+49 (30) 1234-56',
      tier: 'gold',
      orders: {
        'L-1001': {
          state: 'shipped',
          cents: 1999,
          lines: [{ what: 'Lamp' }, { what: 'Bulb' }],
          due: '2026-03-04T23:30:00-05:00',
        },
        'L-1002': { state: 'delivered', cents: 500, lines: [], due: null },
      },
    },
    {
      no: 'C2',
      first: 'Ben',
      mails: ['ben@example.com'],
      tel: '',
      tier: '',
      orders: { 'L-2001': { state: 'packed', cents: 12 } },
    },
    { no: 'C3', first: 'Cem', mails: ['both@example.com'], tel: '', orders: {} },
    { no: 'C4', first: 'Cleo', mails: ['both@example.com'], tel: '', orders: {} },
    {
      no: 'C5',
      first: 'Dana',
      mails: ['dana@example.com'],
      orders: { 'L-5001': { state: 'delivered' }, 'L-5002': { state: 'lost' } },
    },
  ],
};

export const shopConfig = (change: object = {}): AccountConfig =>
  accountConfigSchema.parse({
    source: { kind: 'json', file: 'accounts.json' },
    customers: { at: 'people', id: 'no' },
    match: { email: 'mails.*', phone: 'tel', user: 'no' },
    view: { firstName: 'first', segment: 'tier', phone: 'tel' },
    collections: {
      order: {
        at: 'orders',
        active: { path: 'state', in: ['packed', 'shipped'] },
        view: {
          status: 'state',
          total: { path: 'cents', as: 'money', currency: 'EUR', minor: true },
          items: { path: 'lines.*.what', as: 'join' },
          due: { path: 'due', as: 'date' },
        },
      },
    },
    proof: { 'customer.phone': 'verified' },
    ...change,
  });

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function folderWith(accounts: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'first-response-accounts-'));
  folders.push(folder);
  writeFileSync(
    join(folder, 'accounts.json'),
    typeof accounts === 'string' ? accounts : JSON.stringify(accounts),
  );
  return folder;
}
