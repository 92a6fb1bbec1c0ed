/** What `prompts check` reports: everything wrong in a set of prompt files, and how large each prompt is. */
import type { Problem } from '../desk/problem.ts';
import { compilePrompts, type Prompt } from './compile.ts';
import { exampleInputs } from './examples.ts';
import type { PromptFiles } from './files.ts';
import { type RenderedPrompt, renderPrompt } from './render.ts';
import { type PromptId, promptIds } from './schemas.ts';
import type { Parameters } from './source.ts';
import { tokenCounter } from './tokens.ts';

/** Of what is the same in every call. Beyond it a prompt costs more than what it is about, and is seldom read whole. */
export const SYSTEM_TOKENS_HINT = 2_500;

export interface PromptSummary {
  id: PromptId;
  hash: string;
  files: string[];
  parameters: Parameters;
  /** With the example input. `system` is the part that is the same in every call of a desk. */
  tokens: { system: number; all: number };
}

export interface PromptReport {
  ok: boolean;
  problems: Problem[];
  hints: string[];
  /** Empty when there are problems. */
  prompts: PromptSummary[];
}

/** Pure, but for loading the encoding. */
export async function checkPrompts(files: PromptFiles): Promise<PromptReport> {
  const compiled = compilePrompts(files);
  if (compiled.kind === 'failed') return { ok: false, problems: compiled.problems, hints: [], prompts: [] };
  const count = await tokenCounter();
  const problems: Problem[] = [];
  const prompts = promptIds.flatMap((id): PromptSummary[] => {
    const prompt = compiled.prompts[id];
    const example = tryExample(prompt, problems);
    if (!example) return [];
    const sizes = example.messages.map(({ role, text }) => ({ role, tokens: count(text) }));
    const sum = (list: typeof sizes) => list.reduce((total, { tokens }) => total + tokens, 0);
    const tokens = { system: sum(sizes.filter(({ role }) => role === 'system')), all: sum(sizes) };
    const { hash, files: own, parameters } = prompt;
    return [{ id, hash, files: own, parameters, tokens }];
  });
  const hints = prompts
    .filter(({ tokens }) => tokens.system > SYSTEM_TOKENS_HINT)
    .map(
      ({ id, tokens }) =>
        `${id}: ${tokens.system} tokens are paid in every call; under ${SYSTEM_TOKENS_HINT} is usual`,
    );
  return { ok: problems.length === 0, problems, hints, prompts: problems.length === 0 ? prompts : [] };
}

/** What only shows when a template runs: a filter that does not take what it is given. */
function tryExample(prompt: Prompt, problems: Problem[]): RenderedPrompt | undefined {
  try {
    return renderExample(prompt);
  } catch (error) {
    const message = (error as Error).message.split('\n')[0] ?? '';
    problems.push({
      file: prompt.files.find((f) => f.includes('.prompt.')) ?? '',
      line: 1,
      field: 'body',
      message,
    });
    return undefined;
  }
}

export function renderExample(prompt: Prompt): RenderedPrompt {
  return renderPrompt(prompt, exampleInputs[prompt.id]);
}
