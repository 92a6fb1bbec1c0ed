/** Numbers in words, 1 to 100, in English, German, French and Spanish, as folding leaves them. */

const table: Readonly<Record<string, readonly [ones: string, tens: string]>> = {
  en: [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    'twenty thirty forty fifty sixty seventy eighty ninety hundred',
  ],
  de: [
    'ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
    'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert',
  ],
  fr: [
    'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
    'vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix cent',
  ],
  es: [
    'un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
    'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien',
  ],
};

/** How each language puts tens and ones together; French counts on from 60 and 80 to 19. */
const joined: Readonly<Record<string, (ten: string, one: string) => readonly string[]>> = {
  en: (ten, one) => [`${ten}-${one}`, `${ten} ${one}`],
  de: (ten, one) => [`${one}und${ten}`],
  fr: (ten, one) => [`${ten}-${one}`, `${ten} ${one}`, `${ten} et ${one}`, `${ten}-et-${one}`],
  es: (ten, one) => [`${ten} y ${one}`, ...(ten === 'veinte' ? [`veinti${one}`] : [])],
};

const extra: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  de: [
    ['eine', 1],
    ['einen', 1],
    ['einem', 1],
    ['einer', 1],
    ['eines', 1],
    ['fuenf', 5],
    ['zwoelf', 12],
    ['fuenfzehn', 15],
  ],
  fr: [
    ['une', 1],
    ['quatre-vingts', 80],
  ],
  es: [
    ['una', 1],
    ['uno', 1],
    ['veintiuno', 21],
  ],
};

/** Where the list of tens, from 20 on, has it. */
const HUNDRED = 8;

function wordsOf(language: string): Map<string, number> {
  const [ones = [], tens = []] = (table[language] ?? []).map((list) => list.split(' '));
  const words = new Map<string, number>(extra[language] ?? []);
  for (const [at, one] of ones.entries()) words.set(one, at + 1);
  for (const [at, ten] of tens.entries()) {
    words.set(ten, (at === HUNDRED ? 10 : at + 2) * 10);
    if (at === HUNDRED) continue;
    for (const [unit, one] of ones.slice(0, language === 'fr' ? 19 : 9).entries())
      for (const word of joined[language]?.(ten, one) ?? [])
        if (!words.has(word)) words.set(word, (at + 2) * 10 + unit + 1);
  }
  return words;
}

const numberWords: Readonly<Record<string, ReadonlyMap<string, number>>> = Object.fromEntries(
  Object.keys(table).map((language) => [language, wordsOf(language)]),
);

/** The longest first, as a pattern. */
export const numberWordPattern = [
  ...new Set(Object.values(numberWords).flatMap((words) => [...words.keys()])),
]
  .toSorted((a, b) => b.length - a.length)
  .join('|');

/** Every value that the word has in one of the languages: `once` is a number in Spanish alone. */
export function valuesOf(word: string, languages: readonly string[]): number[] {
  return languages.flatMap((language) => numberWords[language]?.get(word) ?? []);
}

export const numberLanguages: readonly string[] = Object.keys(table);
