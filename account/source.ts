/** What an account source answers, whatever it is made of: a JSON file (json.ts) or a database (sql.ts). */
import type { CollectionConfig } from './schema.ts';
import type { Item } from './view.ts';

export interface AccountSource {
  /** The customers with this address, in its normal form. More than one: nobody can say whose account it is. */
  customersWith(kind: string, address: string): Promise<Item[]>;
  /** The customer's items of a collection; `name` is its name in desk.yaml. */
  itemsOf(customer: Item, name: string, collection: CollectionConfig): Promise<Item[]>;
  /** Whether the source knows an item of this id, whoever's it is. */
  exists(id: string, name: string, collection: CollectionConfig): Promise<boolean>;
  /** What `desk check` shows: how many customers can be found, and what is wrong with the rest. */
  check(): Promise<{ customers: number | null; problems: string[] }>;
}

/** The source cannot be read. Says what, and what to do; never holds data of a customer. */
export class AccountSourceError extends Error {
  override readonly name = 'AccountSourceError';
}
