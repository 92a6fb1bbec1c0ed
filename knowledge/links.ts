/** Which documents name which others: by a link, or by their title in the text. */
import { posix } from 'node:path';

export interface NamedDocument {
  key: string;
  title: string;
  url: string | null;
}

export interface Link {
  /** The key of the document that is named. */
  target: string;
  how: 'link' | 'title';
}

export type LinksOf = (document: { key: string; text: string }) => Link[];

/** Two words at least: "Returns" is a word of many texts, and the name of one. */
const leastWords = 2;
/** Letters and digits in all, so that "How to" names nothing. */
const leastLength = 9;
/** A title beyond this is a sentence, and nobody repeats it. */
const mostWords = 12;
/** Of a title such as "Account access / Recover username", whose last part is what others say. */
const separators = /\s+[/>›»|–—-]\s+|:\s+/;

/** Pure. A title that two documents have names neither. */
export function linkFinder(documents: readonly NamedDocument[]): LinksOf {
  const byAddress = new Map<string, string>();
  const owners = new Map<string, Set<string>>();
  for (const { key, title, url } of documents) {
    if (url) byAddress.set(addressOf(url), key);
    for (const name of namesOf(title)) owners.set(name, (owners.get(name) ?? new Set()).add(key));
  }
  const keys = new Set(documents.map(({ key }) => key));
  /** By their first two words, which few titles share; longest first. */
  const titles = new Map<string, { words: string[]; key: string }[]>();
  for (const [name, [key, another]] of owners) {
    const words = name.split(' ');
    const first = `${words[0]} ${words[1]}`;
    if (key !== undefined && another === undefined)
      titles.set(
        first,
        [...(titles.get(first) ?? []), { words, key }].sort((a, b) => b.words.length - a.words.length),
      );
  }

  return ({ key, text }) => {
    const found = new Map<string, Link['how']>();
    const words = wordsOf(text);
    for (let i = 0; i < words.length; i += 1) {
      const named = titles
        .get(`${words[i]} ${words[i + 1]}`)
        ?.find((title) => title.words.every((word, n) => words[i + n] === word));
      if (named) found.set(named.key, 'title');
    }
    for (const [, target = ''] of text.matchAll(/\]\(\s*<?([^\s)>]+)/g)) {
      const linked = byAddress.get(addressOf(target)) ?? keyOf(target, key, keys);
      if (linked !== undefined) found.set(linked, 'link');
    }
    found.delete(key);
    return [...found].map(([target, how]) => ({ target, how }));
  };
}

const namesOf = (title: string): string[] => {
  const all = [title, ...title.split(separators).slice(1)].map((name) => wordsOf(name));
  return all
    .filter((words) => words.length >= leastWords && words.length <= mostWords)
    .map((words) => words.join(' '))
    .filter((name) => name.length >= leastLength);
};

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const addressOf = (url: string): string =>
  url
    .replace(/[#?].*$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();

/** A path beside the document, or from the top; people leave the ending out. */
function keyOf(target: string, from: string, keys: ReadonlySet<string>): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const path = decoded(target.replace(/[#?].*$/, ''));
  if (path === '') return undefined;
  const beside = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path);
  return [beside, path].flatMap((p) => [p, `${p}.md`, `${p}.html`]).find((candidate) => keys.has(candidate));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
