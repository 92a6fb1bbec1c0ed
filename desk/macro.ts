/** Macros: reviewed answers with account slots, in `macros/<id>.<language>.md`; read here, rendered in render.ts. */
import { createHash } from 'node:crypto';
import * as yaml from 'yaml';
import { z } from 'zod';
import { id, languageTag } from './fields.ts';
import { parseBody } from './liquid.ts';
import { fieldName, type Problem } from './problem.ts';

export interface Macro {
  id: string;
  language: string;
  /** SHA-256 of the file's text: which words were approved. */
  version: string;
  /** The author's own version, for people. */
  label?: string;
  /** Topics that this macro is meant for, where its author says so. */
  topics: string[];
  /** Fact paths that must be known, beyond those its text shows anyway. */
  needs: string[];
  /** Fact paths that its text reads, such as `order.status`; sorted. */
  slots: string[];
  body: string;
}

export type Compiled =
  | {
      kind: 'ok';
      macro: Macro;
      positions: SlotPosition[];
      /** Where the fields of the front matter stand. */
      lines: { language: number; topics: number; needs: number };
    }
  | { kind: 'failed'; problems: Problem[] };

/** Where a slot stands in the file, so that a problem with it can name the line. */
export interface SlotPosition {
  slot: string;
  line: number;
  column: number;
}

/** A fact path: a group and a field of the account view, or the desk's own `signature`. */
const factPath = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/, 'a fact path is group.field, such as order.status');

const frontMatterSchema = z.strictObject({
  id,
  language: languageTag,
  version: z.union([z.string(), z.number()]).optional(),
  topics: z.array(id).default([]),
  needs: z.array(factPath).default([]),
});

const slotForm = /^(signature|[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*)$/;

/** `macros/<id>.<language>.md` */
export const macroFileName = /^(?:.*\/)?([^/.]+)\.([^/.]+)\.md$/;
const frontMatterForm = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n([\s\S]*)$/;

/** Pure. `file` is relative to the desk's folder, and names the macro's id and language. */
export function compileMacro(file: string, source: string): Compiled {
  const problems: Problem[] = [];
  const wrong = (line: number, field: string, message: string, fix?: string) => {
    problems.push({ file, line, field, message, ...(fix ? { fix } : {}) });
  };
  const failed = (): Compiled => ({ kind: 'failed', problems });
  const [, fileId, fileLanguage] = macroFileName.exec(file) ?? [];
  if (!fileId || !fileLanguage)
    wrong(
      1,
      '',
      'the name of this file is not <id>.<language>.md',
      'rename it, such as where_is_order.en.md',
    );
  const parts = frontMatterForm.exec(source);
  if (!parts) {
    wrong(1, '', 'the front matter is missing', 'begin the file with ---, id: and language: lines, and ---');
    return failed();
  }
  const [, front = '', body = ''] = parts;
  const bodyLine = source.slice(0, source.length - body.length).split('\n').length;
  const counter = new yaml.LineCounter();
  const document = yaml.parseDocument(front, { lineCounter: counter });
  const lineOf = (key: PropertyKey | undefined): number => {
    const pair = yaml.isMap(document.contents)
      ? document.contents.items.find((item) => String(item.key) === key)
      : undefined;
    const offset = yaml.isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    return offset === undefined ? 1 : counter.linePos(offset).line + 1;
  };
  for (const error of document.errors)
    wrong((error.linePos?.[0].line ?? 0) + 1, '', error.message.split('\n')[0] ?? error.message);
  if (problems.length > 0) return failed();
  const parsed = frontMatterSchema.safeParse(document.toJS());
  if (!parsed.success)
    for (const issue of parsed.error.issues) {
      const at = issue.code === 'unrecognized_keys' ? [issue.keys[0] ?? ''] : issue.path;
      wrong(lineOf(at[0]), fieldName(at), issue.message);
    }
  const meta = parsed.data;
  if (meta && fileId && meta.id !== fileId)
    wrong(lineOf('id'), 'id', `the file is called ${fileId} and its id is ${meta.id}`, 'make them the same');
  if (meta && fileLanguage && meta.language !== fileLanguage)
    wrong(
      lineOf('language'),
      'language',
      `the file's name says ${fileLanguage}, and this says ${meta.language}`,
      'make them the same',
    );
  if (body.trim() === '')
    wrong(bodyLine, 'body', 'there is no text', 'write the answer below the front matter');
  const text = parseBody(body, meta?.language ?? 'en');
  if (text.kind === 'failed') wrong(bodyLine + text.line - 1, 'body', text.message);
  if (problems.length > 0 || !meta || text.kind === 'failed') return failed();
  const positions = text.slots.map(({ slot, line, column }) => ({ slot, line: bodyLine + line - 1, column }));
  for (const { slot, line, column } of positions)
    if (!slotForm.test(slot))
      problems.push({
        file,
        line,
        column,
        field: `{{ ${slot} }}`,
        message: 'a slot is group.field, such as order.status, or signature',
        fix: 'name a fact of the account view',
      });
  if (problems.length > 0) return failed();
  const macro: Macro = {
    id: meta.id,
    language: meta.language,
    version: createHash('sha256').update(source).digest('hex'),
    ...(meta.version === undefined ? {} : { label: String(meta.version) }),
    topics: meta.topics,
    needs: meta.needs,
    slots: [...new Set(positions.map(({ slot }) => slot))].sort(),
    body,
  };
  const lines = { language: lineOf('language'), topics: lineOf('topics'), needs: lineOf('needs') };
  return { kind: 'ok', macro, positions, lines };
}
