/** Whether a text holds a fact. Pure. */

/**
 * `fact` is words that have to be there, in any case and with any spaces; `a | b` is one or the other. Not where it continues a
 * word or a number: `30 days` is not in `130 days`, and `12` not in `12.5`.
 */
export function holds(text: string, fact: string): boolean {
  const plain = plainly(text);
  return fact.split(' | ').some((words) => {
    const pattern = plainly(words).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,])${pattern}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, 'u').test(
      plain,
    );
  });
}

/** Typography and line breaks are no difference. */
const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐‑–]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
