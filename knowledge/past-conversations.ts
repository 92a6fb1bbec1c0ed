/** Past conversations as documents: a question, and the answer that a person wrote. Opt-in; internal; never what the AI wrote. */
import type pg from 'pg';
import { type PastConversation, pastConversations } from '../store/past-conversations.ts';
import type { SourceDocument } from './document.ts';
import { type ImportCounts, importKnowledge } from './import.ts';

/** Their source: an import of articles leaves them alone, and the other way round. */
export const conversationSource = 'conversations';

/** The newest ones: what was right two years ago may not be any more. */
const mostConversations = 5_000;
/** Characters. "Done, thanks!" answers nobody else. */
const leastAnswer = 40;
/** Share of the answer's words that a draft of the AI has too. Beyond it, the person sent what the AI wrote. */
const copiedFrom = 0.8;
/** Characters of the question that make a title. */
const titleLength = 90;

export interface PastOptions {
  now: Date;
  /** Takes personal data out of a text (policy/redact). */
  hide: (text: string) => string;
  /** Whether the desk has opted in. If not, those that are there are retired. */
  enabled: boolean;
  language: string;
}

/** Brings the desk's past conversations to what is solved now. Unchanged ones are not touched. */
export async function importPastConversations(
  pool: pg.Pool,
  desk: string,
  { now, hide, enabled, language }: PastOptions,
): Promise<ImportCounts> {
  const past = enabled ? await pastConversations(pool, desk, mostConversations) : [];
  const documents = past.flatMap((one) => documentOf(one, hide, language) ?? []);
  return importKnowledge(pool, desk, documents, { now, source: conversationSource });
}

/** Pure. Undefined: it teaches nothing that a person said. */
export function documentOf(
  past: PastConversation,
  hide: (text: string) => string,
  language: string,
): SourceDocument | undefined {
  const { said } = past;
  const lastAnswer = said.findLastIndex(({ by }) => by !== 'customer');
  // Its last word is the AI's, or the customer went on after it: nobody knows that it helped.
  if (said[lastAnswer]?.by !== 'person') return undefined;
  if (said.slice(lastAnswer + 1).some(({ owesAnswer }) => owesAnswer)) return undefined;
  let from = lastAnswer;
  while (said[from - 1]?.by === 'person') from -= 1;
  const answer = join(said.slice(from, lastAnswer + 1));
  const before = said.slice(0, from).findLastIndex(({ by }) => by !== 'customer');
  const question = join(said.slice(before + 1, from));
  if (question === '' || answer.length < leastAnswer) return undefined;
  if (past.drafts.some((draft) => shared(answer, draft) >= copiedFrom)) return undefined;
  const asked = hide(question);
  return {
    key: `conversation/${past.conversation}`,
    title: titleOf(asked),
    url: null,
    language: past.language ?? language,
    audience: 'internal',
    effectiveFrom: null,
    effectiveTo: null,
    body: `A customer asked:\n\n${quoted(asked)}\n\nA person answered:\n\n${quoted(hide(answer))}`,
  };
}

const join = (said: PastConversation['said']): string =>
  said
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n');

/** As a quotation nothing in it is a heading or front matter. */
const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

function titleOf(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  return line.length <= titleLength ? line : `${line.slice(0, titleLength - 1).replace(/\s\S*$/, '')}…`;
}

/** Share of the words of `text` that `other` has too, 0 to 1. */
function shared(text: string, other: string): number {
  const wordsOf = (s: string) => s.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const words = wordsOf(text);
  const theirs = new Set(wordsOf(other));
  return words.length === 0 ? 1 : words.filter((word) => theirs.has(word)).length / words.length;
}
