/** stub */
import type { Phrases } from './pattern.ts';
export const fr: Phrases = { locale: 'fr', rules: {} };
