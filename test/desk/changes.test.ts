import { expect, test } from 'vitest';
import { changeLine, diffDesks } from '../../desk/changes.ts';
import { orThrow } from '../../desk/load.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { changed, check, deskYaml, type Files, shop, shopFiles } from './desks.ts';

const desk = (files: Files): DeskContent => orThrow(check(files));
const lines = (before: DeskContent, after: DeskContent) => diffDesks(before, after).map(changeLine);

test('a desk differs from itself in nothing', () => {
  expect(diffDesks(shop(), shop())).toEqual([]);
});

test('a change is named by the field, with ids in place of positions', () => {
  expect(lines(shop(), desk(changed('queue: billing', 'queue: support')))).toEqual([
    '~ topics[refund].queue: "billing" → "support"',
  ]);
  expect(lines(shop(), desk(changed('languages: [en, de]', 'languages: [fr, en]')))).toEqual([
    '- languages: "de"',
    '+ languages: "fr"',
  ]);
});

test('moving topics is no change; adding and removing one are', () => {
  const topics = / {2}- id: order_status[\s\S]*?(?= {2}- id: refund)/;
  const [first = ''] = topics.exec(deskYaml) ?? [];
  const moved = changed(first, '')['desk.yaml']?.replace('queues:\n', `${first}queues:\n`) ?? '';
  expect(moved).not.toBe(deskYaml);
  expect(lines(shop(), desk({ ...shopFiles, 'desk.yaml': moved }))).toEqual([]);
  const fewer = desk(changed(/ {2}- id: refund\n.*\n.*\n/, ''));
  expect(diffDesks(shop(), fewer)).toMatchObject([{ kind: 'removed', what: 'topics[refund]' }]);
  expect(diffDesks(fewer, shop())).toMatchObject([{ kind: 'added', what: 'topics[refund]' }]);
});

test('another word in a macro is a change of that macro', () => {
  const after = desk(changed('Hello', 'Hi', 'macros/where_is_order.en.md'));
  const found = diffDesks(shop(), after);
  expect(found).toMatchObject([{ kind: 'changed', what: 'macro where_is_order.en' }]);
  const [line = ''] = found.map(changeLine);
  expect(line).toMatch(/Hello.* → .*Hi/);
  expect(line, 'lines that are the same are not shown').not.toContain('\\n');
});

test('two desks without a difference have one hash, and the reverse', () => {
  const others = ['name: The shop', 'signature: The shop', 'queue: billing'].map((text) =>
    desk(changed(text, `${text.split(':')[0]}: support`)),
  );
  for (const other of others) {
    expect(other.hash).not.toBe(shop().hash);
    expect(diffDesks(shop(), other).length).toBe(1);
  }
});
