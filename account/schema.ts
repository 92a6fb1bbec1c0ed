/** The `account:` section of desk.yaml: where the customers' accounts are, and how they become the account view. */
import { z } from 'zod';
import { identityKinds } from '../channels/address.ts';

/** A query that takes longer is cancelled: a turn waits for it, and a customer waits for the turn. */
export const DEFAULT_QUERY_TIMEOUT_MS = 5_000;
export const MAX_QUERY_TIMEOUT_MS = 30_000;

const kind = z.enum(identityKinds);

const name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, 'a name is camelCase without dots: firstName, not customer.firstName');

const path = z
  .string()
  .min(1)
  .regex(/^[^.]+(\.[^.]+)*$/, 'a path is keys joined by dots, such as name.first_name or items.*.name')
  .describe(
    'Keys joined by dots. `*` takes every value of a list or an object; a number counts in a list, from its end when negative (`payments.-1.amount`).',
  );

/** Closed on purpose: what these cannot say, the source should say (a column, a view, an exported field). */
export const transforms = ['text', 'join', 'first', 'last', 'count', 'sum', 'date', 'money'] as const;

const value = z.union([
  path,
  z
    .strictObject({
      path,
      as: z
        .enum(transforms)
        .default('text')
        .describe(
          'text: as it is. join: a list in words ("a, b"). first, last: one of a list. count: how many. sum: of numbers. date: YYYY-MM-DD. money: an amount with its currency; of a list, the sum.',
        ),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'a currency is an ISO 4217 code, such as EUR')
        .optional(),
      minor: z.boolean().default(false).describe('money: the amount is in the minor unit (cents)'),
    })
    .refine((spec) => (spec.as === 'money') === (spec.currency !== undefined), {
      message: 'money needs a currency, and only money has one',
      path: ['currency'],
    }),
]);

const view = z.record(name, value);

const sqlText = z
  .string()
  .min(1)
  .refine(
    (text) => /\$1(?!\d)/.test(text),
    'the query must use $1, or it would answer the same for everybody',
  );

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('json'),
    file: z.string().min(1).describe('Relative to the folder of the desk, or absolute.'),
  }),
  z.strictObject({
    kind: z.literal('sql'),
    urlEnv: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'name the environment variable that holds the connection string')
      .describe('The environment variable with the connection string. Use a role that may only read.'),
    queries: z
      .partialRecord(kind, sqlText)
      .refine((queries) => Object.keys(queries).length > 0, 'at least one identity kind needs a query')
      .describe(
        'By identity kind: the customer with the address $1 (e-mail in lower case, phone as +digits). One row is one customer; JSON columns may hold what is nested.',
      ),
    timeoutMs: z.int().min(100).max(MAX_QUERY_TIMEOUT_MS).default(DEFAULT_QUERY_TIMEOUT_MS),
  }),
]);

const collection = z.strictObject({
  at: path.optional().describe("Nested: where in the customer's record, as a list or an object of objects."),
  in: path.optional().describe('Joined, in a JSON file: the collection at the root of the file.'),
  ids: path.optional().describe("With `in`: where the customer's record lists the ids of its items."),
  owner: path.optional().describe("With `in`: the item's field that holds the customer's id."),
  query: sqlText.optional().describe('SQL: the items of the customer whose id is $1.'),
  exists: sqlText
    .optional()
    .describe("SQL: a row when an item with the id $1 exists at all, so that somebody else's is noticed."),
  id: path
    .optional()
    .describe("The item's id, as customers write it. Absent: its key in the object of objects."),
  active: z
    .strictObject({ path, in: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1) })
    .optional()
    .describe('Which items are still going on: the only active one is meant when the customer names none.'),
  view,
});

const provable = z.enum(['channel', 'verified']);

export const accountConfigSchema = z
  .strictObject({
    source,
    customers: z
      .strictObject({
        at: path.optional().describe('JSON: the collection of customers; absent: the root of the file.'),
        id: path.optional().describe("The customer's id. Absent: the key in the object of objects."),
      })
      .default({}),
    match: z
      .partialRecord(kind, z.union([path, z.array(path).min(1)]))
      .optional()
      .describe('JSON: by identity kind, the fields that hold addresses of that kind. Compared normalised.'),
    view: view.default({}).describe('Facts of the customer: `firstName` is the fact `customer.firstName`.'),
    collections: z
      .record(
        name.refine((key) => key !== 'customer' && key !== 'selected', 'this name is taken'),
        collection,
      )
      .default({})
      .describe('What customers have several of, in the singular: `order` gives the facts `order.status`, …'),
    proof: z
      .record(z.string(), provable)
      .default({})
      .describe(
        'The least proof a fact needs, by fact (`order.total`) or group (`order`, `customer`). `channel` unless it says more; never less.',
      ),
  })
  .superRefine((config, context) => {
    const wrong = (message: string, ...at: string[]) =>
      context.addIssue({ code: 'custom', message, path: at });
    const json = config.source.kind === 'json';
    if (json && !config.match) wrong('a JSON source needs `match`: which fields hold addresses', 'match');
    if (!json && config.match) wrong('a SQL source matches by its queries; remove `match`', 'match');
    if (!json && config.customers.at)
      wrong('a SQL source has no `at`; its queries find the customer', 'customers', 'at');
    if (!json && !config.customers.id)
      wrong('a SQL source needs the column of the customer id', 'customers', 'id');
    for (const [group, entry] of Object.entries(config.collections)) {
      const say = (message: string, field: string) => wrong(message, 'collections', group, field);
      const places = [entry.at, entry.in, entry.query].filter((place) => place !== undefined).length;
      if (places !== 1) say('give exactly one of `at` (nested), `in` (joined, JSON) and `query` (SQL)', 'at');
      if (entry.in && !json) say('`in` belongs to a JSON source; use `query`', 'in');
      if (entry.query && json) say('`query` belongs to a SQL source; use `in`', 'query');
      if (entry.exists && json) say('`exists` belongs to a SQL source; a file is searched whole', 'exists');
      if (entry.in && !entry.ids && !entry.owner)
        say('`in` needs `ids` or `owner`, or every order would be theirs', 'in');
      if (!entry.in && (entry.ids || entry.owner))
        say('`ids` and `owner` go with `in`', entry.ids ? 'ids' : 'owner');
      if (entry.query && !entry.id) say('a query needs the column of the item id', 'id');
      if ('id' in entry.view) say('`id` is a fact of every item already', 'view');
    }
    for (const fact of Object.keys(config.proof)) {
      const [group = '', field, ...rest] = fact.split('.');
      const fields = group === 'customer' ? config.view : config.collections[group]?.view;
      const known =
        fields &&
        rest.length === 0 &&
        (field === undefined || field in fields || (field === 'id' && group !== 'customer'));
      if (!known) wrong(`there is no fact ${fact} whose proof could be demanded`, 'proof', fact);
    }
  });

export type AccountConfig = z.output<typeof accountConfigSchema>;
export type CollectionConfig = z.output<typeof collection>;
export type ViewConfig = z.output<typeof view>;
export type ValueConfig = z.output<typeof value>;
