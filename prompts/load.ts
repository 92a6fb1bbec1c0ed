/** The prompts of a desk version, compiled once. */
import { problemLine } from '../desk/problem.ts';
import type { DeskContent } from '../desk/schema.ts';
import { type CompiledPrompts, compilePrompts, type Prompt } from './compile.ts';
import { builtInPrompts, type PromptFiles } from './files.ts';
import type { PromptId } from './schemas.ts';

/** By object: a version is loaded once per process and answers many turns, and the built-in files are one object. */
const known = new WeakMap<PromptFiles, CompiledPrompts>();

/** Takes 30 ms of a processor the first time, for a set of files. Do not change the object afterwards. */
export function compiledPrompts(files: PromptFiles): CompiledPrompts {
  const outcome = known.get(files) ?? compilePrompts(files);
  known.set(files, outcome);
  return outcome;
}

/** Versions stored before desks had prompts have none of their own. */
export const promptFilesOf = (content: Pick<DeskContent, 'prompts'>): PromptFiles =>
  content.prompts ?? builtInPrompts();

/**
 * A prompt as the desk version has it. Throws when the version was stored by a program whose prompts had other
 * variables: then the rules serve the turn, and applying the desk again names the lines to change.
 */
export function promptOf<Id extends PromptId>(
  content: Pick<DeskContent, 'prompts'>,
  id: Id,
): Prompt & { id: Id } {
  const outcome = compiledPrompts(promptFilesOf(content));
  if (outcome.kind === 'ok') return outcome.prompts[id] as Prompt & { id: Id }; // compile.ts made one for each id
  const lines = outcome.problems.map((problem) => `  prompts/${problemLine(problem)}`);
  throw new Error(`the prompts of this desk version do not fit this program:\n${lines.join('\n')}`);
}
