/** Accounts in a JSON file: read once, indexed by address and id, read again when the file changes. */
import { readFile, stat } from 'node:fs/promises';
import { normaliseAddress } from '../channels/address.ts';
import { identified, nestedItems } from './items.ts';
import { entriesOf, readPath, scalarText } from './path.ts';
import type { AccountConfig, CollectionConfig } from './schema.ts';
import { type AccountSource, AccountSourceError } from './source.ts';
import { type Item, looseId } from './view.ts';

/** Problems that `check` spells out; the rest is counted. */
const MAX_PROBLEMS = 20;

interface JoinedItems {
  byId: Map<string, Item>;
  byOwner: Map<string, Item[]>;
}

interface Index {
  customers: number;
  byAddress: Map<string, Item[]>;
  /** By collection: the loose form of every id there is, whoever's. */
  ids: Map<string, Set<string>>;
  /** By collection, where it lies at the root of the file. */
  joined: Map<string, JoinedItems>;
  problems: string[];
}

export function jsonAccounts(config: AccountConfig, file: string): AccountSource {
  let loaded: { stamp: string; index: Promise<Index> } | undefined;

  const current = async (): Promise<Index> => {
    // The stamp is taken before reading: a file that changes while it is read is read again on the next look-up.
    const { mtimeMs, size } = await stat(file).catch(() => {
      throw new AccountSourceError(
        `The account file ${file} cannot be read. Check account.source.file in desk.yaml.`,
      );
    });
    const stamp = `${mtimeMs}/${size}`;
    if (loaded?.stamp !== stamp) loaded = { stamp, index: load(config, file) };
    const reading = loaded;
    return reading.index.catch((error: unknown) => {
      if (loaded === reading) loaded = undefined; // the next look-up tries again
      throw error;
    });
  };

  return {
    async customersWith(kind, address) {
      return (await current()).byAddress.get(`${kind} ${address}`) ?? [];
    },
    async itemsOf(customer, name, collection) {
      const joined = (await current()).joined.get(name);
      return joined ? joinedItems(customer, collection, joined) : nestedItems(customer.record, collection);
    },
    async exists(id, name) {
      return (await current()).ids.get(name)?.has(looseId(id)) ?? false;
    },
    async check() {
      const { customers, problems } = await current();
      const more = problems.length - MAX_PROBLEMS;
      const shown = problems.slice(0, MAX_PROBLEMS);
      return { customers, problems: more > 0 ? [...shown, `and ${more} more`] : shown };
    },
  };
}

async function load(config: AccountConfig, file: string): Promise<Index> {
  let root: unknown;
  try {
    root = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // The parser's own message quotes the file, and the file is full of personal data.
    throw new AccountSourceError(
      `The account file ${file} is not valid JSON. Correct it; it is read again at once.`,
    );
  }
  const index: Index = {
    customers: 0,
    byAddress: new Map(),
    ids: new Map(),
    joined: new Map(),
    problems: [],
  };
  for (const [name, collection] of Object.entries(config.collections)) {
    index.ids.set(name, new Set());
    if (collection.in) index.joined.set(name, indexJoined(root, name, collection, index));
  }
  for (const customer of customersOf(root, config, index.problems)) {
    index.customers += 1;
    indexAddresses(customer, config, index);
    for (const [name, collection] of Object.entries(config.collections)) {
      if (!collection.at) continue;
      for (const item of nestedItems(customer.record, collection)) index.ids.get(name)?.add(looseId(item.id));
    }
  }
  return index;
}

/** Two records under one id may be two persons, and their items could not be told apart: neither is used. */
function customersOf(root: unknown, config: AccountConfig, problems: string[]): Item[] {
  const { at, id } = config.customers;
  const byId = new Map<string, Item | null>();
  for (const [key, record] of collectionAt(root, at, 'account.customers.at')) {
    const own = id ? scalarText(readPath(record, id)) : key;
    if (own === undefined) problems.push(`customer ${key} has no id at ${id}: left out`);
    else if (byId.has(own)) {
      problems.push(`customer id ${own} appears more than once: none of them is used`);
      byId.set(own, null);
    } else byId.set(own, { id: own, record });
  }
  return [...byId.values()].filter((customer) => customer !== null);
}

function indexAddresses(customer: Item, config: AccountConfig, index: Index): void {
  const keys = new Set<string>();
  for (const [kind, paths] of Object.entries(config.match ?? {})) {
    for (const path of [paths].flat()) {
      for (const raw of [readPath(customer.record, path)].flat()) {
        const address = normaliseAddress(kind, scalarText(raw) ?? '');
        if (address !== null) keys.add(`${kind} ${address}`);
      }
    }
  }
  if (keys.size === 0)
    index.problems.push(`customer ${customer.id} has no address: nobody can be matched to it`);
  for (const key of keys) append(index.byAddress, key, customer);
}

function indexJoined(root: unknown, name: string, collection: CollectionConfig, index: Index): JoinedItems {
  const joined: JoinedItems = { byId: new Map(), byOwner: new Map() };
  for (const item of identified(
    collectionAt(root, collection.in, `account.collections.${name}.in`),
    collection,
  )) {
    index.ids.get(name)?.add(looseId(item.id));
    joined.byId.set(item.id, item);
    const owner = collection.owner && scalarText(readPath(item.record, collection.owner));
    if (owner) append(joined.byOwner, owner, item);
  }
  return joined;
}

/** With both `ids` and `owner` an item must satisfy both: a stale list must not show somebody else's order. */
function joinedItems(customer: Item, collection: CollectionConfig, joined: JoinedItems): Item[] {
  const owned = collection.owner ? (joined.byOwner.get(customer.id) ?? []) : undefined;
  if (!collection.ids) return owned ?? [];
  const raw = readPath(customer.record, collection.ids);
  const listed = (Array.isArray(raw) ? raw : [raw]).flatMap(
    (id) => joined.byId.get(scalarText(id) ?? '') ?? [],
  );
  return owned ? listed.filter((item) => owned.includes(item)) : listed;
}

function collectionAt(root: unknown, path: string | undefined, setting: string): [string, unknown][] {
  const found = path ? readPath(root, path) : root;
  if (typeof found === 'object' && found !== null) return entriesOf(found);
  const where = path ? `at ${path}` : 'at its root';
  throw new AccountSourceError(
    `The account file has no list or object ${where}. Correct ${setting} in desk.yaml.`,
  );
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
