/** From rows to the shapes of domain/: snake_case columns become camelCase fields, and nothing else changes. */

const camelOf = new Map<string, string>();

function camel(column: string): string {
  let name = camelOf.get(column);
  if (name === undefined) {
    name = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    camelOf.set(column, name);
  }
  return name;
}

/** The caller names the shape that its SQL selects; a column that is missing is a bug that the store tests show. */
export function shape<T>(row: Record<string, unknown>): T {
  const out: Record<string, unknown> = {};
  for (const column in row) out[camel(column)] = row[column];
  return out as T;
}

export function shapes<T>(rows: Record<string, unknown>[]): T[] {
  return rows.map((row) => shape<T>(row));
}
