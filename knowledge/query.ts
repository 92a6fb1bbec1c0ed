/** What is searched for: the last question, and what was said before it with falling weight. */
import { indexed } from './words.ts';

export interface SpokenTurn {
  speaker: string;
  text: string;
}

export interface WeightedText {
  text: string;
  weight: number;
}

export interface ConversationRules {
  /** What a customer turn counts of the one after it. */
  decay: number;
  /** What a turn of anybody else counts of a customer's at the same place. */
  otherSpeaker: number;
}

/**
 * "And for the other one?" is found by what was said before; what was said long ago is another matter by now. The team's
 * own words name the thing too, and much beside it.
 */
export const conversationRules: ConversationRules = { decay: 0.4, otherSpeaker: 0.25 };

/** Further back the weights are below 1 %. */
const maxTurns = 12;
/** Characters of one turn: a pasted log is no better question for being long. */
const maxTurnLength = 4_000;

const customers: ReadonlySet<string> = new Set(['customer', 'user']);

/** Pure. The last turn is the question, whoever spoke it. `read` takes of a turn what is searched for: for words, its words. */
export function queryOf(
  turns: readonly SpokenTurn[],
  { decay, otherSpeaker } = conversationRules,
  read: (text: string) => string = indexed,
): WeightedText[] {
  const weighted: WeightedText[] = [];
  let back = 0;
  for (const [i, { speaker, text }] of turns.slice(-maxTurns).reverse().entries()) {
    const own = i === 0 || customers.has(speaker);
    const words = read(text.slice(0, maxTurnLength)).trim();
    if (words !== '') weighted.push({ text: words, weight: decay ** back * (own ? 1 : otherSpeaker) });
    if (own && words !== '') back += 1;
  }
  return weighted;
}
