/** Reads a prompt file: front matter, and sections by role, split before anything is rendered. */
import * as yaml from 'yaml';
import { z } from 'zod';
import { fieldName, nearest, type Problem } from '../desk/problem.ts';

export const roles = ['system', 'user', 'assistant'] as const;
export type Role = (typeof roles)[number];

export interface Section {
  role: Role;
  /** The line of its first line in the file; the first line of a file is 1. */
  line: number;
  text: string;
}

/** How the model is called. */
export interface Parameters {
  /** 0 to 2; absent: the provider's own, because some models refuse any. */
  temperature?: number;
  maxOutputTokens: number;
  /** Absent: the desk's, else the environment's. */
  model?: string;
}

export interface PromptSource {
  meta: { id: string; input: string; output: string };
  parameters: Parameters;
  sections: Section[];
  /** Where a field of the front matter stands. */
  lineOf: (field: string) => number;
}

/** An answer longer than this is no reply to a customer, whatever it is. */
const MAX_OUTPUT_TOKENS = 8_000;

const frontMatter = z.strictObject({
  id: z.string(),
  input: z.string(),
  output: z.string(),
  temperature: z.number().min(0).max(2).optional(),
  maxOutputTokens: z.int().min(16).max(MAX_OUTPUT_TOKENS),
  model: z.string().min(1).optional(),
});

const form = /^---\n([\s\S]*?)\n---[ \t]*\n([\s\S]*)$/;
const roleLine = /^@([A-Za-z]+)[ \t]*$/;

export type ReadSource = { kind: 'ok'; source: PromptSource } | { kind: 'failed'; problems: Problem[] };

/** Pure. `text` as files.ts gives it, with `\n` at the end of lines. */
export function readSource(file: string, text: string): ReadSource {
  const problems: Problem[] = [];
  const wrong = (line: number, field: string, message: string, fix?: string): void => {
    problems.push({ file, line, field, message, ...(fix ? { fix } : {}) });
  };
  const [, front, body = ''] = form.exec(text) ?? [];
  if (front === undefined) {
    wrong(1, '', 'the front matter is missing', 'begin the file with ---, id:, input:, output: and ---');
    return { kind: 'failed', problems };
  }
  const counter = new yaml.LineCounter();
  const document = yaml.parseDocument(front, { lineCounter: counter });
  const lineOf = (field: string): number => {
    const pair = yaml.isMap(document.contents)
      ? document.contents.items.find((item) => String(item.key) === field)
      : undefined;
    const offset = yaml.isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    return offset === undefined ? 1 : counter.linePos(offset).line + 1;
  };
  for (const error of document.errors)
    wrong((error.linePos?.[0].line ?? 0) + 1, '', error.message.split('\n')[0] ?? error.message);
  const parsed = problems.length > 0 ? undefined : frontMatter.safeParse(document.toJS());
  for (const issue of parsed?.error?.issues ?? []) {
    const unknown = issue.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : undefined;
    const path = unknown === undefined ? issue.path : [unknown];
    const meant = unknown && nearest(unknown, Object.keys(frontMatter.shape));
    wrong(
      lineOf(String(path[0])),
      fieldName(path),
      issue.message,
      meant ? `did you mean ${meant}?` : undefined,
    );
  }
  const sections = splitRoles(body, front.split('\n').length + 3, wrong);
  if (problems.length > 0 || !parsed?.data) return { kind: 'failed', problems };
  const { id, input, output, ...parameters } = parsed.data;
  return { kind: 'ok', source: { meta: { id, input, output }, parameters, sections, lineOf } };
}

type Wrong = (line: number, field: string, message: string, fix?: string) => void;

/** One system section first, then users' and assistants' (examples of answers), a user's last. */
function splitRoles(body: string, firstLine: number, wrong: Wrong): Section[] {
  const sections: Section[] = [];
  for (const [index, text] of body.split('\n').entries()) {
    const line = firstLine + index;
    const name = roleLine.exec(text)?.[1];
    const role = roles.find((known) => known === name);
    const last = sections.at(-1);
    if (role) sections.push({ role, line: line + 1, text: '' });
    else if (name !== undefined) {
      const meant = nearest(name, roles);
      const fix = meant ? `did you mean @${meant}?` : `there are @${roles.join(', @')}`;
      wrong(line, `@${name}`, `there is no role ${name}`, fix);
    } else if (last) last.text += `${text}\n`;
    else if (text.trim() !== '') {
      wrong(line, 'body', 'this text stands before the first role', 'put a line @system above it');
      break;
    }
  }
  const [first] = sections;
  const final = sections.at(-1);
  if (first?.role !== 'system' || sections.filter(({ role }) => role === 'system').length !== 1)
    wrong(
      firstLine,
      'body',
      'a prompt begins with its one @system section',
      'begin the text with a line @system',
    );
  if (final?.role !== 'user')
    wrong(final ? final.line - 1 : firstLine, 'body', 'a prompt ends with a @user section', 'add one');
  for (const { role, line, text } of sections)
    if (text.trim() === '')
      wrong(line - 1, `@${role}`, 'this section is empty', 'write it, or remove its line');
  return sections;
}
