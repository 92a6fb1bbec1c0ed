/** What is wrong in a desk's files: which file, which line, which field, and how to put it right. */

export interface Problem {
  /** Relative to the desk's folder. */
  file: string;
  /** 1 is the first line. */
  line: number;
  column?: number;
  /** The field as one would write it: `topics[2].macro`; empty for the file as a whole. */
  field: string;
  message: string;
  fix?: string;
}

/** One line of text: `desk.yaml:12:5 topics[2].macro: there is no macro wher_is_order; did you mean where_is_order?` */
export function problemLine(problem: Problem): string {
  const place = `${problem.file}:${problem.line}${problem.column ? `:${problem.column}` : ''}`;
  const field = problem.field ? ` ${problem.field}` : '';
  return `${place}${field}: ${problem.message}${problem.fix ? `; ${problem.fix}` : ''}`;
}

export type Path = readonly PropertyKey[];

/** ['topics', 2, 'macro'] → topics[2].macro */
export function fieldName(path: Path): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`))
    .join('');
}

/** The candidate that a mistyped name was probably meant to be: at most a third of its letters, rounded up, differ. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.ceil(name.length / 3) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
