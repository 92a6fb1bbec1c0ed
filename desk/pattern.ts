/** Whether a desk's regular expression is safe to run on what strangers write: it compiles, and it cannot backtrack for long. */

/**
 * In how many ways a pattern may try to match from one position. Order numbers need a few dozen. At this bound the
 * worst pattern takes a fifth of a second for a hostile text of 64 KiB, where `(a+)+x` would take years.
 */
export const MAX_WAYS = 200;

export type PatternCheck = { kind: 'ok'; ways: number } | { kind: 'refused'; message: string; fix: string };

/** How an entity's pattern is applied: everywhere in the text, whatever the case, with Unicode classes. */
export function entityRegExp(pattern: string): RegExp {
  return new RegExp(pattern, 'giu');
}

/** Pure. Counts the ways from the pattern's own text; anything without an upper bound is refused. */
export function checkPattern(pattern: string): PatternCheck {
  try {
    entityRegExp(pattern);
  } catch (error) {
    const message = (error as Error).message.replace(/^Invalid regular expression: /, '');
    return { kind: 'refused', message: `this is no regular expression: ${message}`, fix: 'correct it' };
  }
  if (entityRegExp(`^(?:${pattern})$`).test(''))
    return { kind: 'refused', message: 'it matches nothing at all', fix: 'require at least one character' };
  try {
    const ways = alternatives({ text: pattern, at: 0 });
    if (ways <= MAX_WAYS) return { kind: 'ok', ways };
    return {
      kind: 'refused',
      message: `it can match in ${ways > 1e9 ? 'far too many' : ways} ways from one place, more than ${MAX_WAYS}, and could stall on a hostile text`,
      fix: 'use fewer or narrower {min,max} ranges, and none inside a repeated group',
    };
  } catch (error) {
    if (!(error instanceof Unbounded)) throw error;
    return { kind: 'refused', message: error.message, fix: error.fix };
  }
}

class Unbounded extends Error {
  readonly fix: string;
  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

/** The pattern and how far it is read. It has compiled, so that brackets match and quantifiers follow something. */
interface Reader {
  text: string;
  at: number;
}

/** a|b|c, up to the closing bracket or the end: their ways add up. */
function alternatives(reader: Reader): number {
  let ways = sequence(reader);
  while (reader.text[reader.at] === '|') {
    reader.at += 1;
    ways += sequence(reader);
  }
  return ways;
}

/** abc: their ways multiply. */
function sequence(reader: Reader): number {
  let ways = 1;
  for (
    let next = reader.text[reader.at];
    next && next !== '|' && next !== ')';
    next = reader.text[reader.at]
  ) {
    const inside = atom(reader);
    const [min, max] = quantifier(reader);
    let repeated = 0;
    for (let times = min; times <= max && repeated <= 1e9; times += 1) repeated += inside ** times;
    ways *= repeated;
  }
  return ways;
}

/** One character, class, escape or group; the ways inside it. */
function atom(reader: Reader): number {
  const { text, at } = reader;
  if (text[at] === '(') {
    const opening = /^\((\?(:|<?[=!]|<[^>]+>))?/.exec(text.slice(at))?.[0] ?? '(';
    reader.at += opening.length;
    const ways = alternatives(reader);
    reader.at += 1;
    return ways;
  }
  if (text[at] === '[') {
    reader.at += 1;
    while (text[reader.at] !== ']') reader.at += text[reader.at] === '\\' ? 2 : 1;
    reader.at += 1;
    return 1;
  }
  if (text[at] === '\\') {
    if (/^\\([1-9]|k<)/.test(text.slice(at)))
      throw new Unbounded('it refers back to a group', 'write the second part out');
    reader.at +=
      /^\\(u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|c[a-z]|.)/iu.exec(text.slice(at))?.[0].length ?? 2;
    return 1;
  }
  reader.at += 1;
  return 1;
}

function quantifier(reader: Reader): [min: number, max: number] {
  const found = /^(?:([*+])|(\?)|\{(\d+)(,)?(\d+)?\})\??/.exec(reader.text.slice(reader.at));
  if (!found) return [1, 1];
  reader.at += found[0].length;
  const [whole, endless, optional, min, comma, max] = found;
  if (endless || (comma && max === undefined))
    throw new Unbounded(
      `${whole} has no upper bound, and could stall on a hostile text`,
      `say how many at most, such as {${endless === '*' ? 0 : (min ?? 1)},20}`,
    );
  if (optional) return [0, 1];
  return [Number(min), Number(max ?? min)];
}
