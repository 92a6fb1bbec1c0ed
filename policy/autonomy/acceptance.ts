/** What a person made of a draft: the same, other words, other facts, or another reply. A deterministic diff by sentence, on the careful side. */
import type { Statement } from '../../domain/conversation.ts';
import type { Judgement } from '../../domain/outcome.ts';
import { isQuestion, sentences } from '../mentions.ts';
import { foldedLine } from '../risk/fold.ts';
import { courtesyOf } from './courtesies.ts';

export type Acceptance = Exclude<Judgement, 'rejected'>;

export interface Written {
  text: string;
  statements: readonly Pick<Statement, 'text' | 'kind'>[];
}

/** With less of its stating sentences left, a reply is no longer that draft with edits. */
const minKept = 0.5;
/** Shared words from which two sentences count as one that was edited: half of both together. */
const minAlike = 0.5;

/**
 * Pure. What counts as accepted is decided on the careful side, because it is what lets a topic speak alone:
 *
 * - case, white space and the punctuation around words are no edit;
 * - greetings, thanks, regrets, closings and questions are words, unless a number, date, name, link or negation in them changed;
 *   to greet somebody by name is words, to correct the name is not;
 * - any other edit of a sentence that states something, one that is left out, and one that is added touch a fact, even where only
 *   the style was meant: that cannot be told without understanding both.
 */
export function acceptance(draft: Written, sent: string): Acceptance {
  if (spaced(draft.text) === spaced(sent)) return 'sent_unchanged';
  if (plain(draft.text) === plain(sent)) return 'edited_words';
  const before = sentencesOf(draft.text).map((text) => ({ text, states: states(text, draft.statements) }));
  const after = sentencesOf(sent);
  const gone = withoutEach(before, after.map(plain), ({ text }) => plain(text));
  const added = withoutEach(
    after,
    before.map(({ text }) => plain(text)),
    plain,
  );
  if (gone.length === 0 && added.length === 0) return 'edited_words';
  const stating = before.filter((s) => s.states);
  const keeps = ({ text, states }: (typeof before)[number]) =>
    states && (!gone.some((g) => g.text === text) || added.some((a) => alike(a, text) >= minAlike));
  if (stating.length > 0 && stating.filter(keeps).length / stating.length < minKept) return 'rewritten';
  const touched =
    gone.some((s) => s.states) ||
    added.some((text) =>
      statesAnew(
        text,
        gone.map((g) => g.text),
      ),
    ) ||
    hardChanged(
      gone.map((g) => g.text),
      added,
    );
  if (touched) return 'edited_facts';
  return 'edited_words';
}

/** Who signs below the closing is left out: people put their own name there. */
function sentencesOf(text: string): string[] {
  const all = sentences(text).filter((s) => plain(s) !== '');
  const [closing, signature] = all.slice(-2);
  return closing && signature && courtesyOf(closing) && isSignature(signature) ? all.slice(0, -1) : all;
}

/** At most that many words, and no end of a sentence: "Mia from Lamps". */
const maxSignature = 4;
const isSignature = (text: string): boolean =>
  wordsOf(text).size <= maxSignature && !/[.!?:…]$|\p{N}|@|www\./u.test(text);

const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** As it is compared: without case and accents, and without the punctuation around words. "1.5", "a-b" and "?" stay. */
const plain = (text: string): string =>
  foldedLine(text)
    .replace(/(?<![\p{L}\p{N}])[^\p{L}\p{N}\p{Sc}?%+-]+|[^\p{L}\p{N}\p{Sc}?%+-]+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** What is left of a list when each of the other list takes one like it away. */
function withoutEach<T>(list: readonly T[], others: readonly string[], as: (item: T) => string): T[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(as(item)) ?? 0;
    left.set(as(item), count - 1);
    return count <= 0;
  });
}

/** Whether a sentence of the draft states something: by the statement that it is part of, and if it is part of none, it does. */
function states(sentence: string, statements: Written['statements']): boolean {
  if (courtesyOf(sentence)) return false;
  const own = plain(sentence);
  const of = statements.find((s) => plain(s.text).includes(own));
  return of === undefined || (of.kind !== 'greeting' && of.kind !== 'question');
}

/** A sentence that was not in the draft says something new, unless it is a courtesy, a question, or free words put otherwise. */
function statesAnew(sentence: string, gone: readonly string[]): boolean {
  if (courtesyOf(sentence) || isQuestion(sentence)) return false;
  return !gone.some((other) => alike(sentence, other) >= minAlike);
}

/** Dice's coefficient of their words: 1 when they have the same, 0 when they share none. */
function alike(a: string, b: string): number {
  const [of, other] = [wordsOf(a), wordsOf(b)];
  const total = of.size + other.size;
  return total === 0 ? 0 : (2 * [...of].filter((w) => other.has(w)).length) / total;
}

const wordsOf = (text: string): Set<string> =>
  new Set(
    plain(text)
      .split(/[\s?]+/u)
      .filter(Boolean),
  );

/** Whether numbers, dates, names, links or negations differ between what went and what came. */
function hardChanged(gone: readonly string[], added: readonly string[]): boolean {
  const before = gone.flatMap(hardTokens);
  const after = added.flatMap(hardTokens);
  // Only who is greeted by name and was not before: that is no correction.
  const greetedBefore = gone.some((s) => (courtesyOf(s)?.rest.length ?? 0) > 0);
  const greeted = added.flatMap((s) => courtesyOf(s)?.rest ?? []);
  const was = gone.flatMap((s) => courtesyOf(s)?.rest ?? []);
  if (greetedBefore && [...was].sort().join() !== [...greeted].sort().join()) return true;
  return before.sort().join('\n') !== after.sort().join('\n');
}

const links = /\b(?:https?:\/\/|www\.)\S+|[^\s@<>]+@[^\s@<>]+\.\p{L}{2,}/gu;
const numbers = /[\p{Sc}#+-]?\p{N}[\p{L}\p{N}.,:/%-]*|\p{L}+-?\p{N}[\p{L}\p{N}-]*/gu;
/** Capitals within a sentence. In German every noun has one: there, more edits count as facts than have to. */
const names = /(?<=[\p{L}\p{N},;:)]\s+)\p{Lu}[\p{L}'’-]+/gu;
const negations =
  /(?<!\p{L})(?:not|no|never|none|nor|without|cannot|unable|nicht|nie|niemals|ohne|kein(?:e|en|er|em|es)?|pas|jamais|sans|aucune?|nunca|sin|ningun[oa]?|tampoco|non|senza|mai|nao|sem|niet|geen|nooit|zonder)(?!\p{L})|n't(?!\p{L})/gu;

function hardTokens(sentence: string): string[] {
  if (courtesyOf(sentence)) return []; // the names in it are looked at apart
  const found = sentence.match(links) ?? [];
  const rest = sentence.replace(links, ' ');
  return [
    ...found,
    ...(rest.match(numbers) ?? []).map((n) => n.replace(/[.,:/-]+$/u, '')),
    ...(rest.match(names) ?? []),
    ...(foldedLine(rest).match(negations) ?? []).map(() => 'not'),
  ];
}
