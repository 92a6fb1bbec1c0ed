/** stub */
import type { Phrases } from './pattern.ts';
export const de: Phrases = { locale: 'de', rules: {} };
