/**
 * Card numbers that are too uncertain to be masked for good at intake (mask.ts), and certain enough not to leave for a
 * provider: lengths and ranges that few cards have, such as a Maestro of 12 digits.
 */
import { otherNumber, passesLuhn } from '../mask.ts';
import type { Span } from './find.ts';

/** Unbroken, or in fours with a shorter rest. What follows may be the date to which it is valid. */
const candidate =
  /(?<![\p{L}\p{N}_+#]|\p{N}[ .,:/-])(?:\d{12,19}|\d{4}(?:([ .-])\d{4})(?:\1\d{4})(?:\1\d{1,4}){0,2})(?![\p{L}\p{N}_]|[.,:-]\d)/gu;

/** Maestro from its shortest (ISO/IEC 7812), JCB of 15 digits, and whatever new range of 16 a network may open. */
const shapes = /^(?:(?:5[06-8]|67|6304|6390|0604)\d{8,17}|(?:2131|1800)\d{11}|[2-6]\d{15})$/;
const MIN_DIGITS = 12;
const MAX_DIGITS = 19;
/** Characters before a number in which its name is looked for. */
const BEFORE = 40;

export function cardsByShape(text: string): Span[] {
  return [...text.matchAll(candidate)].flatMap(({ index, 0: written }): Span[] => {
    const length = cardAtStartOf(written);
    if (length === 0 || otherNumber.test(text.slice(Math.max(0, index - BEFORE), index))) return [];
    return [{ type: 'card', start: index, end: index + length }];
  });
}

/** The longest prefix of whole groups that has the check digit of a card. 0: none. */
function cardAtStartOf(written: string): number {
  for (let end = written.length; end > 0; end = written.slice(0, end).search(/[ .-]\d*$/)) {
    const digits = written.slice(0, end).replace(/\D/g, '');
    if (digits.length < MIN_DIGITS) return 0;
    if (digits.length <= MAX_DIGITS && shapes.test(digits) && passesLuhn(digits)) return end;
  }
  return 0;
}
