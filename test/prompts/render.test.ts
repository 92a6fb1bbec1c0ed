import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactor } from '../../policy/redact/redactor.ts';
import { exampleInputs } from '../../prompts/examples.ts';
import { MESSAGE_CHARS, MESSAGES_CHARS } from '../../prompts/limits.ts';
import { promptIds } from '../../prompts/schemas.ts';
import { compiled, example, fencesOf, rendered } from './fences.ts';

test.each(promptIds)('%s is one system and one user message, and only the second has fences', (id) => {
  const { messages } = example(id);
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user']);
  const [system, user] = messages;
  const { mark, fences } = fencesOf(user?.text ?? '');
  expect(fences.length).toBeGreaterThan(0);
  expect(system?.text).not.toContain(mark);
});

const tagsOf = (text: string) => fencesOf(text).fences.map(({ tag, attributes }) => tag + attributes);
const talk = [
  'message id="m1" from="customer" at="2026-03-10 09:12"',
  'message id="m2" from="us" at="2026-03-10 09:40"',
  'message id="m3" from="customer" at="2026-03-12 14:05"',
  'attachment of="m3" name="lid.jpg"',
  'message id="m4" from="customer" at="2026-03-12 14:06"',
  'attachment of="m4" name="receipt.pdf"',
];
const sources = [
  'passage id="p1" audience="public" title="Broken on arrival" under="Kettles, Spare parts"',
  'passage id="p2" audience="internal" title="Goodwill" under=""',
  'fact id="f1" path="order.id"',
  'fact id="f2" path="order.deliveredOn"',
];

test.each([
  ['triage', talk],
  ['query', talk],
  [
    'draft',
    [
      ...talk,
      ...sources,
      'asked',
      'answer',
      'draft kind="greeting" sources=""',
      'draft kind="fact" sources="p1"',
      'problem',
    ],
  ],
  [
    'review',
    [
      ...talk,
      ...sources,
      'statement index="0" kind="greeting" sources=""',
      'statement index="1" kind="fact" sources="p1"',
    ],
  ],
  ['packet', [...talk, ...sources, 'promise']],
  ['clarify', [...talk, 'asked', 'answer']],
] as const)('%s shows every part of its input, each in its fence', (id, tags) => {
  expect(tagsOf(example(id).messages[1]?.text ?? '')).toEqual(tags);
});

test('the text of a fence is the text that was given, line by line', () => {
  const { fences } = fencesOf(example('query').messages[1]?.text ?? '');
  expect(fences.map(({ text }) => text)).toEqual([
    ...exampleInputs.query.earlier.map((m) => m.text),
    exampleInputs.query.messages[0]?.text,
    '(not read)',
    exampleInputs.query.messages[1]?.text,
    'Blue kettle, 1 piece, 49.00 EUR',
  ]);
});

test('what is the same for all customers of a desk stays byte for byte the same, so that providers can cache it', () => {
  for (const id of promptIds) {
    const [system] = example(id).messages;
    const other = { ...exampleInputs[id], earlier: [], messages: exampleInputs.query.messages.slice(1) };
    const emptied = 'passages' in other ? { ...other, passages: [], facts: [] } : other;
    expect(rendered(id, emptied as never).messages[0]).toEqual(system);
  }
});

test('without earlier messages, sources, questions or problems nothing is announced that is not there', () => {
  const { messages } = rendered('draft', {
    ...exampleInputs.draft,
    earlier: [],
    passages: [],
    facts: [],
    askedBefore: [],
    askable: [],
    promises: [],
    contacts: [],
    lookUps: [],
    problems: [],
    previous: [],
  });
  const all = messages.map(({ text }) => text).join('\n');
  expect(all).toContain('The knowledge base says nothing about it.');
  expect(all).toContain('Nothing of the account may be used.');
  expect(all).toContain('Ask the customer nothing.');
  expect(all).toContain('Promise nothing that a source does not promise.');
  for (const absent of ['so far', 'did not pass', 'with the tool', 'You may promise', 'one of these:'])
    expect(all).not.toContain(absent);
});

describe('an input', () => {
  test('renders to the same messages each time', () => {
    expect(example('draft')).toEqual(example('draft'));
  });

  test('that does not fit names its fields and is refused', () => {
    const { messages: _, ...rest } = exampleInputs.query;
    expect(() => rendered('query', rest as never)).toThrow(/input of prompt query.*messages/);
    expect(() => rendered('query', { ...exampleInputs.query, more: 1 } as never)).toThrow(/more/);
  });

  test('of any length is cut to the room of its messages, keeping both ends of each and all of the short ones', () => {
    const one = (text: string, n: number) => ({
      id: `m${n}`,
      from: 'customer' as const,
      at: '2026-01-01 00:00',
      text,
      attachments: [],
    });
    const long = `BEGIN ${'ä😀'.repeat(60_000)} END`;
    const { fences } = fencesOf(
      rendered('query', { ...exampleInputs.query, earlier: [], messages: [one(long, 1), one('short', 2)] })
        .messages[1]?.text ?? '',
    );
    expect(fences[0]?.text.length).toBeLessThan(MESSAGE_CHARS + 100);
    expect(fences[0]?.text).toMatch(/^BEGIN [\s\S]*\[\d+ characters left out\][\s\S]* END$/);
    expect(fences[0]?.text).not.toContain('\ufffd');
    expect(fences[1]?.text).toBe('short');
    const many = Array.from({ length: 40 }, (_, n) => one(long, n));
    const text =
      rendered('query', { ...exampleInputs.query, earlier: [], messages: many }).messages[1]?.text ?? '';
    expect(fencesOf(text).fences).toHaveLength(40);
    expect(text.length).toBeLessThan(MESSAGES_CHARS * 1.4);
  });

  test('of any text keeps it in its fence', () => {
    const base = exampleInputs.query;
    const [first] = base.messages;
    if (!first) throw new Error('the example has messages');
    const userText = (text: string) =>
      rendered('query', { ...base, messages: [{ ...first, text, attachments: [] }] }).messages[1]?.text ?? '';
    const outsideOf = (text: string) => {
      const { mark, outside, fences } = fencesOf(userText(text));
      return { outside: outside.replace(mark, ''), fences: fences.length };
    };
    const expected = outsideOf('hello');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(outsideOf(text)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });
});

test('an assistant section is an example answer between two messages', () => {
  const own = {
    'query.prompt.md':
      '---\nid: query\ninput: QueryInput\noutput: QueryOutput\nmaxOutputTokens: 100\n---\n@system\nA\n@user\nB\n@assistant\nC\n@user\nThe mark is {{ mark }}.\n',
  };
  expect(rendered('query', exampleInputs.query, compiled(own)).messages.map(({ role }) => role)).toEqual([
    'system',
    'user',
    'assistant',
    'user',
  ]);
});

test('the replacement of personal data leaves fences and their marks as they are', () => {
  for (const id of promptIds) {
    const { messages } = example(id);
    const user = messages[1]?.text ?? '';
    const hidden = redactor().hide(user);
    expect(tagsOf(hidden).map((tag) => tag.split(' ')[0])).toEqual(
      tagsOf(user).map((tag) => tag.split(' ')[0]),
    );
    expect(fencesOf(hidden).mark).toBe(fencesOf(user).mark);
  }
});
