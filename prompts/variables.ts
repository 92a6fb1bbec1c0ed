/** Static checks of a template against its input schema: every variable exists, and data stands only inside fences. */
import { analyzeSync, ForTag, Output, RenderTag, type Template, type Variable } from 'liquidjs';
import { z } from 'zod';
import { nearest, type Problem } from '../desk/problem.ts';
import { partialFile } from './files.ts';
import { dataTexts } from './inputs.ts';
import { MARK } from './liquid.ts';

/** What a name stands for in a place of the template. `anything`: a literal, or the loop's own counter. */
type Scope = ReadonlyMap<string, z.ZodType | 'anything'>;

interface Place {
  /** Path of the file, and the line of the template's first line in it. */
  file: string;
  line: number;
  /** Whether data may be printed here: in a user section, inside a fence. */
  forData: boolean;
}

interface Walk {
  problems: Problem[];
  /** Parsed, by name. One that has a problem of its own is undefined, and its inside is left alone. */
  partials: ReadonlyMap<string, Template[] | undefined>;
  /** Partials that the template uses, directly or not. */
  used: Set<string>;
}

/** Pure, but for what it adds to `walk`. */
export function checkVariables(
  templates: readonly Template[],
  input: z.ZodType,
  place: Place,
  walk: Walk,
): void {
  const fields = objectOf(input)?.shape ?? {};
  const scope = new Map<string, z.ZodType | 'anything'>(Object.entries(fields));
  visit(templates, scope.set(MARK, 'anything'), place, walk, []);
}

function visit(
  templates: readonly Template[],
  scope: Scope,
  place: Place,
  walk: Walk,
  inside: string[],
): void {
  for (const template of templates) {
    for (const variable of variablesIn(template.arguments?.() ?? [])) {
      const leaf = resolve(variable, scope, place, walk);
      if (leaf && template instanceof Output) checkOutput(template, leaf, variable, place, walk);
    }
    const partial = template.partialScope?.();
    if (template instanceof RenderTag) {
      const given = new Map<string, z.ZodType | 'anything'>([[MARK, 'anything']]);
      for (const [name, argument] of Object.entries(argumentsOf(template))) {
        const [variable] = variablesIn([argument]);
        given.set(name, (variable && lookUp(variable, scope).schema) ?? 'anything');
      }
      enter(template, partial?.name, given, place, walk, inside);
    } else {
      const inner = new Map(scope);
      for (const name of template.blockScope?.() ?? []) inner.set(name, 'anything');
      if (template instanceof ForTag) {
        const [list] = variablesIn([template.collection as never]);
        const schema = list ? lookUp(list, scope).schema : undefined;
        const element = schema && schema !== 'anything' ? elementOf(schema) : 'anything';
        inner.set(template.variable, element ?? 'anything');
        if (list && schema && !element) wrong(walk, place, list, `${list} is no list`);
      }
      visit(childrenOf(template), inner, place, walk, inside);
    }
  }
}

function enter(
  tag: RenderTag,
  name: string | undefined,
  given: Scope,
  place: Place,
  walk: Walk,
  inside: string[],
): void {
  const [row = 1, column = 1] = tag.token.getPosition();
  const wrong = (message: string, fix: string): void => {
    const line = place.line + row - 1;
    walk.problems.push({
      file: place.file,
      line,
      column,
      field: `render ${name ?? ''}`.trim(),
      message,
      fix,
    });
  };
  const names = [...walk.partials.keys()];
  const known = name !== undefined && walk.partials.has(name);
  const meant = nearest(name ?? '', names);
  if (name === undefined) wrong('the partial is not named', 'write its name in quotes: {% render "data" %}');
  else if (!known)
    wrong(
      `there is no partial "${name}"`,
      meant ? `did you mean "${meant}"?` : `there is ${names.join(', ')}`,
    );
  else if (inside.includes(name)) wrong(`the partial "${name}" renders itself`, 'remove one of the two');
  else if ([...(tag.partialScope()?.scope ?? [])].some((entry) => typeof entry !== 'string'))
    wrong('with and for are not used here', `name what it gets: {% render "${name}", messages: messages %}`);
  if (name === undefined || !known || inside.includes(name)) return;
  walk.used.add(name);
  const templates = walk.partials.get(name) ?? [];
  visit(templates, given, { ...place, file: partialFile(name), line: 1 }, walk, [...inside, name]);
}

/** The variables of these arguments and nothing below them, with their places. */
function variablesIn(list: Iterable<unknown>): Variable[] {
  const node = { arguments: () => list } as unknown as Template; // all that the analysis asks of it
  return Object.values(analyzeSync([node], { partials: false }).variables).flat();
}

/** `{% render "sources", passages: passages %}` → passages. The library shows the names alone; the test would notice a change. */
const argumentsOf = (tag: RenderTag): Record<string, unknown> =>
  (tag as unknown as { hash: { hash: Record<string, unknown> } }).hash.hash;

/** Of a condition or a loop; a partial's are in `walk`. */
function childrenOf(template: Template): Template[] {
  const children = template.children?.(false, true).next();
  return children?.done ? children.value : [];
}

function resolve(variable: Variable, scope: Scope, place: Place, walk: Walk): z.ZodType | undefined {
  const { schema, problem, candidates } = lookUp(variable, scope);
  if (problem) {
    const meant = nearest(problem, candidates);
    const there = candidates.length > 0 ? `there is ${candidates.join(', ')}` : undefined;
    wrong(walk, place, variable, `there is no ${problem}`, meant ? `did you mean ${meant}?` : there);
  }
  return schema === 'anything' ? undefined : schema;
}

interface Found {
  schema?: z.ZodType | 'anything';
  problem?: string;
  candidates: string[];
}

/** Follows `messages[0].text` through the schema. A variable inside brackets is checked by the analysis on its own. */
function lookUp(variable: Variable, scope: Scope): Found {
  const [root, ...rest] = variable.segments;
  let schema = scope.get(String(root));
  if (!schema)
    return { problem: String(root), candidates: [...scope.keys()].filter((name) => name !== MARK) };
  for (const segment of rest) {
    if (schema === 'anything') return { schema, candidates: [] };
    const element = elementOf(schema);
    const shape = objectOf(schema)?.shape as Record<string, z.ZodType> | undefined;
    const name = String(segment);
    if (name === 'size' && !shape) return { schema: 'anything', candidates: [] };
    const next: z.ZodType | undefined =
      element && (typeof segment !== 'string' || name === 'first' || name === 'last')
        ? element
        : shape && Object.hasOwn(shape, name)
          ? shape[name]
          : undefined;
    if (!next)
      return {
        problem: name,
        candidates: shape ? Object.keys(shape) : element ? ['size', 'first', 'last'] : [],
      };
    schema = next;
  }
  return { schema, candidates: [] };
}

/** Data goes through `fence` and nothing after it; a list of fields or of objects is no text. */
function checkOutput(output: Output, leaf: z.ZodType, variable: Variable, place: Place, walk: Walk): void {
  const kind = bare(leaf);
  const named = output.value.filters.map(({ name }) => name);
  const fenced = named.at(-2) === 'fence'; // after it comes the engine's own, which every output ends with
  if (objectOf(leaf) || (kind instanceof z.ZodArray && objectOf(kind.element as z.ZodType)))
    wrong(walk, place, variable, `${variable} is no text`, 'name one of its fields, or use {% for %}');
  else if (isData(leaf) && !place.forData)
    wrong(
      walk,
      place,
      variable,
      `${variable} was written by others and cannot stand in this section`,
      'move it to a @user section',
    );
  else if (isData(leaf) && !fenced)
    wrong(
      walk,
      place,
      variable,
      `${variable} was written by others and stands outside a fence`,
      `write {{ ${variable} | fence: "${fenceNameFor(variable)}" }}`,
    );
}

const fenceNameFor = (variable: Variable): string => {
  const name = String(variable.segments.at(-2) ?? 'data').toLowerCase();
  return /^[a-z_]+$/.test(name) ? name : 'data';
};

function wrong(walk: Walk, place: Place, variable: Variable, message: string, fix?: string): void {
  const { row, col } = variable.location;
  const problem = {
    file: place.file,
    line: place.line + row - 1,
    column: col,
    field: `{{ ${variable} }}`,
    message,
  };
  walk.problems.push({ ...problem, ...(fix ? { fix } : {}) });
}

/** Without what may wrap a schema: null, optional, a transformation. */
function bare(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return bare(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return bare(schema.in as z.ZodType);
  return schema;
}
const objectOf = (schema: z.ZodType): z.ZodObject | undefined => {
  const inner = bare(schema);
  return inner instanceof z.ZodObject ? inner : undefined;
};
const elementOf = (schema: z.ZodType): z.ZodType | undefined => {
  const inner = bare(schema);
  return inner instanceof z.ZodArray ? (inner.element as z.ZodType) : undefined;
};
/** A text that is data, or a list of such. */
export function isData(schema: z.ZodType): boolean {
  if (dataTexts.has(schema)) return true;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return isData(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return isData(schema.in as z.ZodType);
  return schema instanceof z.ZodArray && isData(schema.element as z.ZodType);
}
