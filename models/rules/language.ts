/** Which language a short text is in: letter statistics (the `eld` library) together with the small words of seven languages. */

export interface Language {
  /** Primary subtag of BCP 47, such as `de`; `und` when the text is too short or between two languages. */
  bcp47: string;
  /** 0 to 1; for `und` how sure the best guess would have been. */
  confidence: number;
}

/**
 * @param preferred languages that are likelier than others, such as the desk's. They win close calls, but are not the
 *   only answers: a desk has to notice a language that it does not speak.
 */
export type IdentifyLanguage = (text: string, preferred?: readonly string[]) => Language;

/** Fewer letters than this look like any language: "refund asap" reads as Danish. */
const MIN_LETTERS = 6;
/** Below this the answer is `und`. */
const MIN_CONFIDENCE = 0.6;
/** What the text's share of a language's small words adds to its score. Names and titles in another language have none. */
const SMALL_WORDS_WEIGHT = 0.6;
/** A preferred language wins when it is this close behind: the usual distance in a text of two or three words. */
const PREFERENCE = 0.12;
/** Confidence by the lead over the second language, fitted on held-out short texts: a lead of 0 is a coin toss. */
const LEAD_TO_LOG_ODDS = 12;

/** The most frequent words of a customer's messages that say little, without those that several of the seven share. */
const smallWords: Readonly<Record<string, readonly string[]>> = {
  en: 'the my is are was it to of for with have has not you your what when where how and i do does can this please'.split(
    ' ',
  ),
  de: 'der das ist sind war ich mein meine meinen nicht und mit für wie wo wann bitte auf von zu ein eine einen habe kann mir mich'.split(
    ' ',
  ),
  fr: 'le les est sont mon ma mes ne pas et avec pour où quand comment je vous dans une des du au été suis puis'.split(
    ' ',
  ),
  es: 'el los las es está mi mis y con para cómo dónde cuándo por qué yo un una del al ha puedo lo'.split(
    ' ',
  ),
  it: 'il lo gli è sono mio mia miei non e con per come dove quando che di del della un una ho ha posso mi'.split(
    ' ',
  ),
  nl: 'het de een is zijn mijn niet en met voor hoe waar wanneer van ik te op dat mij heb heeft kan graag'.split(
    ' ',
  ),
  pt: 'o os as é está meu minha não e com para como onde quando que um uma do da eu tenho posso'.split(' '),
};

let detector: Promise<IdentifyLanguage> | undefined;

/** Loads 1.6 MB of letter statistics once, when first needed (0.3 s, 60 MB), so that nothing else pays for them. */
export function languageIdentifier(): Promise<IdentifyLanguage> {
  detector ??= import('eld/small').then(
    ({ eld }) =>
      (text, preferred = []) =>
        identify((cleaned) => eld.detect(cleaned).getScores(), text, preferred),
  );
  return detector;
}

type LetterScores = (text: string) => Record<string, number>;

function identify(letterScores: LetterScores, text: string, preferred: readonly string[]): Language {
  const plain = withoutIds(text);
  if ((plain.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return { bcp47: 'und', confidence: 0 };
  const scores = new Map(Object.entries(letterScores(plain)));
  const own = new Set(preferred.map(primarySubtag));
  for (const [language, share] of smallWordShares(plain))
    scores.set(language, (scores.get(language) ?? 0) + SMALL_WORDS_WEIGHT * share);
  for (const language of own) {
    const score = scores.get(language);
    if (score !== undefined) scores.set(language, score + PREFERENCE);
  }
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (!first) return { bcp47: 'und', confidence: 0 };
  const lead = first[1] - (second?.[1] ?? 0);
  const confidence = 1 / (1 + Math.exp(-LEAD_TO_LOG_ODDS * lead));
  return { bcp47: confidence < MIN_CONFIDENCE ? 'und' : first[0], confidence };
}

/** Links, addresses, mentions and codes are in no language. */
const withoutIds = (text: string): string =>
  text
    .replace(/\S*(?:https?:\/\/|www\.|[@#_\d])\S*/giu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function smallWordShares(text: string): [language: string, share: number][] {
  const found = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (found.length === 0) return [];
  return Object.entries(smallWords).map(([language, known]) => [
    language,
    found.filter((word) => known.includes(word)).length / found.length,
  ]);
}

const primarySubtag = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? tag;
