/** What is searched for: what was said last, and what was said before it with falling weight. */
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
  /** What a customer counts of what they said after the next answer. */
  decay: number;
  /** What anybody else's answer counts of what the customer had said before it. */
  otherSpeaker: number;
  /** From how many words on a text has its whole weight. */
  wholeFrom: number;
}

/**
 * "And for the other one?" is found by what was said before; what was said long ago is another matter by now. The team's
 * own words name the thing too, and much beside it.
 */
export const conversationRules: ConversationRules = { decay: 0.5, otherSpeaker: 0.25, wholeFrom: 1 };

/**
 * A vector has a place for "yes, please" as for any sentence, and it is far from all articles: short texts count less, and what
 * was said before more. bench/retrieval.ts measures others.
 */
export const meaningRules: ConversationRules = { decay: 0.5, otherSpeaker: 0.2, wholeFrom: 6 };

/** Further back the weights are below 1 %. */
const maxTurns = 12;
/** Characters of one turn: a pasted log is no better question for being long. */
const maxTurnLength = 4_000;

const customers: ReadonlySet<string> = new Set(['customer', 'user']);

/**
 * Pure. The last turn is the question, whoever spoke it. What a customer says in one go is one question, in however many
 * messages: weights fall with each answer in between. `read` takes of a text what is searched for: for words, its words.
 */
export function queryOf(
  turns: readonly SpokenTurn[],
  { decay, otherSpeaker, wholeFrom } = conversationRules,
  read: (text: string) => string = indexed,
): WeightedText[] {
  const weighted: WeightedText[] = [];
  let back = 0;
  let answered = false;
  for (const [i, { speaker, text }] of turns.slice(-maxTurns).reverse().entries()) {
    const own = i === 0 || customers.has(speaker);
    const words = read(text.slice(0, maxTurnLength)).trim();
    if (own && answered) back += 1;
    answered = !own;
    if (words === '') continue;
    const whole = Math.min(1, countOf(words) / wholeFrom);
    const weight = own ? decay ** back : decay ** (back + 1) * otherSpeaker;
    weighted.push({ text: words, weight: weight * whole });
  }
  return weighted;
}

const countOf = (words: string): number => words.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
