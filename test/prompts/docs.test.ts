import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allowed } from '../../prompts/liquid.ts';
import { promptIds, promptSchemas } from '../../prompts/schemas.ts';
import { isData } from '../../prompts/variables.ts';

interface Row {
  prompts: string[];
  fields: string;
  meaning: string;
}

/** Every variable of every prompt, as the schemas have it. `*` marks what others wrote. */
function rows(): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const id of promptIds)
    for (const [name, field] of Object.entries((promptSchemas[id].input.schema as z.ZodObject).shape)) {
      const schema = field as z.ZodType;
      const star = isData(schema) ? '*' : '';
      const row = found.get(name + star) ?? {
        prompts: [],
        fields: fieldsOf(schema),
        meaning: schema.description ?? '',
      };
      found.set(name + star, { ...row, prompts: [...row.prompts, id] });
    }
  return found;
}

/** `id, text*, attachments (name*, text*)`; empty for what has no fields. */
function fieldsOf(schema: z.ZodType): string {
  const inner = unwrapped(schema);
  const object = inner instanceof z.ZodArray ? unwrapped(inner.element as z.ZodType) : inner;
  if (!(object instanceof z.ZodObject)) return '';
  return Object.entries(object.shape)
    .map(([name, field]) => {
      const below = fieldsOf(field as z.ZodType);
      return `${name}${isData(field as z.ZodType) ? '*' : ''}${below && ` (${below})`}`;
    })
    .join(', ');
}

function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in as z.ZodType);
  return schema instanceof z.ZodNullable ? unwrapped(schema.unwrap() as z.ZodType) : schema;
}

const tableOf = (list: ReadonlyMap<string, Row>): string[] =>
  [...list].map(([name, { prompts, fields, meaning }]) => {
    const where = prompts.length === promptIds.length ? 'all' : prompts.join(', ');
    return `| \`${name}\` | ${where} | ${[meaning, fields].filter(Boolean).join(': ')} |`;
  });

test('the page for authors has every variable with its fields, the prompts that have it, and whose words they are', async () => {
  const page = await readFile(new URL('../../docs/authors.md', import.meta.url), 'utf8');
  const table = tableOf(rows());
  expect(table.filter((row) => !page.includes(`${row}\n`))).toEqual([]);
});

test('the page for authors names every tag and filter', async () => {
  const page = await readFile(new URL('../../docs/authors.md', import.meta.url), 'utf8');
  for (const name of [...allowed.tags.split(', '), ...allowed.filters.split(', ')])
    expect(page).toContain(`\`${name}\``);
});
