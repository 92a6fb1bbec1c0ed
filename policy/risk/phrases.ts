/** The phrases that a desk adds, compiled like the built-in ones but taken literally. */
import { fold } from './fold.ts';
import type { Rule } from './pattern.ts';

export interface OwnPhrase {
  phrase: string;
  /** The language it is for (BCP 47). Absent: all. */
  locale?: string;
}

/** Between the words of a phrase: any white space and punctuation, as people type it. */
const BETWEEN = '[^\\p{L}\\p{N}]{1,3}';

const compiled = new WeakMap<object, Map<string, readonly Rule[]>>();

/** Compiles once per list and language. */
export function ownRules(
  phrases: Readonly<Partial<Record<string, readonly OwnPhrase[]>>>,
  language = '',
): readonly Rule[] {
  const byLanguage = compiled.get(phrases) ?? new Map<string, readonly Rule[]>();
  compiled.set(phrases, byLanguage);
  const key = primary(language);
  const known = byLanguage.get(key);
  if (known) return known;
  const rules = Object.entries(phrases).flatMap(([risk, list = []]) =>
    list.flatMap(({ phrase, locale }, at) => {
      const regExp = literal(phrase);
      const meant = key === '' || locale === undefined || primary(locale) === key;
      const patterns = regExp ? [{ regExp, needs: [] }] : [];
      return meant ? [{ risk, name: `desk.${risk}.${at + 1}`, patterns, unless: undefined }] : [];
    }),
  );
  byLanguage.set(key, rules);
  return rules;
}

/** `de-AT` → `de` */
const primary = (language: string): string => language.split('-')[0]?.toLowerCase() ?? '';

/** A phrase of punctuation alone matches nothing. Ends only bind where words have spaces between them. */
function literal(phrase: string): RegExp | undefined {
  const words = fold(phrase).text.match(/[\p{L}\p{N}\p{M}]+/gu);
  if (!words) return undefined;
  const first = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(
    words[0] ?? '',
  );
  const body = words.join(BETWEEN);
  return new RegExp(first ? body : `(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'gu');
}
