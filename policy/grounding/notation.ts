/** How numbers, currencies and units are written, and the keys under which two notations of one amount meet. */

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
export const magnitude = `(?: ?-?(${magnitudes.map(([, names]) => names).join('|')})(?![\\p{L}\\p{N}]))`;
const zerosOf = (text: string | undefined): number =>
  text === undefined
    ? 0
    : (magnitudes.find(([, names]) => new RegExp(`^(?:${names})$`, 'u').test(text))?.[0] ?? 0);

const oneOf = (list: readonly (readonly [string, string])[]) => list.map(([, names]) => names).join('|');
const exact = (list: readonly (readonly [string, string])[]) =>
  list.map(([name, names]) => [name, new RegExp(`^(?:${names})$`, 'u')] as const);
const named = exact([...currencies, ...units]);
export const unitOf = (text: string): string | undefined =>
  named.find(([, pattern]) => pattern.test(text))?.[0];

/** A space separates thousands where three digits follow. */
export const digits = "\\d{1,3}(?: \\d{3}){1,4}(?:[.,]\\d{1,6})?(?!\\d)|\\d{1,30}(?:[.,']\\d{1,30}){0,8}";
export const before = '(?<![\\p{L}\\p{N}_]|[\\p{L}\\p{N}][-_./]|[\\p{N}][.,]|#)';
export const after = '(?![\\p{L}\\p{N}])';
/** Between a number and its unit: "14 working days", "14-day". */
export const kindOfDay =
  '(?:(?:full|working|business|calendar|whole|volle[nr]?|ganze[nr]?|more|further|weitere[nr]?) )?';

/** What a number as written may be, in plain notation: `1.299` is one thousand or one and a bit. */
export function readings(written: string, size?: string): string[] {
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
export function keys(values: readonly string[], unit: string | undefined) {
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

export const money = oneOf(currencies);
export const unit = oneOf(units);
