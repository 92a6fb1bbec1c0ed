/** Names of people and products: capitals within a sentence that nothing of this turn has. */
import { sentences } from '../mentions.ts';
import { foldedLine } from '../risk/fold.ts';
import type { Support } from './support.ts';
import { wordsIn } from './text.ts';

const capital = /(?<![\p{L}\p{N}@._/-])\p{Lu}[\p{L}\p{M}'’]*(?:-\p{L}[\p{L}\p{M}'’]*)*/gu;

/** Capitals that are no names: titles, short forms that everybody has, months, weekdays and languages of English. */
const common = new Set(
  (
    "i i'm i'll i've i'd ok okay faq pdf sms url id pin vat tv pc usb wifi wi-fi email e-mail internet mr mrs ms dr sir madam " +
    'not never only all and or do no must before after please yes am pm asap ' +
    'january february march april may june july august september october november december ' +
    'monday tuesday wednesday thursday friday saturday sunday ' +
    'english german french spanish italian dutch portuguese christmas easter ' +
    'herr frau sehr sie ihr ihre ihnen ihrem ihren ihrer ihres du dein deine dir dich ' +
    'monsieur madame mme m senor senora sr sra usted ustedes ud uds eur usd gbp'
  ).split(' '),
);

export interface NamesContext {
  language: string;
  /** Everything of the turn: a name says who, not what. */
  known: readonly Support[];
}

/** Each unknown name once. */
export function unknownNames(text: string, { language, known }: NamesContext): string[] {
  const isKnown = (name: string): boolean =>
    wordsIn(foldedLine(name.replace(/['’]s?$/u, ''))).every(
      (word) => word.length < 2 || common.has(word) || known.some(({ words }) => hasWord(words, word)),
    );
  const german = language.split('-')[0] === 'de';
  const found = sentences(text).flatMap((sentence) =>
    german ? germanNames(sentence, isKnown) : capitals(sentence),
  );
  return [...new Set(found.filter((name) => !common.has(foldedLine(name)) && !isKnown(name)))];
}

/** Of one and of many: "Lumos", "Lumo's". */
const hasWord = (words: ReadonlySet<string>, word: string): boolean =>
  words.has(word) || words.has(`${word}s`) || (word.endsWith('s') && words.has(word.slice(0, -1)));

/** Not the first word, nor the first after a colon, a bullet or an opening quote: those have their capital from the sentence. */
function capitals(sentence: string): string[] {
  return [...sentence.matchAll(capital)]
    .filter(({ index }) =>
      /[\p{L}\p{N},;)%'’"”]\s+["“„(]?$/u.test(sentence.slice(Math.max(0, index - 4), index)),
    )
    .map(([word]) => word);
}

const germanNoun =
  /(?:ung|ungen|heit|keit|schaft|tion|tionen|tat|ment|nis|tag|tage|woche|nummer|adresse|team|service|shop|laden|konto|rechnung|bestellung|artikel|seite|link|mail)$/;

/** In German every noun has a capital: a name is what follows a title, and two unknown capitals in a row. */
function germanNames(sentence: string, isKnown: (name: string) => boolean): string[] {
  const titled = [
    ...sentence.matchAll(/(?<!\p{L})(?:Herrn?|Frau|Firma|Dr\.)\s+(\p{Lu}[\p{L}'’-]+)/gu),
  ].flatMap(([, name]) => name ?? []);
  const pairs = [...sentence.matchAll(/(?<=[\p{L},]\s)(\p{Lu}[\p{L}'’-]+) (\p{Lu}[\p{L}'’-]+)/gu)].flatMap(
    ([pair, first = '', second = '']) =>
      [first, second].every((word) => !isKnown(word) && !germanNoun.test(word.toLowerCase())) ? [pair] : [],
  );
  return [...titled, ...pairs];
}
