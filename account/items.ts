/** The items of a collection: orders and the like, each with the id by which a customer would name it. */
import { entriesOf, readPath, scalarText } from './path.ts';
import type { CollectionConfig } from './schema.ts';
import type { Item } from './view.ts';

/** An item without an id cannot be named, asked about or audited: it is left out. */
export function identified(entries: [key: string, record: unknown][], collection: CollectionConfig): Item[] {
  return entries.flatMap(([key, record]) => {
    const id = collection.id ? scalarText(readPath(record, collection.id)) : key;
    return id === undefined ? [] : [{ id, record }];
  });
}

/** The items that lie inside the customer's own record. */
export function nestedItems(record: unknown, collection: CollectionConfig): Item[] {
  return collection.at ? identified(entriesOf(readPath(record, collection.at)), collection) : [];
}
