/** Prices, quantities with a unit, ids and plain numbers in a folded text. */
import { type Finder, finder } from './mention.ts';
import {
  after,
  before,
  digits,
  keys,
  kindOfDay,
  magnitude,
  money,
  readings,
  unit,
  unitOf,
} from './notation.ts';
import { numbersInWords, pricesInWords, quantitiesInWords } from './word-mentions.ts';

const pricePattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(${money}) ?(${digits})(?:${magnitude}|(?![\\p{N}]|[.,]\\d))|${before}(${digits})${magnitude}? ?-?(${money})${after}`,
  'gu',
);
const prices = finder(
  'price',
  pricePattern,
  ([, unitFirst, second, secondSize, first, firstSize, unitLast]) =>
    keys(
      readings((second ?? first ?? '').trim(), secondSize ?? firstSize),
      unitOf(unitFirst ?? unitLast ?? ''),
    ),
);

const quantities = finder(
  'number',
  new RegExp(`${before}(${digits})${magnitude}?(?: |-)?${kindOfDay}(${unit})${after}`, 'gu'),
  ([, number = '', size, measure = '']) => keys(readings(number, size), unitOf(measure)),
);

/** "5k", "2 million" */
const sized = finder(
  'number',
  new RegExp(`${before}(${digits})${magnitude}`, 'gu'),
  ([, number = '', size]) => keys(readings(number, size), undefined),
);

/** Which one of several, and no quantity. */
const ordinals = finder(
  'number',
  new RegExp(`${before}(\\d{1,3})(?:st|nd|rd|th|er|ere|e|eme|o|a|te[nrs]?)${after}`, 'gu'),
  ([, number = '']) => ({ needs: [], provides: [`any:${Number(number)}`] }),
);

const MIN_ID_DIGITS = 6;

/** Letters and digits in one token, a number with `#`, or digits in groups: order numbers, models, codes. */
const ids = finder(
  'id',
  /(?<![\p{L}\p{N}_])#?[\p{L}\p{N}]{1,64}(?:[-_/.][\p{L}\p{N}]{1,64}){0,8}/gu,
  ([token]) => {
    const bare = token.replace(/[^\p{L}\p{N}]/gu, '');
    const number = bare.replace(/\D/g, '');
    if (number === '') return undefined;
    const grouped = /[-_]/.test(token) && number.length >= MIN_ID_DIGITS;
    const padded = /^0\d{3,}$/.test(token);
    if (!/\p{L}/u.test(bare) && !token.startsWith('#') && !grouped && !padded) return undefined;
    return {
      needs: [`id:${bare}`],
      provides: [`id:${bare}`, ...(number.length >= 3 ? [`id:${number}`, `any:${number}`] : [])],
    };
  },
);

const idWords =
  'order|ticket|case|invoice|booking|reservation|tracking|shipment|parcel|customer|contract|account|reference|ref|bestellung|bestellnummer|auftrag|auftragsnummer|rechnung|rechnungsnummer|kundennummer|sendung|sendungsnummer|vorgang|commande|facture|dossier|colis|pedido|factura|reserva|envio';
const numbered = finder(
  'id',
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${idWords})(?: (?:number|nummer|numero|id|code))?(?: ?(?:nr|no|n)[.°o]*)?[ :]{0,2}(\\d{3,30})(?![\\p{L}\\p{N}]|[.,]\\d)`,
    'gu',
  ),
  ([, number = '']) => ({
    needs: [`id:${number}`],
    provides: [`id:${number}`, `any:${number}`, `number:${number}`],
  }),
);

const plainNumbers = finder('number', new RegExp(`(${digits})`, 'gu'), ([, number = '']) =>
  keys(readings(number), undefined),
);

export const quantityFinders: readonly Finder[] = [
  prices,
  quantities,
  sized,
  pricesInWords,
  quantitiesInWords,
  numbered,
  ordinals,
  ids,
  plainNumbers,
  numbersInWords,
];
