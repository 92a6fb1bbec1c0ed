/** What one statement says, against what it may rest on: its mentions, its names and its promises. */
import { clip } from '../mentions.ts';
import { foldedLine } from '../risk/fold.ts';
import type { DraftStatement, Finding, FindingCode, ReviewedDraft } from './finding.ts';
import type { Mention, MentionKind } from './mention.ts';
import { mentionsIn, withoutMentions, written } from './mentions.ts';
import { unknownNames } from './names.ts';
import { type PromiseFamily, promiseWordsIn } from './promise-words.ts';
import { asks, defersToPerson, isPromised, mayRepeatCustomer, namesTopic } from './sentence.ts';
import type { Support, Supports } from './support.ts';
import { sentencesOf, wordsIn } from './text.ts';

const EVIDENCE = 120;

const codes: Readonly<Record<MentionKind, FindingCode>> = {
  link: 'link_unsupported',
  address: 'address_unsupported',
  phone: 'phone_unsupported',
  id: 'id_unsupported',
  price: 'price_unsupported',
  date: 'date_unsupported',
  number: 'number_unsupported',
};

/** What the customer wrote may be told back; where to click, to whom to write and whom to call may not. */
const repeatable: ReadonlySet<MentionKind> = new Set(['id', 'date', 'number']);

/** Facts and commitments rest on what they cite. The others cite nothing, or steps of several articles. */
function baseOf({ kind, sources }: DraftStatement, { sources: all, desk }: Supports): Support[] {
  const cited = sources.flatMap((id) => all.get(id) ?? []);
  return [...(kind === 'fact' || kind === 'commitment' ? cited : all.values()), ...desk];
}

export function unsupported(
  draft: ReviewedDraft,
  statement: DraftStatement,
  index: number,
  supports: Supports,
): Finding[] {
  const own = draft.language.split('-')[0] ?? draft.language;
  const base = baseOf(statement, supports);
  const read = mentionsIn(statement.text, own);
  const free = statement.kind === 'greeting' || statement.kind === 'question';
  const found = sentencesOf(statement.text).flatMap((sentence) => {
    const promised = isPromised(sentence.text, draft.promises);
    const rests: Rests = {
      base: [...base, ...(promised ? supports.promised : [])],
      customer: free && mayRepeatCustomer(sentence.text) ? supports.customer : [],
      amounts: asks(sentence.text) && promiseWordsIn(foldedLine(sentence.text)).length === 0,
    };
    const mentions = read.mentions.filter(({ start }) => {
      const at = read.folded.starts[start] ?? 0;
      return at >= sentence.start && at < sentence.end;
    });
    return [
      ...mentions
        .filter((mention) => !counts(read.text, mention, own) && !isSupported(mention, rests))
        .map(({ kind, start, end }) => ({
          code: codes[kind],
          evidence: written(statement.text, read.folded, start, end),
        })),
      ...(promised || !promisesMore(statement, sentence.text, rests, supports.customer)
        ? []
        : [{ code: 'promise_outside_list' as const, evidence: sentence.text.trim() }]),
    ];
  });
  return [
    ...found,
    ...unknownNames(withoutMentions(statement.text, read), {
      language: own,
      known: [...supports.sources.values(), ...supports.customer, ...supports.desk, ...supports.promised],
    }).map((evidence) => ({ code: 'name_unsupported' as const, evidence })),
  ].map(({ code, evidence }) => ({ code, statement: index, evidence: clip(evidence, EVIDENCE) }));
}

interface Rests {
  base: readonly Support[];
  /** What the customer wrote, where the sentence may tell it back. */
  customer: readonly Support[];
  /** Of money, only what a question asks about that offers none. */
  amounts: boolean;
}

function isSupported({ kind, needs }: Mention, { base, customer, amounts }: Rests): boolean {
  if (needs.length === 0) return true;
  const from = repeatable.has(kind) || (kind === 'price' && amounts) ? [...base, ...customer] : base;
  return from.some(({ keys }) => needs.some((key) => keys.has(key)));
}

/** Numbers that count steps and items say nothing about the world: "1.", "Step 2", "der 2. Schritt". */
function counts(text: string, { kind, start, end }: Mention, language: string): boolean {
  if (kind !== 'number' || end - start > 2) return false;
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 3);
  if (/(?:^|\n)\s*[([]?$/.test(before) && /^[.):\]](?:\s|$)/.test(after)) return true;
  if (/(?<!\p{L})(?:step|steps|schritt|etape|paso|passo|stap|option|punkt|point) (?:\d and )?$/u.test(before))
    return true;
  return language === 'de' && /^\. \p{L}/u.test(after);
}

/** Our own action may be told in other words than the source's, as long as it is the same action. */
const MIN_SHARED = 0.5;
const stem = (word: string): string => word.slice(0, 5);
/** Shorter ones are the grammar of a sentence, not its matter. */
const MIN_STEM = 4;

function tells(sentence: string, base: readonly Support[]): boolean {
  const stems = new Set(
    wordsIn(foldedLine(sentence))
      .filter((word) => word.length >= MIN_STEM)
      .map(stem),
  );
  if (stems.size === 0) return false;
  const told = new Set(base.flatMap(({ words }) => [...words]).map(stem));
  return [...stems].filter((word) => told.has(word)).length / stems.size >= MIN_SHARED;
}

const inOtherWords: ReadonlySet<PromiseFamily> = new Set(['action', 'done']);
const topical: ReadonlySet<PromiseFamily> = new Set(['refund', 'amends', 'free']);

/** Whether it promises something that what it rests on does not. */
function promisesMore(
  { kind }: DraftStatement,
  sentence: string,
  { base, customer }: Rests,
  asked: readonly Support[],
): boolean {
  const defers = defersToPerson(sentence);
  const rests = [...base, ...(namesTopic(sentence) ? customer : [])];
  const says = (family: PromiseFamily): boolean => {
    if (rests.some(({ promises }) => promises.has(family))) return true;
    if (inOtherWords.has(family)) return defers || (kind !== 'greeting' && tells(sentence, base));
    // "A colleague will look into your refund": what it is about was the customer's word.
    return defers && topical.has(family) && asked.some(({ promises }) => promises.has(family));
  };
  return promiseWordsIn(foldedLine(sentence)).some(({ family }) => !says(family));
}
