/** Every mention of a text, found in an order in which none takes another's digits. */
import { type Folded, fold, unfold } from '../risk/fold.ts';
import { addresses, links, phones, spelledAddresses } from './contact-mentions.ts';
import { dates } from './date-mentions.ts';
import type { Finder, Mention } from './mention.ts';
import { quantityFinders } from './quantity-mentions.ts';

const finders: readonly Finder[] = [addresses, spelledAddresses, links, ...dates, phones, ...quantityFinders];

/** Digits of other scripts count like ours. They stand in runs of ten in Unicode, so the way back to 0 is the value. */
const digit = /\p{Nd}/u;
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (char) => {
    const code = char.charCodeAt(0);
    if (char.length > 1) return char;
    let value = 0;
    while (value < 9 && digit.test(String.fromCharCode(code - value - 1))) value++;
    return String(value);
  });
}

export interface Read {
  folded: Folded;
  /** The folded text, with digits as ours. */
  text: string;
  mentions: Mention[];
}

/** @param language of the text: number words are claimed in that language alone, and support in all. */
export function mentionsIn(original: string, language: string): Read {
  const folded = fold(original);
  const text = asciiDigits(folded.text);
  const mentions: Mention[] = [];
  let left = text;
  for (const find of finders) {
    const found = find(left, language);
    left = blanked(left, found);
    mentions.push(...found);
  }
  return { folded, text, mentions: mentions.toSorted((a, b) => a.start - b.start) };
}

/** Full stops of folded spaces would join what stood apart: a sign that no finder knows takes the place. */
function blanked(text: string, found: readonly { start: number; end: number }[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    parts.push(text.slice(at, start), '\u0001'.repeat(end - start));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** As the writer wrote it. */
export function written(original: string, folded: Folded, start: number, end: number): string {
  const span = unfold(folded, start, end);
  return original.slice(span.start, span.end);
}

/** The original with a sign in place of each mention, for whoever looks for something else. */
export function withoutMentions(original: string, { folded, mentions }: Read): string {
  const spans = mentions.map(({ start, end }) => unfold(folded, start, end));
  return blanked(original, spans);
}
