/** Priority of a turn: how soon it must be looked at. Ordered rules; the first that matches wins, and severity comes first. */
import type { Priority } from '../domain/words.ts';
import type { RiskHit } from './risk.ts';

export interface PriorityInput {
  risks: readonly Pick<RiskHit, 'risk' | 'level'>[];
  /** What the desk gives the topic. */
  deskDefault: Priority;
  /** The customer's tier, as the desk names it. */
  segment?: string;
  /** Which tiers the desk puts first. */
  prioritySegments?: readonly string[];
  angry?: boolean;
  /** The customer names a deadline (see namesDeadline). */
  deadline?: boolean;
  /** The customer says that the last answer did not help. */
  notHelped?: boolean;
  /** Thanks, or spam: nothing is owed. */
  nothingOwed?: boolean;
}

export interface PriorityAnswer {
  priority: Priority;
  /** Every rule that asks for at least this priority, the deciding one first. */
  reasons: string[];
}

const order: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

type Rule = (input: PriorityInput) => { priority: Priority; reason: string } | undefined;

/** Risks that lose money or trust by the hour, or that may be danger. */
const urgentRisks: readonly string[] = ['account_takeover', 'possible_danger'];
const highNotices: readonly string[] = ['anger', 'distress', 'chargeback'];

/** Each asks for a priority of its own; the highest is taken, so that none can lower another. */
const rules: readonly Rule[] = [
  ({ risks }) => first(risks.find((r) => r.level === 'danger')?.risk, 'urgent'),
  ({ risks }) => first(risks.find((r) => urgentRisks.includes(r.risk))?.risk, 'urgent'),
  ({ risks }) => first(risks.find((r) => r.level === 'person')?.risk, 'high'),
  ({ risks }) => first(risks.find((r) => highNotices.includes(r.risk))?.risk, 'high'),
  ({ angry }) => (angry ? { priority: 'high', reason: 'angry' } : undefined),
  ({ deadline }) => (deadline ? { priority: 'high', reason: 'deadline' } : undefined),
  ({ notHelped }) => (notHelped ? { priority: 'high', reason: 'not_helped' } : undefined),
  ({ segment, prioritySegments = [] }) =>
    segment !== undefined && prioritySegments.includes(segment)
      ? { priority: 'high', reason: `segment:${segment}` }
      : undefined,
];

const first = (risk: string | undefined, priority: Priority): ReturnType<Rule> =>
  risk === undefined ? undefined : { priority, reason: `risk:${risk}` };

/** Pure. Only thanks and spam are lower than the desk's own priority, and only where nothing else speaks. */
export function priorityOf(input: PriorityInput): PriorityAnswer {
  const asked = rules.flatMap((rule) => rule(input) ?? []);
  if (asked.length === 0 && input.nothingOwed) return { priority: 'low', reasons: ['nothing_owed'] };
  asked.push({ priority: input.deskDefault, reason: 'desk_default' });
  const priority = order.find((level) => asked.some((one) => one.priority === level)) ?? input.deskDefault;
  return { priority, reasons: asked.filter((one) => one.priority === priority).map(({ reason }) => reason) };
}

const deadlines = [
  /\b(?:by|before|until|needed? (?:it )?(?:for|on|by)) (?:today|tonight|tomorrow|noon|midnight|(?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|the weekend|end of (?:the )?(?:day|week))\b/i,
  /\b(?:asap|a\.s\.a\.p\.|urgent(?:ly)?|right away|immediately|as soon as possible|time[- ]sensitive|emergency|deadline|last minute|running out of time)\b/i,
  /\b(?:wedding|funeral|birthday|flight|trip|exam|interview|surgery|moving|event|party)\b.{0,30}\b(?:today|tonight|tomorrow|in (?:an?|one|two|three|\d) (?:hours?|days?)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i,
  /\b(?:today|tonight|tomorrow)\b.{0,20}\b(?:wedding|funeral|birthday|flight|exam|interview|surgery)\b/i,
  /\b(?:dringend|eilt|eilig|sofort|schnellstm[oö]glich|umgehend|sp[aä]testens|bis (?:heute|morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag))\b/i,
  /\b(?:urgente?|au plus vite|d[eè]s que possible|imm[eé]diatement|avant (?:demain|ce soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))\b/i,
  /\b(?:urgencia|lo antes posible|cuanto antes|inmediatamente|antes de (?:ma[nñ]ana|hoy|el (?:lunes|martes|jueves|viernes)))\b/i,
  /\b(?:il prima possibile|subito|entro (?:domani|oggi|stasera)|o mais r[aá]pido poss[ií]vel|at[eé] amanh[aã]|dringend|zo snel mogelijk|spoed|v[oó][oó]r morgen)\b/i,
];

/** Pure. Does the customer say by when they need it, or that it presses? en, de, fr, es; the plainest words of it, pt, nl. */
export function namesDeadline(text: string): boolean {
  return deadlines.some((pattern) => pattern.test(text));
}
