/** What a text must contain for a pattern to match at all: asked first, because most patterns have nothing to look for in most texts. */

/** One of these strings occurs in every text that the pattern matches. Absent: nothing is known, and the pattern must be tried. */
export type Needs = readonly string[] | undefined;

/** Shorter strings occur everywhere; those of scripts without spaces say more per character. */
const MIN_LENGTH = 3;
const MIN_LENGTH_WIDE = 2;

/** Pure. The rarest of what the text must contain. */
export function needsOf(source: string): Needs {
  return best(allNeedsOf(source));
}

/**
 * Pure. Everything known that the text must contain: one string of each list. Reads the part of the regular-expression
 * syntax that pattern.ts produces; what it does not know it does not rely on.
 */
export function allNeedsOf(source: string): readonly (readonly string[])[] {
  let at = 0;

  function alternatives(): readonly (readonly string[])[] {
    const branches = [sequence()];
    while (source[at] === '|') {
      at++;
      branches.push(sequence());
    }
    const [only, ...others] = branches;
    if (only && others.length === 0) return only;
    const known = branches.map(best).filter((branch) => branch !== undefined);
    return known.length === branches.length ? [known.flat()] : [];
  }

  /** In a row: all of them are needed. */
  function sequence(): readonly (readonly string[])[] {
    const found: (readonly string[])[] = [];
    let literal = '';
    const flush = (): void => {
      if (longEnough(literal)) found.push([literal]);
      literal = '';
    };
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const char = source[at] ?? '';
      if (char === '(') {
        flush();
        const inside = group();
        if (!quantifier().optional) found.push(...inside);
      } else if (char === '[' || char === '\\' || char === '.' || char === '^' || char === '$') {
        flush();
        skipClass(char);
        quantifier();
      } else {
        at++;
        const { optional, repeated } = quantifier();
        if (!optional) literal += char;
        if (optional || repeated) flush();
      }
    }
    flush();
    return found;
  }

  /** Look-arounds say what stands beside the match, or must not: neither is counted on. */
  function group(): readonly (readonly string[])[] {
    const kind = /^\((\?(?:<?[=!]|:))?/.exec(source.slice(at, at + 4))?.[1];
    at += 1 + (kind?.length ?? 0);
    const inside = alternatives();
    at++;
    return kind === undefined || kind === '?:' ? inside : [];
  }

  function skipClass(char: string): void {
    if (char === '[') {
      while (source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
    } else if (char === '\\') at++;
    at++;
  }

  function quantifier(): { optional: boolean; repeated: boolean } {
    const [written = ''] = /^(?:[?*+]|\{\d+(?:,\d*)?\})?\??/.exec(source.slice(at, at + 12)) ?? [];
    at += written.length;
    return { optional: /^(?:[?*]|\{0)/.test(written), repeated: written !== '' };
  }

  return alternatives();
}

function longEnough(literal: string): boolean {
  return literal.length >= (/[^\0-\x7f]/.test(literal) ? MIN_LENGTH_WIDE : MIN_LENGTH);
}

/** The rarest: the one whose shortest string is longest. */
function best(found: readonly (readonly string[])[]): Needs {
  const shortest = (strings: readonly string[]): number => Math.min(...strings.map(({ length }) => length));
  return [...found].sort((a, b) => shortest(b) - shortest(a) || a.length - b.length)[0];
}

/** Which pairs and triples of characters a text contains, as a table of their hashes: may say yes wrongly, never no. */
export class Grams {
  readonly #seen = new Uint8Array(SIZE);
  /** By the number of a need: 1 if the text may hold it, 2 if not, 0 if not asked yet. Many rules share a need. */
  readonly #answers = new Uint8Array(known.size);

  constructor(text: string) {
    for (let at = 0; at + 1 < text.length; at++) {
      const pair = pairHash(text.charCodeAt(at), text.charCodeAt(at + 1));
      this.#seen[pair] = 1;
      if (at + 2 < text.length) this.#seen[tripleHash(pair, text.charCodeAt(at + 2))] = 1;
    }
  }

  mayHold(needs: Prepared): boolean {
    for (const need of needs) if (!this.#holds(need)) return false;
    return true;
  }

  #holds({ number, oneOf }: Need): boolean {
    const answer = this.#answers[number];
    if (answer) return answer === 1;
    const held = oneOf.some((hashes) => hashes.every((hash) => this.#seen[hash] === 1));
    this.#answers[number] = held ? 1 : 2;
    return held;
  }
}

const SIZE = 1 << 16;
const pairHash = (a: number, b: number): number => (a * 31 + b * 7919) & (SIZE - 1);
const tripleHash = (pair: number, c: number): number => (pair * 33 + c * 104_729 + 1) & (SIZE - 1);

interface Need {
  number: number;
  /** Of each string that would do, the hashes of its pieces. */
  oneOf: readonly (readonly number[])[];
}

/** Needs as hashes, worked out once per pattern; all of them must be met, and none means that the pattern is always tried. */
export type Prepared = readonly Need[];

/** Same strings, same need. */
const known = new Map<string, Need>();

export function prepare(needs: readonly (readonly string[])[]): Prepared {
  return needs
    .map((strings) => {
      const key = strings.join('|');
      const need = known.get(key) ?? { number: known.size, oneOf: strings.map(hashesOf) };
      known.set(key, need);
      return need;
    })
    .sort((a, b) => a.oneOf.length - b.oneOf.length);
}

function hashesOf(literal: string): readonly number[] {
  const hashes: number[] = [];
  for (let at = 0; at + 1 < literal.length; at++) {
    const pair = pairHash(literal.charCodeAt(at), literal.charCodeAt(at + 1));
    if (literal.length === 2) hashes.push(pair);
    else if (at + 2 < literal.length) hashes.push(tripleHash(pair, literal.charCodeAt(at + 2)));
  }
  return hashes;
}
