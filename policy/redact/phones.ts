/** Phone numbers: by their + or 0, by how they are grouped, or because the words before say so. */
import { otherNumber } from '../mask.ts';
import type { Span } from './find.ts';

/** ITU-T E.164: at most 15 digits. Local numbers have six or more. */
const MIN_DIGITS = 6;
const MAX_DIGITS = 15;
/** Characters before a number in which its name is looked for. */
const BEFORE = 48;

const candidate =
  /(?<![\p{L}\p{N}_+#$€£¥]|\p{N}[.,:/-]|[\p{L}_][-_/])(?:\+ ?)?\(?\+?\d(?:[ .\-/()\t]{0,3}\d){5,19}(?:,? ?(?:ext(?:ension)?|extn|x|durchwahl|dw|poste|anexo|toestel|;ext=)[ .:]{0,2}\d{1,6})?(?![\p{L}\p{N}_%€$£¥]|[.,:]\d)/giu;

const phoneWords =
  /(?:phone|\btel\b|telefon\p{L}*|t[eé]l[eé]phone|tel[eé]fono|telefoon\p{L}*|mobile?\b|mobil\p{L}*|\bcell|handy\p{L}*|portable|m[oó]vil|celular|whatsapp|\bsms\b|\bcall\b|\bring\b|\btext\b|\bdial\b|\breach\b|contact|\bfax|hotline|(?:my|his|her|their|our|your|the|phone|on) number|(?:meine|unter der|seine|ihre) nummer|mon num[eé]ro|mi n[uú]mero|mijn nummer|registered|voicemail|appel\p{L}*|llam\p{L}*|\bbel\b|\bruf\p{L}*|anruf\p{L}*|erreich\p{L}*|chiam\p{L}*|cellulare|\bgsm\b)[^\d]{0,30}$/iu;
/** Numbers of other kinds, by the words right before them. */
const otherWords =
  /(?:customer|client|account|item|model|part|article|product|sku|policy|contract|member|membership|booking|reservation|flight|room|rma|isbn|ean|gtin|upc|zip|postal|postcode|version|kunden\p{L}*|artikel\p{L}*|vertrag\p{L}*|konto\p{L}*|plz|mitglied\p{L}*|buchung\p{L}*|klant\p{L}*|contrat|compte|cuenta|cliente)\P{L}{0,3}(?:(?:number|numbers|code|id|no|nr|nummer|num[eé]ro|n[uú]mero|is|ist|est|es|was|:)\P{L}{0,3}){0,3}$/iu;
const moneyBefore = /(?:[$€£¥]|\b(?:usd|eur|gbp|chf|rs|inr)\.?) ?$/iu;
const moneyAfter =
  /^ ?(?:[$€£¥%]|(?:usd|eur|euros?|dollars?|gbp|pounds?|chf|kr|km|kg|pcs|stück|items|units|years)\b)/iu;

export function phonesIn(text: string): Span[] {
  return [...text.matchAll(candidate)].flatMap(({ index, 0: whole }): Span[] => {
    const before = text.slice(Math.max(0, index - BEFORE), index);
    const after = text.slice(index + whole.length, index + whole.length + 10);
    const lead = whole.startsWith('(') && !whole.includes(')') ? 1 : 0;
    return isPhone(whole, before, after)
      ? [{ type: 'phone', start: index + lead, end: index + whole.length }]
      : [];
  });
}

function isPhone(whole: string, before: string, after: string): boolean {
  const number = whole.replace(/[,;]? ?\p{L}.*$/u, '');
  const digits = number.replace(/\D/g, '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
  if (looksLikeSum(number)) return false;
  if (number.includes('+')) return digits.length >= 7;
  if (looksLikeDate(number) || isBookNumber(digits)) return false;
  if (otherNumber.test(before) || otherWords.test(before)) return false;
  if (moneyBefore.test(before) || moneyAfter.test(after)) return false;
  if (whole !== number) return true; // it has an extension
  return phoneWords.test(before) || hasShapeOfPhone(number, digits);
}

/** Without words: what is grouped as numbers of other kinds are not. */
function hasShapeOfPhone(number: string, digits: string): boolean {
  const groups = number.match(/\d+/g)?.map((group) => group.length) ?? [];
  const { length } = digits;
  if (/^00[1-9]/.test(digits)) return length >= 10;
  if (/\(\d{2,5}\)/.test(number)) return length >= 7 && length <= 13;
  if (/^0[1-9]/.test(digits) && length >= 9 && length <= (groups.length > 1 ? 13 : 12))
    return groups.length > 1 || length >= 10;
  if (isAmount(number)) return false;
  if (/^(?:1-)?3-3-4$/.test(groups.join('-'))) return /^1?[2-9]/.test(digits);
  return groups.length >= 3 && length >= 8 && length <= 11 && groups.every((size) => size >= 2 && size <= 4);
}

/** Thousands with a space or a dot between them. Hundreds of millions with spaces are rarer than phones written the same way. */
const isAmount = (number: string): boolean =>
  /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(number) || /^[1-9]\d{0,1}(?: \d{3})+$|^\d{3} \d{3}$/.test(number);

const day = '(?:0?[1-9]|[12]\\d|3[01])';
/** A date alone or in what goes on after it, a span of years. */
const date = new RegExp(
  `(?<!\\d)(?:19|20)\\d{2}([-./ ])${day}\\1${day}(?!\\d)|^${day}([-./ ])${day}\\2(?:(?:19|20)\\d{2}|\\d{2}$)(?!\\d)|^(?:19|20)\\d{2}[-/](?:19|20)\\d{2}$|^(?:19|20)\\d{6}$`,
);
const looksLikeDate = (number: string): boolean =>
  date.test(number.replace(/^\(/, '').replace(/ ?([-./]) ?/g, '$1'));

/** "155.33 - 147.05" */
const looksLikeSum = (number: string): boolean => /\d\.\d{2} {1,2}[-/] ?\d/.test(number);

/** ISBN-13 and its check digit (ISO 2108). */
function isBookNumber(digits: string): boolean {
  if (!/^97[89]\d{10}$/.test(digits)) return false;
  return [...digits].reduce((sum, char, at) => sum + Number(char) * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}
