/** Drafts of the rules model: it quotes, and never writes a sentence of its own about the customer's matter. */
import { citation } from '../../domain/citation.ts';
import type { Statement } from '../../domain/conversation.ts';
import type { DraftAnswer, DraftRequest, Passage } from '../port.ts';

/** The best passage answers or none does; a second one is for questions that touch two articles. */
const maxQuoted = 2;
/** As much of a passage as fits on a phone's screen; the person who approves sees the whole source. */
const maxQuoteLength = 700;

/** Introduces the quotes, by language; English where the desk speaks another one. */
const introductions: Readonly<Record<string, string>> = {
  en: 'This is what our help pages say about it:',
  de: 'Dazu steht in unserer Hilfe:',
  fr: 'Voici ce que disent nos pages d’aide :',
  es: 'Esto es lo que dicen nuestras páginas de ayuda:',
};

/** For a person to approve. Undefined without passages: then there is nothing that could be quoted. */
export async function draft({ desk, language, passages }: DraftRequest): Promise<DraftAnswer | undefined> {
  const quoted = passages.slice(0, maxQuoted);
  if (quoted.length === 0) return undefined;
  const introduction = introductions[language.split('-')[0] ?? 'en'] ?? introductions.en ?? '';
  const { signature } = desk.desk;
  const statements: Statement[] = [
    { text: introduction, kind: 'greeting', sources: [] },
    ...quoted.map(
      (passage): Statement => ({ text: quoteOf(passage), kind: 'fact', sources: [citation(passage)] }),
    ),
    ...(signature ? [{ text: signature, kind: 'greeting' as const, sources: [] }] : []),
  ];
  return { text: statements.map((s) => s.text).join('\n\n'), statements };
}

/** Whole paragraphs, as many as fit; a single long one is cut at a sentence. */
function quoteOf({ title, text }: Passage): string {
  let body = '';
  for (const paragraph of text.trim().split(/\n{2,}/)) {
    if (body !== '' && body.length + paragraph.length > maxQuoteLength) break;
    body += `${body === '' ? '' : '\n\n'}${paragraph}`;
  }
  if (body.length > maxQuoteLength)
    body = body.slice(0, body.lastIndexOf('. ', maxQuoteLength) + 1 || maxQuoteLength);
  return `${title}:\n${body}`;
}
