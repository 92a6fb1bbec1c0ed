/** What differs between two texts, line by line, and between two sets of prompt files. */
import type { PromptFiles } from './files.ts';

export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
  /** Line before and after, from 1; for a line that is only in one of them, where it would stand in the other. */
  before: number;
  after: number;
}

/** Pure. A shortest edit, by the longest common subsequence; removed lines come before those that replace them. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const common = commonLengths(old, now);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const place = { before: i + 1, after: j + 1 };
    const [from, to] = [old[i], now[j]];
    if (from !== undefined && from === to) {
      lines.push({ kind: 'same', text: from, ...place });
      i++;
      j++;
    } else if (from !== undefined && (to === undefined || at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ kind: 'removed', text: from, ...place });
      i++;
    } else {
      lines.push({ kind: 'added', text: to ?? '', ...place });
      j++;
    }
  }
  return lines;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** `[i][j]`: how many lines the rests from i and from j have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): number[][] {
  const table: number[][] = Array.from({ length: old.length + 1 }, () => []);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i] ?? [];
      row[j] =
        old[i] === now[j] ? 1 + at(table, i + 1, j + 1) : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  return table;
}

export interface FileDiff {
  file: string;
  lines: DiffLine[];
}

/** Pure. The files that differ, by name; a file that is on one side only counts as empty on the other. */
export function diffFiles(before: PromptFiles, after: PromptFiles): FileDiff[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((file) => {
    const [from, to] = [before[file] ?? '', after[file] ?? ''];
    return from === to ? [] : [{ file, lines: diffLines(from, to) }];
  });
}

/** Unchanged lines shown around a change. */
const CONTEXT = 2;

/** Pure. The changes with the lines around them; `undefined` stands for lines left out. */
export function shortened(lines: readonly DiffLine[]): (DiffLine | undefined)[] {
  const near = (index: number): boolean =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== 'same');
  const kept = lines.map((line, index) => (near(index) ? line : undefined));
  return kept.filter((line, index) => line !== undefined || kept[index - 1] !== undefined || index === 0);
}
