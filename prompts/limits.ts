/** How much of what others wrote goes into one prompt: every bound has its name and reason here, and nowhere else. */

/** Of one message: about 2,000 tokens. Longer ones are nearly always quoted history, logs or an attack on the budget. */
export const MESSAGE_CHARS = 8_000;
/** Of all messages of one list together: about 6,000 tokens, a tenth of the default budget of a turn. */
export const MESSAGES_CHARS = 24_000;
/** When many messages share that room, each still gets a paragraph. */
export const SHARED_MESSAGE_CHARS = 500;
/** The newest ones. Whoever needs more than a hundred to understand the last one is a person. */
export const MAX_MESSAGES = 100;
/** Of one passage: the import makes them a quarter of this. */
export const PASSAGE_CHARS = 4_000;
/** More passages than this make answers worse, not better. */
export const MAX_PASSAGES = 20;
/** Of one account fact, title, name, earlier question or named problem. */
export const SHORT_CHARS = 1_000;
/** Of a list of such. */
export const MAX_ITEMS = 60;

/** Pure. Keeps both ends, because a question stands at the beginning or at the end, and says how much is missing. */
export function clipMiddle(text: string, max: number): string {
  if (text.length <= max) return text;
  const half = Math.floor(max / 2);
  const head = text.slice(0, half).replace(/[\uD800-\uDBFF]$/, ''); // half of a character is none
  const tail = text.slice(text.length - half).replace(/^[\uDC00-\uDFFF]/, '');
  return `${head}\n[${text.length - head.length - tail.length} characters left out]\n${tail}`;
}

/** Pure. The newest messages, none of them dropped for being one of many: each is cut to its share instead. */
export function boundMessages<M extends { text: string }>(messages: readonly M[]): M[] {
  const newest = messages.slice(-MAX_MESSAGES);
  const total = newest.reduce((sum, { text }) => sum + Math.min(text.length, MESSAGE_CHARS), 0);
  const share = Math.max(SHARED_MESSAGE_CHARS, Math.floor(MESSAGES_CHARS / Math.max(1, newest.length)));
  const max = total <= MESSAGES_CHARS ? MESSAGE_CHARS : Math.min(MESSAGE_CHARS, share);
  return newest.map((message) => ({ ...message, text: clipMiddle(message.text, max) }));
}
