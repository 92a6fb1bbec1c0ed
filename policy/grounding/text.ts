/** Words and sentences of a text, as the checks of the review count them. */

export const wordsIn = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

export interface Sentence {
  text: string;
  /** Offsets into the statement's text. */
  start: number;
  end: number;
}

/** Simple on purpose: what may be told back, and what is promised, is asked of each. Mentions are found in the whole. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const add = (end: number) => {
    const part = text.slice(start, end);
    if (part.trim() !== '') sentences.push({ text: part, start, end });
    start = end;
  };
  for (const { index, 0: mark } of text.matchAll(/[.!?…。！？:;]["'”»)\]]?\s|\n/gu)) add(index + mark.length);
  add(text.length);
  return sentences;
}
