/** Renders macros and notices: facts go in as data, and nothing a customer wrote is ever read as a template. */
import type { Template } from 'liquidjs';
import { parseBody, renderTemplate } from './liquid.ts';
import type { Macro } from './macro.ts';

export type Rendered =
  | {
      kind: 'rendered';
      text: string /** Paths of the slots that this text read: its sources. Sorted. */;
      used: string[];
    }
  | { kind: 'missing' /** Paths that the text needs and that are not known. Sorted. */; slots: string[] };

/** `{customer: {firstName: 'Ada'}, order: {status: 'shipped'}, signature: '…'}`; what is not a scalar is not seen. */
export type MacroFacts = Readonly<Record<string, unknown>>;

/** Parsed once per macro object: a desk version is loaded once and answers many turns. */
const parsed = new WeakMap<Macro, Template[]>();

/** Pure. A macro with any unknown slot is not rendered at all: half an answer is worse than a person's. */
export function renderMacro(macro: Macro, facts: MacroFacts): Rendered {
  return render(templateOf(macro), macro.language, facts, macro.needs);
}

/** Pure. A notice or another text of the desk, with its slots. */
export function renderText(text: string, language: string, slots: MacroFacts): Rendered {
  const body = parseBody(text, language);
  if (body.kind === 'failed') throw new Error(`this text does not parse: ${body.message}`);
  return render(body.template, language, slots, []);
}

function templateOf(macro: Macro): Template[] {
  const known = parsed.get(macro);
  if (known) return known;
  const body = parseBody(macro.body, macro.language);
  if (body.kind === 'failed')
    throw new Error(`macro ${macro.id}.${macro.language} does not parse: ${body.message}`);
  parsed.set(macro, body.template);
  return body.template;
}

function render(
  template: Template[],
  language: string,
  facts: MacroFacts,
  needs: readonly string[],
): Rendered {
  const known = scalars(facts);
  const missing = new Set(needs.filter((path) => !known.has(path)));
  const filled = new Map(known);
  for (;;) {
    const used = new Set<string>();
    try {
      const text = renderTemplate(template, language, scopeOf(filled, used));
      if (missing.size > 0) return { kind: 'missing', slots: [...missing].sort() };
      return { kind: 'rendered', text: tidy(text), used: [...used].sort() };
    } catch (error) {
      const slot = /undefined variable: ([^,\s]+)/.exec((error as Error).message)?.[1];
      if (slot === undefined || filled.has(slot)) throw error;
      missing.add(slot);
      filled.set(slot, ''); // so that the next pass finds the next one, and the answer names all
    }
  }
}

type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

function scalars(facts: MacroFacts): Map<string, Scalar> {
  const found = new Map<string, Scalar>();
  for (const [group, value] of Object.entries(facts)) {
    if (isScalar(value)) found.set(group, value);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, field] of Object.entries(value))
        if (isScalar(field)) found.set(`${group}.${name}`, field);
  }
  return found;
}

/** Own getters that note what was read: a slot in a branch that was not taken is no source. */
function scopeOf(values: ReadonlyMap<string, Scalar>, used: Set<string>): object {
  const scope: Record<string, object> = {};
  for (const [path, value] of values) {
    const [group = path, name] = path.split('.');
    if (name !== undefined) scope[group] ??= {};
    const place = name === undefined ? scope : (scope[group] ?? {});
    const get = () => {
      used.add(path);
      return value;
    };
    Object.defineProperty(place, name ?? group, { enumerable: true, get });
  }
  return scope;
}

/** What conditions leave behind: blank lines in a row, spaces at the ends of lines. */
const tidy = (text: string): string =>
  text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
