/** Personal data in a text: where it stands and what it is. Pure, in linear time, and it throws for no text. */
import { decimal, digit, maskCards } from '../mask.ts';
import { ibansIn } from '../risk/iban.ts';
import { disjoint, emailsIn, ipsIn } from './addresses.ts';
import { cardsByName, idsByName } from './by-name.ts';
import { cardsByShape } from './cards.ts';
import { nationalIdsIn } from './national-ids.ts';
import { phonesIn } from './phones.ts';
import { secretsIn } from './secrets.ts';

export type PersonalData =
  | 'card'
  | 'card_code'
  | 'iban'
  | 'bank_account'
  | 'ssn'
  | 'national_id'
  | 'password'
  | 'secret'
  | 'email'
  | 'ip'
  | 'phone';

export interface Span {
  type: PersonalData;
  /** UTF-16 offsets; the end is exclusive. */
  start: number;
  end: number;
}

export interface FindOptions {
  /** What these match is left alone, such as a desk's order numbers; never a card number or an IBAN. Flags are taken as they are, and `g` added. */
  keep?: readonly RegExp[];
  /** Values that are known from elsewhere, to be found again where no word names them. */
  also?: ReadonlyMap<string, PersonalData>;
}

type Finder = (text: string) => Span[];

/** By their check digits. No pattern of a desk keeps these: it may have been written for order numbers of as many digits. */
const checked: readonly Finder[] = [
  // Before cards: its digits may hold what looks like one.
  (text) => ibansIn(text).map((span) => ({ type: 'iban', ...span })),
  (text) => maskCards(text).masked.map(({ start, end }) => ({ type: 'card', start, end })),
];
/** A match of `keep` within one of these is a part of it: the digits of an address are no order number because a pattern is short. */
const unmistakable: readonly Finder[] = [secretsIn, emailsIn];
/** In this order: what is surer comes first, and takes its characters away from the rest. */
const likely: readonly Finder[] = [cardsByName, cardsByShape, nationalIdsIn, idsByName, ipsIn, phonesIn];

/** Sorted, and without overlap. Of what `keep` matches, nothing is in a span but cards, IBANs, and parts of something unmistakable. */
export function findPersonalData(text: string, options: FindOptions = {}): Span[] {
  const { seen, at } = visible(text);
  if (seen === text) return findIn(text, options);
  return findIn(seen, options).map(({ type, start, end }) => ({
    type,
    start: at[start] ?? 0,
    end: (at[end - 1] ?? 0) + 1,
  }));
}

const invisible = /[\p{Cf}\p{Variation_Selector}]+/gu;

/** What a reader sees: a soft hyphen or a space of no width hides nothing from them. With the way back to the original. */
function visible(text: string): { seen: string; at: readonly number[] } {
  let seen = '';
  const at: number[] = [];
  const add = (from: number, to: number) => {
    seen += text.slice(from, to);
    for (let index = from; index < to; index++) at.push(index);
  };
  let done = 0;
  for (const { index, 0: hidden } of text.matchAll(invisible)) {
    add(done, index);
    done = index + hidden.length;
  }
  if (done > 0) add(done, text.length);
  return done === 0 ? { seen: text, at } : { seen, at };
}

function findIn(text: string, { keep = [], also }: FindOptions): Span[] {
  const kept = keep.flatMap((pattern) => matches(text, pattern));
  const marks = matches(text, fenceMark);
  let left = without(plain(text), marks);
  const found: Span[] = [];
  const take = (finder: Finder, allowed: (span: Span) => boolean) => {
    const spans = finder(left).filter(allowed);
    found.push(...spans);
    left = without(left, spans);
  };
  const keptWhole = inside(kept);
  for (const finder of checked) take(finder, () => true);
  for (const finder of unmistakable) take(finder, (span) => !keptWhole(span));
  left = without(left, kept);
  for (const finder of likely) take(finder, () => true);
  const known = new Map(also);
  for (const { type, start, end } of found) remember(known, type, text.slice(start, end));
  take(
    (rest) => again(rest, known),
    () => true,
  );
  return found.sort((a, b) => a.start - b.start);
}

/** How many values are looked for again; a limit, so that a text full of passwords costs no more than another. */
const MAX_REMEMBERED = 100;
/** Shorter values would be found in words that have nothing to do with them. */
const MIN_REMEMBERED = 5;

/** Keeps a value that was found by the words around it, and may come again without them. */
export function remember(known: Map<string, PersonalData>, type: PersonalData, written: string): void {
  const value = written.replace(invisible, '');
  if (!foundByName.has(type) || value.length < MIN_REMEMBERED || known.size >= MAX_REMEMBERED) return;
  if (!known.has(value)) known.set(value, type);
}
const foundByName: ReadonlySet<PersonalData> = new Set([
  'password',
  'secret',
  'phone',
  'national_id',
  'bank_account',
  'ssn',
  'card',
]);

function again(text: string, known: ReadonlyMap<string, PersonalData>): Span[] {
  const spans = [...known].flatMap(([value, type]) => {
    const found: Span[] = [];
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
      if (!isWordSign(text[at - 1]) && !isWordSign(text[at + value.length]))
        found.push({ type, start: at, end: at + value.length });
    return found;
  });
  return disjoint(spans);
}

const isWordSign = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** The tags of a prompt's fences (prompts/fence.ts), up to their attributes. Nothing that a customer writes can look like one. */
const fenceMark = /<\/?[a-z_-]{1,40}-[bcdfghjkmnpqrstv]{8,64}(?=[\s>])/g;

interface Range {
  start: number;
  end: number;
}

function matches(text: string, pattern: RegExp): Range[] {
  const all = new RegExp(pattern.source, [...new Set(`${pattern.flags.replace('y', '')}g`)].join(''));
  return [...text.matchAll(all)]
    .filter((match) => match[0] !== '')
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Whether a span lies within one of the ranges. */
function inside(ranges: readonly Range[]): (span: Range) => boolean {
  const starts = [...ranges].sort((a, b) => a.start - b.start);
  // The furthest end of all ranges up to here: a span within one of them ends before it.
  let furthest = 0;
  const ends = starts.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  return ({ start, end }) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (ends[low - 1] ?? 0) >= end;
  };
}

/** Stands for a character that is taken: neither letter nor digit nor space, and in no value. */
const taken = '\uffff';

function without(text: string, ranges: readonly Range[]): string {
  if (ranges.length === 0) return text;
  let out = '';
  let done = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    out += text.slice(done, from) + taken.repeat(end - from);
    done = end;
  }
  return out + text.slice(done);
}

const foreignDigit = new RegExp(`(?![0-9])${digit}`, 'gu');

/** Digits, spaces and dashes of other kinds as those of ASCII, each in its place. */
function plain(text: string): string {
  return text
    .replace(foreignDigit, decimal)
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\uff0d]/g, '-')
    .replaceAll('\uff0b', '+')
    .replaceAll('\uff20', '@');
}
