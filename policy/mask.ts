/** Card numbers in a customer's text: found by issuer, length and check digit, and masked before anything is stored. */

export interface Masked {
  /** As long as the original (UTF-16 units), so that offsets into one hold in the other. */
  text: string;
  masked: { start: number; end: number; kind: 'card' }[];
}

/** First digits and lengths that card networks issue (ISO/IEC 7812; ranges as the networks publish them). Others are not cards. */
const networks: readonly { from: string; to: string; lengths: readonly number[] }[] = [
  { from: '4', to: '4', lengths: [13, 16, 19] }, // Visa
  { from: '51', to: '55', lengths: [16] }, // Mastercard
  { from: '2221', to: '2720', lengths: [16] }, // Mastercard
  { from: '34', to: '34', lengths: [15] }, // American Express
  { from: '37', to: '37', lengths: [15] },
  { from: '300', to: '305', lengths: [14, 16, 19] }, // Diners Club
  { from: '36', to: '36', lengths: [14, 16, 19] },
  { from: '38', to: '39', lengths: [14, 16, 19] },
  { from: '6011', to: '6011', lengths: [16, 19] }, // Discover
  { from: '644', to: '649', lengths: [16, 19] },
  { from: '65', to: '65', lengths: [16, 19] },
  { from: '62', to: '62', lengths: [16, 17, 18, 19] }, // UnionPay
  { from: '3528', to: '3589', lengths: [16, 17, 18, 19] }, // JCB
  { from: '50', to: '50', lengths: [13, 14, 15, 16, 17, 18, 19] }, // Maestro
  { from: '56', to: '58', lengths: [13, 14, 15, 16, 17, 18, 19] },
  { from: '6304', to: '6304', lengths: [16, 17, 18, 19] },
  { from: '6759', to: '6763', lengths: [16, 17, 18, 19] },
];

/** Shortest and longest number that a card has (ISO/IEC 7812). */
const MIN_DIGITS = 13;
const MAX_DIGITS = 19;
/** How many digits stay, for the customer to recognise the card by (PCI DSS 3.4.1 allows it). */
const KEPT = 4;

/** ASCII, full-width and Arabic-Indic digits: each is one UTF-16 unit whose low four bits are its value. */
export const digit = '[0-9\\uff10-\\uff19\\u0660-\\u0669\\u06f0-\\u06f9]';
/** Any kind of space (also of no width), dot or dash. */
const gap = '[ \\t\\u00a0\\u2000-\\u200d\\u202f\\u3000.\\-\\u2010-\\u2015\\u2060\\ufeff]{0,2}';
/** Latin letters right before or after make it something else: a part of an IBAN, a tracking number. So does what is masked already. */
const run = new RegExp(
  `(?<![_+]|\\p{N}${gap}|(?!visa|card|amex)\\p{Script=Latin}{4}|(?<!\\p{Script=Latin})\\p{Script=Latin}{1,3}|•${gap})${digit}(?:${gap}${digit}){${MIN_DIGITS - 1},}(?![\\p{Script=Latin}\\p{N}_])`,
  'giu',
);
const group = new RegExp(`${digit}+`, 'gu');

/** Words that introduce numbers of other kinds, right before an unbroken run of digits. */
export const otherNumber =
  /(?:order|tracking|parcel|shipment|consignment|invoice|ticket|case|reference|serial|imei|iccid|bestell\p{L}*|auftrags\p{L}*|sendungs\p{L}*|rechnungs\p{L}*|commande|colis|suivi|facture|pedido|envio|env\u00edo|seguimiento|factura)\P{L}{0,3}(?:(?:number|numero|num\u00e9ro|n\u00famero|nummer|no|nr|id|is|ist|est|es|de|du|:)\P{L}{0,3}){0,3}$/iu;
const BEFORE = 40;

interface Group {
  start: number;
  end: number;
}

/** Pure, and idempotent: a masked text holds no card number. */
export function maskCards(text: string): Masked {
  const masked: Masked['masked'] = [];
  let out = '';
  let done = 0;
  for (const match of text.matchAll(run)) {
    const before = text.slice(Math.max(0, match.index - BEFORE), match.index);
    for (const { start, end } of cardsIn(match[0], otherNumber.test(before))) {
      const [from, to] = [match.index + start, match.index + end];
      out += text.slice(done, from) + hidden(text.slice(from, to));
      masked.push({ start: from, end: to, kind: 'card' });
      done = to;
    }
  }
  return { text: out + text.slice(done), masked };
}

/** A run may hold a card and something else ("4111 1111 1111 1111 12 27", two cards in a row): a card begins and ends with a group. */
function cardsIn(run: string, introduced: boolean): Group[] {
  const groups = [...run.matchAll(group)].map(({ index, 0: digits }) => ({
    start: index,
    end: index + digits.length,
    digits: decimal(digits),
  }));
  if (introduced && groups.length === 1) return [];
  const found: Group[] = [];
  for (let first = 0; first < groups.length; first++) {
    const taken = cardFrom(groups, first);
    if (taken === 0) continue;
    found.push({ start: groups[first]?.start ?? 0, end: groups[first + taken - 1]?.end ?? 0 });
    first += taken - 1;
  }
  return found;
}

/** How many groups the longest card has that begins with the group `first`; 0 for none. */
function cardFrom(groups: readonly (Group & { digits: string })[], first: number): number {
  let number = '';
  let longest = 0;
  for (let count = 1; first + count <= groups.length; count++) {
    number += groups[first + count - 1]?.digits ?? '';
    if (number.length > MAX_DIGITS) break;
    const whole = count === groups.length;
    if (isCard(number) && (whole || groupedLikeACard(groups.slice(first, first + count)))) longest = count;
  }
  return longest;
}

/** Equal groups with a shorter rest, or the groups of American Express and Diners Club. Asked only within a longer run. */
function groupedLikeACard(groups: readonly Group[]): boolean {
  const sizes = groups.map(({ start, end }) => end - start);
  const [size = 0] = sizes;
  const rest = sizes.at(-1) ?? 0;
  return (
    ['4-6-5', '4-6-4', '6-10', '6-13'].includes(sizes.join('-')) ||
    (rest <= size && sizes.slice(0, -1).every((other) => other === size))
  );
}

/** Separators stay, so that the customer recognises what they wrote: "•••• •••• •••• 1111". */
function hidden(card: string): string {
  const digits = [...card.matchAll(new RegExp(digit, 'gu'))];
  const kept = digits.at(-KEPT)?.index ?? card.length;
  return card.slice(0, kept).replace(new RegExp(digit, 'gu'), '•') + card.slice(kept);
}

export function decimal(digits: string): string {
  return Array.from(digits, (char) => char.charCodeAt(0) & 0xf).join('');
}

function isCard(number: string): boolean {
  if (number.length < MIN_DIGITS || number.length > MAX_DIGITS) return false;
  return networks.some((network) => issues(network, number)) && passesLuhn(number);
}

function issues({ from, to, lengths }: (typeof networks)[number], number: string): boolean {
  return (
    lengths.includes(number.length) &&
    number.slice(0, from.length) >= from &&
    number.slice(0, to.length) <= to
  );
}

/** ISO/IEC 7812-1 annex B. */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let fromRight = 0; fromRight < number.length; fromRight++) {
    const digit = Number(number[number.length - 1 - fromRight]);
    sum += fromRight % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
