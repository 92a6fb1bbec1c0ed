/** Accounts from a database: the same facts as from a file, read without the power to write. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccounts } from '../../account/lookup.ts';
import { accountConfigSchema } from '../../account/schema.ts';
import { type SqlPools, sqlPools } from '../../account/sql.ts';
import { allFacts } from '../../account/view.ts';
import { describePostgres, describeStore, type StoreContext } from '../support/database.ts';
import { folderWith, shop, shopConfig } from './fixtures.ts';

const config = (queries: Record<string, string> = {}, timeoutMs = 5_000) =>
  accountConfigSchema.parse({
    source: {
      kind: 'sql',
      urlEnv: 'SHOP_URL',
      timeoutMs,
      queries: {
        email: 'select * from shop_person where lower(mail) = $1',
        user: 'select * from shop_person where no = $1',
        ...queries,
      },
    },
    customers: { id: 'no' },
    view: { firstName: 'first', segment: 'tier' },
    collections: {
      order: {
        query: 'select * from shop_order where person::text = $1 order by number',
        exists: 'select 1 from shop_order where number = $1',
        id: 'number',
        active: { path: 'state', in: ['packed', 'shipped'] },
        view: {
          status: 'state',
          total: { path: 'cents', as: 'money', currency: 'EUR', minor: true },
          items: { path: 'lines.*.what', as: 'join' },
          due: { path: 'due', as: 'date' },
        },
      },
    },
  });

function shopTables({ pool }: StoreContext): { pools: SqlPools } {
  const context = { pools: sqlPools() };
  beforeAll(async () => {
    await pool().query('create table shop_person (no int, mail text, first text, tier text)');
    await pool().query(
      'create table shop_order (number text, person int, state text, cents int, lines jsonb, due date)',
    );
    await pool().query(
      `insert into shop_person values (1, 'Ada@Example.com', 'Ada', 'gold'), (2, 'ben@example.com', 'Ben', '')`,
    );
    await pool().query(`insert into shop_order values
      ('L-1001', 1, 'shipped', 1999, '[{"what": "Lamp"}, {"what": "Bulb"}]', '2026-03-04'),
      ('L-1002', 1, 'delivered', 500, '[]', null), ('L-2001', 2, 'packed', 12, '[]', null)`);
  });
  afterAll(() => context.pools.end());
  return context;
}

describeStore('accounts by SQL', (context) => {
  const { pools } = shopTables(context);
  const open = (change?: Record<string, string>) =>
    openAccounts(config(change), '/', { SHOP_URL: context.url() }, pools);
  const email = (address: string) => [{ kind: 'email', address, proof: 'channel' as const }];

  test('the facts have the same names and values as from a file', async () => {
    const bySql = await open().find({ identities: email('ADA@example.com'), entities: {} });
    const byFile = await openAccounts(shopConfig(), folderWith(shop), {}).find({
      identities: email('ada@example.com'),
      entities: {},
    });
    const plain = (view: typeof bySql) => allFacts(view).map(({ id, path, value }) => ({ id, path, value }));
    expect(plain(bySql)).toEqual(plain(byFile));
    expect(bySql.items[0]?.facts[0]?.source).toEqual({ kind: 'sql', record: 'order:L-1001' });
  });

  test('a date is the day that the database says, wherever this machine stands', async () => {
    const zone = process.env.TZ;
    try {
      for (process.env.TZ of ['Pacific/Auckland', 'America/Los_Angeles']) {
        const { items } = await open().find({ identities: email('ada@example.com'), entities: {} });
        expect(items[0]?.facts.find(({ path }) => path === 'order.due')?.value).toBe('2026-03-04');
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test("somebody else's order is reported to the gate and gives no fact", async () => {
    const view = await open().find({
      identities: email('ben@example.com'),
      entities: { order: ['L-1001', 'L-9'] },
    });
    expect(view).toMatchObject({ record: '2', items: [], notYours: ['L-1001'], unknown: ['L-9'] });
  });

  test('what the customer wrote is a value, never a piece of the query', async () => {
    const view = await open().find({
      identities: email(`x' or '1'='1@example.com`),
      entities: { order: [`' or 1=1 --`] },
    });
    expect(view).toMatchObject({ found: false, notYours: [] });
  });

  test('an address that cannot be a value of the column matches nobody', async () => {
    const identities = [{ kind: 'user', address: 'not-a-number', proof: 'channel' as const }];
    expect(await open().find({ identities, entities: {} })).toMatchObject({
      found: false,
      reason: 'no_match',
    });
    expect(await open().check()).toEqual({ customers: null, problems: [] });
  });

  test('a query that writes is refused, and changes nothing', async () => {
    const writing = open({ email: `update shop_person set first = $1 returning *` });
    await expect(writing.find({ identities: email('eve@example.com'), entities: {} })).rejects.toThrow(
      /email failed \(25006\)/,
    );
    const { rows } = await context.pool().query(`select 1 from shop_person where first like 'eve%'`);
    expect(rows).toEqual([]);
  });

  test('a wrong query names itself, and quotes no address', async () => {
    const wrong = open({ email: 'select * from no_such_table where mail = $1' });
    const error = await wrong.find({ identities: email('ada@example.com'), entities: {} }).catch(String);
    expect(error).toMatch(/email failed \(42P01\)/);
    expect(error).not.toMatch(/ada/i);
    expect((await wrong.check()).problems).toHaveLength(1);
  });

  test('a missing connection string says which variable to set', async () => {
    const unset = openAccounts(config(), '/', {}, pools);
    await expect(unset.find({ identities: email('a@example.com'), entities: {} })).rejects.toThrow(
      /SHOP_URL/,
    );
  });
});

describePostgres('accounts by a slow SQL query', (context) => {
  const { pools } = shopTables(context);
  test('a query past its time is cancelled, and the connection is good for the next', async () => {
    const env = { SHOP_URL: context.url() };
    const slow = openAccounts(config({ email: 'select pg_sleep(30), $1::text as no' }, 100), '/', env, pools);
    const identities = [{ kind: 'email', address: 'ada@example.com', proof: 'channel' as const }];
    await expect(slow.find({ identities, entities: {} })).rejects.toThrow(/57014/);
    expect(await openAccounts(config(), '/', env, pools).find({ identities, entities: {} })).toMatchObject({
      record: '1',
    });
  });
});
