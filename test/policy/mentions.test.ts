import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askOf, clip, isQuestion, mentionedIds, sentences } from '../../policy/mentions.ts';

describe('mentioned ids', () => {
  it.each<[string, string[]]>([
    ['where is my order #W12345?', ['#W12345']],
    ['orders L-1001 and L-1002.', ['L-1001', 'L-1002']],
    ['L-1001, again L-1001', ['L-1001']],
    ['write to ada.lovelace+x@example.co.uk please', ['ada.lovelace+x@example.co.uk']],
    ['tracking 1Z999AA10123456784 (UPS)', ['1Z999AA10123456784']],
    ['my user is mia_li_3668', ['mia_li_3668']],
    ['2 lamps, 20%, at 3pm', []],
    ['nothing here', []],
  ])('of %j are %j', (text, ids) => {
    expect(mentionedIds(text)).toEqual(ids);
  });

  it('are parts of the text, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const ids = mentionedIds(text);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(text).toContain(id);
      }),
    );
  });

  it('are found wherever an order number stands between words', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word),
        fc.stringMatching(/^[A-Z]-[0-9]{4,8}$/),
        fc.array(word),
        (before, id, behind) => {
          expect(mentionedIds([...before, id, ...behind].join(' '))).toEqual([id]);
        },
      ),
    );
  });
});

describe('the ask', () => {
  it('is the last question of the last message that has one', () => {
    expect(askOf(['Where is it? And how are you?', 'Please hurry.'])).toBe('And how are you?');
  });
  it('is the longest sentence where nobody asks anything', () => {
    expect(askOf(['Hi.', 'My lamp arrived broken. Thanks.'])).toBe('My lamp arrived broken.');
  });
  it('is empty where nothing is said, and never longer than two lines', () => {
    expect(askOf([])).toBe('');
    expect(askOf(['x'.repeat(1000)])).toHaveLength(280);
  });
});

it('sentences end at line breaks too, and questions in any width of mark', () => {
  expect(sentences('One.\nTwo? three')).toEqual(['One.', 'Two?', 'three']);
  expect([isQuestion('ok? '), isQuestion('本当ですか？'), isQuestion('ok.')]).toEqual([true, true, false]);
  expect(clip('abcdef', 4)).toBe('abc…');
});
