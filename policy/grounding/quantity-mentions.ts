/** Prices, quantities with a unit, ids and plain numbers in a folded text. */
import { type Finder, finder } from './mention.ts';
import { numberLanguages, numberWordPattern, valuesOf } from './number-words.ts';

/** Currencies by what may stand beside a number. `$` is anybody's dollar. */
const currencies: readonly (readonly [code: string, names: string])[] = [
  ['usd', 'us\\$|usd|u\\.s\\. dollars?'],
  ['cad', 'ca\\$|c\\$|cad'],
  ['aud', 'au\\$|a\\$|aud'],
  ['nzd', 'nz\\$|nzd'],
  ['mxn', 'mx\\$|mxn|pesos?'],
  ['brl', 'r\\$|brl|reais|real'],
  ['$', '\\$|dollars?|dolares|dolar|bucks?'],
  ['eur', '€|eur|euros?'],
  ['gbp', '£|gbp|pounds?(?: sterling)?|livres? sterling|libras?'],
  ['chf', 'chf|sfr\\.?|francs?|franken|francos?'],
  ['jpy', '¥|jpy|yen'],
  ['inr', '₹|inr|rupees?|rs\\.?'],
  ['pln', 'zł|zl|pln|zloty'],
  ['sek', 'sek|dkk|nok|kr\\.?|kronor|kroner'],
  ['czk', 'czk|kc'],
  ['cent', 'cents?|ct|¢|pence|centimes?|centimos?'],
];
const dollars = new Set(['usd', 'cad', 'aud', 'nzd', '$']);

const units: readonly (readonly [unit: string, names: string])[] = [
  ['percent', '%|percent|per cent|prozent|pour cent|por ciento|pct'],
  ['day', '(?:werk|arbeits|geschafts|kalender|bank)?tag(?:e|en|es|s|ig(?:e|er|es|en)?)?|days?|jours?|dias?'],
  ['week', 'weeks?|wochen?|semaines?|semanas?|wochig(?:e|er|es|en)?'],
  ['month', 'months?|monat(?:e|en|s|ig(?:e|er|es|en)?)?|mois|mes(?:es)?'],
  ['year', 'years?|yrs?|jahr(?:e|en|es|s|ig(?:e|er|es|en)?)?|ans?|annees?|anos?'],
  ['hour', 'hours?|hrs?|h|stunden?|std|heures?|horas?|stundig(?:e|er|es|en)?'],
  ['minute', 'minutes?|mins?|minuten?|minutos?'],
  ['second', 'seconds?|secs?|sekunden?|secondes?|segundos?|s'],
  ['mm', 'mm|millimet(?:er|re)s?'],
  ['cm', 'cm|centimet(?:er|re)s?|zentimeter'],
  ['m', 'm|met(?:er|re)s?|metros?'],
  ['km', 'km|kilomet(?:er|re)s?|kilometros?'],
  ['inch', 'inch(?:es)?|zoll|pouces?|pulgadas?'],
  ['mg', 'mg'],
  ['g', 'g|grams?|gramm|grammes?|gramos?'],
  ['kg', 'kg|kilos?|kilograms?|kilogramm'],
  ['lb', 'lbs?'],
  ['ml', 'ml'],
  ['l', 'l|lit(?:er|re)s?|litros?'],
  ['watt', 'w|watts?|vatios?'],
  ['volt', 'v|volts?|voltios?'],
  ['degree', '°[cf]?|degrees?|grad|degres|grados'],
  ['kb', 'kb'],
  ['mb', 'mb'],
  ['gb', 'gb'],
  ['tb', 'tb'],
  ['times', 'x|times|mal|fois|veces'],
];

/** What may stand between a number and its unit, by how many zeros it adds. */
const magnitudes: readonly (readonly [zeros: number, names: string])[] = [
  [3, 'k|thousand|tausend|tsd\\.?|mille|mil'],
  [6, 'mio\\.?|million(?:en|s)?|millones?'],
];
const magnitude = `(?: ?-?(${magnitudes.map(([, names]) => names).join('|')})(?![\\p{L}\\p{N}]))`;
const zerosOf = (text: string | undefined): number =>
  text === undefined
    ? 0
    : (magnitudes.find(([, names]) => new RegExp(`^(?:${names})$`, 'u').test(text))?.[0] ?? 0);

const oneOf = (list: readonly (readonly [string, string])[]) => list.map(([, names]) => names).join('|');
const exact = (list: readonly (readonly [string, string])[]) =>
  list.map(([name, names]) => [name, new RegExp(`^(?:${names})$`, 'u')] as const);
const named = exact([...currencies, ...units]);
const unitOf = (text: string): string | undefined => named.find(([, pattern]) => pattern.test(text))?.[0];

/** A space separates thousands where three digits follow. */
const digits = "\\d{1,3}(?: \\d{3}){1,4}(?:[.,]\\d{1,6})?(?!\\d)|\\d{1,30}(?:[.,']\\d{1,30}){0,8}";
const before = '(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}][-_./]|[\\p{N}][.,]|#)';
const after = '(?![\\p{L}\\p{N}])';
/** Between a number and its unit: "14 working days", "14-day". */
const kindOfDay =
  '(?:(?:full|working|business|calendar|whole|volle[nr]?|ganze[nr]?|more|further|weitere[nr]?) )?';

/** What a number as written may be, in plain notation: `1.299` is one thousand or one and a bit. */
function readings(written: string, size?: string): string[] {
  const zeros = zerosOf(size);
  if (zeros > 0) return readings(written).map((value) => scaled(value, zeros));
  const text = written.replace(/[ ']/g, '');
  const [whole = '', ...rest] = text.split(/[.,]/);
  const marks = text.replace(/\d/g, '');
  if (rest.length === 0) return [plain(text)];
  const grouped = rest.every((part) => part.length === 3) && whole.length <= 3 && Number(whole) > 0;
  const decimal = (last: string) => plain(`${whole}${rest.slice(0, -1).join('')}.${last}`);
  if (rest.length === 1) {
    const asDecimal = decimal(rest[0] ?? '');
    return grouped ? [plain(text.replace(/[.,]/g, '')), asDecimal] : [asDecimal];
  }
  const groups = rest.slice(0, -1).every((part) => part.length === 3) && whole.length <= 3;
  if (groups && marks.at(-1) !== marks[0]) return [decimal(rest.at(-1) ?? '')];
  if (grouped && new Set(marks).size === 1) return [plain(text.replace(/[.,]/g, ''))];
  return [text]; // a version, or a list without spaces
}

/** No zeros that say nothing. Digits stay text: a long number must not be rounded. */
function plain(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const short = whole.replace(/^0+(?=\d)/, '');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? short : `${short}.${rest}`;
}

/** Digits stay text here as well: 1.5 million is 1500000. */
function scaled(value: string, zeros: number): string {
  const [whole = '', fraction = ''] = value.split('.');
  return plain(`${whole}${fraction.slice(0, zeros).padEnd(zeros, '0')}.${fraction.slice(zeros)}`);
}

/** A number with a unit needs that unit, or a number without any; a number without needs the value alone. */
function keys(values: readonly string[], unit: string | undefined) {
  if (unit === undefined)
    return {
      needs: values.map((v) => `any:${v}`),
      provides: values.flatMap((v) => [`any:${v}`, `number:${v}`, ...(v.length >= 3 ? [`id:${v}`] : [])]),
    };
  const alike = dollars.has(unit) ? (unit === '$' ? [...dollars] : [unit, '$']) : [unit];
  return {
    needs: values.flatMap((v) => [`number:${v}`, ...alike.map((u) => `${v} ${u}`)]),
    provides: values.flatMap((v) => [`any:${v}`, ...alike.map((u) => `${v} ${u}`)]),
  };
}

const money = oneOf(currencies);
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
  new RegExp(`${before}(${digits})${magnitude}?(?: |-)?${kindOfDay}(${oneOf(units)})${after}`, 'gu'),
  ([, number = '', size, unit = '']) => keys(readings(number, size), unitOf(unit)),
);

/** "5k", "2 million" */
const sized = finder(
  'number',
  new RegExp(`${before}(${digits})${magnitude}`, 'gu'),
  ([, number = '', size]) => keys(readings(number, size), undefined),
);

/** "deux cents jours" has no cents in it. */
const notMore = `(?! ?(?:${kindOfDay}(?:${oneOf(units)}|${money})|${numberWordPattern})${after})`;

/** In words only with a unit: "the two of them" and "one of our shops" count nothing. */
const inWords = (kind: 'price' | 'number', of: string) =>
  finder(
    kind,
    new RegExp(
      `(?<![\\p{L}\\p{N}])(${numberWordPattern})(?: |-)?${kindOfDay}(${of})${after}${notMore}`,
      'gu',
    ),
    ([, word = '', unit = ''], language) => {
      const all = valuesOf(word, numberLanguages).map(String);
      const own = valuesOf(word, [language]).filter((n) => n > 1 || word === 'one');
      // Articles are no claim: "une semaine" may be any week.
      return { needs: keys(own.map(String), unitOf(unit)).needs, provides: keys(all, unitOf(unit)).provides };
    },
  );

/** Without a unit, small ones count nothing ("the two of them"), and round ones are figures of speech ("a thousand thanks"). */
const MAX_SMALL = 12;
const round: readonly number[] = [100, 1_000, 1_000_000];

const wordsAlone = finder(
  'number',
  new RegExp(`(?<![\\p{L}\\p{N}])(${numberWordPattern})${after}`, 'gu'),
  ([, word = ''], language) => ({
    needs: valuesOf(word, [language])
      .filter((n) => n > MAX_SMALL && !round.includes(n))
      .map((n) => `any:${n}`),
    provides: valuesOf(word, numberLanguages).flatMap((n) => [`any:${n}`, `number:${n}`]),
  }),
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
  inWords('price', money),
  inWords('number', oneOf(units)),
  numbered,
  ordinals,
  ids,
  plainNumbers,
  wordsAlone,
];
