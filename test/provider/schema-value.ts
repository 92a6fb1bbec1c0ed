/** A value that fits a JSON Schema, the dullest there is: what hooks leave open is filled with it. */

export type Schema = Record<string, unknown>;

/** `choose` may give a value for a place, by its path of property names; undefined leaves it to the schema. */
export type Choose = (path: readonly string[], schema: Schema) => unknown;

/** Covers what zod emits for strict schemas: objects, arrays, enums, const, anyOf, nullable types, bounds, $ref. */
export function valueFor(
  schema: Schema,
  choose: Choose,
  root: Schema = schema,
  path: readonly string[] = [],
): unknown {
  const at = resolve(schema, root);
  const chosen = choose(path, at);
  if (chosen !== undefined) return chosen;
  if ('const' in at) return at.const;
  if (Array.isArray(at.enum)) return at.enum[0];
  const options = at.anyOf ?? at.oneOf;
  if (Array.isArray(options)) {
    const nothing = options.find((option: Schema) => resolve(option, root).type === 'null');
    return nothing ? null : valueFor(options[0] ?? {}, choose, root, path);
  }
  const type = Array.isArray(at.type) ? (at.type.includes('null') ? 'null' : at.type[0]) : at.type;
  switch (type) {
    case 'object': {
      const properties = (at.properties ?? {}) as Record<string, Schema>;
      return Object.fromEntries(
        Object.entries(properties).map(([name, of]) => [name, valueFor(of, choose, root, [...path, name])]),
      );
    }
    case 'array':
      return Array.from({ length: Number(at.minItems ?? 0) }, () =>
        valueFor((at.items ?? {}) as Schema, choose, root, [...path, '[]']),
      );
    case 'string':
      return 'x'.repeat(Math.max(0, Number(at.minLength ?? 0)));
    case 'number':
    case 'integer':
      return Number(at.minimum ?? 0);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

/** Follows `$ref: "#/$defs/Name"`. */
export function resolve(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  let at: unknown = root;
  for (const part of schema.$ref.replace(/^#\/?/, '').split('/').filter(Boolean))
    at = (at as Schema | undefined)?.[part];
  return resolve((at ?? {}) as Schema, root);
}
