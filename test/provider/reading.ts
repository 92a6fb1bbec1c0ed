/** What the double can make out in a prompt: the fenced data with ids, the desk's lists, and the words of the customer. */
import type { ChatMessage } from './protocol.ts';

export interface Fence {
  /** `message`, `passage`, `fact` and so on. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
}

export interface Listed {
  id: string;
  description: string;
}

export interface Reading {
  fences: Fence[];
  /** What the customer wrote in this turn, else everything the user section says. */
  customer: string;
  /** Passages and facts that an answer may cite. `path`: of a fact. */
  sources: { id: string; text: string; path: string | undefined; internal: boolean }[];
  /** What the prompt says that the answer is to be written in. */
  language: string | undefined;
  /** `- id: description` below a line that begins so, as the desk's topics and entities are listed. */
  listed(heading: string): Listed[];
  system: string;
}

/** As prompts/fence.ts writes them: `<passage-fmhrmvts id="p1">…</passage-fmhrmvts>`. */
const fencePattern =
  /<([a-z][\w]*(?:-[a-z]\w*)*)-([0-9a-z]{6,16})((?:\s+[\w-]+="[^"]*")*)\s*>([\s\S]*?)<\/\1-\2>/gi;
const itemPattern = /^\s*[-*]\s+`?([a-z][\w.-]*)`?\s*:\s+(.+)$/;

export function read(messages: readonly ChatMessage[]): Reading {
  const textOf = (of: (role: string) => boolean) =>
    messages
      .filter(({ role }) => of(role))
      .map(({ content }) => content)
      .join('\n\n');
  const all = textOf(() => true);
  const user = textOf((role) => role !== 'system');
  const fences = fencesIn(all);
  // Told apart from the conversation so far by the line above them, where a prompt has one.
  const fresh = fencesIn(user.slice(Math.max(0, user.search(/^The new messages\b.*:$/m))));
  const said = fresh.filter(
    ({ name, attributes }) => name === 'message' && (attributes.from ?? 'customer') === 'customer',
  );
  return {
    fences,
    customer: said.map(({ text }) => text).join('\n') || user,
    sources: fences.flatMap(({ name, attributes, text }) =>
      (name === 'passage' || name === 'fact') && attributes.id
        ? [{ id: attributes.id, text, path: attributes.path, internal: attributes.audience === 'internal' }]
        : [],
    ),
    language: [...all.matchAll(/\bin this language: ([\w-]+)/g)].at(-1)?.[1],
    listed: (heading) => itemsUnder(all, heading),
    system: textOf((role) => role === 'system'),
  };
}

/** The items of the first list below a line that begins with the heading, up to the next empty line. */
function itemsUnder(text: string, heading: string): Listed[] {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith(heading));
  if (from < 0) return [];
  const to = lines.indexOf('', from);
  return lines.slice(from + 1, to < 0 ? undefined : to).flatMap((line) => {
    const [, id, description] = itemPattern.exec(line) ?? [];
    return id && description ? [{ id, description }] : [];
  });
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

/** Words with three digits or more in them, as numbers of orders and accounts are. */
export const numberedIn = (text: string): string[] => text.match(/[#\w][\w-]*\d{3,}[\w-]*/g) ?? [];

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
