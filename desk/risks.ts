/** The names of the risks that every desk has, and which of them mean that somebody may come to harm. */
export { safetyRisks } from './texts.ts';

/** No setting takes one of these away; a desk may only add. */
export const alwaysHumanRisks = [
  'self_harm',
  'threat',
  'medical_emergency',
  'child_at_risk',
  'legal_threat',
  'press',
  'account_takeover',
  'payment_details',
  'wants_person',
] as const;
