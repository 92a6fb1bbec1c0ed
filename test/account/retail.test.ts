/** A foreign file as it is: users, orders and products in three objects, joined by ids. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAccounts } from '../../account/lookup.ts';
import { accountConfigSchema } from '../../account/schema.ts';
import { factsObject } from '../../account/view.ts';

const data = process.env.FIRST_RESPONSE_SHARED_DATA;
const file = data && join(data, 'tau2_retail', 'db.json');
const missing = !file
  ? 'needs FIRST_RESPONSE_SHARED_DATA, the folder of the shared data sets'
  : existsSync(file)
    ? undefined
    : 'needs tau2_retail/db.json in FIRST_RESPONSE_SHARED_DATA';

describe.skipIf(missing !== undefined)(
  `accounts of the tau2 retail shop${missing ? ` [${missing}]` : ''}`,
  () => {
    const config = accountConfigSchema.parse({
      source: { kind: 'json', file: file ?? 'db.json' },
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
      expect(await accounts.check()).toEqual({ customers: 500, problems: [] });
    });

    test('an order is found from its number as customers write it', async () => {
      const view = await find('NOAH.BROWN7922@example.com', ['w7678072']);
      expect(view.items).toHaveLength(1);
      expect(factsObject(view)).toMatchObject({
        customer: { firstName: 'Noah', city: 'Denver' },
        order: {
          id: '#W7678072',
          status: expect.any(String),
          total: expect.stringMatching(/^\d+\.\d\d USD$/),
        },
      });
    });

    test("another customer's order gives no fact", async () => {
      expect(await find('noah.brown7922@example.com', ['#W2611340'])).toMatchObject({
        items: [],
        notYours: ['#W2611340'],
      });
    });
  },
);
