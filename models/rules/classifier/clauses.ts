/** Cuts a message into the pieces that may each hold a request of their own. */

/** Words that join two requests, and that mean nothing else in another of these languages. */
const joiners = ['and', 'also', 'but', 'und', 'außerdem', 'aber', 'mais', 'pero', 'también', 'maar', 'anche'];
const boundary = new RegExp(`[.!?;\\n]+|,?\\s(?:${joiners.join('|')})\\s`, 'giu');
/** "hello" or "by the way" is no request. */
const MIN_WORDS = 3;

/** At least one, in order: a message that cannot be cut is its own only clause. */
export function clauses(text: string): string[] {
  const pieces = text
    .split(boundary)
    .map((piece) => piece.trim())
    .filter((piece) => piece.split(/\s+/).length >= MIN_WORDS);
  return pieces.length > 0 ? pieces : [text];
}
