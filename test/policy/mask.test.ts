import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskCards } from '../../policy/mask.ts';

/** The digit that makes `digits` pass the check of ISO/IEC 7812-1, worked out independently of the code under test. */
function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, char, at) => {
    const doubled = Number(char) * (at % 2 === 0 ? 2 : 1);
    return total + Math.floor(doubled / 10) + (doubled % 10);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const card = fc
  .oneof(
    digits(14).map((rest) => `4${rest}`),
    fc.tuple(fc.integer({ min: 51, max: 55 }), digits(13)).map(([prefix, rest]) => `${prefix}${rest}`),
    fc.tuple(fc.integer({ min: 2221, max: 2720 }), digits(11)).map(([prefix, rest]) => `${prefix}${rest}`),
    fc.tuple(fc.constantFrom('34', '37'), digits(12)).map(([prefix, rest]) => `${prefix}${rest}`),
    digits(11).map((rest) => `6011${rest}`),
  )
  .map((body) => body + checkDigit(body));
const written = fc
  .tuple(card, fc.constantFrom('', ' ', '-', '.', '\u00a0', ' - '.trim()))
  .map(([number, separator]) => ({ number, text: (number.match(/.{1,4}/g) ?? []).join(separator) }));
const words = fc.constantFrom('', 'my card is ', 'Bitte: ', 'carte=', 'カード', 'pay with (');

describe('card numbers', () => {
  it.each([
    ['4111 1111 1111 1111', '•••• •••• •••• 1111'],
    ['my card is 4111-1111-1111-1111 exp 12/27', 'my card is ••••-••••-••••-1111 exp 12/27'],
    ['5555555555554444', '••••••••••••4444'],
    ['Visa4111111111111111', 'Visa••••••••••••1111'],
    ['card#4111111111111111', 'card#••••••••••••1111'],
    ['3782 822463 10005', '•••• •••••• •0005'],
    ['４１１１ １１１１ １１１１ １１１１', '•••• •••• •••• １１１１'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '• • • • • • • • • • • • 1 1 1 1'],
    ['4111 1111 1111 1111 5555 5555 5555 4444', '•••• •••• •••• 1111 •••• •••• •••• 4444'],
    ['4111 1111 1111 1111 12 27', '•••• •••• •••• 1111 12 27'],
    ['order number 4111 1111 1111 1111', 'order number •••• •••• •••• 1111'],
  ])('are masked but for the last four: %s', (text, masked) => expect(maskCards(text).text).toBe(masked));

  it.each([
    '4111 1111 1111 1112',
    'order number 4111111111111111',
    'Sendungsnummer: 4111111111111111',
    'tracking 1Z4111111111111111',
    'DE44 5001 0517 5407 3249 31',
    'GB29 NWBK 6016 1331 9268 19',
    '+49 170 1234567 890123',
    '1234567812345670',
    '00340434161094042557',
    '2024-11-22 10:30:15.123456',
    '9400 1000 0000 0000 0000 00',
    '41111111111111111111111',
  ])('are not seen in: %s', (text) => expect(maskCards(text)).toEqual({ text, masked: [] }));

  it('of every network are found in any text, however they are grouped', () => {
    fc.assert(
      fc.property(
        words,
        written,
        fc.constantFrom('', '.', ' thanks', ')', '\nBye'),
        (before, { number, text }, after) => {
          const result = maskCards(before + text + after);
          expect(result.masked).toEqual([
            { start: before.length, end: before.length + text.length, kind: 'card' },
          ]);
          expect(result.text.replace(/[^\d•]/g, '')).toBe('•'.repeat(number.length - 4) + number.slice(-4));
        },
      ),
    );
  });

  it('leave nothing to mask a second time, and the length as it was', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            written.map(({ text }) => text),
            fc.string(),
            words,
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const text = parts.join(' ');
          const once = maskCards(text);
          expect(once.text).toHaveLength(text.length);
          expect(maskCards(once.text)).toEqual({ text: once.text, masked: [] });
        },
      ),
    );
  });

  it('with one wrong digit are left alone', () => {
    fc.assert(
      fc.property(card, fc.nat(15), fc.integer({ min: 1, max: 9 }), (number, place, change) => {
        const at = 6 + (place % (number.length - 6));
        const digit = (Number(number[at]) + change) % 10;
        const wrong = `${number.slice(0, at)}${digit}${number.slice(at + 1)}`;
        expect(maskCards(wrong).masked).toEqual([]);
      }),
    );
  });

  it('are looked for in linear time', () => {
    const began = performance.now();
    maskCards('4 '.repeat(50_000));
    maskCards('1234 '.repeat(20_000));
    maskCards('7'.repeat(100_000));
    // 0.3 s on an idle core; trying every pair of groups would take minutes.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
