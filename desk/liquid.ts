/** The small part of LiquidJS that a desk's texts may use: slots, conditions, and a few filters; no loops, files or clock. */
import { CaseTag, Liquid, type Template } from 'liquidjs';

/** Against a mistake of a template's author; what customers write never reaches the parser. */
const limits = { parseLimit: 100_000, renderLimit: 200, memoryLimit: 1_000_000 };

const tags = ['if', 'unless', 'case', 'comment', '#'];
const filters = [
  'append',
  'capitalize',
  'default',
  'downcase',
  'prepend',
  'replace',
  'round',
  'strip',
  'truncate',
  'upcase',
];

const engines = new Map<string, Liquid>();

/** One engine per locale, because dates and amounts are written differently in each. A template stays with the one it was parsed by. */
function engineFor(language: string): Liquid {
  const known = engines.get(language);
  if (known) return known;
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    lenientIf: true,
    ...limits,
  });
  for (const name of Object.keys(engine.tags)) if (!tags.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!filters.includes(name)) delete engine.filters[name];
  engine.registerFilter('date', (value: unknown) => longDate(value, language));
  engine.registerFilter('money', (value: unknown) => amount(value, language));
  engines.set(language, engine);
  return engine;
}

/**
 * Pure. The locale whose dates and amounts a text gets: a text in `en` of a desk whose language is `en-US` is written the
 * American way. A bare `en` is `en-GB`, because 12 March 2026 is read alike everywhere, while Intl takes it for American.
 */
export function localeOf(language: string, deskLanguage: string): string {
  if (deskLanguage.startsWith(`${language}-`)) return deskLanguage;
  return language === 'en' ? 'en-GB' : language;
}

/** `2026-03-12` → `12 March 2026` in the text's language; anything else stays as it is. */
function longDate(value: unknown, language: string): unknown {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return value;
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return value;
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** `536.65 EUR` → `536,65 €` in the text's language; anything else stays as it is. */
function amount(value: unknown, language: string): unknown {
  const [, number, currency] =
    typeof value === 'string' ? (/^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value) ?? []) : [];
  if (number === undefined || currency === undefined) return value;
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(Number(number));
}

export type ParsedBody =
  | {
      kind: 'ok';
      template: Template[];
      slots: { slot: string; line: number; column: number }[];
      /** Slots of every `{% case %}` that has no `{% else %}` and is in no other tag: unknown, it says nothing. */
      silentCases: string[];
    }
  | { kind: 'failed'; line: number; message: string };

/** Pure. Every slot with its place; lines and columns count from 1 in `body`. */
export function parseBody(body: string, language: string): ParsedBody {
  const engine = engineFor(language);
  try {
    const template = engine.parse(body);
    const { globals } = engine.analyzeSync(template);
    const slots = Object.values(globals)
      .flat()
      .map(({ segments, location }) => ({
        slot: segments
          .map((part) => (Array.isArray(part) || typeof part === 'object' ? '*' : String(part)))
          .join('.'),
        line: location.row,
        column: location.col,
      }));
    const silentCases = template.flatMap((tag) =>
      tag instanceof CaseTag && tag.elseTemplates.length === 0 ? [tag.token.args.trim()] : [],
    );
    return { kind: 'ok', template, slots, silentCases };
  } catch (error) {
    const message = (error as Error).message.split('\n')[0] ?? '';
    const [, what = message, line = '1'] = /^(.*?), line:(\d+), col:\d+/.exec(message) ?? [];
    const allowed = what.startsWith('tag "')
      ? ` (of the tags, there are if, unless, case and comment)`
      : what.startsWith('undefined filter')
        ? ` (there are date, money, ${filters.join(', ')})`
        : '';
    return { kind: 'failed', line: Number(line), message: `${what}${allowed}` };
  }
}

/** Renders what parseBody made. Throws what LiquidJS throws; an undefined slot is an UndefinedVariableError. */
export function renderTemplate(template: Template[], language: string, scope: object): string {
  return String(engineFor(language).renderSync(template, scope));
}
