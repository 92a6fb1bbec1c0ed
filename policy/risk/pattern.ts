/**
 * The small language in which risk phrases are written, compiled to regular expressions over folded text (see fold.ts):
 *
 * - a space stands for any one to three characters between words, ` ?` for none to three, an apostrophe for itself or nothing
 * - `(a|b)` are alternatives, `?` makes the letter or group before it optional, `[...]` is a set of characters without a space
 * - `*` at a word's end takes any ending
 * - ` .. ` lets up to three words stand in between, ` ... ` up to seven
 * - `{name}` is a fragment of the same list
 * - `^` and `$` tie to the whole message
 *
 * Every repetition is bounded, so matching stays linear whatever a customer sends.
 */

export interface Rule {
  /** One of the risks of risk.ts. */
  risk: string;
  name: string;
  pattern: RegExp;
  /** Not a hit where this is found in the match or within WINDOW characters of it. */
  unless: RegExp | undefined;
}

/** How far around a match its exception is looked for: some eight words. */
export const WINDOW = 48;

export interface Pack {
  locale: string;
  /** Turns of phrase that only sound like a risk; read as if they were not there. */
  idioms: RegExp | undefined;
  rules: readonly Rule[];
}

export interface Phrases {
  locale: string;
  /** Japanese and its like have no spaces between words, hence no word boundaries. */
  spaced?: boolean;
  fragments?: Readonly<Record<string, string>>;
  idioms?: readonly string[];
  /** By risk: name of the rule → its phrase, or its phrases, and where that is no hit. */
  rules: Readonly<Record<string, Readonly<Record<string, string | readonly string[] | Guarded>>>>;
}

export interface Guarded {
  is: string | readonly string[];
  unless: string | readonly string[];
}

/** @throws SyntaxError when a phrase is malformed: at load, so a test that imports the lists finds it. */
export function pack({ locale, spaced = true, fragments = {}, idioms, rules }: Phrases): Pack {
  const compile = (phrases: string | readonly string[], flags = ''): RegExp =>
    new RegExp(
      [phrases]
        .flat()
        .map((phrase) => source(phrase, fragments, spaced))
        .join('|'),
      flags,
    );
  return {
    locale,
    idioms: idioms && compile(idioms, 'g'),
    rules: Object.entries(rules).flatMap(([risk, named]) =>
      Object.entries(named).map(([name, given]) => {
        const guarded = typeof given === 'string' || !('is' in given) ? undefined : given;
        return {
          risk,
          name: `${locale}.${name}`,
          pattern: compile(guarded ? guarded.is : (given as string | readonly string[]), 'g'),
          unless: guarded && compile(guarded.unless),
        };
      }),
    ),
  };
}

function source(phrase: string, fragments: Readonly<Record<string, string>>, spaced: boolean): string {
  const whole = phrase.replace(/\{([a-z]\w*)\}/g, (_, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined)
      throw new SyntaxError(`The phrase "${phrase}" names no known fragment: ${name}`);
    return fragment;
  });
  const compiled = whole
    .normalize('NFKD')
    .replaceAll(' ... ', '<far>')
    .replaceAll(' .. ', '<near>')
    .replace(/(?<!\\[a-z])(?<=[a-z])\*/g, '\\w*')
    .replace(/\((?!\?)/g, '(?:')
    .replaceAll(' ?', '\\W{0,3}')
    .replaceAll(' ', '\\W{1,3}')
    .replaceAll("'", '\\W?')
    .replaceAll('<near>', '\\W{1,3}(?:\\w+\\W{1,3}){0,3}?')
    .replaceAll('<far>', '\\W{1,3}(?:\\w+\\W{1,3}){0,7}?');
  if (!spaced) return compiled;
  const before = /^\^/.test(compiled) ? '' : '\\b';
  const after = /\$$/.test(compiled) ? '' : '\\b';
  return `${before}(?:${compiled})${after}`;
}
