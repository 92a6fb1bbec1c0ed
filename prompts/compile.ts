/** Checks and compiles a set of prompt files, with every problem at once: file, line, field. */
import type { Liquid, Template } from 'liquidjs';
import { nearest, type Problem } from '../desk/problem.ts';
import { contentHash } from '../domain/json.ts';
import { type PromptFiles, partialFile, partialOfFile, promptFile, promptOfFile, TRIAL } from './files.ts';
import { allowed, promptEngine, quietTags } from './liquid.ts';
import { isPromptId, type PromptId, promptIds, promptSchemas } from './schemas.ts';
import { type Parameters, type Role, readSource, type Section } from './source.ts';
import { checkVariables } from './variables.ts';

export interface Prompt {
  id: PromptId;
  /** SHA-256 over its file and the partials it uses: it stands on every answer, audit record and draft. */
  hash: string;
  parameters: Parameters;
  /** Its own file and those of the partials it uses, sorted. */
  files: string[];
  sections: readonly { role: Role; template: Template[] }[];
  engine: Liquid;
}

export type Prompts = Readonly<Record<PromptId, Prompt>>;

export type CompiledPrompts =
  | { kind: 'ok'; prompts: Prompts }
  /** Files are named relative to the folder `prompts`. */
  | { kind: 'failed'; problems: Problem[] };

/** Pure. All of a desk's prompts; `files` is what files.ts calls effective. The one on trial is compiled in trial.ts. */
export function compilePrompts(all: PromptFiles): CompiledPrompts {
  const files = Object.fromEntries(Object.entries(all).filter(([file]) => !file.startsWith(TRIAL)));
  const problems: Problem[] = [];
  const partials: Record<string, string> = {};
  for (const [file, text] of Object.entries(files)) {
    const partial = partialOfFile(file);
    const prompt = promptOfFile(file);
    if (partial !== undefined) partials[partial] = quietTags(text);
    else if (prompt === undefined || !isPromptId(prompt)) problems.push(strayFile(file, prompt));
  }
  const engine = promptEngine(partials);
  const parsed = new Map<string, Template[] | undefined>();
  for (const [name, text] of Object.entries(partials))
    parsed.set(name, parse(engine, text, { file: partialFile(name), line: 1 }, problems));
  const prompts: Partial<Record<PromptId, Prompt>> = {};
  for (const id of promptIds) {
    const prompt = compileOne(id, files, engine, parsed, problems);
    if (prompt) prompts[id] = prompt;
  }
  if (problems.length > 0) return { kind: 'failed', problems: unique(problems) };
  return { kind: 'ok', prompts: prompts as Prompts }; // one for each id, or there would be a problem
}

function compileOne(
  id: PromptId,
  files: PromptFiles,
  engine: Liquid,
  partials: ReadonlyMap<string, Template[] | undefined>,
  problems: Problem[],
): Prompt | undefined {
  const file = promptFile(id);
  const text = files[file];
  if (text === undefined) {
    problems.push({ file, line: 1, field: '', message: `there is no prompt ${id}` });
    return undefined;
  }
  const read = readSource(file, text);
  if (read.kind === 'failed') {
    problems.push(...read.problems);
    return undefined;
  }
  const { meta, parameters, sections, lineOf } = read.source;
  const { input, output } = promptSchemas[id];
  const names = { id, input: input.name, output: output.name };
  for (const [field, name] of Object.entries(names)) {
    const given = meta[field as keyof typeof meta];
    if (given !== name)
      problems.push({
        file,
        line: lineOf(field),
        field,
        message: `this says ${given}`,
        fix: `write ${name}`,
      });
  }
  const before = problems.length;
  const used = new Set<string>();
  const walk = { problems, used, partials };
  const compiled = sections.map((section: Section) => {
    const place = { file, line: section.line };
    const template = parse(engine, quietTags(section.text), place, problems);
    if (template)
      checkVariables(template, input.schema, { ...place, forData: section.role === 'user' }, walk);
    return { role: section.role, template: template ?? [] };
  });
  if (problems.length > before) return undefined;
  const own = [file, ...[...used].map(partialFile)].sort();
  const hash = contentHash(own.map((name) => [name, files[name]]));
  return { id, hash, parameters, files: own, sections: compiled, engine };
}

/** Undefined with a problem added. LiquidJS stops at the first one of a section. */
function parse(
  engine: Liquid,
  text: string,
  { file, line }: { file: string; line: number },
  problems: Problem[],
): Template[] | undefined {
  try {
    return engine.parse(text);
  } catch (error) {
    const message = (error as Error).message.split('\n')[0] ?? '';
    const [, what = message, row = '1', column] = /^(.*?), line:(\d+), col:(\d+)/.exec(message) ?? [];
    const fix = what.startsWith('tag "')
      ? `there are the tags ${allowed.tags}`
      : what.startsWith('undefined filter')
        ? `there are the filters ${allowed.filters}`
        : undefined;
    problems.push({
      file,
      line: line + Number(row) - 1,
      ...(column ? { column: Number(column) } : {}),
      field: 'body',
      message: what,
      ...(fix ? { fix } : {}),
    });
    return undefined;
  }
}

function strayFile(file: string, id: string | undefined): Problem {
  const meant = id && nearest(id, promptIds);
  const fix = meant
    ? `did you mean ${promptFile(meant)}?`
    : `there are ${promptIds.map(promptFile).join(', ')}, and partials/NAME.md`;
  return { file, line: 1, field: '', message: 'no prompt of this name is used', fix };
}

/** A partial's problem is found once per prompt that uses it. */
function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
