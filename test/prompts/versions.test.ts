import { expect, test } from 'vitest';
import { changeLine, diffDesks } from '../../desk/changes.ts';
import { orThrow } from '../../desk/load.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { exampleInputs } from '../../prompts/examples.ts';
import { builtInPrompts, effectivePrompts } from '../../prompts/files.ts';
import { promptOf } from '../../prompts/load.ts';
import { renderPrompt } from '../../prompts/render.ts';
import { promptIds } from '../../prompts/schemas.ts';
import { check, problemsOf, shop, shopFiles } from '../desk/desks.ts';
import { compiled, prompts } from './fences.ts';

const built = builtInPrompts();
const query = built['query.prompt.md'] ?? '';
const edited = query.replace('at most 30 words', 'at most 12 words');
const conversation = (built['partials/conversation.md'] ?? '').replace('The new messages', 'What came in');

test("a prompt's hash changes with its file and with the partials it uses, and with nothing else", () => {
  const changedBy = (own: Record<string, string>) => {
    const now = compiled(own);
    return promptIds.filter((id) => now[id].hash !== prompts[id].hash);
  };
  expect(changedBy({})).toEqual([]);
  expect(changedBy({ 'query.prompt.md': edited })).toEqual(['query']);
  expect(changedBy({ 'query.prompt.md': query.replace('temperature: 0', 'temperature: 1') })).toEqual([
    'query',
  ]);
  expect(changedBy({ 'partials/sources.md': `More.\n${built['partials/sources.md']}` })).toEqual([
    'draft',
    'review',
    'packet',
  ]);
  expect(changedBy({ 'partials/unused.md': 'Nobody renders this.\n' })).toEqual([]);
  const saved = effectivePrompts({ 'query.prompt.md': `\uFEFF${query.replaceAll('\n', '\r\n')}\n\n` });
  expect(compiled(saved).query.hash).toBe(prompts.query.hash);
});

test("a desk's own file stands in place of the built-in one, and the others stay", () => {
  const desk = orThrow(
    check({
      ...shopFiles,
      'prompts/query.prompt.md': edited,
      'prompts/partials/conversation.md': conversation,
    }),
  );
  expect(desk.prompts).toEqual({
    ...built,
    'query.prompt.md': edited,
    'partials/conversation.md': conversation,
  });
  const [system, user] = renderPrompt(promptOf(desk, 'query'), exampleInputs.query).messages;
  expect(system?.text).toContain('at most 12 words');
  expect(user?.text).toContain('What came in');
  expect(renderPrompt(promptOf(desk, 'packet'), exampleInputs.packet).messages[1]?.text).toContain(
    'What came in',
  );
});

test('an edited prompt is another version of the desk, and the edit taken back is the one before', () => {
  const before = shop();
  const after = orThrow(check({ ...shopFiles, 'prompts/query.prompt.md': edited }));
  expect(after.hash).not.toBe(before.hash);
  expect(orThrow(check({ ...shopFiles, 'prompts/query.prompt.md': query })).hash).toBe(before.hash);
  // What is stored is what a turn is pinned to: the text comes back with it, whatever the files say by then.
  const stored = (desk: typeof after) => promptOf(JSON.parse(JSON.stringify(desk)) as typeof after, 'query');
  expect(stored(after).hash).toBe(compiled({ 'query.prompt.md': edited }).query.hash);
  expect(stored(before).hash).toBe(prompts.query.hash);
});

test('a version stored before desks had prompts uses the built-in ones', () => {
  const { prompts: _, ...rest } = shop();
  const old: DeskContent = rest;
  expect(promptOf(old, 'draft').hash).toBe(prompts.draft.hash);
  expect(diffDesks(old, shop())).toEqual([]);
});

test('a stored version whose prompts do not fit the program any more says which lines', () => {
  const broken = {
    ...shop(),
    prompts: { ...built, 'query.prompt.md': query.replace('desk.name', 'desk.nom') },
  };
  expect(() => promptOf(broken, 'query')).toThrow(/prompts\/query.prompt.md:9.*desk\.nom/);
});

test('the difference between two versions names the line of a prompt, before and after', () => {
  const after = orThrow(check({ ...shopFiles, 'prompts/query.prompt.md': edited }));
  const line = query.split('\n').findIndex((text) => text.includes('at most 30')) + 1;
  expect(diffDesks(shop(), after).map(changeLine)).toEqual([
    `~ prompts/query.prompt.md:${line}: "- It has at most 30 words." → "- It has at most 12 words."`,
  ]);
  expect(diffDesks(after, shop()).map(changeLine)).toEqual([
    `~ prompts/query.prompt.md:${line}: "- It has at most 12 words." → "- It has at most 30 words."`,
  ]);
});

test('a desk with a broken prompt has a problem with file, line and field, beside its other problems', () => {
  const files = {
    ...shopFiles,
    'prompts/query.prompt.md': query.replace('desk.name', 'desk.nom'),
    'desk.yaml': 'id: [',
  };
  const found = problemsOf(files);
  expect(found.map(({ file }) => file)).toContain('desk.yaml');
  expect(found).toContainEqual(
    expect.objectContaining({ file: 'prompts/query.prompt.md', line: 9, field: '{{ desk.nom }}' }),
  );
});
