/** Risks in a customer's text: what always needs a person, and where somebody may come to harm. Pure rules, fast enough to run before the 2xx. */
import { maskCards } from './mask.ts';
import { soundsLikeDanger } from './risk/danger/classifier.ts';
import { de } from './risk/de.ts';
import { en } from './risk/en.ts';
import { enChild } from './risk/en-child.ts';
import { enMedical } from './risk/en-medical.ts';
import { enSelfHarm } from './risk/en-self-harm.ts';
import { enThreat } from './risk/en-threat.ts';
import { es } from './risk/es.ts';
import { type Folded, fold, unfold } from './risk/fold.ts';
import { fr } from './risk/fr.ts';
import { ibansIn } from './risk/iban.ts';
import { it, ja, nl, pt } from './risk/more.ts';
import { Grams } from './risk/needs.ts';
import { type Pack, pack, type Rule, WINDOW } from './risk/pattern.ts';
import { type OwnPhrase, ownRules } from './risk/phrases.ts';

/** Most severe first: hits are reported in this order. */
export const dangerRisks = ['self_harm', 'threat', 'medical_emergency', 'child_at_risk'] as const;
/** Always for a person, and no setting turns that off. `possible_danger`: no phrase says so, but it sounds like it. */
export const personRisks = [
  'possible_danger',
  'account_takeover',
  'legal_threat',
  'press',
  'payment_details',
  'wants_person',
] as const;
/** Worth knowing: they raise the priority or the care, and a desk may list them as always for a person. */
export const noticeRisks = ['chargeback', 'erasure_request', 'distress', 'anger', 'opt_out'] as const;
export const risks = [...dangerRisks, ...personRisks, ...noticeRisks] as const;
export type Risk = (typeof risks)[number];

export type RiskLevel = 'danger' | 'person' | 'notice';

export interface RiskHit {
  /** A Risk, or the name of a desk's own. */
  risk: string;
  level: RiskLevel;
  /** Where in the text, in UTF-16 units. */
  evidence: { start: number; end: number };
  /** `<locale>.<name>` of a built-in rule; `desk.<risk>.<n>` for the n-th phrase of the desk; `card`, `iban`; `sounds_like`. */
  rule: string;
}

/** A desk's own phrases by risk. They add to the built-in ones; a name that is no Risk is a risk of the desk's own, level notice. */
export type RiskPhrases = Readonly<Partial<Record<string, readonly OwnPhrase[]>>>;

const builtIn: readonly Pack[] = [
  enSelfHarm,
  enThreat,
  enMedical,
  enChild,
  en,
  de,
  fr,
  es,
  pt,
  it,
  nl,
  ja,
].map(pack);
const idioms = builtIn.flatMap((phrases) => phrases.idioms);
const rules = builtIn.flatMap((phrases) => phrases.rules);

/**
 * Pure. Every rule that matches, once each, most severe risk first and then in the order of the text. All languages are
 * tried: which one a message is in is not known yet, and short messages mislead. Doubt never lowers a risk: "I am not
 * suicidal" is a hit as well.
 *
 * Roughly linear in the text: well under a millisecond for 2 KB.
 *
 * @param extra compiled once per object; pass the same one for every message
 * @param language of the text where it is known: phrases that a desk wrote for another one are left out
 */
export function findRisks(text: string, extra?: RiskPhrases, language?: string): RiskHit[] {
  const folded = fold(text);
  const grams = new Grams(folded.text);
  const plain = withoutIdioms(folded.text, grams);
  const hits = [
    ...rules.flatMap((rule) => hitOf(rule, plain, folded, grams) ?? []),
    // A desk's phrase is taken at its word: no idiom of ours hides it.
    ...(extra ? ownRules(extra, language) : []).flatMap(
      (rule) => hitOf(rule, folded.text, folded, grams) ?? [],
    ),
    ...paymentDetails(text),
  ];
  if (!hits.some(({ level }) => level === 'danger')) hits.push(...possibleDanger(folded));
  return hits
    .sort((a, b) => severity(a.risk) - severity(b.risk) || a.evidence.start - b.evidence.start)
    .filter((hit, at, all) => all.findIndex((other) => sameFinding(hit, other)) === at);
}

/** Words that several languages share are found by the rules of each. */
function sameFinding(a: RiskHit, b: RiskHit): boolean {
  return a.risk === b.risk && a.evidence.start === b.evidence.start && a.evidence.end === b.evidence.end;
}

/**
 * Makes the engine compile the rules that every text is tried with: on first use each takes a moment, and the first
 * customer after a start would wait for all of them. Twice, because the second use compiles to machine code; in both
 * kinds of strings that engines keep. The rules that few texts need are compiled when one comes: some ms.
 */
export function warmRisks(): void {
  for (const text of ['hello', 'hello again', '\u4eca\u65e5', '\u660e\u65e5']) findRisks(text);
}

/** A name that is no built-in risk is a desk's own, which is at least worth a notice. */
export function levelOf(risk: string): RiskLevel {
  if (dangerRisks.some((name) => name === risk)) return 'danger';
  return personRisks.some((name) => name === risk) ? 'person' : 'notice';
}

function severity(risk: string): number {
  const at = risks.indexOf(risk as Risk);
  return at < 0 ? risks.length : at;
}

/** Blanked, not cut: offsets stay. An idiom counts in every language, since messages mix them. */
function withoutIdioms(text: string, grams: Grams): string {
  let plain = text;
  for (const { regExp, needs } of idioms)
    if (grams.mayHold(needs)) plain = plain.replace(regExp, (idiom) => '\u00b7'.repeat(idiom.length));
  return plain;
}

/** The rule's first match, in the order of its phrases. */
function hitOf(rule: Rule, text: string, folded: Folded, grams: Grams): RiskHit | undefined {
  const { risk, name, patterns, unless } = rule;
  for (const { regExp, needs } of patterns) {
    if (!grams.mayHold(needs)) continue;
    for (const { index, 0: found } of text.matchAll(regExp)) {
      const end = index + found.length;
      if (unless?.test(around(text, index, end))) continue;
      return { risk, level: levelOf(risk), evidence: unfold(folded, index, end), rule: name };
    }
  }
  return undefined;
}

/** The match with what stands near it in the same sentence: another sentence's words ("sent from my phone") excuse nothing. */
function around(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - WINDOW), start);
  const after = text.slice(end, end + WINDOW);
  const sentence = before.search(/[^.!?\n]*$/);
  const rest = after.search(/[.!?\n]/);
  return before.slice(sentence) + text.slice(start, end) + (rest < 0 ? after : after.slice(0, rest));
}

/** What no phrase foresees: a person looks, and decides whether it is what it sounds like. */
function possibleDanger(folded: Folded): RiskHit[] {
  const evidence = soundsLikeDanger(folded);
  return evidence ? [{ risk: 'possible_danger', level: 'person', evidence, rule: 'sounds_like' }] : [];
}

/** Numbers that move money, found by their check digits rather than by words. */
function paymentDetails(text: string): RiskHit[] {
  const found = [
    ...maskCards(text).masked.map((span) => ({ span, rule: 'card' })),
    ...ibansIn(text).map((span) => ({ span, rule: 'iban' })),
  ];
  return found.map(({ span: { start, end }, rule }) => ({
    risk: 'payment_details',
    level: 'person',
    evidence: { start, end },
    rule,
  }));
}
