/** The draft prompt on trial: written from beside the one in service, seen by nobody, until it has earned its place. */
import type { Problem } from '../desk/problem.ts';
import { compilePrompts, type Prompt } from './compile.ts';
import { type PromptFiles, promptFile, promptOfFile, TRIAL } from './files.ts';

export type DraftPrompt = Prompt & { id: 'draft' };

export type CompiledTrial =
  | { kind: 'none' }
  | { kind: 'ok'; prompt: DraftPrompt }
  /** Files are named relative to the folder `prompts`. Empty where only what is in service has problems. */
  | { kind: 'failed'; problems: Problem[] };

/** Pure. A set of prompt files as it would be once what is on trial is in service: everything in the folder has moved up. */
export function promotedTrial(files: PromptFiles): PromptFiles {
  const moved = Object.entries(files).map(([file, text]) => [bare(file), text, file] as const);
  const onTrial = new Set(moved.filter(([, , file]) => file.startsWith(TRIAL)).map(([name]) => name));
  return Object.fromEntries(
    moved.flatMap(([name, text, file]) => (onTrial.has(file) ? [] : [[name, text] as const])),
  );
}

/**
 * Pure. Compiled with all that would move with it, so that what passes here also passes once it is in service. Its hash is then
 * the same, and so is the evidence.
 */
export function compileTrial(files: PromptFiles): CompiledTrial {
  const own = Object.keys(files).filter((file) => file.startsWith(TRIAL));
  if (own.length === 0) return { kind: 'none' };
  const strays = own.filter((file) => (promptOfFile(bare(file)) ?? 'draft') !== 'draft').map(stray);
  if (strays.length > 0) return { kind: 'failed', problems: strays };
  const compiled = compilePrompts(promotedTrial(files));
  if (compiled.kind === 'ok') return { kind: 'ok', prompt: compiled.prompts.draft as DraftPrompt };
  const problems = compiled.problems
    .map((problem) => ({ ...problem, file: TRIAL + problem.file }))
    .filter(({ file }) => own.includes(file));
  return { kind: 'failed', problems };
}

const bare = (file: string): string => (file.startsWith(TRIAL) ? file.slice(TRIAL.length) : file);

function stray(file: string): Problem {
  return {
    file,
    line: 1,
    field: '',
    message: `only ${promptFile('draft')} may be on trial`,
    fix: `move ${bare(file)} to prompts/ to put it into service, or remove it`,
  };
}
