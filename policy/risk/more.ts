/** stub */
import type { Phrases } from './pattern.ts';
export const pt: Phrases = { locale: 'pt', rules: {} };
export const it: Phrases = { locale: 'it', rules: {} };
export const nl: Phrases = { locale: 'nl', rules: {} };
export const ja: Phrases = { locale: 'ja', rules: {} };
