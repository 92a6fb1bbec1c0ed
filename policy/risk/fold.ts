/** Folding: a text as rules compare it, with the way back to the original's offsets. */

export interface Folded {
  /** Lower case, without accents, typographic variants or invisible characters; white space is one space, or one line break. */
  text: string;
  /** For each character of `text`, where what it came from begins and ends in the original (UTF-16 offsets). */
  starts: readonly number[];
  ends: readonly number[];
}

/** Letters that no decomposition turns into the spelling people use instead. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};
const letter = /[a-z]/;
const vowel = /[aeiou]/;
const apostrophe = /[\u0027\u0060\u00b4\u02bc\u2018\u2019\u201b\u2032]/u;
const dash = /[\u2010-\u2015\u2212]/u;
const white = /\s/u;
const mark = /\p{M}/u;
/** Voicing marks of Japanese are part of the letter. */
const voicing = /[\u3099\u309a]/u;
const invisible = /[\p{Cf}\p{Variation_Selector}]/u;

/** Pure. Follows NFKD, so that full-width, ligature and styled letters read as what they look like. */
export function fold(original: string): Folded {
  const out: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  /** How often the last letter came in a row. */
  let repeats = 0;
  for (const point of original) {
    const end = at + point.length;
    for (const char of point < '\u0080' ? asciiFolded(point) : wideFolded(point)) {
      const last = out.length - 1;
      if (isWhite(char) && isWhite(out[last])) {
        if (char === '\n') out[last] = char;
        ends[last] = end;
        continue;
      }
      repeats = char === out[last] ? repeats + 1 : 1;
      if (repeats > 2 && letter.test(char)) {
        // Drawn out ("heeeelp", "killlll"): a vowel is left once and a consonant twice.
        if (repeats === 3 && vowel.test(char)) {
          out.pop();
          starts.pop();
          ends.pop();
        }
        ends[out.length - 1] = end;
        continue;
      }
      out.push(char);
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { text: out.join(''), starts, ends };
}

/** The folded text on one line, for rules that need no way back. */
export function foldedLine(text: string): string {
  return fold(text).text.replaceAll('\n', ' ');
}

const isWhite = (char: string | undefined): boolean => char === ' ' || char === '\n';

function asciiFolded(char: string): string {
  if (char === '`') return "'";
  if (char === '\n' || char === '\r') return '\n';
  return char <= ' ' ? ' ' : char.toLowerCase();
}

function wideFolded(point: string): string {
  if (apostrophe.test(point)) return "'";
  if (dash.test(point)) return '-';
  if (white.test(point)) return point === '\u2028' || point === '\u2029' ? '\n' : ' ';
  if (invisible.test(point)) return '';
  let folded = '';
  for (const part of point.normalize('NFKD').toLowerCase()) {
    if (mark.test(part) && !voicing.test(part)) continue;
    // An astral character is one unit here, so that offsets count units.
    folded += spelled[part] ?? (part.length === 1 ? part : '\ufffc');
  }
  return folded;
}

/** Where the folded span [start, end) lies in the original. */
export function unfold(folded: Folded, start: number, end: number): { start: number; end: number } {
  return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 };
}
