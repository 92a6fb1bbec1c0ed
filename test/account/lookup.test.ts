/** The account look-up: who is found, what is told, what is kept back. */
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAccounts } from '../../account/lookup.ts';
import type { AccountConfig } from '../../account/schema.ts';
import { AccountSourceError } from '../../account/source.ts';
import { type AccountView, allFacts, factsObject } from '../../account/view.ts';
import type { Proof } from '../../domain/words.ts';
import { folderWith, shop, shopConfig } from './fixtures.ts';

const folder = folderWith(shop);
const ask = (
  address: string,
  {
    orders = [],
    proof = 'channel',
    kind = 'email',
    config = shopConfig(),
  }: {
    orders?: string[];
    proof?: Proof;
    kind?: string;
    config?: AccountConfig;
  } = {},
): Promise<AccountView> =>
  openAccounts(config, folder, {}).find({
    identities: [{ kind, address, proof }],
    entities: { order: orders },
  });

const values = (view: AccountView) => Object.fromEntries(allFacts(view).map((fact) => [fact.id, fact.value]));

describe('who is found', () => {
  test('addresses are compared in their normal form, whatever form the source or the customer uses', async () => {
    for (const [kind, address] of [
      ['email', ' ADA@example.COM '],
      ['phone', '0049 30 123456'],
      ['user', 'C1'],
    ] as const) {
      expect((await ask(address, { kind })).record).toBe('C1');
    }
  });

  test('an empty address matches nobody, not even a customer whose address is empty', async () => {
    expect(await ask('', {})).toMatchObject({ found: false, reason: 'no_address' });
    expect(await ask(' ', { kind: 'phone' })).toMatchObject({ found: false, reason: 'no_address' });
  });

  test('an address that two customers share finds neither', async () => {
    expect(await ask('both@example.com')).toMatchObject({
      found: false,
      reason: 'several_customers',
      customer: [],
    });
  });

  test('the best proved address decides, and a claimed one adds nothing', async () => {
    const view = await openAccounts(shopConfig(), folder, {}).find({
      identities: [
        { kind: 'email', address: 'ada@example.com', proof: 'claimed' },
        { kind: 'email', address: 'ben@example.com', proof: 'channel' },
      ],
      entities: {},
    });
    expect(view).toMatchObject({ record: 'C2', proof: 'channel' });
  });

  test('two customers at the same proof find neither', async () => {
    const identities = ['ada@example.com', 'ben@example.com'].map((address) => ({
      kind: 'email',
      address,
      proof: 'channel' as const,
    }));
    expect(await openAccounts(shopConfig(), folder, {}).find({ identities, entities: {} })).toMatchObject({
      found: false,
      reason: 'several_customers',
    });
  });

  test('an unknown address is an answer, not an error', async () => {
    expect(await ask('nobody@example.com')).toMatchObject({ found: false, reason: 'no_match' });
  });
});

describe('what is told', () => {
  test('each fact carries its name, value and record, and an empty field is no fact', async () => {
    expect(values(await ask('ada@example.com'))).toEqual({
      'customer.firstName': 'Ada',
      'customer.segment': 'gold',
      'order[L-1001].id': 'L-1001',
      'order[L-1001].status': 'shipped',
      'order[L-1001].total': '19.99 EUR',
      'order[L-1001].items': 'Lamp, Bulb',
      'order[L-1001].due': '2026-03-04',
    });
    const ben = await ask('ben@example.com');
    expect(ben.customer).toEqual([
      {
        id: 'customer.firstName',
        path: 'customer.firstName',
        value: 'Ben',
        source: { kind: 'json', record: 'customer:C2' },
      },
    ]);
  });

  test('an unproved identity is told nothing, and what was kept back is listed', async () => {
    const view = await ask('ada@example.com', { proof: 'claimed' });
    expect(allFacts(view)).toEqual([]);
    expect(view.withheld).toContainEqual({ name: 'order.status', needs: 'channel' });
    expect(view.withheld).toContainEqual({ name: 'customer.phone', needs: 'verified' });
  });

  test('a fact that demands more proof is withheld alone', async () => {
    expect((await ask('ada@example.com')).withheld).toEqual([{ name: 'customer.phone', needs: 'verified' }]);
    const verified = await ask('ada@example.com', { proof: 'verified' });
    expect(verified.withheld).toEqual([]);
    expect(values(verified)['customer.phone']).toBe('+49 (30) 1234-56');
  });

  test('proof demanded of a group holds for its every fact, ids to choose from included', async () => {
    const config = shopConfig({ proof: { order: 'verified' } });
    const view = await ask('dana@example.com', { config });
    expect(view.ambiguous).toEqual([{ collection: 'order', candidates: [] }]);
    const named = await ask('dana@example.com', { config, orders: ['L-5001'] });
    expect(named.items[0]?.facts).toEqual([]);
    expect(named.withheld).toContainEqual({ name: 'order.status', needs: 'verified' });
  });
});

describe('which order is meant', () => {
  test('a named order of theirs, in any spelling', async () => {
    const view = await ask('ada@example.com', { orders: ['#l 1002'] });
    expect(view.items.map(({ id, selectedBy }) => [id, selectedBy])).toEqual([['L-1002', 'named']]);
  });

  test('the only one, or the only active one, when none is named', async () => {
    expect((await ask('ben@example.com')).items[0]).toMatchObject({ id: 'L-2001', selectedBy: 'only' });
    expect((await ask('ada@example.com')).items[0]).toMatchObject({
      id: 'L-1001',
      selectedBy: 'only_active',
    });
  });

  test('with several and none named, none is chosen and the question is what to ask', async () => {
    const view = await ask('dana@example.com');
    expect(view.items).toEqual([]);
    expect(view.ambiguous).toEqual([{ collection: 'order', candidates: ['L-5001', 'L-5002'] }]);
  });

  test("somebody else's order gives no fact, not even of the customer's own only order", async () => {
    const view = await ask('ben@example.com', { orders: ['L-1001'] });
    expect(view).toMatchObject({ items: [], ambiguous: [], notYours: ['L-1001'], unknown: [] });
    expect(JSON.stringify(values(view))).not.toMatch(/L-|shipped|packed/);
  });

  test('an order that does not exist is told apart from one of somebody else, for the gate only', async () => {
    expect(await ask('ben@example.com', { orders: ['L-9999', '# -'] })).toMatchObject({
      notYours: [],
      unknown: ['L-9999'],
    });
  });

  test('a stranger who names an order learns nothing, and the gate learns that it exists', async () => {
    expect(await ask('nobody@example.com', { orders: ['L-1001'] })).toMatchObject({
      found: false,
      items: [],
      notYours: ['L-1001'],
    });
  });

  test('a slot speaks of an order only when exactly one is meant', async () => {
    expect(factsObject(await ask('ada@example.com'))).toMatchObject({
      customer: { firstName: 'Ada' },
      order: { status: 'shipped' },
    });
    const two = factsObject(await ask('ada@example.com', { orders: ['L-1001', 'L-1002'] }));
    expect(two).not.toHaveProperty('order');
    expect(two.selected).toMatchObject({ order: [{ id: 'L-1001' }, { id: 'L-1002' }] });
  });
});

describe('the file', () => {
  test('a changed file is read again, an unchanged one is not', async () => {
    const own = folderWith(shop);
    const file = join(own, 'accounts.json');
    const accounts = openAccounts(shopConfig(), own, {});
    const find = () =>
      accounts.find({
        identities: [{ kind: 'email', address: 'ada@example.com', proof: 'channel' }],
        entities: {},
      });
    utimesSync(file, 1_000, 1_000);
    expect((await find()).customer[0]?.value).toBe('Ada');
    const renamed = JSON.stringify(shop).replace('"Ada"', '"Eda"');
    writeFileSync(file, renamed);
    utimesSync(file, 1_000, 1_000);
    expect((await find()).customer[0]?.value).toBe('Ada');
    utimesSync(file, 2_000, 2_000);
    expect((await find()).customer[0]?.value).toBe('Eda');
  });

  test('a broken file is an error that names it and quotes nothing of it, and heals when corrected', async () => {
    const own = folderWith('{"people": [{"first": "Ada", oops');
    const accounts = openAccounts(shopConfig(), own, {});
    const error = await accounts.check().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AccountSourceError);
    expect(String(error)).toMatch(/accounts\.json is not valid JSON/);
    expect(String(error)).not.toMatch(/Ada|oops/);
    writeFileSync(join(own, 'accounts.json'), JSON.stringify(shop));
    expect(await accounts.check()).toMatchObject({ customers: 5 });
  });

  test('a failed reading is never kept, not even while the file looks unchanged', async () => {
    const whole = JSON.stringify(shop);
    const own = folderWith(`${whole.slice(0, -1)}!`);
    const file = join(own, 'accounts.json');
    const accounts = openAccounts(shopConfig(), own, {});
    utimesSync(file, 1_000, 1_000);
    await expect(accounts.check()).rejects.toThrow(AccountSourceError);
    writeFileSync(file, whole);
    utimesSync(file, 1_000, 1_000);
    expect(await accounts.check()).toMatchObject({ customers: 5 });
  });

  test('two records under one id are both left out, and check says so', async () => {
    const twice = {
      people: [...shop.people, { no: 'C1', first: 'Impostor', mails: ['imp@example.com'], orders: {} }],
    };
    const accounts = openAccounts(shopConfig(), folderWith(twice), {});
    expect((await accounts.check()).problems.join()).toMatch(/C1 appears more than once/);
    for (const address of ['ada@example.com', 'imp@example.com']) {
      expect(
        await accounts.find({ identities: [{ kind: 'email', address, proof: 'channel' }], entities: {} }),
      ).toMatchObject({ found: false });
    }
  });

  test('a missing file or collection says which setting to correct', async () => {
    await expect(
      openAccounts(shopConfig({ source: { kind: 'json', file: 'no.json' } }), folder, {}).check(),
    ).rejects.toThrow(/account\.source\.file/);
    await expect(
      openAccounts(shopConfig({ customers: { at: 'users', id: 'no' } }), folder, {}).check(),
    ).rejects.toThrow(/account\.customers\.at/);
  });
});

describe('a joined collection', () => {
  const root = {
    users: { u1: { mail: 'a@x.org', orders: ['O1', 'O2'] }, u2: { mail: 'b@x.org', orders: ['O3'] } },
    orders: { O1: { of: 'u1', s: 'new' }, O2: { of: 'u2', s: 'new' }, O3: { of: 'u2', s: 'old' } },
  };
  const joined = (join: object) =>
    shopConfig({
      customers: { at: 'users' },
      match: { email: 'mail' },
      view: {},
      collections: { order: { in: 'orders', ...join, view: { status: 's' } } },
      proof: {},
    });
  const idsOf = async (config: AccountConfig, address: string) =>
    (
      await openAccounts(config, folderWith(root), {}).find({
        identities: [{ kind: 'email', address, proof: 'channel' }],
        entities: { order: ['O1', 'O2', 'O3'] },
      })
    ).items.map(({ id }) => id);

  test('by the ids of the customer, by the owner of the item, and with both only what both say', async () => {
    expect(await idsOf(joined({ ids: 'orders' }), 'a@x.org')).toEqual(['O1', 'O2']);
    expect(await idsOf(joined({ owner: 'of' }), 'b@x.org')).toEqual(['O2', 'O3']);
    expect(await idsOf(joined({ ids: 'orders', owner: 'of' }), 'a@x.org')).toEqual(['O1']);
  });
});

test('40,000 customers are indexed once, and then each look-up is quick', async () => {
  const people = Array.from({ length: 40_000 }, (_, n) => ({
    no: `C${n}`,
    first: 'X',
    mails: [`c${n}@example.com`],
    orders: { [`L-${n}`]: { state: 'packed' }, [`M-${n}`]: { state: 'done' } },
  }));
  const accounts = openAccounts(shopConfig(), folderWith({ people }), {});
  await accounts.check();
  const begun = performance.now();
  for (let n = 0; n < 1_000; n += 1) {
    const view = await accounts.find({
      identities: [{ kind: 'email', address: `c${n * 40}@example.com`, proof: 'channel' }],
      entities: { order: [`L-${n * 40 + 1}`] },
    });
    expect(view).toMatchObject({ record: `C${n * 40}`, notYours: [`L-${n * 40 + 1}`] });
  }
  expect((performance.now() - begun) / 1_000).toBeLessThan(5); // ms each; a scan of 40,000 takes far more
});
