/** What the classifier sees of a text: its words, neighbouring words, pairs of words further apart, and pieces of words. */

/** The features of one text as ids of a lexicon, in two families that are weighed apart. Ids repeat as often as they occur. */
export interface Features {
  /** Single words only: what of the text is known at all is counted on these. */
  words: Int32Array;
  /** Words, neighbours and pairs. */
  terms: Int32Array;
  /** Pieces of words: they carry inflected, compound and misspelt forms. */
  pieces: Int32Array;
}

/** Gives features their ids. It grows while `learning`; afterwards an unseen feature has no id. */
export interface Lexicon {
  ids: Map<string, number>;
  /** The pieces of each word, worked out once: texts repeat their words. */
  pieces: Map<string, Int32Array>;
  learning: boolean;
}

/** The id of what was never seen. */
export const UNSEEN = -1;

/** From one word of a pair to the other. Pairs over whole sentences and pairs within 5 words are 0.1 points apart. */
const MAX_PAIR_DISTANCE = 12;
/** Pairs are of the beginnings of words, or an inflected word would need a pair of its own. */
const PAIR_PREFIX = 4;
/** Up to a short stem: longer pieces added nothing on 77 banking topics. */
const MAX_PIECE_LENGTH = 5;
/** A customer's first few hundred words say what they want; a pasted log must not cost seconds. */
const MAX_WORDS = 400;

export const newLexicon = (): Lexicon => ({ ids: new Map(), pieces: new Map(), learning: true });

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:'\p{L}+)?|\p{N}+|[?$£€%]/gu;

/** Lower case, one kind of apostrophe, compatibility forms folded. Question marks and currency signs count as words. */
export function words(text: string): string[] {
  const found = text.normalize('NFKC').toLowerCase().replace(/[’`´]/g, "'").match(wordPattern) ?? [];
  return found.slice(0, MAX_WORDS);
}

export function features(lexicon: Lexicon, text: string): Features {
  const found = words(text);
  const single = Int32Array.from(found, (word) => idOf(lexicon, `w ${word}`));
  const joined: number[] = [];
  const framed = ['^', ...found, '$'];
  framed.forEach((word, at) => {
    const next = framed[at + 1];
    if (next !== undefined) joined.push(idOf(lexicon, `n ${word} ${next}`));
  });
  const beginnings = found.map((word) => word.slice(0, PAIR_PREFIX));
  beginnings.forEach((word, at) => {
    for (const far of beginnings.slice(at + 1, at + 1 + MAX_PAIR_DISTANCE))
      joined.push(idOf(lexicon, `p ${word} ${far}`));
  });
  return {
    words: single,
    terms: Int32Array.from([...single, ...joined]),
    pieces: Int32Array.from(found.flatMap((word) => [...piecesOf(lexicon, word)])),
  };
}

function piecesOf(lexicon: Lexicon, word: string): Int32Array {
  const known = lexicon.pieces.get(word);
  if (known) return known;
  const framed = ` ${word} `;
  const ids: number[] = [];
  for (let length = 1; length <= Math.min(MAX_PIECE_LENGTH, framed.length); length++)
    for (let at = 0; at + length <= framed.length; at++)
      ids.push(idOf(lexicon, `c ${framed.slice(at, at + length)}`));
  const pieces = Int32Array.from(ids);
  if (lexicon.learning) lexicon.pieces.set(word, pieces);
  return pieces;
}

function idOf(lexicon: Lexicon, feature: string): number {
  const id = lexicon.ids.get(feature);
  if (id !== undefined) return id;
  if (!lexicon.learning) return UNSEEN;
  lexicon.ids.set(feature, lexicon.ids.size);
  return lexicon.ids.size - 1;
}
