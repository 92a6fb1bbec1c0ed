/** Whether the reply is in the language that it was to be in. */
import type { Finding, ReviewedDraft } from './finding.ts';

/** Fewer letters are told apart too badly: a name and a product make an English reply look Italian. */
const MIN_LETTERS = 60;
/** Written Norwegian has three codes. */
const norwegian = ['no', 'nb', 'nn'];

const primary = (tag: string): string => {
  const language = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return norwegian.includes(language) ? 'no' : language;
};
const unknown = (language: string): boolean => language === '' || language === 'und';

export function languageMismatch({ text, language, detected }: ReviewedDraft): Finding[] {
  const [wanted, found] = [primary(language), primary(detected)];
  if (unknown(wanted) || unknown(found) || wanted === found) return [];
  if ((text.match(/\p{L}/gu)?.length ?? 0) < MIN_LETTERS) return [];
  return [{ code: 'language_mismatch', statement: null, evidence: `${found} instead of ${wanted}` }];
}
