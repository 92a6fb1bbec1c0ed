/** The phrases that a desk adds, compiled like the built-in ones but taken literally. */
import { fold } from './fold.ts';
import type { Pack } from './pattern.ts';

export interface OwnPhrase {
  phrase: string;
  /** The language it is for (BCP 47). Absent: all. */
  locale?: string;
}

/** Between the words of a phrase: any white space and punctuation, as people type it. */
const BETWEEN = '[^\\p{L}\\p{N}]{1,3}';

const compiled = new WeakMap<object, Map<string, Pack>>();

/** Compiles once per list and language. */
export function ownPack(
  phrases: Readonly<Partial<Record<string, readonly OwnPhrase[]>>>,
  language?: string,
): Pack {
  const known = compiled.get(phrases) ?? new Map<string, Pack>();
  compiled.set(phrases, known);
  const primary = language?.split('-')[0]?.toLowerCase();
  const key = primary ?? '';
  const pack = known.get(key) ?? {
    locale: 'desk',
    idioms: undefined,
    rules: Object.entries(phrases).flatMap(([risk, list = []]) =>
      list.flatMap(({ phrase, locale }, at) => {
        const pattern = literal(phrase);
        const meant =
          primary === undefined || locale === undefined || locale.split('-')[0]?.toLowerCase() === primary;
        return meant && pattern ? [{ risk, name: `desk.${risk}.${at + 1}`, pattern, unless: undefined }] : [];
      }),
    ),
  };
  known.set(key, pack);
  return pack;
}

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
