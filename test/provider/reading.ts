/** What the double can make out in a prompt: the fenced data with ids, the desk's lists, and the words of the customer. */
import type { ChatMessage } from './protocol.ts';

export interface Fence {
  /** `message`, `passage`, `fact` and so on. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
}

export interface Reading {
  fences: Fence[];
  /** What the customer wrote in this turn, else everything the user section says. */
  customer: string;
  /** Passages and facts that an answer may cite. */
  sources: { id: string; text: string; internal: boolean }[];
  /** `- id: description`, as the desk's topics and entities are listed. */
  listed: { id: string; description: string }[];
  system: string;
  /** All of it. */
  all: string;
}

/** As prompts/fence.ts writes them: `<passage-1f3a9c2e id="p1">…</passage-1f3a9c2e>`. */
const fencePattern =
  /<([a-z][\w]*(?:-[a-z]\w*)*)-([0-9a-f]{8})((?:\s+[\w-]+="[^"]*")*)\s*>([\s\S]*?)<\/\1-\2>/gi;
const itemPattern = /^\s*[-*]\s+`?([a-z][\w.-]*)`?\s*(?::|\u2013|\u2014| - )\s*(.+)$/gm;

export function read(messages: readonly ChatMessage[]): Reading {
  const all = messages.map(({ content }) => content).join('\n\n');
  const system = messages
    .filter(({ role }) => role === 'system')
    .map(({ content }) => content)
    .join('\n\n');
  const user = messages
    .filter(({ role }) => role !== 'system')
    .map(({ content }) => content)
    .join('\n\n');
  const fences = fencesIn(all);
  const said = fences.filter(
    ({ name, attributes }) => name === 'message' && (attributes.from ?? 'customer') === 'customer',
  );
  return {
    fences,
    customer: said.map(({ text }) => text).join('\n') || user,
    sources: fences.flatMap(({ name, attributes, text }) =>
      (name === 'passage' || name === 'fact') && attributes.id
        ? [{ id: attributes.id, text, internal: attributes.audience === 'internal' }]
        : [],
    ),
    listed: [...all.matchAll(itemPattern)].map(([, id, description]) => ({
      id: id ?? '',
      description: description ?? '',
    })),
    system,
    all,
  };
}

/** With those inside: an article's text may stand in a fence of its own within the article's. */
function fencesIn(text: string): Fence[] {
  return [...text.matchAll(fencePattern)].flatMap(([, name = '', , attributes = '', body = '']) => [
    {
      name: name.toLowerCase(),
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      ) as Record<string, string>,
      text: body.trim(),
    },
    ...fencesIn(body),
  ]);
}

export const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).map((word) => word.replace(/(?:ing|ed|es|s)$/, ''));

/** How many different words of `a` stand in `b`, 0 to 1. */
export function overlap(a: string, b: string): number {
  const words = new Set(wordsOf(a));
  const others = new Set(wordsOf(b));
  if (words.size === 0) return 0;
  return [...words].filter((word) => others.has(word)).length / words.size;
}

/** The first sentence of a text that is one: ends in a stop, is no heading, and has some words. */
export function firstSentence(text: string): string {
  const body = text
    .replace(/^#+.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  const found = body.match(/[^.!?]{20,}?[.!?](?=\s|$)/);
  return (found?.[0] ?? body.slice(0, 200)).trim();
}
