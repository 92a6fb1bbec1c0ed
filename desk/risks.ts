/** The names of the risks that every desk has, and which of them mean that somebody may come to harm. */
import { dangerRisks, personRisks } from '../policy/risk.ts';

export { dangerRisks as safetyRisks } from '../policy/risk.ts';

/** No setting takes one of these away; a desk may only add. */
export const alwaysHumanRisks: readonly string[] = [...dangerRisks, ...personRisks];
