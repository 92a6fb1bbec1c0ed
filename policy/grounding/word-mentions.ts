/** Prices and quantities in words: "two hundred euros", "vierzehn Tage". */
import { type Finder, finder } from './mention.ts';
import { after, keys, kindOfDay, money, unit, unitOf } from './notation.ts';
import { numberLanguages, numberWordPattern, valuesOf } from './number-words.ts';

/** "deux cents jours" has no cents in it. */
const notMore = `(?! ?(?:${kindOfDay}(?:${unit}|${money})|${numberWordPattern})${after})`;

/** Every number with a unit but an article is a claim. */
const inWords = (kind: 'price' | 'number', of: string) =>
  finder(
    kind,
    new RegExp(
      `(?<![\\p{L}\\p{N}])(${numberWordPattern})(?: |-)?${kindOfDay}(${of})${after}${notMore}`,
      'gu',
    ),
    ([, word = '', measure = ''], language) => {
      const all = valuesOf(word, numberLanguages).map(String);
      const own = valuesOf(word, [language]).filter((n) => n > 1 || word === 'one');
      // Articles are no claim: "une semaine" may be any week.
      return {
        needs: keys(own.map(String), unitOf(measure)).needs,
        provides: keys(all, unitOf(measure)).provides,
      };
    },
  );

/** Of what is about to be listed, the count says nothing about the world: "There are two ways". */
const listed =
  'ways?|options?|things?|steps?|possibilities|methods?|questions?|points?|cases?|choices?|reasons?|different|wege|moglichkeiten|optionen|dinge|schritte|fragen|punkte|falle|grunde|varianten|facons|manieres|possibilites|etapes|choses|points|cas|raisons|formas|maneras|opciones|posibilidades|pasos|cosas|preguntas|puntos|casos|razones';
/** "these two", "die zwei": what was spoken of before. */
const spokenOf =
  '(?<!(?:the|these|those|both|all|other|your|die|der|den|diese|diesen|ihre|alle|les|ces|vos|des|los|las|estos|estas|sus) )';
/** Smaller ones mostly count what the reply itself lists: each of three faithful answers that said `two` did. */
const MIN_CLAIMED = 3;
/** Above it nothing is listed, and nobody says "the" of what they have not counted. */
const MAX_LISTED = 12;
/** Figures of speech: "a thousand thanks". */
const round: readonly number[] = [100, 1_000, 1_000_000];
/** `neuf` is new as well, and `acht` is care. */
const otherwise: readonly string[] = ['neuf', 'acht'];

export const numbersInWords: Finder = finder(
  'number',
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${spokenOf}(${numberWordPattern})(?= \\p{L})(?! (?:of|${listed})${after})|(${numberWordPattern}))${after}`,
    'gu',
  ),
  ([, counting, other = ''], language) => {
    const word = counting ?? other;
    const least = counting === undefined || otherwise.includes(word) ? MAX_LISTED + 1 : MIN_CLAIMED;
    return {
      needs: valuesOf(word, [language])
        .filter((n) => n >= least && !round.includes(n))
        .map((n) => `any:${n}`),
      provides: valuesOf(word, numberLanguages).flatMap((n) => [`any:${n}`, `number:${n}`]),
    };
  },
);

export const pricesInWords: Finder = inWords('price', money);
export const quantitiesInWords: Finder = inWords('number', unit);
