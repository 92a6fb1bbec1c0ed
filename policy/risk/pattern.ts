/**
 * The small language in which risk phrases are written, compiled to regular expressions over folded text (see fold.ts):
 *
 * - a space stands for any one to three characters between words, ` ?` for none to three, an apostrophe for itself or nothing
 * - `(a|b)` are alternatives, `?` makes the letter or group before it optional, `[...]` is a set of characters without a space
 * - `*` after a letter takes any ending of the word
 * - ` .. ` lets up to three words stand in between, ` ... ` up to nine
 * - ` ~ ` joins what stands near each other in either order, up to nine words apart: `{child} ~ (slapped|hit)`. Not within brackets, and at most twice
 * - `{name}` is a fragment of the same list
 * - `[.,!]` is the end of a sentence or line; `^` and `$` tie to the whole message; other regular-expression syntax means what it always does
 *
 * Every repetition of words is bounded, so matching stays linear whatever a customer sends.
 */
import { allNeedsOf, type Prepared, prepare } from './needs.ts';

/** One alternative of a phrase, with what a text must contain for it to be worth trying. */
export interface Pattern {
  regExp: RegExp;
  needs: Prepared;
}

export interface Rule {
  /** One of the risks of risk.ts. */
  risk: string;
  name: string;
  patterns: readonly Pattern[];
  /** Not a hit where this is found in the match, or within WINDOW characters of it in the same sentence. */
  unless: RegExp | undefined;
}

/** How far around a match its exception is looked for: some eight words. */
export const WINDOW = 48;

export interface Pack {
  /** Turns of phrase that only sound like a risk; read as if they were not there. */
  idioms: readonly Pattern[];
  rules: readonly Rule[];
}

type Phrase = string | readonly string[];

export interface Phrases {
  locale: string;
  /** Japanese and its like have no spaces between words, hence no word boundaries. */
  spaced?: boolean;
  fragments?: Readonly<Record<string, string>>;
  idioms?: readonly string[];
  /** By risk: name of the rule → its phrase or phrases, and where that is no hit. */
  rules: Readonly<Record<string, Readonly<Record<string, Phrase | { is: Phrase; unless: Phrase }>>>>;
}

/** @throws SyntaxError when a phrase is malformed: at load, so that a test which imports the lists finds it. */
export function pack({ locale, spaced = true, fragments = {}, idioms = [], rules }: Phrases): Pack {
  const sources = (phrases: Phrase): string[] =>
    [phrases].flat().flatMap((phrase) => alternativesOf(source(phrase, fragments), spaced));
  const patterns = (phrases: Phrase): Pattern[] =>
    sources(phrases).map((text) => ({ regExp: new RegExp(text, 'g'), needs: prepare(allNeedsOf(text)) }));
  return {
    idioms: patterns(idioms),
    rules: Object.entries(rules).flatMap(([risk, named]) =>
      Object.entries(named).map(([name, given]) => {
        const { is, unless } =
          typeof given === 'object' && 'is' in given ? given : { is: given, unless: undefined };
        return {
          risk,
          name: `${locale}.${name}`,
          patterns: patterns(is),
          unless: unless === undefined ? undefined : new RegExp(sources(unless).join('|')),
        };
      }),
    ),
  };
}

function source(phrase: string, fragments: Readonly<Record<string, string>>): string {
  const whole = phrase.replace(/\{([a-z]\w*)\}/g, (_, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined)
      throw new SyntaxError(`The phrase "${phrase}" names no known fragment: ${name}`);
    return fragment;
  });
  return whole
    .normalize('NFKD')
    .replaceAll('[.,!', '[.,!\\n')
    .replaceAll(' ... ', '<far>')
    .replaceAll(' .. ', '<near>')
    .replaceAll(' ~ ', '<any>')
    .replace(/(?<!\\[a-z])(?<=[a-z])\*/g, '\\w*')
    .replace(/\((?!\?)/g, '(?:')
    .replaceAll(' ?', '\\W{0,3}')
    .replaceAll(' ', '\\W{1,3}')
    .replaceAll("'", '\\W?')
    .replaceAll('<near>', '\\W{1,3}(?:\\w+\\W{1,3}){0,3}?')
    .replaceAll('<far>', FAR);
}

const FAR = '\\W{1,3}(?:\\w+\\W{1,3}){0,9}?';
/** Within a sentence of a script without spaces: about as much as nine words. */
const FAR_UNSPACED = '[^\u3002\uff01\uff1f!?\\n]{0,24}?';

function orders(parts: readonly string[]): string[][] {
  if (parts.length < 2) return [[...parts]];
  return parts.flatMap((first, at) => orders(parts.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

/** Each alternative by itself, so that one which cannot match costs nothing, with word boundaries where words have them. */
function alternativesOf(compiled: string, spaced: boolean): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= compiled.length; at++) {
    const char = compiled[at];
    if (char === '\\') at++;
    else if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth--;
    if (char !== undefined && (char !== '|' || depth > 0)) continue;
    found.push(compiled.slice(from, at));
    from = at + 1;
  }
  const ordered = found.flatMap((one) =>
    orders(one.split('<any>')).map((parts) => parts.join(spaced ? FAR : FAR_UNSPACED)),
  );
  if (!spaced) return ordered;
  return ordered.map((one) => `${one.startsWith('^') ? '' : '\\b'}${one}${one.endsWith('$') ? '' : '\\b'}`);
}
