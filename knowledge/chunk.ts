/** Cuts a document into passages: by its headings, then by size, with lists, tables and code kept whole where they fit. */
import { type Block, blocksOf } from './blocks.ts';

export interface Passage {
  /** The headings above it, outermost first, without the document's title. */
  headingPath: string[];
  /** Markdown. */
  text: string;
}

/**
 * Characters. Some 250 words: enough to answer from, and little enough that a search which finds the passage has found the
 * sentence. bench/retrieval.ts measures others.
 */
export const maxPassageLength = 1_600;

/** Pure. A heading without text of its own makes no passage: it is in the paths of those below. */
export function passagesOf(title: string, markdown: string, maxLength = maxPassageLength): Passage[] {
  const passages: Passage[] = [];
  let path: { depth: number; text: string }[] = [];
  let parts: string[] = [];
  const flush = () => {
    const headingPath = path.map(({ text }) => text).filter((text) => text !== '' && text !== title);
    for (const text of pack(parts, maxLength)) passages.push({ headingPath, text });
    parts = [];
  };
  for (const block of blocksOf(markdown)) {
    if (block.kind === 'heading') {
      flush();
      path = [...path.filter(({ depth }) => depth < block.depth), block];
    } else parts.push(...split(block, maxLength));
  }
  flush();
  return passages;
}

/** The first heading of the highest level: the title of a document that names none. */
export function firstHeading(markdown: string): string | undefined {
  const first = blocksOf(markdown).find((block) => block.kind === 'heading');
  return first?.kind === 'heading' && first.depth === 1 ? first.text : undefined;
}

/** As many parts to a passage as fit. */
function pack(parts: readonly string[], maxLength: number): string[] {
  const packed: string[] = [];
  let current = '';
  for (const part of parts) {
    if (current !== '' && current.length + 2 + part.length > maxLength) {
      packed.push(current);
      current = '';
    }
    current += `${current === '' ? '' : '\n\n'}${part}`;
  }
  return current === '' ? packed : [...packed, current];
}

/** A block that is too long is cut where it hurts least: between items, rows, lines of code or sentences. */
function split(block: Exclude<Block, { kind: 'heading' }>, maxLength: number): string[] {
  const { kind, text } = block;
  if (text.length <= maxLength) return [text];
  switch (kind) {
    case 'list':
      return join(text.split(/\n(?=\s{0,3}(?:[-*+]|\d{1,9}[.)])[ \t])/), '\n', maxLength);
    case 'table': {
      const [head = '', line = '', ...rows] = text.split('\n');
      const top = `${head}\n${line}\n`;
      return join(rows, '\n', Math.max(maxLength - top.length, 1)).map((rest) => top + rest);
    }
    case 'code': {
      const lines = text.split('\n');
      const open = lines[0] ?? '';
      const close = open.trim().startsWith('~') ? '~~~' : '```';
      const inner = lines.slice(1, /^\s*[`~]{3,}\s*$/.test(lines.at(-1) ?? '') ? -1 : undefined);
      const room = Math.max(maxLength - open.length - close.length - 2, 1);
      return join(inner, '\n', room).map((rest) => `${open}\n${rest}\n${close}`);
    }
    case 'text':
      return join(text.split(/(?<=[.!?。！？]["”')\]]*)\s+/), ' ', maxLength);
    default:
      return kind satisfies never;
  }
}

/** Pieces put together again up to the limit; a piece beyond it is cut between words. */
function join(pieces: readonly string[], separator: string, maxLength: number): string[] {
  const joined: string[] = [];
  for (const piece of pieces.flatMap((whole) => cut(whole, maxLength))) {
    const last = joined.at(-1);
    if (last !== undefined && last.length + separator.length + piece.length <= maxLength)
      joined[joined.length - 1] = last + separator + piece;
    else joined.push(piece);
  }
  return joined;
}

function cut(text: string, maxLength: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > maxLength) {
    const space = rest.slice(0, maxLength + 1).search(/\s\S*$/);
    let end = space > 0 ? space : maxLength;
    // Not between the two halves of a character beyond the basic plane.
    if (/[\uD800-\uDBFF]/.test(rest[end - 1] ?? '') && end > 1) end -= 1;
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}
