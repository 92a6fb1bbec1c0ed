/** Loads a desk's folder: desk.yaml, macros/ and prompts/, checked together, with every problem at once. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contentHash } from '../domain/json.ts';
import { DANGER_QUEUE, OTHER_TOPIC } from '../domain/words.ts';
import { effectivePrompts, ownPromptNames } from '../prompts/files.ts';
import { compiledPrompts, compiledTrial } from '../prompts/load.ts';
import { checkDocument } from './document.ts';
import { compileMacro, macroFileName } from './macro.ts';
import { checkMacros, type ReadMacro } from './macro-check.ts';
import { type Problem, problemLine } from './problem.ts';
import { checkReferences, type MacroName } from './references.ts';
import { type DeskContent, type DeskFile, deskFileSchema } from './schema.ts';

export type { DeskContent } from './schema.ts';

export type LoadedDesk = { kind: 'ok'; desk: DeskContent } | { kind: 'failed'; problems: Problem[] };

/** A desk's files by their path in its folder, with `/` between folders. */
export type DeskFiles = ReadonlyMap<string, string>;

const DESK_FILE = 'desk.yaml';
const MACRO_FOLDER = 'macros';
const PROMPT_FOLDER = 'prompts';
/** Of desk.yaml, a macro and a prompt. A real one is a hundredth of this; a wrong path may lead to anything. */
const MAX_FILE_BYTES = 1024 * 1024;

/** Reads and checks. Never throws for what is in the files. */
export async function loadDesk(dir: string): Promise<LoadedDesk> {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const read = async (file: string) => {
    try {
      const path = join(dir, file);
      if ((await stat(path)).size > MAX_FILE_BYTES)
        throw new Error(`it is larger than ${MAX_FILE_BYTES} bytes`);
      files.set(file, await readFile(path, 'utf8'));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const missing = code === 'ENOENT' && file === DESK_FILE;
      problems.push({
        file,
        line: 1,
        field: '',
        message: missing ? `there is no ${DESK_FILE} in ${dir}` : `it cannot be read: ${message}`,
        ...(missing
          ? { fix: 'give the folder of a desk, or make one with `first-response desk new ID`' }
          : {}),
      });
    }
  };
  await read(DESK_FILE);
  const macros = await readdir(join(dir, MACRO_FOLDER)).catch(() => []);
  for (const name of macros.filter(isMacroName).sort()) await read(`${MACRO_FOLDER}/${name}`);
  for (const name of await ownPromptNames(dir)) await read(`${PROMPT_FOLDER}/${name}`);
  const loaded = checkFiles(files);
  if (problems.length === 0) return loaded;
  return { kind: 'failed', problems: [...problems, ...(files.has(DESK_FILE) ? problemsOf(loaded) : [])] };
}

const isMacroName = (name: string): boolean =>
  name.endsWith('.md') && !name.startsWith('.') && name !== 'README.md';

/** Pure. The same as loadDesk, from files already read. */
export function checkFiles(files: DeskFiles): LoadedDesk {
  const problems: Problem[] = [];
  const read: ReadMacro[] = [];
  const names: MacroName[] = [];
  for (const [file, source] of files) {
    if (!file.startsWith(`${MACRO_FOLDER}/`)) continue;
    const [, id, language] = macroFileName.exec(file) ?? [];
    if (id && language) names.push({ id, language }); // also where its text is wrong: it is there, after all
    const compiled = compileMacro(file, source);
    if (compiled.kind === 'failed') problems.push(...compiled.problems);
    else read.push({ file, ...compiled });
  }
  const macros = read.map(({ macro }) => macro).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const prompts = effectivePrompts(ownPrompts(files));
  for (const compiled of [compiledPrompts(prompts), compiledTrial(prompts)])
    if (compiled.kind === 'failed')
      problems.push(...compiled.problems.map((p) => ({ ...p, file: `${PROMPT_FOLDER}/${p.file}` })));
  const document = checkDocument(DESK_FILE, files.get(DESK_FILE) ?? '', deskFileSchema);
  problems.push(...document.problems);
  if (typeof document.raw === 'object' && document.raw !== null)
    problems.push(...checkReferences(document, names), ...checkMacros(document.raw, read));
  if (problems.length > 0 || !document.value) return { kind: 'failed', problems: inOrder(problems) };
  const content = { desk: completed(document.value), macros, prompts };
  return { kind: 'ok', desk: { ...content, hash: contentHash(content) } };
}

/** By their path below the folder `prompts`. */
function ownPrompts(files: DeskFiles): Record<string, string> {
  const own = [...files].filter(([file]) => file.startsWith(`${PROMPT_FOLDER}/`));
  return Object.fromEntries(own.map(([file, text]) => [file.slice(PROMPT_FOLDER.length + 1), text]));
}

const orderOf = (macro: MacroName): string => `${macro.id}.${macro.language}`;

type Parsed = NonNullable<ReturnType<typeof deskFileSchema.safeParse>['data']>;

/** What every desk has, whether its file says so or not. */
function completed(parsed: Parsed): DeskFile {
  const [firstQueue] = parsed.queues;
  const queues = parsed.queues.some(({ id }) => id === DANGER_QUEUE)
    ? parsed.queues
    : [...parsed.queues, { id: DANGER_QUEUE, name: 'Danger' }];
  const topics = parsed.topics.some(({ id }) => id === OTHER_TOPIC)
    ? parsed.topics
    : [...parsed.topics, otherTopic];
  return {
    ...parsed,
    topics,
    queues,
    languages: parsed.languages ?? [parsed.language],
    defaultQueue: parsed.defaultQueue ?? firstQueue?.id ?? DANGER_QUEUE,
  };
}

const otherTopic: DeskFile['topics'][number] = {
  id: OTHER_TOPIC,
  description: 'Belongs to none of the other topics.',
  examples: [],
  autonomy: { default: 'approve', channels: {} },
  needs: [],
};

const problemsOf = (loaded: LoadedDesk): Problem[] => (loaded.kind === 'failed' ? loaded.problems : []);

const inOrder = (problems: Problem[]): Problem[] =>
  problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));

/** For those who cannot go on without the desk. Throws an error that lists every problem. */
export function orThrow(loaded: LoadedDesk): DeskContent {
  if (loaded.kind === 'ok') return loaded.desk;
  throw new Error(
    `the desk has problems:\n${loaded.problems.map((problem) => `  ${problemLine(problem)}`).join('\n')}`,
  );
}
