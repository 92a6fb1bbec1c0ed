/** One YAML file checked against a zod schema: every problem with its line, column and field. */
import * as yaml from 'yaml';
import type { z } from 'zod';
import { knownKeys } from './known-keys.ts';
import { fieldName, nearest, type Path, type Problem } from './problem.ts';

export interface CheckedDocument<T> {
  /** Undefined when the file does not fit the schema. */
  value: T | undefined;
  /** What the file says, for checks that go on despite problems. Undefined when it is no YAML at all. */
  raw: unknown;
  problems: Problem[];
  /** A problem at the line of the field that the path leads to, or of the nearest one that is there. */
  problemAt(path: Path, message: string, fix?: string): Problem;
}

/** Pure. `file` is only named in the problems. */
export function checkDocument<S extends z.ZodType>(
  file: string,
  source: string,
  schema: S,
): CheckedDocument<z.output<S>> {
  const counter = new yaml.LineCounter();
  const document = yaml.parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const problemAt = (path: Path, message: string, fix?: string): Problem => ({
    file,
    ...position(document, path, counter),
    field: fieldName(path),
    message,
    ...(fix === undefined ? {} : { fix }),
  });
  const problems = document.errors.map((error): Problem => {
    const { line, col } = counter.linePos(error.pos[0]);
    const key = error.code === 'DUPLICATE_KEY' ? /^[\w$-]+/.exec(source.slice(error.pos[0]))?.[0] : undefined;
    const path = key === undefined ? [] : [...pathAt(document.contents, error.pos[0]), key];
    const message = key === undefined ? error.message : `the key ${key} stands twice in the same place`;
    return {
      file,
      line,
      column: col,
      field: fieldName(path),
      message,
      ...(key ? { fix: 'keep one of them' } : {}),
    };
  });
  const broken = document.errors.some(({ code }) => code !== 'DUPLICATE_KEY');
  let raw: unknown;
  // What a broken file seems to say is not checked: those problems would not be there once it is mended.
  if (broken) return { value: undefined, raw, problems, problemAt };
  try {
    raw = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    problems.push(problemAt([], `this is no readable YAML: ${(error as Error).message}`));
    return { value: undefined, raw: undefined, problems, problemAt };
  }
  if (raw === null || raw === undefined) {
    problems.push(problemAt([], 'the file is empty', 'write at least id, name and language'));
    return { value: undefined, raw, problems, problemAt };
  }
  const result = schema.safeParse(raw);
  if (!result.success)
    for (const issue of flat(result.error.issues, []))
      problems.push(...described(issue, schema, raw, problemAt));
  const fits = result.success && problems.length === 0;
  return { value: fits ? result.data : undefined, raw, problems, problemAt };
}

type Issue = z.core.$ZodIssue;
type At = CheckedDocument<unknown>['problemAt'];

/** Issues inside unions and records come up to the top: of a union's, those of the branch that got furthest. */
function flat(issues: readonly Issue[], before: Path): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...before, ...issue.path];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const branches = issue.errors.map((branch) => flat(branch, path));
      const depth = (branch: Issue[]) => Math.max(0, ...branch.map(({ path: { length } }) => length));
      const [best] = branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length);
      if (best && depth(best) > path.length) return best;
    }
    if (issue.code === 'invalid_key')
      return [{ ...issue, path, message: issue.issues[0]?.message ?? issue.message } as Issue];
    return [{ ...issue, path } as Issue];
  });
}

function described(issue: Issue, schema: z.ZodType, raw: unknown, at: At): Problem[] {
  const path = issue.path;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownKeys(schema, path);
        const meant = nearest(key, known);
        const fix = meant ? `did you mean ${meant}?` : `known here: ${known.join(', ')}`;
        return at([...path, key], `there is no field ${key}`, fix);
      });
    case 'invalid_type': {
      const missing = valueAt(raw, path) === undefined;
      return [
        at(
          path,
          missing
            ? `it is missing: ${expected(issue)}`
            : issue.message.startsWith('Invalid input')
              ? `${expected(issue)} belongs here`
              : issue.message,
        ),
      ];
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      const { path: there, value } = nearestValue(raw, path);
      const meant = nearest(String(value), values);
      return [
        at(there, `${value} is none of ${values.join(', ')}`, meant ? `did you mean ${meant}?` : undefined),
      ];
    }
    case 'too_small':
      return [at(path, customOr(issue, `at least ${issue.minimum}${unitOf(issue.origin)} belong here`))];
    case 'too_big':
      return [at(path, customOr(issue, `at most ${issue.maximum}${unitOf(issue.origin)} belong here`))];
    default:
      return [at(path, issue.message)];
  }
}

/** zod's own words for a size are replaced, a schema's are kept. */
const customOr = (issue: Issue, words: string): string =>
  issue.message.startsWith('Too ') ? words : issue.message;
const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';

const articles: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
};
const expected = (issue: { expected: string }): string => articles[issue.expected] ?? issue.expected;

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

/** What stands where the path leads, or, for a short form (`autonomy: auto`), the text that it stands for. */
function nearestValue(raw: unknown, path: Path): { path: Path; value: unknown } {
  const parent = path.slice(0, -1);
  const short = valueAt(raw, parent);
  return typeof short === 'string' ? { path: parent, value: short } : { path, value: valueAt(raw, path) };
}

/** Where the path leads: the key itself where there is one, else the value of a list, else the nearest place above. */
function position(
  document: yaml.Document,
  path: Path,
  counter: yaml.LineCounter,
): { line: number; column?: number } {
  let node: unknown = document.contents;
  let offset = 0;
  for (const part of path) {
    const pair: unknown = yaml.isMap(node)
      ? node.items.find(
          (item) => String(yaml.isScalar(item.key) ? item.key.value : item.key) === String(part),
        )
      : undefined;
    const next: unknown = yaml.isPair(pair)
      ? pair.value
      : yaml.isSeq(node)
        ? node.items[Number(part)]
        : undefined;
    const place: unknown = yaml.isPair(pair) ? pair.key : next;
    if (!yaml.isNode(place) || !place.range) break;
    offset = place.range[0];
    node = next;
  }
  const { line, col } = counter.linePos(offset);
  return line === 0 ? { line: 1 } : { line, column: col };
}

/** The path of the innermost map around an offset of the source. */
function pathAt(node: unknown, offset: number): PropertyKey[] {
  if (yaml.isMap(node))
    for (const pair of node.items)
      if (yaml.isNode(pair.value) && within(pair.value, offset))
        return [String(yaml.isScalar(pair.key) ? pair.key.value : pair.key), ...pathAt(pair.value, offset)];
  if (yaml.isSeq(node))
    for (const [index, item] of node.items.entries())
      if (yaml.isNode(item) && within(item, offset)) return [index, ...pathAt(item, offset)];
  return [];
}

const within = (node: yaml.Node, offset: number): boolean =>
  !yaml.isScalar(node) && node.range != null && node.range[0] <= offset && offset < node.range[2];
