/** From an article to passages: by heading, then by paragraph, never through a list item, a table row or a code block. */

export interface Passage {
  headingPath: string[];
  text: string;
}

/** About 200 words: one thought with its conditions. Longer ones blur what they are about, shorter ones lose the "unless". */
export const maxPassageLength = 1_200;
/** A rest shorter than this joins the passage before it: a lone last sentence says nothing by itself. */
const minPassageLength = 120;

const heading = /^(#{1,6})\s+(.+?)\s*#*\s*$/;
const fence = /^\s*(```|~~~)/;

/** Markdown or plain text (one section without headings). */
export function passagesOf(markdown: string): Passage[] {
  return sectionsOf(markdown).flatMap(({ path, lines }) =>
    joined(blocksOf(lines)).map((text) => ({ headingPath: path, text })),
  );
}

interface Section {
  path: string[];
  lines: string[];
}

function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [{ path: [], lines: [] }];
  let path: { depth: number; title: string }[] = [];
  let inCode = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (fence.test(line)) inCode = !inCode;
    const [, marks, title] = inCode ? [] : (heading.exec(line) ?? []);
    if (marks && title) {
      path = [...path.filter((h) => h.depth < marks.length), { depth: marks.length, title }];
      sections.push({ path: path.map((h) => h.title), lines: [] });
    } else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** Paragraphs, whole lists, whole tables, whole code blocks: what stands without a blank line between. */
function blocksOf(lines: readonly string[]): string[] {
  const blocks: string[][] = [[]];
  let inCode = false;
  for (const line of lines) {
    if (fence.test(line)) inCode = !inCode;
    if (line.trim() === '' && !inCode) blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.map((block) => block.join('\n').trim()).filter(Boolean);
}

/** Blocks put together up to the limit; a block that is longer alone is cut at line and sentence ends. */
function joined(blocks: readonly string[]): string[] {
  const out: string[] = [];
  let current = '';
  for (const piece of blocks.flatMap(cut)) {
    const together = current === '' ? piece : `${current}\n\n${piece}`;
    if (current !== '' && together.length > maxPassageLength && piece.length >= minPassageLength) {
      out.push(current);
      current = piece;
    } else current = together;
  }
  return current === '' ? out : [...out, current];
}

function cut(block: string): string[] {
  if (block.length <= maxPassageLength) return [block];
  const pieces: string[] = [];
  let current = '';
  for (const part of block.split(/(?<=\n)|(?<=[.!?]\s)/)) {
    if (current !== '' && current.length + part.length > maxPassageLength) {
      pieces.push(current.trim());
      current = '';
    }
    current += part;
  }
  return [...pieces, current.trim()].filter(Boolean);
}
