/** Links, e-mail addresses and phone numbers in a folded text. */
import { both, finder } from './mention.ts';

/** Endings that a reader, or their mail program, takes for a web address without `https://`. */
const endings =
  'com|net|org|info|biz|io|co|ai|app|dev|me|ly|gl|gg|to|tv|cc|xyz|top|shop|store|online|site|website|link|click|live|club|page|icu|vip|eu|de|at|ch|fr|be|nl|es|it|pt|pl|cz|dk|se|no|fi|ie|uk|us|ca|au|nz|jp|cn|kr|in|br|mx|ru|ua|tr|za|example|test|invalid|localhost';
const withScheme = '\\b[a-z][a-z0-9+.-]{1,15}:\\/\\/[^\\s<>"\'\\])}|]+';
const withoutScheme = `(?<![\\p{L}\\p{N}@._-])(?:ww\\.[^\\s<>"'\\])}|]+|(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}\\.){1,5}(?:(?:${endings})(?![\\p{L}\\p{N}-])(?:[/?#:][^\\s<>"'\\])}|]*)?|[a-z]{2,10}\\/[^\\s<>"'\\])}|]+))`;
const otherSchemes = '\\b(?:javascript|data|tel|sms|whatsapp|tg|skype|file):[^\\s<>"\'\\])}|]+';

/** "evil [dot] com", "evil dot com": what a reader puts together. Without brackets only endings that are no words. */
const dot = ' ?[[({] ?(?:dot|punkt|point|punto) ?[\\])}] ?';
const part = '[\\p{L}\\p{N}-]{1,63}';
const spelledHost = `(?:${part}${dot}){1,4}[a-z]{2,12}|(?:${part}(?: dot |\\.)){0,3}${part} dot (?:com|net|org|info|biz|io|co|app|dev|xyz|eu|ch|uk|example)`;
const spelledOut = `(?<![\\p{L}\\p{N}._-])(?:${spelledHost})(?![\\p{L}\\p{N}])`;
const dots = new RegExp(`${dot}| dot `, 'gu');
const at = / ?[[({] ?(?:at|ät) ?[\])}] ?| at /gu;

/** Without what differs between two ways to write the same address. */
const plainLink = (link: string): string =>
  link
    .replace(dots, '.')
    .replace(/[.,;:!?…]+$/u, '')
    .replace(/^https?:\/\//, '')
    .replace(/^www?\./, '')
    .replace(/\/+$/, '');

export const links = finder(
  'link',
  new RegExp(`${withScheme}|${otherSchemes}|${withoutScheme}|${spelledOut}`, 'gu'),
  ([found]) => {
    const link = plainLink(found);
    const host = link.split(/[/?#]/)[0] ?? link;
    // Whoever is given a page knows its host, not the other way round.
    return { needs: [`link:${link}`], provides: [`link:${link}`, `link:${host}`] };
  },
);

/** Bounded, so that a long word without @ is not read again from each of its letters. */
export const addresses = finder(
  'address',
  /(?<![\p{L}\p{N}._%+-])(?:mailto:)?([\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){0,5}[\p{L}\p{N}-]{2,63})/gu,
  ([, address = '']) => both([`address:${address}`]),
);

/** "help at lamps dot example", "help[at]lamps.example". */
export const spelledAddresses = finder(
  'address',
  new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}(?: ?[[({] ?(?:at|ät) ?[\\])}] ?(?:${spelledHost}|(?:${part}\\.){1,4}[a-z]{2,12})| at (?:${spelledHost}))(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  ([found]) => both([`address:${found.replace(at, '@').replace(dots, '.')}`]),
);

/** National and international spellings differ in front: the last digits are compared. */
const COMPARED_DIGITS = 9;
/** ITU E.164 allows 15; fewer than 7 are a short number, read as a number. */
const PHONE_DIGITS = { least: 7, most: 16 };

export const phones = finder(
  'phone',
  /(?<![\p{L}\p{N}.,:#/-])(?:\+\d|\(\+?\d|0\d)[\d ()./-]{5,24}\d(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.,:#/-])(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?![\p{L}\p{N}])/gu,
  ([found]) => {
    const digits = found.replace(/\(0\)/, '').replace(/\D/g, '');
    if (digits.length < PHONE_DIGITS.least || digits.length > PHONE_DIGITS.most) return undefined;
    return both([`phone:${digits.slice(-COMPARED_DIGITS)}`]);
  },
);
