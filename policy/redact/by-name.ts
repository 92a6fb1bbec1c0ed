/** Numbers that are known by the words before them: "my social security number is …". A mistyped one counts as well. */
import { otherNumber, passesLuhn } from '../mask.ts';
import { disjoint } from './addresses.ts';
import type { PersonalData, Span } from './find.ts';

/** Between a name and its number: "number is: ", "no. ", but no other number and no other sentence. */
const between = '(?:[^\\p{N}!;\\uffff]{0,24}?[^\\p{L}\\p{N}\\uffff])?';
const edge = '(?![\\p{L}\\p{N}])';
const named = (words: string, value: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})s?(?!\\p{L})${between}(?<value>${value})${edge}`, 'giu');

const cardWords =
  '(?:credit|debit|bank|master|kredit|bank|ec-?|giro)?[ -]?(?:card|karte)|visa|master ?card|amex|american express|maestro|discover|diners|jcb|cc|carte(?: bancaire| bleue| de cr[eé]dit)?|tarjeta(?: de cr[eé]dito| de d[eé]bito)?|carta(?: di credito)?|cart[aã]o(?: de cr[eé]dito)?|(?:credit|bank)kaart|pinpas';
const cardNumber = named(cardWords, '\\d(?:[ .-]{0,2}\\d){11,18}');
/** A wrong check digit is a slip of the pen when the length is that of most cards. */
const MIN_DIGITS_UNCHECKED = 15;

export function cardsByName(text: string): Span[] {
  return spansOf(text, cardNumber, 'card').filter(({ start, end }) => {
    const digits = text.slice(start, end).replace(/\D/g, '');
    return digits.length >= MIN_DIGITS_UNCHECKED || passesLuhn(digits);
  });
}

const idNumber =
  '(?:(?!(?:is|it|no|nr|es|est|ist|id|e|y|and)[ -])[a-z]{1,4}[ -]?)?\\d(?:[ ./-]?\\d){4,15}(?:[ -]?[a-z]{1,2})?|(?=[a-z]{0,11}\\d[a-z\\d]{0,11}\\d)[a-z\\d]{6,18}';

const byName: readonly (readonly [PersonalData, RegExp])[] = [
  [
    'card_code',
    named(
      'cvv2?|cvc2?|csc|card (?:security|verification) (?:code|number|value)|security code|pr[uü]fziffer|cryptogramme|c[oó]digo de seguridad|codice di sicurezza',
      '\\d{3,4}',
    ),
  ],
  [
    'ssn',
    named(
      'ssn|social ?sec(?:urity)?|soc\\.? sec\\.?|social(?= (?:is|number|no))|itin',
      '\\d{3}[ .-]{0,3}\\d{2}[ .-]{0,3}\\d{4}',
    ),
  ],
  ['iban', named('iban', '[a-z]{2}\\d{2}(?:[ -]?[a-z\\d]{3,4}){2,7}(?:[ -]?[a-z\\d]{1,3})?')],
  [
    'bank_account',
    named(
      'bank (?:account|acct)|checking account|savings account|sort[ -]?code|routing|bsb|kontonummer|bankleitzahl|blz|konto(?:-?nr| nummer)?|compte bancaire|cuenta bancaria|conto corrente|bankrekening(?:nummer)?|rekeningnummer',
      '\\d(?:[ -]?\\d){4,22}',
    ),
  ],
  [
    'national_id',
    named(
      "nino|national insurance|nhs|bsn|burgerservicenummer|sofinummer|steuer-?(?:id|nummer|identifikationsnummer)|idnr|tax(?:payer)? (?:id|number|identification|file number)|tfn|pesel|personnummer|f[oø]dselsnummer|cpr|henkil[oö]tunnus|rijksregister(?:nummer)?|registre national|niss|sozialversicherung\\p{L}*|svnr|rentenversicherung\\p{L}*|ahv|s[eé]curit[eé] sociale|nif|codice fiscale|cpf|aadhaar|pan card|social insurance|medicare|passport|reisepass\\p{L}*|passeport|pasaporte|paspoort\\p{L}*|passaporto|personalausweis\\p{L}*|ausweis\\p{L}*|driv(?:er|ing)['’]?s? licen[cs]e|f[uü]hrerschein\\p{L}*|permis de conduire|(?:national|government|state|personal)[ -]?id(?:entity)?(?: card)?|identity card|id card",
      idNumber,
    ),
  ],
];

/** Short names that are words as well, in another language: they have to be followed by what says that a number comes. */
const joined = named(
  '(?:nino|tin|hetu|avs|nir|dni|nie|sin|pan|pps|rib|aba)(?= ?(?:[:=#]|(?:number|nummer|num[eé]ro|n[uú]mero|no|nr|is|es|est|ist)(?!\\p{L})))',
  idNumber,
);

export function idsByName(text: string): Span[] {
  return disjoint([
    ...byName.flatMap(([type, pattern]) => spansOf(text, pattern, type)),
    ...spansOf(text, joined, 'national_id'),
  ]);
}

function spansOf(text: string, pattern: RegExp, type: PersonalData): Span[] {
  return [...text.matchAll(pattern)].flatMap((match): Span[] => {
    const end = match.index + match[0].length;
    const start = end - (match.groups?.value?.length ?? 0);
    return otherNumber.test(text.slice(match.index, start)) ? [] : [{ type, start, end }];
  });
}
