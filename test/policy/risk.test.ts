import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, unfold } from '../../policy/risk/fold.ts';
import { needsOf } from '../../policy/risk/needs.ts';
import { dangerRisks, findRisks, levelOf, type Risk, risks } from '../../policy/risk.ts';
import { dangerous, forPerson, harmless, noPerson, noticed } from './risk-cases.ts';

const rows = <R extends string>(table: Readonly<Record<R, readonly string[]>>): [R, string][] =>
  (Object.keys(table) as R[]).flatMap((risk) => table[risk].map((text): [R, string] => [risk, text]));
const found = (text: string): string[] => findRisks(text).map(({ risk }) => risk);
/** By a rule: what only sounds like danger is measured as a share, in danger.test.ts. */
const severe = (text: string): string[] =>
  findRisks(text).flatMap(({ level, rule }) => (level === 'notice' || rule === 'sounds_like' ? [] : [rule]));

describe('danger', () => {
  it.each(rows(dangerous))('%s is found in: %s', (risk, text) => {
    expect(findRisks(text).filter((hit) => hit.risk === risk)).toContainEqual(
      expect.objectContaining({ level: 'danger' }),
    );
  });

  it('has at least forty sentences of each kind to be found in', () => {
    for (const risk of dangerRisks) expect(dangerous[risk].length).toBeGreaterThanOrEqual(40);
  });

  it.each(harmless)('is not found in: %s', (text) => expect(severe(text)).toEqual([]));

  it('is not hidden by an idiom beside it', () => {
    expect(found('This wait is killing me and I want to die. My phone died too.')).toContain('self_harm');
    expect(found('shoot me an email or I will shoot you')).toContain('threat');
  });

  it('is found whatever stands around it', () => {
    const befores = ['Hello, ', 'sorry but ', 'My order 123 is late. ', 'Sent from my phone\n', '😢 '];
    const afters = ['. Thanks!', '\nwhere is my order?', '\n— sent from my phone', ' 😢', '!!'];
    // Left out: what is only a message by itself.
    const sentences = rows(dangerous).filter(([, text]) => !['kms'].includes(text));
    const missed = sentences.flatMap(([risk, text]) =>
      befores.flatMap((before) =>
        afters.map((after) => before + text + after).filter((whole) => !found(whole).includes(risk)),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('is found in capitals, with typographic quotes and without accents', () => {
    for (const [risk, text] of rows(dangerous)) {
      expect(found(text.toUpperCase())).toContain(risk);
      expect(found(text.replaceAll("'", '’'))).toContain(risk);
      if (/[a-z]/i.test(text))
        expect(found(text.normalize('NFD').replace(/[\u0300-\u036f]/g, ''))).toContain(risk);
    }
  });
});

describe('what always needs a person', () => {
  it.each(rows(forPerson))('%s is found in: %s', (risk, text) => expect(found(text)).toContain(risk));
  it.each(noPerson)('is not found in: %s', (text) => expect(severe(text)).toEqual([]));
});

describe('a notice', () => {
  it.each(rows(noticed))('of %s is found in: %s', (risk, text) => expect(found(text)).toContain(risk));
});

describe('hits', () => {
  it('come with the most severe first, at their place in the text', () => {
    const text = 'My lawyer knows. I want to kill myself.';
    const hits = findRisks(text);
    expect(hits.map(({ risk }) => risk)).toEqual(['self_harm', 'legal_threat']);
    expect(hits.map(({ evidence: { start, end } }) => text.slice(start, end))).toEqual([
      'kill myself',
      'My lawyer',
    ]);
    expect(hits.map(({ rule }) => rule)).toEqual(['en.kill_oneself', 'en.lawyer']);
  });

  it('point at the original where folding changed its length', () => {
    const text = '😢😢 Straße… I WANT\u00a0\u00a0to  k\u200bíll   myſelf now';
    const [hit] = findRisks(text);
    expect(text.slice(hit?.evidence.start, hit?.evidence.end)).toBe('k\u200bíll   myſelf');
  });

  it('are one where several languages share the word', () => {
    expect(findRisks('suicidal')).toHaveLength(1);
  });

  it('lie within any text whatever, and finding them never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { evidence } of findRisks(`${text} kill myself`)) {
          expect(evidence.start).toBeGreaterThanOrEqual(0);
          expect(evidence.end).toBeGreaterThan(evidence.start);
          expect(evidence.end).toBeLessThanOrEqual(text.length + 12);
        }
      }),
    );
  });

  it('name every risk with its level', () => {
    expect(risks.map(levelOf).filter((level) => level === 'danger')).toHaveLength(dangerRisks.length);
    expect(levelOf('wants_person' satisfies Risk)).toBe('person');
    expect(levelOf('a_risk_of_the_desk')).toBe('notice');
  });
});

describe("a desk's own phrases", () => {
  const own = {
    self_harm: [{ phrase: 'Code Lavender' }],
    legal_threat: [{ phrase: 'Schiedsstelle', locale: 'de-AT' }],
    recall: [{ phrase: 'brake-pad  recall' }, { phrase: '!!!' }],
  };

  it('add to the built-in ones and take none away', () => {
    expect(findRisks('CODE  lavender', own)).toMatchObject([
      { risk: 'self_harm', level: 'danger', rule: 'desk.self_harm.1' },
    ]);
    expect(findRisks('I want to die', own)).toMatchObject([{ rule: 'en.wish_dead' }]);
  });

  it('may name a risk of the desk, which is a notice', () => {
    expect(findRisks('Is it the brake pad recall?', own)).toMatchObject([
      { risk: 'recall', level: 'notice' },
    ]);
  });

  it('match whole words only, and punctuation alone matches nothing', () => {
    expect(findRisks('code lavenders!!!', own)).toEqual([]);
  });

  it('for another language are left out only where the language is known', () => {
    expect(findRisks('die Schiedsstelle', own)).toHaveLength(1);
    expect(findRisks('die Schiedsstelle', own, 'de')).toHaveLength(1);
    expect(findRisks('die Schiedsstelle', own, 'fr')).toEqual([]);
  });
});

describe('folding', () => {
  it.each([
    ['I’m “FINE”', "i'm “fine”"],
    ['heeeelp killlll', 'help kill'],
    ['Straße ÆØ ﬁn', 'strasse aeo fin'],
    ['a\u200b\u00adb \n\t c  d', 'ab\nc d'],
    ['𝐤𝐢𝐥𝐥 ｋｉｌｌ', 'kill kill'],
  ])('%s → %s', (text, folded) => expect(fold(text).text).toBe(folded));

  it('keeps the way back to the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const folded = fold(text);
        expect(folded.starts).toHaveLength(folded.text.length);
        expect(folded.ends).toHaveLength(folded.text.length);
        if (folded.text.length > 0) {
          const { start, end } = unfold(folded, 0, folded.text.length);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('what a pattern needs', () => {
  it.each<[string, readonly string[] | undefined]>([
    ['kill(?:ed|ing)?\\W{1,3}self', ['kill']],
    ['(?:cat|mouse)s?', ['cat', 'mouse']],
    ['(?:cat|\\w+)', undefined],
    ['(?:colou?r)\\b', ['colo']],
    ['(?:x|yz)abc[def]+ghijk', ['ghijk']],
    ['foo(?!barbaz)', ['foo']],
    ['(?:longword)?abc', ['abc']],
    ['a{2,}', undefined],
  ])('%s → %s', (source, needs) => expect(needsOf(source)).toEqual(needs));
});

describe('speed', () => {
  const ordinary =
    'Hello, I ordered a blue jacket last week and it has not come. Could you tell me when it will? '.repeat(
      21,
    );

  it('is a small part of a request: 2 KB take about a millisecond', () => {
    for (let round = 0; round < 20; round++) findRisks(ordinary);
    const took = Array.from({ length: 50 }, () => {
      const began = performance.now();
      findRisks(ordinary);
      return performance.now() - began;
    });
    // 0.5 ms on an idle core. The quickest round, because others wait for the processor.
    expect(Math.min(...took)).toBeLessThan(3);
  });

  it('grows with the text and not faster, whatever the text is made of', () => {
    const made = ['kill ', 'want to die ', "i'll ", 'not ', 'my child ', 'a ', '1 ', 'sss', 'thank you '];
    for (const part of made) {
      const began = performance.now();
      findRisks(part.repeat(Math.ceil(20_000 / part.length)));
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });
});
