/** Which keys a zod schema knows at a path, so that a mistyped one can be answered with the one that was meant. */
import type { z } from 'zod';
import type { Path } from './problem.ts';

/** Empty where any key is allowed, or none. */
export function knownKeys(schema: z.core.$ZodType, path: Path): string[] {
  let candidates = objects(schema);
  for (const part of path) candidates = candidates.flatMap((candidate) => objects(inside(candidate, part)));
  return [...new Set(candidates.flatMap((candidate) => shapeOf(candidate)))].sort();
}

type Def = z.core.$ZodTypes['_zod']['def'];
const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

const shapeOf = (schema: z.core.$ZodType): string[] => {
  const def = defOf(schema);
  return def.type === 'object' ? Object.keys(def.shape) : [];
};

function inside(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  const def = defOf(schema);
  if (def.type === 'object') return def.shape[String(part)];
  if (def.type === 'array') return def.element;
  return def.type === 'record' ? def.valueType : undefined;
}

/** What is left when defaults, transforms and unions are taken off: objects, lists, records. */
function objects(schema: z.core.$ZodType | undefined): z.core.$ZodType[] {
  if (!schema) return [];
  const def = defOf(schema);
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return objects(def.innerType);
    case 'pipe':
      return [...objects(def.in), ...objects(def.out)];
    case 'union':
      return def.options.flatMap((option) => objects(option));
    case 'object':
    case 'array':
    case 'record':
      return [schema];
    default:
      return [];
  }
}
