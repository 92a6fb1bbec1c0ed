import { expect, test } from 'vitest';
import { checkPattern, entityRegExp, MAX_WAYS } from '../../desk/pattern.ts';

const good: [pattern: string, ways: number][] = [
  ['W\\d{7}', 1],
  ['#?W\\d{7}', 2],
  ['\\b[A-Z]{2,4}-\\d{4,10}\\b', 21],
  ['(?:ORD|INV)-\\d{6}', 2],
  ['(?<=#)\\d{5}', 1],
  ['[\\]a]{1,3}(?<no>x)', 3],
  ['\\p{Lu}{1,3}\\u{41}\\x42', 3],
  ['a\\+b', 1],
];
test.each(good)('%s may be used, and can match in %d ways from one place', (pattern, ways) => {
  expect(checkPattern(pattern)).toEqual({ kind: 'ok', ways });
});

const bad = [
  '(a+)+',
  '(a|a)*',
  '(a|aa){20}b',
  '(a?){40}b',
  '(\\w{1,20}\\s?){1,20}',
  '.*',
  'x{3,}',
  '\\d+',
  '(a)\\1',
  '(?<n>a)\\k<n>',
  '(',
  '[z-a]',
  'a**',
  'x{2,1}',
  '(?:)',
  'a?',
  '\\d{0,9}',
  '',
  '\\d{1,100}\\d{1,100}x',
];
test.each(bad)('%s is refused, with what to do', (pattern) => {
  const checked = checkPattern(pattern);
  expect(checked.kind).toBe('refused');
  if (checked.kind === 'refused') expect(checked.fix).not.toBe('');
});

test('the worst patterns that are allowed get through the longest hostile text in a second', () => {
  const hostile = 'a'.repeat(64 * 1024);
  for (const pattern of ['(?:a{1,3}){4}x', '(?:a{1,14}){2}x', 'a{1,200}x', '(?:a|a){7}x']) {
    const checked = checkPattern(pattern);
    expect(checked.kind === 'ok' && checked.ways > MAX_WAYS / 3, pattern).toBe(true);
    const start = performance.now();
    expect(hostile.match(entityRegExp(pattern))).toBeNull();
    expect(performance.now() - start, pattern).toBeLessThan(1_000);
  }
});
