/** stub */
import type { Phrases } from './pattern.ts';
export const es: Phrases = { locale: 'es', rules: {} };
