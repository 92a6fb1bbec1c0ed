/** The part of LiquidJS that prompts may use: slots, conditions, loops, partials and the fence; no files, clock or assignments. */
import { Liquid } from 'liquidjs';
import { type Fenced, fence, inline } from './fence.ts';

/**
 * Against a mistake of a template's author; what customers write never reaches the parser. The time is in milliseconds
 * of a machine that may be busy with something else: a prompt takes one.
 */
const limits = { parseLimit: 100_000, renderLimit: 5_000, memoryLimit: 10_000_000 };

const tags = ['if', 'unless', 'case', 'for', 'render', 'comment', '#'];
const filters = [
  'append',
  'capitalize',
  'default',
  'downcase',
  'join',
  'prepend',
  'replace',
  'round',
  'size',
  'strip',
  'truncate',
  'upcase',
];
const fenceName = /^[a-z][a-z_]*$/;

/** What is not an input and can be used everywhere: the mark of this prompt's fences. */
export const MARK = 'mark';

/** An engine that knows these partials, by name. Any filter but `fence` turns a fence back into one line. */
export function promptEngine(partials: Readonly<Record<string, string>>): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    dynamicPartials: true,
    greedy: false,
    outputEscape: inline,
    templates: { ...partials },
    ...limits,
  });
  for (const name of Object.keys(engine.tags)) if (!tags.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!filters.includes(name)) delete engine.filters[name];
  engine.registerFilter('fence', function (value: unknown, name: unknown, ...given: unknown[]): Fenced {
    if (typeof name !== 'string' || !fenceName.test(name))
      throw new Error('fence needs a name of small letters: {{ message.text | fence: "message" }}');
    const attributes = given.filter((pair): pair is [string, unknown] => Array.isArray(pair));
    const mark = (this.context.globals as Record<string, unknown>)[MARK];
    return fence(value, name, String(mark), attributes);
  });
  return engine;
}

/** In words: what else could have been meant. */
export const allowed = {
  tags: tags.filter((name) => name !== '#').join(', '),
  filters: [...filters, 'fence'].join(', '),
};

/**
 * Pure. A line with nothing but a tag on it leaves no empty line behind. Lines stay where they are, so that problems
 * name the right one.
 */
export const quietTags = (source: string): string =>
  source.replace(/^[ \t]*\{%-?((?:(?!%\}).)*?)-?%\}[ \t]*$/gm, '{%-$1-%}');
