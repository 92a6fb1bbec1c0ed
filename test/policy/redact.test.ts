import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findPersonalData } from '../../policy/redact/find.ts';
import { redactor } from '../../policy/redact/redactor.ts';
import { fence, markFor } from '../../prompts/fence.ts';
import { cases } from './redact-cases.ts';

/** `text` with each span as `{type:value}`. */
function shown(text: string, keep: RegExp[] = []): string {
  let out = '';
  let done = 0;
  for (const { type, start, end } of findPersonalData(text, { keep })) {
    out += `${text.slice(done, start)}{${type}:${text.slice(start, end)}}`;
    done = end;
  }
  return out + text.slice(done);
}

describe('personal data', () => {
  for (const [type, texts] of Object.entries(cases))
    it.each(texts)(`of type ${type} is found in: %s`, (marked) => {
      const text = marked.replace(/[‹›]/g, '');
      expect(shown(text)).toBe(marked.replace('‹', `{${type}:`).replace('›', '}'));
    });

  it.each([
    'my password is not working',
    'the password is rejected by the page',
    'password reset link does not arrive',
    'Password: how do I reset it?',
    'how do I change my password to something stronger',
    'What is the password policy?',
    'Passwort vergessen, was nun?',
    'the password was reset on 12.03.2024',
    'my PIN is not accepted',
    'the token expired',
    'your secret is safe with us',
    'order number 4111111',
    'the order 1234567890 is late',
    'contact me about order #12345678',
    'tracking 00340434161094042557',
    'parcel 1Z999AA10123456784',
    'customer number 12345678, Kundennummer 12345678',
    '2024-11-22 10:30:15, 12.11.2024 to 14.11.2024',
    'call me on 12.11.2024, between 9:00 and 17:30',
    'I paid 1.234.567 EUR and then $1234567',
    '10 000 000 people',
    'version 1.2.3.4 is broken',
    'ISBN 978-3-16-148410-0',
    'std::vector and a::b',
    'discount code SAVE10',
    'GPS 52.520008, 13.404954',
    'the visa on arrival of 2024',
    'a social security pension since 2014',
    'my card expired 12/27',
    '4111 1111 1111 1112',
    'serial SN292000008 is sold out',
    'order 5018 0000 1239, tracking 501800001239',
    '(03/18/2020), 1961 - 01 - 22, 27 (2005 - 03 - 27)',
    '155.33 - 147.05 + 268.77 - 235.13',
    'ich habe nie 12345678 bestellt, 14 dni 12345678, sin 12345678',
    'the password does not fit (I have access to it)???',
    'updated to beta (1.16.0.53)',
  ])('is not seen in: %s', (text) => expect(shown(text)).toBe(text));

  it('that was named once is found where nothing names it', () => {
    expect(shown('My password is hunter2. I typed hunter2 twice, not hunter22.')).toBe(
      'My password is {password:hunter2}. I typed {password:hunter2} twice, not hunter22.',
    );
  });

  it('is found behind characters that nobody sees, with them in the span', () => {
    expect(shown('it is 219\u200b-09-99\u00ad99 ok')).toBe('it is {ssn:219\u200b-09-99\u00ad99} ok');
    expect(shown('jo\u200bhn@example.com')).toBe('{email:jo\u200bhn@example.com}');
    expect(shown('\u202a+44 20 7946 0123\u202c')).toBe('\u202a{phone:+44 20 7946 0123}\u202c');
    expect(shown('my pass\u00adword is hunt\u200ber2, hunter2')).toBe(
      'my pass\u00adword is {password:hunt\u200ber2}, {password:hunter2}',
    );
  });

  it('is not what a desk keeps, unless that is only a part of it', () => {
    expect(shown('call about 12345678', [/\b\d{8}\b/])).toBe('call about 12345678');
    expect(shown('order 030 1234567', [/\d{3} \d{7}/y])).toBe('order 030 1234567');
    expect(shown('4111 1111 1111 1111', [/\d{4}/])).toBe('{card:4111 1111 1111 1111}');
    expect(shown('ab-123456@example.com', [/[a-z]{2}-\d{6}/])).toBe('{email:ab-123456@example.com}');
  });

  it('is a card or an IBAN whatever a desk keeps', () => {
    const keep = [/\d{16}/, /[\d ]{19}/, /[A-Z]{2}\d{20}/];
    expect(shown('pay with 4111111111111111', keep)).toBe('pay with {card:4111111111111111}');
    expect(shown('pay with 4111 1111 1111 1111', keep)).toBe('pay with {card:4111 1111 1111 1111}');
    expect(shown('order DE89370400440532013000', keep)).toBe('order {iban:DE89370400440532013000}');
    expect(shown('order 4111111111111112', keep)).toBe('order 4111111111111112');
  });

  it('has sound spans in every text: sorted, apart, within it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let done = 0;
        for (const { start, end } of findPersonalData(text)) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(end).toBeGreaterThan(start);
          done = end;
        }
        expect(done).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('is looked for in linear time', () => {
    const size = 20_000;
    const parts = [
      '1',
      '1.',
      '1-',
      '12 ',
      '+1 ',
      '(',
      'a',
      'a@',
      'a.',
      'a:',
      '"',
      ' ',
      'card ',
      'password ',
      'password is ',
      'pw:\n\n',
      'de44 ',
      'de44a1',
      'eyJaaaaaaaa.',
      '://a:b',
      'a at a dot ',
      'seed phrase a b ',
      '-----BEGIN PRIVATE KEY-----',
      '<a-',
      'ab@cd.ef ',
      '[email 1] ',
    ];
    for (const part of parts) {
      const text = part.repeat(size / part.length);
      const began = performance.now();
      findPersonalData(text);
      // 20 to 60 ms on an idle machine; what grows with the square of the size takes minutes.
      expect(performance.now() - began, part).toBeLessThan(1_500);
    }
    const passwords = Array.from({ length: 1_000 }, (_, n) => `password is x${n}yz`).join(' ');
    expect(findPersonalData(passwords)).toHaveLength(1_000);
  });
});

const reversible = fc.constantFrom(
  'a@example.com',
  'b@example.com',
  '192.0.2.7',
  '+44 20 7946 0123',
  '(415) 555-2671',
  '[email 1]',
  '[Email  2]',
  '[phone 1]',
  '[text 1]',
  '[ip address 1]',
  'hello',
  'order LP-1001',
  '$& $1',
  '\u{1f600}',
);
const restorable = fc.array(reversible, { maxLength: 8 }).map((words) => words.join(' | '));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...Object.values(cases).flat(), ' ', '\n', '\ud800', '\uffff', '4111 ', 'is'), {
      maxLength: 10,
    })
    .map((all) => all.join(' ').replace(/[‹›]/g, '')),
);

describe('a redactor', () => {
  it('puts back every text of a call as it was, whatever in it looks like a placeholder', () => {
    fc.assert(
      fc.property(fc.array(restorable, { maxLength: 5 }), (texts) => {
        const { hide, restore } = redactor();
        const hidden = texts.map(hide);
        expect(hidden.map(restore)).toEqual(texts);
        expect(hidden.join()).not.toMatch(/example\.com|192\.0|7946|2671/);
      }),
    );
  });

  it('throws for no text, and leaves no personal data that it finds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const hidden = redactor().hide(text);
        const unseen = findPersonalData(text).filter(({ start, end }) => end - start > 8);
        for (const { start, end } of unseen) expect(hidden).not.toContain(text.slice(start, end));
      }),
    );
  });

  it('gives the same value the same placeholder in every text, and another value another', () => {
    const { hide, restore } = redactor();
    expect(hide('a@example.com, b@example.com')).toBe('[email 1], [email 2]');
    expect(hide('again b@example.com and +44 20 7946 0123')).toBe('again [email 2] and [phone 1]');
    expect(restore('I wrote to [Email 2].')).toBe('I wrote to b@example.com.');
  });

  it("puts nobody's data in the place of a placeholder that a customer typed", () => {
    const { hide, restore } = redactor();
    expect(hide('[email 1] is what I typed; I am a@example.com')).toBe(
      '[email 1] is what I typed; I am [email 2]',
    );
    const later = hide('send it to [email 2], to [EMAIL 2] and to [email 02]');
    expect(later).not.toMatch(/email/i);
    expect(restore(later)).toBe('send it to [email 2], to [EMAIL 2] and to [email 02]');
  });

  it('leaves a placeholder that the model invented', () => {
    const { hide, restore } = redactor();
    hide('a@example.com');
    expect(restore('[email 1] [email 7] [phone 1] [constructor 1]')).toBe(
      'a@example.com [email 7] [phone 1] [constructor 1]',
    );
  });

  it('never puts back cards, account numbers, ids and passwords', () => {
    const { hide, restore } = redactor();
    const hidden = hide(
      '4111 1111 1111 1111; DE89 3704 0044 0532 0130 00; SSN 219-09-9999; 12345678Z; my password is hunter2',
    );
    expect(hidden).toBe(
      '[card number removed]; [IBAN removed]; SSN [social security number removed]; [national id removed]; my password is [password removed]',
    );
    expect(restore(hidden)).toBe(hidden);
  });

  it('hides a password in every later text, even where nothing names it', () => {
    const { hide } = redactor();
    hide('my password is hunter2');
    expect(hide('hunter2 does not work')).toBe('[password removed] does not work');
  });

  it('leaves order numbers of the desk alone', () => {
    const { hide } = redactor({ keep: [/\b\d{3}-\d{3}-\d{4}\b/giu] });
    expect(hide('call 415-555-2671 or +44 20 7946 0123')).toBe('call 415-555-2671 or [phone 1]');
  });
});

test('the fences of a prompt survive, whatever a customer writes right before their end', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.constantFrom('my password is', 'password:', 'api key =', 'call me at')),
      (text) => {
        const mark = markFor({ text });
        const { text: prompt } = fence(text, 'message', mark, [['id', 'm1']]);
        const hidden = redactor().hide(prompt);
        expect(hidden.startsWith(`<message-${mark} id="m1">`)).toBe(true);
        expect(hidden.endsWith(`</message-${mark}>`)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
