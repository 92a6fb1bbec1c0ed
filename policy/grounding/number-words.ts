/** Numbers in words, below a thousand million, in English, German, French and Spanish, as folding leaves them. */

interface Wording {
  /** 1 to 19. */
  ones: string;
  /** 20, 30, … 90. */
  tens: string;
  /** How tens and ones go together; French counts on from 60 and 80 to 19. */
  joined: (ten: string, one: string) => readonly string[];
  /** Other words for numbers below 100. */
  others: readonly (readonly [string, number])[];
  /** On the left of each stands how many there are of it, on the right what is added. */
  hundred: RegExp;
  thousand: RegExp;
}

const wordings: Readonly<Record<string, Wording>> = {
  en: {
    ones: 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    tens: 'twenty thirty forty fifty sixty seventy eighty ninety',
    joined: (ten, one) => [`${ten} ${one}`],
    others: [['dozen', 12]],
    hundred: /^(?:(.+) )?hundred(?: and)?(?: (.+))?$/u,
    thousand: /^(?:(.+) )?thousand,?(?: and)?(?: (.+))?$/u,
  },
  de: {
    ones: 'ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
    tens: 'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig',
    joined: (ten, one) => [`${one}und${ten}`],
    others: [
      ...['eins', 'eine', 'einen', 'einem', 'einer', 'eines'].map((word) => [word, 1] as const),
      ['fuenf', 5],
      ['zwoelf', 12],
      ['dutzend', 12],
      ['fuenfzehn', 15],
      ['fuenfzig', 50],
    ],
    hundred: /^(.*?) ?hundert ?(?:und)? ?(.*)$/u,
    thousand: /^(.*?) ?tausend ?(?:und)? ?(.*)$/u,
  },
  fr: {
    ones: 'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
    tens: 'vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix',
    joined: (ten, one) => [`${ten} ${one}`, `${ten} et ${one}`],
    others: [
      ['une', 1],
      ['quatre vingts', 80],
    ],
    hundred: /^(?:(.+) )?cents?(?: (.+))?$/u,
    thousand: /^(?:(.+) )?mille(?: (.+))?$/u,
  },
  es: {
    ones: 'un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
    tens: 'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
    joined: (ten, one) =>
      (one === 'un' ? ['un', 'uno', 'una'] : [one]).flatMap((each) => [
        `${ten} y ${each}`,
        ...(ten === 'veinte' ? [`veinti${each}`] : []),
      ]),
    others: [
      ['una', 1],
      ['uno', 1],
    ],
    hundred: /^(?:([a-z]+?))??(?:cien(?:to)?|cient[oa]s)(?: (.+))?$/u,
    thousand: /^(?:(.+) )?mil(?: (.+))?$/u,
  },
};

/** Where a multiple of hundred is not spelled as its factor. */
const spanishHundreds: readonly (readonly [RegExp, string])[] = [
  [/quinient([oa])s/gu, 'cincocient$1s'],
  [/setecient/gu, 'sietecient'],
  [/novecient/gu, 'nuevecient'],
];

function below100({ ones, tens, joined, others }: Wording): Map<string, number> {
  const [small, round] = [ones.split(' '), tens.split(' ')].map((all) => all.map(spaced));
  const words = new Map<string, number>(others);
  for (const [at, one] of (small ?? []).entries()) words.set(one, at + 1);
  for (const [at, ten] of (round ?? []).entries()) {
    words.set(ten, (at + 2) * 10);
    for (const [unit, one] of (small ?? []).entries())
      for (const word of joined(ten, one))
        if (!words.has(word) && (at + 2) * 10 + unit + 1 < 100) words.set(word, (at + 2) * 10 + unit + 1);
  }
  return words;
}

/** `twenty-one` and `twenty one` are the same. */
function spaced(words: string): string {
  return words.replace(/[ -]+/g, ' ').trim();
}

const millions = 'million(?:en|s)?|millon(?:es)?';
/** The same in all of them. French and Spanish say `de` before what is counted. */
const million = new RegExp(`^(?:(.+) )?(?:${millions}),?(?: (.+))?$`, 'u');

const languages = Object.entries(wordings).map(
  ([language, wording]) => [language, { wording, small: below100(wording) }] as const,
);
const byLanguage = new Map(languages);
export const numberLanguages: readonly string[] = languages.map(([language]) => language);

/** Undefined for what is no number. Nothing on the left of a hundred or thousand is one of it. */
function valueIn(language: string, words: string): number | undefined {
  const known = byLanguage.get(language);
  if (!known) return undefined;
  const { wording, small } = known;
  const sum = (
    text: string,
    [word, size]: readonly [RegExp, number],
    read: (part: string) => number | undefined,
  ) => {
    const parts = word.exec(text);
    if (!parts) return read(text);
    const [, times, added] = parts;
    const [count, rest] = [times ? read(times) : 1, added ? read(added) : 0];
    return count === undefined || rest === undefined || rest >= size ? undefined : count * size + rest;
  };
  const below1000 = (text: string) => sum(text, [wording.hundred, 100], (part) => small.get(part));
  const below1000000 = (text: string) => sum(text, [wording.thousand, 1_000], below1000);
  return sum(words, [million, 1_000_000], below1000000);
}

/** Single words, of which numbers are made: what stands together in a text is read as one number, if it is one. */
/** Each part can be read in one way only, so that a text of nothing else is not read again and again. */
const german =
  '(?:(?:ein(?:s(?!ech|ieb)|e[nmrs]?)?|zwei|drei|vier|funf|fuenf|sech(?=zehn|zig)|sechs|sieb(?=zehn|zig)|sieben|acht|neun|zehn|elf|zwolf|zwoelf|zwan(?=zig)|dutzend|zig|ssig|hundert|tausend)(?:und)?){1,13}';
const others = languages
  .filter(([language]) => language !== 'de')
  .flatMap(([, { small }]) => [...small.keys()].flatMap((words) => words.split(' ')));
const single = [
  ...new Set([...others, 'hundred', 'thousand', 'cents?', 'mille', 'mil', 'cien', 'ciento', millions]),
].filter((word) => word !== 'et' && word !== 'y');
const word = `(?:${[
  ...single.toSorted((a, b) => b.length - a.length),
  '(?:dos|tres|cuatro|seis|ocho|sete|nove)cient[oa]s',
  'quinient[oa]s',
  german,
].join('|')})(?![\\p{L}\\p{N}])`;

/** The longest below a million takes 13, in French: 499,499. */
const MAX_WORDS = 16;
export const numberWordPattern = `${word}(?:(?:,? |-|-et-| (?:and|et|y|und) )${word}){0,${MAX_WORDS - 1}}`;

/** Every value that the words have in one of the languages: `once` is a number in Spanish alone. */
export function valuesOf(written: string, among: readonly string[]): number[] {
  const words = spanishHundreds.reduce(
    (text, [irregular, regular]) => text.replace(irregular, regular),
    spaced(written),
  );
  return among.flatMap((language) => lastValueIn(language, words) ?? []);
}

/** Words in a row that are no number together end in one: "sixty, seven days" without its comma. */
function lastValueIn(language: string, words: string): number | undefined {
  for (let from = 0; from >= 0; from = words.indexOf(' ', from + 1)) {
    const value = valueIn(language, words.slice(from).trim());
    if (value !== undefined) return value;
  }
  return undefined;
}
