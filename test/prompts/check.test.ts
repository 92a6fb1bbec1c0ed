import { expect, test } from 'vitest';
import { checkPrompts } from '../../prompts/check.ts';
import { compilePrompts } from '../../prompts/compile.ts';
import { builtInPrompts, effectivePrompts } from '../../prompts/files.ts';
import { promptIds } from '../../prompts/schemas.ts';

const built = builtInPrompts();
const draft = built['draft.prompt.md'] ?? '';
const sources = built['partials/sources.md'] ?? '';

const problems = (own: Record<string, string>) => {
  const outcome = compilePrompts(effectivePrompts(own));
  return outcome.kind === 'failed' ? outcome.problems : [];
};

/** The built-in draft with one text replaced, which has to be there. */
function changed(from: string, to: string, text = draft): string {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return text.replace(from, () => to);
}
const lineOf = (part: string, text: string) => text.slice(0, text.indexOf(part)).split('\n').length;

test('the built-in prompts have no problem and no hint, and their sizes are known', async () => {
  const report = await checkPrompts(built);
  expect(report).toMatchObject({ ok: true, problems: [], hints: [] });
  expect(report.prompts.map(({ id }) => id)).toEqual(promptIds);
  for (const { tokens } of report.prompts) {
    expect(tokens.system).toBeGreaterThan(100);
    expect(tokens.all).toBeGreaterThan(tokens.system);
  }
});

test('a prompt that has grown too large gets a hint and stays in service', async () => {
  const report = await checkPrompts(
    effectivePrompts({ 'draft.prompt.md': changed('@system\n', `@system\n${'word '.repeat(3_000)}\n`) }),
  );
  expect(report).toMatchObject({ ok: true, hints: [expect.stringContaining('draft: 35')] });
});

test.each([
  ['an unknown variable', '{{ desk.tone }}', '{{ desk.tune }}', '{{ desk.tune }}', 'tone'],
  ['an unknown root', '{{ desk.tone }}', '{{ dsk.tone }}', '{{ dsk.tone }}', 'desk'],
  ['an unknown field in a loop', '{{ topic.id }}', '{{ topic.idd }}', '{{ topic.idd }}', 'id'],
  ['an unknown field in a condition', 'lookUps.size', 'lookUp.size', '{{ lookUp.size }}', 'lookUps'],
  ['an unknown list', 'for topic in topics', 'for topic in topcs', '{{ topcs }}', 'topics'],
  ['an unknown variable given to a partial', 'facts: facts', 'facts: fact', '{{ fact }}', 'facts'],
  [
    'an unknown variable in an attribute',
    'kind: statement.kind',
    'kind: statement.kin',
    '{{ statement.kin }}',
    'kind',
  ],
  ['an unknown partial', 'render "asked"', 'render "aksed"', 'render aksed', 'asked'],
])('%s is named with its line, its field, and what was meant', (_, from, to, field, meant) => {
  const text = changed(from, to);
  expect(problems({ 'draft.prompt.md': text })).toEqual([
    expect.objectContaining({
      file: 'draft.prompt.md',
      line: lineOf(to, text),
      field,
      fix: expect.stringContaining(meant),
    }),
  ]);
});

test('a variable that a partial is not given is named once, in the partial, whoever renders it', () => {
  const text = changed('fact.value', 'fact.worth', sources);
  expect(problems({ 'partials/sources.md': text })).toEqual([
    expect.objectContaining({
      file: 'partials/sources.md',
      line: lineOf('fact.worth', text),
      field: '{{ fact.worth }}',
    }),
  ]);
  expect(problems({ 'partials/data.md': 'About {{ desk.name }}\n' })).toMatchObject([
    { file: 'partials/data.md', line: 1, field: '{{ desk.name }}', message: 'there is no desk' },
  ]);
});

test.each([
  ['outside a fence', '{{ problem | fence: "problem" }}', '{{ problem }}', 'outside a fence'],
  [
    'through a filter after its fence',
    '| fence: "problem" }}',
    '| fence: "problem" | upcase }}',
    'outside a fence',
  ],
  [
    'in the system section',
    '{{ desk.tone }}',
    '{{ messages[0].text | fence: "m" }}',
    'cannot stand in this section',
  ],
  [
    'as an argument of a filter',
    '{{ desk.tone }}',
    '{{ desk.tone | append: messages.first.text }}',
    'cannot stand',
  ],
  [
    'through a loop in the system section',
    '{{ desk.tone }}',
    '{% for f in facts %}{{ f.value | fence: "f" }}{% endfor %}',
    'cannot stand',
  ],
  [
    'through a partial in the system section',
    '{{ desk.tone }}',
    '{% render "sources", passages: passages, facts: facts %}',
    'cannot stand',
  ],
  ['as a list of objects', '{{ desk.tone }}', '{{ topics }}', 'is no text'],
])("others' words cannot be printed %s", (_, from, to, message) => {
  const found = problems({ 'draft.prompt.md': changed(from, to) });
  expect(found.length).toBeGreaterThan(0);
  for (const problem of found) expect(problem.message).toContain(message);
});

test.each([
  ['no front matter', '@system\nx\n@user\ny\n', 1, '', 'front matter'],
  ['a misspelt field', changed('temperature:', 'temprature:'), 5, 'temprature', 'Unrecognized'],
  ['an impossible value', changed('temperature: 0.2', 'temperature: 3'), 5, 'temperature', '2'],
  ['a missing field', changed('maxOutputTokens: 1200\n', ''), 1, 'maxOutputTokens', ''],
  ['a field twice', changed('temperature: 0.2', 'temperature: 0.2\ntemperature: 1'), 6, '', 'unique'],
  ['the id of another prompt', changed('id: draft', 'id: review'), 2, 'id', 'review'],
  ['the input of another prompt', changed('DraftInput', 'ReviewInput'), 3, 'input', 'ReviewInput'],
  ['a misspelt role', changed('@user', '@usr'), lineOf('@user', draft), '@usr', 'no role'],
  ['text before the first role', changed('@system', 'Hello\n@system'), 8, 'body', 'before the first role'],
  ['two system sections', changed('@user', '@system'), 8, 'body', 'one @system'],
  [
    'an empty section',
    `${draft.slice(0, draft.indexOf('@user'))}@user\n`,
    lineOf('@user', draft),
    '@user',
    'empty',
  ],
  ['an unknown filter', changed('| join: ", "', '| joyn: ", "'), lineOf('| join', draft), 'body', 'joyn'],
  [
    'an unknown tag',
    changed('{% endfor %}', '{% endfoor %}'),
    lineOf('{% endfor %}', draft),
    'body',
    'endfoor',
  ],
  [
    'a tag that reads files or the clock',
    changed('{{ desk.tone }}', '{% include "data" %}'),
    lineOf('{{ desk.tone', draft),
    'body',
    'include',
  ],
  [
    'an assignment',
    changed('{{ desk.tone }}', '{% assign x = 1 %}'),
    lineOf('{{ desk.tone', draft),
    'body',
    'assign',
  ],
  [
    'a filter that prints without escaping',
    changed('{{ desk.tone }}', '{{ desk.tone | raw }}'),
    lineOf('{{ desk.tone', draft),
    'body',
    'raw',
  ],
  [
    'a partial named by a variable',
    changed('render "asked"', 'render desk.name'),
    lineOf('render "asked"', draft),
    'render',
    'not named',
  ],
])('%s is a problem with its line and field', (_, text, line, field, message) => {
  expect(problems({ 'draft.prompt.md': text })).toContainEqual(
    expect.objectContaining({
      file: 'draft.prompt.md',
      line,
      field,
      message: expect.stringContaining(message),
    }),
  );
});

test('a partial that renders itself is found, directly or through another', () => {
  expect(problems({ 'partials/data.md': 'x {% render "data" %}\n' })[0]?.message).toContain('renders itself');
  const pair = { 'partials/data.md': '{% render "more" %}\n', 'partials/more.md': '{% render "data" %}\n' };
  expect(problems(pair)[0]?.message).toContain('renders itself');
});

test('a file whose name is no prompt is named, with the one that was meant', () => {
  expect(problems({ 'darft.prompt.md': draft })).toMatchObject([
    { file: 'darft.prompt.md', fix: 'did you mean draft.prompt.md?' },
  ]);
});

test('problems of several files are all named at once', () => {
  const found = problems({
    'draft.prompt.md': changed('{{ desk.tone }}', '{{ desk.tune }}'),
    'query.prompt.md': 'x',
    'partials/sources.md': changed('fact.value', 'fact.worth', sources),
  });
  expect(new Set(found.map(({ file }) => file))).toEqual(
    new Set(['draft.prompt.md', 'query.prompt.md', 'partials/sources.md']),
  );
});
