/** What a text names: ids, numbers, addresses, and its sentences. */

// A token that carries a digit and is long enough to be a reference: order and item numbers, user names, tracking codes, phones.
const idToken = /#?[\p{L}\p{N}][\p{L}\p{N}_./-]*\p{N}[\p{L}\p{N}_-]*/gu;
const emailAddress = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;

/** Shorter tokens ("2", "3pm", "20%") are quantities, not references. */
const minIdLength = 4;

/** Every id, number and address in the text, in order, each once. */
export function mentionedIds(text: string): string[] {
  const emails = text.match(emailAddress) ?? [];
  const rest = text.replace(emailAddress, ' ');
  const tokens = (rest.match(idToken) ?? [])
    .map((t) => t.replace(/[./-]+$/, ''))
    .filter((t) => t.length >= minIdLength);
  return [...new Set([...emails, ...tokens])];
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

export function sentences(text: string): string[] {
  return [...segmenter.segment(text)]
    .flatMap(({ segment }) => segment.split('\n'))
    .map((s) => s.trim())
    .filter(Boolean);
}

export const isQuestion = (sentence: string): boolean => /[?？]\s*$/.test(sentence);

/** Longest ask shown in a list: 280 characters, what fits two lines of a queue. */
const askLength = 280;

/** What a customer wants, in their own words: the last question of the last message that has one, else its longest sentence. */
export function askOf(texts: readonly string[]): string {
  for (const text of [...texts].reverse()) {
    const question = sentences(text).filter(isQuestion).at(-1);
    if (question) return clip(question, askLength);
  }
  const all = texts.flatMap(sentences);
  return clip(all.sort((a, b) => b.length - a.length)[0] ?? '', askLength);
}

export function clip(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
