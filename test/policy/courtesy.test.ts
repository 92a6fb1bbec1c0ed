import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isThankYou, notHelped } from '../../policy/courtesy.ts';

const thankYous = [
  'Thanks!',
  'thank you so much',
  'ok great thank you!!',
  'Thx',
  'Perfect, thanks a lot for your quick help :)',
  'Thank you very much for the fast reply. Have a nice day!',
  'many thanks, that worked',
  'It works now, thanks again',
  'Got it, cheers',
  'THANK YOU!!! ❤️',
  '👍',
  '🙏🙏',
  '👍🏽 ',
  'Danke',
  'Vielen Dank für die schnelle Hilfe!',
  'Super, hat geklappt, danke schön',
  'Merci beaucoup',
  'Parfait, merci pour votre aide, bonne journée',
  '¡Muchas gracias!',
  'Perfecto, gracias por la ayuda',
  'Grazie mille',
  'Obrigada!',
  'Bedankt voor de snelle reactie',
  'ありがとうございます',
];

const notThankYous = [
  'Thanks! And where is my order?',
  'thanks, but it still does not work',
  'Thanks in advance for telling me when it ships',
  'Thank you. Please also cancel the second item',
  'Thanks for nothing',
  'thank you, I will now sue you',
  'Thanks, my number is 4711',
  'ok',
  'yes',
  'yes please',
  'great',
  'I would like to thank you but the parcel is broken',
  'no thanks',
  'Danke, aber wo ist mein Paket?',
  'Danke, es geht immer noch nicht',
  'Merci, mais je voudrais un remboursement',
  'Gracias, pero no funciona',
  'Grazie, quando arriva?',
  'Obrigado, mas não recebi',
  'Bedankt, maar het werkt niet',
  '👎',
  '😡',
  '?',
  '',
  'hello',
];

describe('a thank-you', () => {
  it.each(thankYous)('is one: %s', (text) => expect(isThankYou(text, false)).toBe(true));
  it.each(notThankYous)('is none: %s', (text) => expect(isThankYou(text, false)).toBe(false));

  it('is none with an attachment, because something is to be looked at', () => {
    expect(isThankYou('thanks', true)).toBe(false);
  });

  it('is none with any question in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...thankYous), fc.string({ maxLength: 40 }), (thanks, more) => {
        expect(isThankYou(`${thanks} ${more}?`, false)).toBe(false);
      }),
    );
  });

  it('is none once it says anything that is not understood to the last word', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...thankYous),
        fc.constantFrom('refund', 'Rechnung', 'cancel it', 'colis', 'order 12', 'broken', 'pero', 'but'),
        (thanks, matter) => {
          expect(isThankYou(`${thanks} ${matter}`, false)).toBe(false);
        },
      ),
    );
  });

  it('takes no longer for a text made to confuse it', () => {
    const began = performance.now();
    isThankYou(`${'thank you so much '.repeat(16)}x`, false);
    isThankYou(`${'thank you '.repeat(29)}x`, false);
    isThankYou(`thanks${'!'.repeat(280)}x`, false);
    expect(performance.now() - began).toBeLessThan(100);
  });
});

describe('not helped', () => {
  it.each([
    'That did not help',
    "this didn't help at all",
    'still not working',
    "It's still broken",
    'I already tried that',
    'Same problem again',
    'that is not what I asked',
    "You didn't answer my question",
    'tried everything but no luck',
    'Das hat nicht geholfen',
    'geht immer noch nicht',
    'Das habe ich schon versucht',
    'ça ne marche toujours pas',
    "Cela ne m'a pas aidé",
    'eso no me ayudó',
    'sigue sin funcionar',
    'non funziona ancora',
    'isso não ajudou',
    'het werkt nog steeds niet',
    'まだ動きません',
  ])('is heard: %s', (text) => expect(notHelped(text)).toBe(true));

  it.each([
    'Where is my order?',
    'Thanks, that helped',
    'Can you help me with my invoice?',
    'It works now',
    'Wo ist mein Paket?',
    'Merci, ça marche',
    'Gracias, ya funciona',
  ])('is not heard in: %s', (text) => expect(notHelped(text)).toBe(false));
});
