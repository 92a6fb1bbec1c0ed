/** A mention: a link, address, number, date, price or id in a text, with what would support it and what it supports. */

export type MentionKind = 'link' | 'address' | 'phone' | 'date' | 'id' | 'price' | 'number';

/**
 * Keys are readings in a common notation, so that `1.299,00 €` and `EUR 1,299` meet. A text that may be read in two ways
 * has two; it is on the lenient side, because a wrong reading is no invention.
 */
export interface Mention {
  kind: MentionKind;
  /** Offsets into the folded text. */
  start: number;
  end: number;
  /** One of these has to be provided by what the statement rests on. */
  needs: readonly string[];
  provides: readonly string[];
}

/** Finds mentions in a folded text. Whatever one finder has found is blank for the next. */
export type Finder = (text: string, language: string) => Mention[];

/** A finder that asks `read` about every match; undefined means that it is none after all. */
export function finder(
  kind: MentionKind,
  pattern: RegExp,
  read: (
    match: RegExpExecArray,
    language: string,
  ) => { needs: readonly string[]; provides: readonly string[] } | undefined,
): Finder {
  return (text, language) => {
    const found: Mention[] = [];
    for (const match of text.matchAll(pattern)) {
      const keys = read(match, language);
      if (keys) found.push({ kind, start: match.index, end: match.index + match[0].length, ...keys });
    }
    return found;
  };
}

export const both = (keys: readonly string[]) => ({ needs: keys, provides: keys });
