/** Keeps what others wrote apart from what we wrote: fences with a mark that the data cannot contain, and text without machine signs. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/json.ts';

/** Not for secrecy: a mark that occurs in the data is replaced, whatever its length. */
const MARK_LENGTH = 8;
/** One for each hex digit. No digits, which a redactor might take for a number; no vowels, so that it makes no word. */
const markLetters = 'bcdfghjkmnpqrstv';
/** Of an attribute of a fence, such as an article's title. */
const MAX_ATTRIBUTE = 200;

/**
 * Pure. The mark that every fence of one prompt carries. It follows from the input, so that the same input gives the same
 * prompt, and it occurs nowhere in the input, so that nobody who writes a part of the input can close a fence.
 */
export function markFor(input: unknown, length = MARK_LENGTH): string {
  const json = canonicalJson(input);
  const data = json.normalize('NFKC').toLowerCase();
  for (let n = 0; ; n++) {
    const digits = createHash('sha256').update(`${n}:${json}`).digest('hex').slice(0, length);
    const mark = digits.replace(/./g, (digit) => markLetters[Number.parseInt(digit, 16)] ?? '');
    if (!data.includes(mark)) return mark;
  }
}

/** A fence that is ready to be printed; all else that a template prints goes through `inline`. */
export class Fenced {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** `<passage-bkdmtrgc id="p1">…</passage-bkdmtrgc>`; several lines stand between the two tags. */
export function fence(
  value: unknown,
  name: string,
  mark: string,
  attributes: readonly (readonly [string, unknown])[],
): Fenced {
  const text = harmless(scalar(value)).trim();
  const shown = attributes.map(([key, of]) => ` ${key}="${attribute(of)}"`).join('');
  const tag = `${name}-${mark}`;
  const body = text.includes('\n') ? `\n${text}\n` : text;
  return new Fenced(`<${tag}${shown}>${body}</${tag}>`);
}

/** What a bare `{{ … }}` prints: one line, so that it can be no heading, list or paragraph of ours. */
export function inline(value: unknown): string {
  if (value instanceof Fenced) return value.text;
  if (Array.isArray(value)) return value.map(inline).join(', ');
  return harmless(scalar(value)).replace(/\s+/g, ' ').trim();
}

const attribute = (value: unknown): string => {
  const text = inline(value).replaceAll('"', "'");
  return text.length <= MAX_ATTRIBUTE
    ? text
    : `${text.slice(0, MAX_ATTRIBUTE).replace(/[\uD800-\uDBFF]$/, '')}…`;
};

function scalar(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') throw new Error('only a text, a number or a yes/no can be printed');
  return String(value);
}

/** Signs that look like `<` and `>`, to models and to people. */
const opens = '<＜﹤‹〈⟨❮❬';
const closes = '>＞﹥›〉⟩❯❭';
/** An opening sign where a tag or a model's own control token (`<|im_start|>`) would begin; `5 < 6` stays. */
const tagOpens = new RegExp(`[${opens}](?=\\s*[\\p{L}_/|!?${opens}])`, 'gu');
const tagCloses = new RegExp(`(?<=[\\p{L}\\p{N}_/|"'?])[${closes}]`, 'gu');
/** Turn markers of chat models that a server may read even inside a message. */
const turnMarkers = /\[(\s*\/?\s*(?:INST|SYS|SYSTEM|USER|ASSISTANT|TOOL_CALLS|AVAILABLE_TOOLS)\s*)\]/giu;
/** Invisible: can hide instructions from the people who read along. Joiners stay, because scripts and emoji need them. */
const invisible = /(?![\u200c\u200d])[\p{Cf}\u115f\u1160\u3164\uffa0]/gu;
const controls = /(?!\n|\t)\p{Cc}/gu;

/** Pure. The words stay; what a machine could take for a sign of its own does not. */
export function harmless(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(controls, '')
    .replace(invisible, '')
    .replace(/\p{Cs}/gu, '\ufffd') // lone halves of characters: not every provider takes them
    .replace(tagOpens, '‹')
    .replace(tagCloses, '›')
    .replace(turnMarkers, '($1)')
    .replace(/\n{3,}/g, '\n\n');
}
