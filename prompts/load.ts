/** The prompts of a desk version, compiled once. */
import { problemLine } from '../desk/problem.ts';
import type { DeskContent } from '../desk/schema.ts';
import { type CompiledPrompts, compilePrompts, type Prompt } from './compile.ts';
import { builtInPrompts, type PromptFiles } from './files.ts';
import type { PromptId } from './schemas.ts';
import { type CompiledTrial, compileTrial, type DraftPrompt } from './trial.ts';

/** By object: a version is loaded once per process and answers many turns, and the built-in files are one object. */
const known = new WeakMap<PromptFiles, CompiledPrompts>();

const knownTrials = new WeakMap<PromptFiles, CompiledTrial>();

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

/** What is on trial in a set of files, compiled once. */
export function compiledTrial(files: PromptFiles): CompiledTrial {
  const outcome = knownTrials.get(files) ?? compileTrial(files);
  knownTrials.set(files, outcome);
  return outcome;
}

/**
 * The draft prompt on trial; undefined where there is none, where it is the one in service, and where it was stored by a program
 * whose prompts had other variables: what is on trial never fails what is in service.
 */
export function trialOf(content: Pick<DeskContent, 'prompts'>): DraftPrompt | undefined {
  const files = promptFilesOf(content);
  const trial = compiledTrial(files);
  if (trial.kind !== 'ok') return undefined;
  const inService = compiledPrompts(files);
  return inService.kind === 'ok' && inService.prompts.draft.hash !== trial.prompt.hash
    ? trial.prompt
    : undefined;
}

/** Hashes of the draft prompt in service and of the one on trial, as evidence is kept by them. */
export function draftVersions(content: Pick<DeskContent, 'prompts'>): {
  inService: string | null;
  onTrial: string | null;
} {
  const compiled = compiledPrompts(promptFilesOf(content));
  return {
    inService: compiled.kind === 'ok' ? compiled.prompts.draft.hash : null,
    onTrial: trialOf(content)?.hash ?? null,
  };
}
