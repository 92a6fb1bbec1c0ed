import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Acceptance, acceptance, type Written } from '../../policy/autonomy/acceptance.ts';

const draftOf = (...parts: [Written['statements'][number]['kind'], string][]): Written => ({
  text: parts.map(([, text]) => text).join('\n\n'),
  statements: parts.map(([kind, text]) => ({ kind, text })),
});

const refund = draftOf(
  ['greeting', 'Hello,'],
  ['fact', 'Your refund of 30 EUR was sent on 3 March.'],
  ['procedure', 'It takes five days to arrive.'],
  ['commitment', 'We will write to you when it is there.'],
  ['question', 'Would you like a receipt?'],
  ['greeting', 'Kind regards\nThe lamp team'],
);
const change = (from: string, to: string) => {
  if (!refund.text.includes(from)) throw new Error(`the draft does not say ${from}`);
  return refund.text.replace(from, to);
};

const edits: [what: string, sent: string, expected: Acceptance][] = [
  ['nothing', refund.text, 'sent_unchanged'],
  ['white space', refund.text.replaceAll('\n\n', '\n'), 'sent_unchanged'],
  ['case', refund.text.toLowerCase(), 'edited_words'],
  ['punctuation', change('Hello,', 'Hello!'), 'edited_words'],
  [
    'the order of sentences',
    change(
      'It takes five days to arrive.\n\nWe will write to you when it is there.',
      'We will write to you when it is there.\n\nIt takes five days to arrive.',
    ),
    'edited_words',
  ],
  ['another greeting', change('Hello,', 'Good morning,'), 'edited_words'],
  ['the customer greeted by name', change('Hello,', 'Dear Mrs Miller,'), 'edited_words'],
  [
    'a question put otherwise',
    change('Would you like a receipt?', 'Would you like to have a receipt?'),
    'edited_words',
  ],
  ['a question left out', change('Would you like a receipt?', ''), 'edited_words'],
  [
    'a question added',
    change('Would you like a receipt?', 'Would you like a receipt? Can we do more for you?'),
    'edited_words',
  ],
  ['an apology added', change('Your refund', 'We are sorry for the delay. Your refund'), 'edited_words'],
  ['a closing changed', change('Kind regards', 'Have a nice weekend!\n\nBest wishes'), 'edited_words'],
  ['an amount', change('30 EUR', '40 EUR'), 'edited_facts'],
  ['a date', change('3 March', '4 March'), 'edited_facts'],
  ['a decimal', change('30 EUR', '3.0 EUR'), 'edited_facts'],
  ['a negation in a fact', change('was sent', 'was not sent'), 'edited_facts'],
  ['the style of a fact', change('was sent', 'has been sent'), 'edited_facts'],
  ['a procedure', change('five days', 'six days'), 'edited_facts'],
  ['a fact left out', change('Your refund of 30 EUR was sent on 3 March.', ''), 'edited_facts'],
  ['a promise left out', change('We will write to you when it is there.', ''), 'edited_facts'],
  [
    'a promise added',
    change('Would you like', 'We will also refund the shipping. Would you like'),
    'edited_facts',
  ],
  [
    'a promise after an apology',
    change('Your refund', 'Sorry, we will refund that twice. Your refund'),
    'edited_facts',
  ],
  ['a link added', change('Kind regards', 'See https://example.com\n\nKind regards'), 'edited_facts'],
  ['a negation in a question', change('Would you like', 'Would you not like'), 'edited_facts'],
  ['a number in a question', change('a receipt', '2 receipts'), 'edited_facts'],
  ['a name in a question', change('a receipt', 'a receipt from Berlin'), 'edited_facts'],
  ['who signs', change('The lamp team', 'Mia from Lamps'), 'edited_words'],
  ['a sentence in place of who signs', change('The lamp team', 'You get it twice.'), 'edited_facts'],
  ['another reply', 'Please call us, we cannot find your order.', 'rewritten'],
  [
    'most facts replaced',
    'Hello,\n\nYour refund of 30 EUR was sent on 3 March.\n\nThe rest is on its way by post.',
    'rewritten',
  ],
  ['nothing sent at all', '', 'rewritten'],
];

describe('what a person made of a draft', () => {
  it.each(edits)('%s', (_, sent, expected) => {
    expect(acceptance(refund, sent)).toBe(expected);
  });

  it('a corrected name in the greeting is no matter of taste', () => {
    const named = draftOf(['greeting', 'Dear Anna,'], ['fact', 'Your order is on its way.']);
    expect(acceptance(named, named.text.replace('Anna', 'Ben'))).toBe('edited_facts');
    expect(acceptance(named, named.text.replace('Dear Anna', 'Hello Anna'))).toBe('edited_words');
  });

  it('of a macro, whose sentences are all facts, the salutation is still words', () => {
    const macro = draftOf(
      ['fact', 'Hallo,'],
      ['fact', 'wir haben von neun bis fünf geöffnet.'],
      ['fact', 'Viele Grüße'],
    );
    expect(acceptance(macro, macro.text.replace('Hallo', 'Guten Tag Frau Müller'))).toBe('edited_words');
    expect(acceptance(macro, macro.text.replace('fünf', 'sechs'))).toBe('edited_facts');
  });

  it.each([
    ['de', 'Ihre Erstattung über 30 Euro ist unterwegs.', 'Hallo,', 'Sehr geehrte Frau Maier,', '30', '35'],
    ['fr', 'Votre remboursement de 30 euros est parti.', 'Bonjour,', 'Bonjour Madame Petit,', '30', '35'],
    ['es', 'Su reembolso de 30 euros está en camino.', 'Hola,', 'Buenos días,', '30', '35'],
  ])('in %s greetings are words and amounts are facts', (_, fact, greeting, other, from, to) => {
    const draft = draftOf(['greeting', greeting], ['fact', fact]);
    expect(acceptance(draft, draft.text.replace(greeting, other))).toBe('edited_words');
    expect(acceptance(draft, draft.text.replace(from, to))).toBe('edited_facts');
  });

  it('a changed number is never accepted, wherever it stands', () => {
    const kinds = fc.constantFrom(
      'greeting',
      'question',
      'procedure',
      'fact',
      'commitment',
    ) as fc.Arbitrary<'fact'>;
    const amounts = fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 9_999 }));
    fc.assert(
      fc.property(kinds, amounts, (kind, [a, b]) => {
        if (a === b) return;
        const draft = draftOf(
          ['greeting', 'Hello,'],
          [kind, `This is about ${a} lamps.`],
          ['fact', 'They are on their way.'],
        );
        const result = acceptance(draft, draft.text.replace(`${a} lamps`, `${b} lamps`));
        expect(['edited_facts', 'rewritten']).toContain(result);
      }),
    );
  });

  it('an added sentence that states something is never accepted', () => {
    const words = fc.array(
      fc.constantFrom('lamps', 'we', 'send', 'refund', 'order', 'later', 'money', 'back'),
      { minLength: 3, maxLength: 8 },
    );
    fc.assert(
      fc.property(words, (added) => {
        const sent = `${refund.text}\n\n${added.join(' ')}.`;
        expect(acceptance(refund, sent)).toBe('edited_facts');
      }),
    );
  });
});
