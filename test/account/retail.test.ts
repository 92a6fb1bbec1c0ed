/** A foreign file as it is: users, orders and products in three objects, joined by ids. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openAccounts } from '../../account/lookup.ts';
import { accountConfigSchema } from '../../account/schema.ts';
import { factsObject } from '../../account/view.ts';

const dir = mkdtempSync(join(tmpdir(), 'first-response-retail-'));
const file = join(dir, 'db.json');
const item = (name: string, price: number) => ({
  name,
  price,
  item_id: `${price}`,
  options: { colour: 'blue' },
});
const person = (first: string, orders: string[]) => ({
  name: { first_name: first, last_name: 'Berg' },
  address: { city: 'Aachen', zip: '52062' },
  email: `${first.toLowerCase()}@example.com`,
  payment_methods: { card_1: { source: 'credit_card', id: 'card_1' } },
  orders,
});
writeFileSync(
  file,
  JSON.stringify({
    products: { 1: { name: 'Lamp' } },
    users: {
      ada_1: { user_id: 'ada_1', ...person('Ada', ['#W1']) },
      ben_2: { user_id: 'ben_2', ...person('Ben', ['#W2']) },
    },
    orders: {
      '#W1': {
        order_id: '#W1',
        user_id: 'ada_1',
        items: [item('Lamp', 40.5), item('Bulb', 2)],
        status: 'pending',
        fulfillments: [],
      },
      '#W2': {
        order_id: '#W2',
        user_id: 'ben_2',
        items: [item('Desk', 99)],
        status: 'delivered',
        fulfillments: [],
      },
    },
  }),
);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('accounts of a file of joined objects', () => {
  const config = accountConfigSchema.parse({
    source: { kind: 'json', file },
    customers: { at: 'users', id: 'user_id' },
    match: { email: 'email', user: 'user_id' },
    view: {
      firstName: 'name.first_name',
      city: 'address.city',
      paymentMethods: { path: 'payment_methods.*.source', as: 'join' },
    },
    collections: {
      order: {
        in: 'orders',
        ids: 'orders',
        owner: 'user_id',
        id: 'order_id',
        active: { path: 'status', in: ['pending', 'processed'] },
        view: {
          status: 'status',
          items: { path: 'items.*.name', as: 'join' },
          total: { path: 'items.*.price', as: 'money', currency: 'USD' },
          tracking: { path: 'fulfillments.*.tracking_id.*', as: 'join' },
        },
      },
    },
  });
  const accounts = openAccounts(config, '/', {});
  const find = (address: string, order: string[] = []) =>
    accounts.find({ identities: [{ kind: 'email', address, proof: 'channel' }], entities: { order } });

  test('every customer can be found, and nothing of the file is left out', async () => {
    expect(await accounts.check()).toEqual({ customers: 2, problems: [] });
  });

  test('an order is found from its number as customers write it', async () => {
    const view = await find('ADA@example.com', ['w1']);
    expect(view.items).toHaveLength(1);
    expect(factsObject(view)).toMatchObject({
      customer: { firstName: 'Ada', city: 'Aachen' },
      order: {
        id: '#W1',
        status: 'pending',
        total: '42.50 USD',
      },
    });
  });

  test("another customer's order gives no fact", async () => {
    expect(await find('ada@example.com', ['#W2'])).toMatchObject({
      items: [],
      notYours: ['#W2'],
    });
  });
});
