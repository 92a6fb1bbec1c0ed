/** Markdown as far as cutting needs it: headings, and blocks that are better not cut. */

export type Block =
  | { kind: 'heading'; depth: number; text: string }
  | { kind: 'text' | 'list' | 'table' | 'code'; text: string };

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const underline = /^ {0,3}(=+|-+)[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const item = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;

/** Pure. CommonMark's block structure, without nesting: what lies in a list or a quote is part of it. Comments are left out. */
export function blocksOf(markdown: string): Block[] {
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  const line = (i: number): string => lines[i] ?? '';
  const take = (kind: 'text' | 'list' | 'table' | 'code', end: number) => {
    const text = lines
      .slice(at, end)
      .join('\n')
      .replace(/^\n+|\s+$/g, '');
    if (text !== '') blocks.push({ kind, text });
    at = end;
  };
  while (at < lines.length) {
    const first = line(at);
    const opened = fence.exec(first)?.[1];
    const titled = heading.exec(first);
    if (first.trim() === '' || rule.test(first)) at += 1;
    else if (first.trimStart().startsWith('<!--')) at = endOfComment(lines, at);
    else if (opened) take('code', endOfFence(lines, at, opened));
    else if (titled) {
      blocks.push({ kind: 'heading', depth: titled[1]?.length ?? 1, text: plain(titled[2] ?? '') });
      at += 1;
    } else if (item.test(first)) take('list', endOfList(lines, at));
    else if (isTable(first, line(at + 1)))
      take(
        'table',
        endWhere(lines, at, (text) => !text.includes('|')),
      );
    else {
      const end = endWhere(lines, at + 1, (text, i) => startsBlock(text, line(i + 1)));
      const under = underline.exec(line(end))?.[1];
      if (under && end < lines.length) {
        blocks.push({
          kind: 'heading',
          depth: under.startsWith('=') ? 1 : 2,
          text: plain(lines.slice(at, end).join(' ')),
        });
        at = end + 1;
      } else take('text', end);
    }
  }
  return blocks;
}

const isTable = (first: string, second: string): boolean =>
  first.includes('|') && /^[ \t|:-]+$/.test(second) && second.includes('-') && second.includes('|');

/** What ends a paragraph. An underline does too; it then makes a heading of it. */
const startsBlock = (text: string, next: string): boolean =>
  underline.test(text) || heading.test(text) || fence.test(text) || item.test(text) || isTable(text, next);

/** The first line from `from` on that is empty or fits. */
function endWhere(
  lines: readonly string[],
  from: number,
  ends: (line: string, i: number) => boolean,
): number {
  let i = from;
  while (i < lines.length && (lines[i] ?? '').trim() !== '' && !ends(lines[i] ?? '', i)) i += 1;
  return i;
}

function endOfFence(lines: readonly string[], from: number, opened: string): number {
  const close = lines.findIndex(
    (text, i) => i > from && text.trim().startsWith(opened) && /^[`~]+$/.test(text.trim()),
  );
  return close < 0 ? lines.length : close + 1;
}

function endOfComment(lines: readonly string[], from: number): number {
  const close = lines.findIndex((text, i) => i >= from && text.includes('-->'));
  return close < 0 ? lines.length : close + 1;
}

/** A list goes on over empty lines as long as the next line is an item or indented. */
function endOfList(lines: readonly string[], from: number): number {
  let i = from + 1;
  for (; i < lines.length; i += 1) {
    const text = lines[i] ?? '';
    if (heading.test(text) || fence.test(text)) break;
    if (text.trim() !== '') continue;
    const next = lines.slice(i).findIndex((later) => later.trim() !== '');
    const after = next < 0 ? '' : (lines[i + next] ?? '');
    if (!item.test(after) && !/^[ \t]+\S/.test(after)) break;
  }
  return i;
}

/** Headings are shown as text and indexed as words. */
const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]+/g, '')
    .trim();
