/** What commands print: plain text with a little colour on a terminal, tables, wrapped quotes, JSON. */

/** Wider lines of a customer's words are hard to read. */
const QUOTE_WIDTH = 92;

type Paint = (text: string) => string;

/** NO_COLOR (no-color.org) wins; FORCE_COLOR is for pipes that end in a terminal. */
export function coloured(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR && env.FORCE_COLOR !== '0') return true;
  return isTerminal && env.TERM !== 'dumb';
}

const useColour = coloured(process.env, process.stdout.isTTY ?? false);
const paint =
  (on: number, off: number): Paint =>
  (text) =>
    useColour ? `\x1b[${on}m${text}\x1b[${off}m` : text;

export const bold = paint(1, 22);
export const dim = paint(2, 22);
export const red = paint(31, 39);
export const green = paint(32, 39);
export const yellow = paint(33, 39);
export const cyan = paint(36, 39);

/** What the last line on the terminal is about, if it may be replaced and nothing stands below it. */
let replaceable: string | undefined;

export function print(...lines: string[]): void {
  replaceable = undefined;
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** A line that says how far something is: on a terminal, the next line about the same stands in its place. */
export function printInPlace(about: string, line: string): void {
  const { isTTY, columns } = process.stdout;
  if (replaceable === about) process.stdout.write('\x1b[1A\x1b[2K');
  print(line);
  // Of a line that wraps, the first half would stay.
  replaceable = isTTY && plain(line).length < columns ? about : undefined;
}

/** To standard error: progress and remarks, which must not end up in piped output. */
export function remark(...lines: string[]): void {
  replaceable = undefined;
  process.stderr.write(`${lines.join('\n')}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined));
}

const escapeCharacter = String.fromCharCode(27);
const colours = new RegExp(`${escapeCharacter}\\[\\d+m`, 'g');
/** Without colours: for counting columns. */
const plain = (text: string): string => text.replace(colours, '');

/** Columns as wide as their widest cell. The last one is not padded. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => plain(row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) =>
        i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - plain(cell).length),
      )
      .join('  ')
      .trimEnd();
  return [dim(line(head)), ...rows.map(line)];
}

/**
 * Somebody's words, indented and wrapped. Control characters are left out: a customer must not be able to move the
 * cursor of the person who reads them.
 */
export function quote(text: string, indent = '  │ '): string[] {
  return text
    .split('\n')
    .flatMap((paragraph) => wrap(visible(paragraph)))
    .map((line) => `${dim(indent)}${line}`);
}

/** One line of somebody's words, cut. */
export function clipped(text: string, max = 80): string {
  const line = visible(text.replaceAll(/\s+/g, ' ')).trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}

const visible = (text: string): string => text.replaceAll('\t', ' ').replace(/\p{Cc}/gu, '');

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line && line.length + word.length + 1 > QUOTE_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** `850 ms`, `4.2 s`, `3 min`, `5 h`, `2 d` */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 48 * 3_600_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`;
}
