/** What of a text the index sees: words without markup, and words of languages that write none apart. */

/** Scripts without spaces between words, of which Postgres' parser would make one word per sentence. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** `[text](target)` and images: the target is no word of the text. */
const link = /!?\[([^\]]*)\]\([^)]*\)/g;
const tag = /<\/?[a-z][^>]*>/gi;

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Pure. */
export const withoutMarkup = (text: string): string => text.replace(link, ' $1 ').replace(tag, ' ');

/** Pure. The same for passages and for questions. */
export function indexed(text: string): string {
  return withoutMarkup(text).replace(
    unspaced,
    (run) => ` ${[...segmenter.segment(run)].map(({ segment }) => segment).join(' ')} `,
  );
}
