/** Renders macros and notices: facts go in as data, and nothing a customer wrote is ever read as a template. */
import type { Template } from 'liquidjs';
import { localeOf, parseBody, renderTemplate } from './liquid.ts';
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

interface Parsed {
  locale: string;
  template: Template[];
  slots: readonly string[];
}

/** Parsed once per macro object: a desk version is loaded once and answers many turns. */
const parsed = new WeakMap<Macro, Parsed>();

/** Pure. A macro with any unknown slot is not rendered at all: half an answer is worse than a person's. */
export function renderMacro(macro: Macro, facts: MacroFacts, deskLanguage: string): Rendered {
  const locale = localeOf(macro.language, deskLanguage);
  const known = parsed.get(macro);
  const text = known?.locale === locale ? known : parse(macro.body, locale);
  parsed.set(macro, text);
  return render(text, facts, macro.needs);
}

/** Pure. A notice or another text of the desk, with its slots. */
export function renderText(text: string, language: string, slots: MacroFacts): Rendered {
  return render(parse(text, localeOf(language, language)), slots, []);
}

function parse(text: string, locale: string): Parsed {
  const body = parseBody(text, locale);
  if (body.kind === 'failed')
    throw new Error(`a text that was never checked does not parse: ${body.message}`);
  return { locale, template: body.template, slots: [...new Set(body.slots.map(({ slot }) => slot))] };
}

function render(text: Parsed, facts: MacroFacts, needs: readonly string[]): Rendered {
  const missing = new Set(needs.filter((path) => factAt(facts, path) === undefined));
  for (;;) {
    const used = new Set<string>();
    try {
      const answer = renderTemplate(text.template, text.locale, scopeOf(text.slots, facts, missing, used));
      if (missing.size > 0) return { kind: 'missing', slots: [...missing].sort() };
      return { kind: 'rendered', text: tidy(answer), used: [...used].sort() };
    } catch (error) {
      const slot = /undefined variable: ([^,\s]+)/.exec((error as Error).message)?.[1];
      if (slot === undefined || missing.has(slot)) throw error;
      missing.add(slot); // and on, as if it were empty, so that the answer names all that are missing
    }
  }
}

/** The scalar at `group.field` or `name`; nothing else can be shown. */
function factAt(facts: MacroFacts, path: string): string | number | boolean | undefined {
  const [group = path, field] = path.split('.');
  const top = Object.hasOwn(facts, group) ? facts[group] : undefined;
  const isGroup = typeof top === 'object' && top !== null && field !== undefined && Object.hasOwn(top, field);
  const value: unknown =
    field === undefined ? top : isGroup ? (top as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

/** Only what the text names, behind getters that note what was read: a slot in a branch not taken is no source. */
function scopeOf(
  slots: readonly string[],
  facts: MacroFacts,
  missing: ReadonlySet<string>,
  used: Set<string>,
): object {
  const scope: Record<string, object> = {};
  for (const slot of slots) {
    const [group = slot, field] = slot.split('.');
    if (field !== undefined) scope[group] ??= {};
    const value = factAt(facts, slot) ?? (missing.has(slot) ? '' : undefined);
    if (value === undefined) continue;
    const place = field === undefined ? scope : (scope[group] ?? {});
    const get = () => {
      used.add(slot);
      return value;
    };
    Object.defineProperty(place, field ?? group, { enumerable: true, get });
  }
  return scope;
}

/** What conditions leave behind: blank lines in a row, spaces at the ends of lines. */
const tidy = (text: string): string =>
  text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
