/** The prompts of a desk version, compiled once. */
import { problemLine } from '../desk/problem.ts';
import type { DeskContent } from '../desk/schema.ts';
import { compilePrompts, type Prompt, type Prompts } from './compile.ts';
import { builtInPrompts, type PromptFiles } from './files.ts';
import type { PromptId } from './schemas.ts';

/** By version object: a version is loaded once per process and answers many turns. */
const compiled = new WeakMap<PromptFiles, Prompts>();

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
  const files = promptFilesOf(content);
  let prompts = compiled.get(files);
  if (!prompts) {
    const outcome = compilePrompts(files);
    if (outcome.kind === 'failed')
      throw new Error(
        `the prompts of this desk version do not fit this program:\n${outcome.problems.map((p) => `  prompts/${problemLine(p)}`).join('\n')}`,
      );
    prompts = outcome.prompts;
    compiled.set(files, prompts);
  }
  return prompts[id] as Prompt & { id: Id }; // compile.ts made one for each id
}
