/** Risks in a customer's text: what always needs a person, and where somebody may come to harm. Pure rules, fast enough to run before the 2xx. */
import { maskCards } from './mask.ts';
import { de } from './risk/de.ts';
import { en } from './risk/en.ts';
import { enDanger } from './risk/en-danger.ts';
import { es } from './risk/es.ts';
import { type Folded, fold, unfold } from './risk/fold.ts';
import { fr } from './risk/fr.ts';
import { ibansIn } from './risk/iban.ts';
import { it, ja, nl, pt } from './risk/more.ts';
import { type Pack, pack, type Rule, WINDOW } from './risk/pattern.ts';
import { type OwnPhrase, ownPack } from './risk/phrases.ts';

/** Most severe first: hits are reported in this order. */
export const dangerRisks = ['self_harm', 'threat', 'medical_emergency', 'child_at_risk'] as const;
/** Always for a person, and no setting turns that off. */
export const personRisks = [
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
  /** `<locale>.<name>` of a built-in rule; `desk.<risk>.<n>` for the n-th phrase of the desk; `card`, `iban`. */
  rule: string;
}

/** A desk's own phrases by risk. They add to the built-in ones; a name that is no Risk is a risk of the desk's own, level notice. */
export type RiskPhrases = Readonly<Partial<Record<string, readonly OwnPhrase[]>>>;

const builtIn: readonly Pack[] = [enDanger, en, de, fr, es, pt, it, nl, ja].map(pack);

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
  const hits = [...builtIn, ...(extra ? [ownPack(extra, language)] : [])].flatMap((phrases) =>
    hitsOf(phrases, folded),
  );
  return [...hits, ...paymentDetails(text)].sort(
    (a, b) => severity(a.risk) - severity(b.risk) || a.evidence.start - b.evidence.start,
  );
}

/** A name that is no built-in risk is a desk's own, which is at least worth a notice. */
export function levelOf(risk: string): RiskLevel {
  if (dangerRisks.some((name) => name === risk)) return 'danger';
  return personRisks.some((name) => name === risk) ? 'person' : 'notice';
}

function severity(risk: string): number {
  const at = risks.findIndex((name) => name === risk);
  return at < 0 ? risks.length : at;
}

function hitsOf({ idioms, rules }: Pack, folded: Folded): RiskHit[] {
  // Blanked, not cut: offsets stay.
  const text = idioms ? folded.text.replace(idioms, (idiom) => '\u00b7'.repeat(idiom.length)) : folded.text;
  return rules.flatMap((rule) => hitOf(rule, text, folded) ?? []);
}

function hitOf({ risk, name, pattern, unless }: Rule, text: string, folded: Folded): RiskHit | undefined {
  // `exec` and not `matchAll`, which copies the expression: each copy is compiled anew, at a thousand times the cost.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [found] = match;
    const end = match.index + found.length;
    if (found === '') pattern.lastIndex += 1;
    if (unless?.test(text.slice(Math.max(0, match.index - WINDOW), end + WINDOW))) continue;
    return { risk, level: levelOf(risk), evidence: unfold(folded, match.index, end), rule: name };
  }
  return undefined;
}

/**
 * Makes the engine compile every rule now: on first use that takes half a second, and the first customer after a start
 * would wait for it. Twice, because the second use compiles to machine code; in both kinds of strings that engines keep.
 */
export function warmRisks(): void {
  for (const text of ['hello', 'hello again', '\u4eca\u65e5', '\u660e\u65e5']) findRisks(text);
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
