/** What one statement says, against what it may rest on: its mentions, its names and its promises. */
import { clip, sentences } from '../mentions.ts';
import { foldedLine } from '../risk/fold.ts';
import type { DraftStatement, Finding, FindingCode, ReviewedDraft } from './finding.ts';
import type { Mention, MentionKind } from './mention.ts';
import { mentionsIn, written } from './mentions.ts';
import { unknownNames } from './names.ts';
import { type PromiseFamily, promiseWordsIn } from './promise-words.ts';
import { defersToPerson, isPromised, mayRepeatCustomer } from './sentence.ts';
import { type Support, type Supports, wordsIn } from './support.ts';

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
const repeatable: ReadonlySet<MentionKind> = new Set(['id', 'price', 'date', 'number']);

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
  const base = baseOf(statement, supports);
  const free = statement.kind === 'greeting' || statement.kind === 'question';
  return sentences(statement.text).flatMap((sentence) => {
    const repeats = free && mayRepeatCustomer(sentence);
    const promised = isPromised(sentence, draft.promises);
    const rests = [...base, ...(promised ? supports.promised : [])];
    return [
      ...mentionFindings(draft, sentence, index, rests, repeats ? supports.customer : []),
      ...(promised
        ? []
        : promiseFindings(statement, sentence, index, rests, repeats ? supports.customer : [])),
    ];
  });
}

function mentionFindings(
  { language }: ReviewedDraft,
  sentence: string,
  statement: number,
  base: readonly Support[],
  customer: readonly Support[],
): Finding[] {
  const own = language.split('-')[0] ?? language;
  const { folded, text, mentions } = mentionsIn(sentence, own);
  return mentions
    .filter((mention) => mention.needs.length > 0 && !counts(text, mention, own))
    .filter((mention) => {
      const from = repeatable.has(mention.kind) ? [...base, ...customer] : base;
      return !from.some(({ keys }) => mention.needs.some((key) => keys.has(key)));
    })
    .map(({ kind, start, end }) => ({
      code: codes[kind],
      statement,
      evidence: clip(written(sentence, folded, start, end), EVIDENCE),
    }));
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

function promiseFindings(
  { kind }: DraftStatement,
  sentence: string,
  statement: number,
  base: readonly Support[],
  customer: readonly Support[],
): Finding[] {
  const defers = defersToPerson(sentence);
  const says = (family: PromiseFamily) =>
    [...base, ...customer].some(({ promises }) => promises.has(family)) ||
    (inOtherWords.has(family) && (defers || (kind !== 'greeting' && tells(sentence, base))));
  const found = promiseWordsIn(foldedLine(sentence)).find(({ family }) => !says(family));
  return found ? [{ code: 'promise_outside_list', statement, evidence: clip(sentence, EVIDENCE) }] : [];
}

/** Of a signature, nothing: the desk wrote it. */
export function nameFindings(
  draft: ReviewedDraft,
  { text }: DraftStatement,
  statement: number,
  supports: Supports,
): Finding[] {
  const known = [...supports.sources.values(), ...supports.customer, ...supports.desk, ...supports.promised];
  return unknownNames(text, { language: draft.language, known }).map((evidence) => ({
    code: 'name_unsupported',
    statement,
    evidence,
  }));
}
