/** The transforms of the account view, the paths they read, and what desk.yaml may say of them. */
import { describe, expect, test } from 'vitest';
import { readPath } from '../../account/path.ts';
import { accountConfigSchema } from '../../account/schema.ts';
import { factValue } from '../../account/value.ts';

const record = {
  name: { first: ' Ada ' },
  gone: null,
  blank: '  ',
  paid: [{ sum: 0.1 }, { sum: '0.2' }],
  mixed: [{ sum: 1 }, { sum: 'one' }],
  cards: { c1: { kind: 'visa' }, c2: { kind: 'paypal' } },
  ordered: '2026-02-28T23:59:00-08:00',
  impossible: '2026-13-45',
  seconds: 1_767_225_600,
  milliseconds: 1_767_225_600_000,
  vip: false,
  yen: 1200,
};

describe('a path', () => {
  test('walks objects, lists from both ends, and every value of a list or object', () => {
    expect(readPath(record, 'paid.-1.sum')).toBe('0.2');
    expect(readPath(record, 'cards.*.kind')).toEqual(['visa', 'paypal']);
    expect(readPath(record, 'name.last.initial')).toBeUndefined();
  });

  test("never reaches what is not the record's own", () => {
    for (const path of ['constructor.name', '__proto__', 'name.toString', 'paid.length']) {
      expect(readPath(record, path)).toBeUndefined();
    }
  });
});

describe('a value', () => {
  const cases: [string, Parameters<typeof factValue>[1], unknown][] = [
    ['text is trimmed', 'name.first', 'Ada'],
    ['nothing is no fact', 'gone', undefined],
    ['blank is no fact', 'blank', undefined],
    ['an object is no fact', 'name', undefined],
    ['false is a fact', 'vip', false],
    ['a list of plain values is joined', 'cards.*.kind', 'visa, paypal'],
    ['first', { path: 'cards.*.kind', as: 'first', minor: false }, 'visa'],
    ['last', { path: 'cards.*.kind', as: 'last', minor: false }, 'paypal'],
    ['count takes objects and lists', { path: 'cards', as: 'count', minor: false }, 2],
    ['count of nothing is no fact', { path: 'nope', as: 'count', minor: false }, undefined],
    ['sum has no binary crumbs', { path: 'paid.*.sum', as: 'sum', minor: false }, 0.3],
    [
      'a sum with one unreadable part is no fact',
      { path: 'mixed.*.sum', as: 'sum', minor: false },
      undefined,
    ],
    [
      'money of a list is its sum',
      { path: 'paid.*.sum', as: 'money', currency: 'EUR', minor: false },
      '0.30 EUR',
    ],
    ['money in minor units', { path: 'yen', as: 'money', currency: 'EUR', minor: true }, '12.00 EUR'],
    [
      'a currency without minor units',
      { path: 'yen', as: 'money', currency: 'JPY', minor: true },
      '1200 JPY',
    ],
    ["a date is the day in the source's zone", { path: 'ordered', as: 'date', minor: false }, '2026-02-28'],
    ['an impossible date is no fact', { path: 'impossible', as: 'date', minor: false }, undefined],
    ['a date from Unix seconds', { path: 'seconds', as: 'date', minor: false }, '2026-01-01'],
    ['a date from milliseconds', { path: 'milliseconds', as: 'date', minor: false }, '2026-01-01'],
  ];
  test.each(cases)('%s', (_, config, expected) => {
    expect(factValue(record, config)).toBe(expected);
  });
});

describe('the account section of desk.yaml', () => {
  const json = {
    source: { kind: 'json', file: 'a.json' },
    match: { email: 'mail' },
    view: { firstName: 'n' },
  };
  const sql = {
    source: { kind: 'sql', urlEnv: 'SHOP_URL', queries: { email: 'select 1 where $1 <> 2' } },
    customers: { id: 'id' },
  };
  const problems = (config: unknown) =>
    (accountConfigSchema.safeParse(config).error?.issues ?? []).map((issue) => issue.path.join('.'));

  test('the simplest file and the simplest query are enough', () => {
    expect(problems(json)).toEqual([]);
    expect(problems(sql)).toEqual([]);
  });

  test.each([
    ['a file without match', { ...json, match: undefined }, 'match'],
    ['an unknown identity kind', { ...json, match: { mail: 'mail' } }, 'match'],
    [
      'proof of a fact that is not there',
      { ...json, proof: { 'customer.lastName': 'verified' } },
      'proof.customer.lastName',
    ],
    [
      'less than channel proof',
      { ...json, proof: { 'customer.firstName': 'claimed' } },
      'proof.customer.firstName',
    ],
    [
      'a joined collection that belongs to nobody',
      { ...json, collections: { order: { in: 'orders', view: {} } } },
      'collections.order.in',
    ],
    [
      'a collection in two places',
      { ...json, collections: { order: { at: 'a', in: 'b', ids: 'c', view: {} } } },
      'collections.order.at',
    ],
    [
      'a name that hides the customer',
      { ...json, collections: { customer: { at: 'a', view: {} } } },
      'collections.customer',
    ],
    ['money without a currency', { ...json, view: { total: { path: 'x', as: 'money' } } }, 'view.total'],
    [
      'a query that is the same for everybody',
      { ...sql, source: { ...sql.source, queries: { email: 'select 1' } } },
      'source.queries.email',
    ],
    [
      'a query that only uses $10',
      { ...sql, source: { ...sql.source, queries: { email: 'select $10' } } },
      'source.queries.email',
    ],
    ['SQL without the id column', { source: sql.source }, 'customers.id'],
  ])('%s is refused where it stands', (_, config, where) => {
    expect(problems(config).join()).toContain(where);
  });
});
