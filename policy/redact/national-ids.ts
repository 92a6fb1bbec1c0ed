/** Numbers that a state gives a person, told by their shape and check digits; those that need a name are in by-name.ts. */
import { passesLuhn } from '../mask.ts';
import { disjoint } from './addresses.ts';
import type { Span } from './find.ts';

interface NationalId {
  /** As it is written. */
  shape: string;
  /** Of the upper-case letters and digits. */
  check: (plain: string) => boolean;
}

/** Letters of the Spanish and Irish checks, by remainder of 23. */
const spanish = 'TRWAGMYFPDXBNJZSQVHLCKE';
const irish = 'WABCDEFGHIJKLMNOPQRSTUV';
/** Finland's, by remainder of 31. */
const finnish = '0123456789ABCDEFHJKLMNPRSTUVWXY';

const ids: readonly NationalId[] = [
  // United Kingdom, National Insurance: no check digit; prefixes as HMRC lists them (NIM39110).
  {
    shape: '[a-z]{2}[ -]?\\d{2}[ -]?\\d{2}[ -]?\\d{2}[ -]?[a-d]',
    check: (id) => /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]/.test(id),
  },
  // France, NIR: 97 less the remainder of 97; Corsica's 2A and 2B count as 19 and 18.
  {
    shape: '[1-478][ .]?\\d{2}[ .]?\\d{2}[ .]?(?:\\d{2}|2[ab])[ .]?\\d{3}[ .]?\\d{3}[ .]?\\d{2}',
    check: (id) =>
      97 - (Number(id.slice(0, 13).replace('2A', '19').replace('2B', '18')) % 97) === Number(id.slice(13)),
  },
  // Spain, DNI and NIE.
  { shape: '\\d{8}[ -]?[a-z]', check: (id) => spanish[Number(id.slice(0, 8)) % 23] === id[8] },
  {
    shape: '[xyz][ -]?\\d{7}[ -]?[a-z]',
    check: (id) => spanish[Number('XYZ'.indexOf(id[0] ?? '') + id.slice(1, 8)) % 23] === id[8],
  },
  // Italy, codice fiscale; letters may stand for digits where two people had the same.
  {
    shape: '[a-z]{6}[ ]?[\\dlmnp-v]{2}[abcdehlmprst][\\dlmnp-v]{2}[ ]?[a-z][\\dlmnp-v]{3}[a-z]',
    check: isCodiceFiscale,
  },
  // Belgium, national register: 97 less the remainder, with a 2 before those born from 2000.
  {
    shape: '\\d{2}[. ]?[0-5]\\d[. ]?[0-3]\\d[- ]?\\d{3}[. ]?\\d{2}',
    check: (id) =>
      ['', '2'].some((century) => 97 - (Number(century + id.slice(0, 9)) % 97) === Number(id.slice(9))),
  },
  // Germany, Steuer-ID as it is printed (ISO 7064 mod 11,10).
  { shape: '[1-9]\\d[ ]\\d{3}[ ]\\d{3}[ ]\\d{3}', check: isSteuerId },
  // Sweden, with the sign that tells the century; Luhn.
  {
    shape: '(?:19|20)?\\d{2}[01]\\d[0-9]\\d[-+]\\d{4}',
    check: (id) => isDay(id.slice(-8, -6), id.slice(-6, -4)) && passesLuhn(id.slice(-10)),
  },
  // Finland.
  {
    shape: '[0-3]\\d[01]\\d{3}[-+a-fu-y]\\d{3}[\\da-y]',
    check: (id) => {
      const digits = id.slice(0, 6) + id.slice(-4, -1);
      return finnish[Number(digits) % 31] === id.at(-1);
    },
  },
  // Norway: two check digits by 11.
  {
    shape: '[0-7]\\d[01]\\d{3}[ ]?\\d{5}',
    check: (id) =>
      weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
      weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  // Switzerland, AHV: EAN-13.
  {
    shape: '756[. ]?\\d{4}[. ]?\\d{4}[. ]?\\d{2}',
    check: (id) => weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  },
  // Brazil, CPF as it is printed.
  {
    shape: '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}',
    check: (id) =>
      ((weighted(id, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10 === Number(id[9]) &&
      ((weighted(id, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10 === Number(id[10]),
  },
  // Ireland, PPS.
  {
    shape: '\\d{7}[a-w][a-ciw]?',
    check: (id) =>
      irish[(weighted(id, [8, 7, 6, 5, 4, 3, 2]) + irish.indexOf(id[8] ?? 'W') * 9) % 23] === id[7],
  },
];

/** United States: areas 000 and 666 were never given; from 900 on it is a tax number of the same shape (ITIN). */
const ssn =
  /(?<![\p{L}\p{N}.-]|\p{N} )(?!000|666)\d{3}([- .])(?!00)\d{2}\1(?!0000)\d{4}(?![\p{L}\p{N}]|[-.]\d)/gu;

/** What a + begins is a phone number: +48 725 974 296 has the digits of a Steuer-ID. */
const candidates = ids.map(({ shape, check }) => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,/-]|\\+ ?)${shape}(?![\\p{L}\\p{N}]|[.,/-]\\p{N})`, 'giu'),
  check,
}));

export function nationalIdsIn(text: string): Span[] {
  const spans = candidates.flatMap(({ pattern, check }) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: written }): Span[] => {
      const plain = written.replace(/[^a-z\d]/gi, '').toUpperCase();
      return check(plain) ? [{ type: 'national_id', start: index, end: index + written.length }] : [];
    }),
  );
  const american = [...text.matchAll(ssn)].map(
    ({ index, 0: written }): Span => ({ type: 'ssn', start: index, end: index + written.length }),
  );
  return disjoint([...american, ...spans]);
}

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at] ?? 0), 0);

const isDay = (month: string, day: string): boolean =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 91; // 60 is added for coordination numbers

/** Values of the characters at odd places (decree of 23 December 1976); at even places a letter counts from A = 0. */
const oddPlaces = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

function isCodiceFiscale(id: string): boolean {
  const sum = [...id.slice(0, 15)].reduce((total, char, at) => {
    const value = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65;
    return total + (at % 2 === 0 ? (oddPlaces[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26)) === id[15];
}

function isSteuerId(id: string): boolean {
  let product = 10;
  for (const char of id.slice(0, 10)) {
    const sum = (Number(char) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(id[10]);
}
