import { describe, expect, test } from 'vitest';
import { outputSchemaOf, promptIds, readAnswer } from '../../prompts/schemas.ts';

/** What strict structured output takes: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas */
const keywords = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'anyOf',
  'minimum',
  'maximum',
]);

type Node = Record<string, unknown>;

function nodesOf(node: Node): Node[] {
  const below = [
    ...Object.values((node.properties ?? {}) as Record<string, Node>),
    ...((node.anyOf ?? []) as Node[]),
    ...(node.items ? [node.items as Node] : []),
  ];
  return [node, ...below.flatMap(nodesOf)];
}

describe.each(promptIds)('the output of %s', (id) => {
  const { name, schema } = outputSchemaOf(id);
  test('is a schema that strict structured output accepts', () => {
    expect(name).toMatch(/^[A-Za-z]{1,64}$/);
    expect(schema.type).toBe('object');
    for (const node of nodesOf(schema)) {
      expect(Object.keys(node).filter((key) => !keywords.has(key))).toEqual([]);
      if (node.type !== 'object') continue;
      expect(node.additionalProperties).toBe(false);
      expect(node.required).toEqual(Object.keys(node.properties as object));
    }
  });

  test.each(['', 'Sorry, I cannot do that.', '[]', '{}', '{"id": 1', 'null'])('is not %j', (text) => {
    const read = readAnswer(id, text);
    expect(read.kind).toBe('invalid');
  });
});

test('an answer is read with or without a code block around it', () => {
  const answer = JSON.stringify({ query: 'lid' });
  const ok = { kind: 'ok', value: { query: 'lid' } };
  expect(readAnswer('query', answer)).toEqual(ok);
  expect(readAnswer('query', `\`\`\`json\n${answer}\n\`\`\`\n`)).toEqual(ok);
  expect(readAnswer('query', `Here it is: ${answer}`)).toMatchObject({ kind: 'invalid' });
});

test('what is wrong with an answer is named by field, for the repair', () => {
  const answer = {
    language: 'en',
    statements: [{ kind: 'joke', text: 'x', sources: [], asks: null }],
    unanswered: [],
  };
  const read = readAnswer('draft', JSON.stringify(answer));
  expect(read).toMatchObject({
    kind: 'invalid',
    problems: [expect.stringContaining('statements.0.kind'), expect.stringContaining('confident')],
  });
});

test('a field that was not asked for is refused', () => {
  expect(readAnswer('query', '{"query": "x", "verdict": "send"}').kind).toBe('invalid');
});
