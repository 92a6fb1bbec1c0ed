/** An HTML page as markdown, as far as passages and links need it: headings, lists, tables, code, links. */
import { type FormatCallback, htmlToText } from 'html-to-text';

export interface Page {
  /** By the names of front matter: from <title>, <html lang>, <link rel="canonical"> and <meta name=...>. */
  fields: { name: string; value: string; line: number }[];
  body: string;
}

/** What frames an article on every page, and answers nothing. */
const frame = [
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'button',
  'img',
];
/** An element nested deeper than this is no article. */
const maxDepth = 200;

/** Pure. The article of the page: its <main>, else its <article>, else all of it. Never throws for what a page says. */
export function readPage(html: string): Page {
  const inner = ['main', 'article'].find((tag) => new RegExp(`<${tag}[\\s>]`, 'i').test(html)) ?? 'body';
  const body = htmlToText(html, {
    wordwrap: false,
    preserveNewlines: false,
    limits: { maxDepth, maxInputLength: undefined },
    baseElements: { selectors: [inner], returnDomByDefault: true },
    formatters: { markedHeading, markedLink, markedTable, markedCode },
    selectors: [
      ...frame
        .filter((tag) => tag !== 'header' || inner === 'body')
        .map((selector) => ({ selector, format: 'skip' })),
      ...[1, 2, 3, 4, 5, 6].map((depth) => ({ selector: `h${depth}`, format: 'markedHeading' })),
      { selector: 'a', format: 'markedLink' },
      { selector: 'table', format: 'markedTable' },
      { selector: 'pre', format: 'markedCode' },
      { selector: 'ul', options: { itemPrefix: '- ' } },
      { selector: 'blockquote', options: { trimEmptyLines: true } },
    ],
  });
  return { fields: fieldsOf(html), body: body.trim() };
}

const markedHeading: FormatCallback = (element, walk, builder) => {
  const text: string[] = [];
  collect(element, text);
  builder.openBlock({ leadingLineBreaks: 2 });
  builder.addInline(`${'#'.repeat(Number(element.name?.slice(1) ?? 1))} ${oneLine(text.join(''))}`);
  builder.closeBlock({ trailingLineBreaks: 2 });
  void walk;
};

const markedLink: FormatCallback = (element, walk, builder) => {
  const href = element.attribs?.href ?? '';
  const marks = href !== '' && !/^(?:#|javascript:|mailto:|tel:|data:)/i.test(href) && !/[\s()]/.test(href);
  if (marks) builder.addLiteral('[');
  walk(element.children, builder);
  if (marks) builder.addLiteral(`](${href})`);
};

/** Each row on a line, so that a cut falls between rows. The first row is the head, as in most tables. */
const markedTable: FormatCallback = (element, _walk, builder) => {
  const rows: string[][] = [];
  collectRows(element, rows);
  const lines = rows.filter((cells) => cells.length > 0).map((cells) => `| ${cells.join(' | ')} |`);
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  if (lines.length > 1) lines.splice(1, 0, `|${' --- |'.repeat(width)}`);
  block(builder, lines);
};

const markedCode: FormatCallback = (element, _walk, builder) => {
  const text: string[] = [];
  collect(element, text);
  block(builder, ['```', ...text.join('').replaceAll('```', "'''").trim().split('\n'), '```']);
};

function block(builder: Parameters<FormatCallback>[2], lines: readonly string[]): void {
  builder.openBlock({ leadingLineBreaks: 2, isPre: true });
  for (const [i, line] of lines.entries()) {
    if (i > 0) builder.addLineBreak();
    builder.addLiteral(line);
  }
  builder.closeBlock({ trailingLineBreaks: 2 });
}

type Node = Parameters<FormatCallback>[0];

function collect(node: Node, into: string[]): void {
  if (node.type === 'text') into.push(node.data ?? '');
  for (const child of node.children ?? []) collect(child, into);
}

function collectRows(node: Node, into: string[][]): void {
  for (const child of node.children ?? []) {
    if (child.name === 'tr')
      into.push((child.children ?? []).filter(({ name }) => name === 'td' || name === 'th').map(cellOf));
    else if (child.name !== 'table') collectRows(child, into);
  }
}

function cellOf(cell: Node): string {
  const text: string[] = [];
  collect(cell, text);
  return oneLine(text.join(' ')).replaceAll('|', '/');
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Heads are written by machines, and alike: patterns read them well enough, and nothing depends on what they miss. */
function fieldsOf(html: string): Page['fields'] {
  const head = html.slice(0, Math.max(html.search(/<body[\s>]/i), 0) || 20_000);
  const first = (pattern: RegExp) => textOf(pattern.exec(head)?.[1] ?? '');
  const found = [
    { name: 'title', value: first(/<title[^>]*>([^<]*)<\/title>/i) },
    { name: 'language', value: first(/<html[^>]*\slang\s*=\s*["']?([A-Za-z-]+)/i) },
    { name: 'url', value: first(/<link[^>]*\srel\s*=\s*["']?canonical["']?[^>]*\shref\s*=\s*["']([^"']+)/i) },
  ];
  for (const [whole] of head.matchAll(/<meta\s[^>]*>/gi)) {
    const name = attribute(whole, 'name');
    const value = attribute(whole, 'content');
    if (name !== '') found.push({ name, value });
  }
  return found.map((each) => ({ ...each, line: 1 }));
}

const attribute = (tag: string, name: string): string =>
  textOf(
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)?.slice(1).find(Boolean) ?? '',
  );

const textOf = (html: string): string => oneLine(htmlToText(html, { wordwrap: false, selectors: [] }));
