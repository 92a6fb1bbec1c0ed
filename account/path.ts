/** Reading a record by a path of desk.yaml: `name.first_name`, `items.*.name`, `payments.-1.amount`. */

/**
 * The value at the path, or undefined. With `*` in the path: a list of every value found, in order. Only the record's
 * own fields are seen, so that a path can never reach a prototype.
 */
export function readPath(record: unknown, path: string): unknown {
  const keys = path.split('.');
  if (!keys.includes('*')) return keys.reduce(step, record);
  return keys.reduce<unknown[]>(
    (values, key) =>
      values.flatMap((value) =>
        key === '*' ? entriesOf(value).map(([, each]) => each) : present(step(value, key)),
      ),
    [record],
  );
}

/** What a collection holds, with keys: an object's fields, or a list's items by their number. */
export function entriesOf(value: unknown): [key: string, item: unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** A value that can be an id or an address, as text; undefined for anything else, and for nothing at all. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() === '' ? undefined : value;
}

function step(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^-?\d+$/.test(key) ? value.at(Number(key)) : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

const present = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value]);
