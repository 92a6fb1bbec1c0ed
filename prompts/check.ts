/** What `prompts check` reports: everything wrong in a set of prompt files, and how large each prompt is. */
import type { Problem } from '../desk/problem.ts';
import type { Prompt } from './compile.ts';
import { exampleInputs } from './examples.ts';
import { type PromptFiles, TRIAL } from './files.ts';
import { compiledPrompts, compiledTrial } from './load.ts';
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
  /** The draft prompt on trial; null where there is none, or there are problems. */
  trial: PromptSummary | null;
}

/** Pure, but for loading the encoding. */
export async function checkPrompts(files: PromptFiles): Promise<PromptReport> {
  const [compiled, onTrial] = [compiledPrompts(files), compiledTrial(files)];
  const problems = [compiled, onTrial].flatMap((set) => (set.kind === 'failed' ? set.problems : []));
  if (compiled.kind === 'failed' || onTrial.kind === 'failed')
    return { ok: false, problems, hints: [], prompts: [], trial: null };
  const count = await tokenCounter();
  const prompts = promptIds.flatMap((id) => summary(compiled.prompts[id], count, '', problems));
  const [trial = null] = onTrial.kind === 'ok' ? summary(onTrial.prompt, count, TRIAL, problems) : [];
  const hints = [...prompts, ...(trial ? [trial] : [])]
    .filter(({ tokens }) => tokens.system > SYSTEM_TOKENS_HINT)
    .map(
      ({ id, tokens }) =>
        `${id}: ${tokens.system} tokens are paid in every call; under ${SYSTEM_TOKENS_HINT} is usual`,
    );
  const ok = problems.length === 0;
  return { ok, problems, hints, prompts: ok ? prompts : [], trial: ok ? trial : null };
}

/** Empty, with a problem added, where the template cannot be rendered. `folder` is where its file lies. */
function summary(
  prompt: Prompt,
  count: (text: string) => number,
  folder: string,
  problems: Problem[],
): PromptSummary[] {
  const example = tryExample(prompt, folder, problems);
  if (!example) return [];
  const sizes = example.messages.map(({ role, text }) => ({ role, tokens: count(text) }));
  const sum = (list: typeof sizes) => list.reduce((total, { tokens }) => total + tokens, 0);
  const tokens = { system: sum(sizes.filter(({ role }) => role === 'system')), all: sum(sizes) };
  const { id, hash, files: own, parameters } = prompt;
  return [{ id, hash, files: own, parameters, tokens }];
}

/** What only shows when a template runs: a filter that does not take what it is given. */
function tryExample(prompt: Prompt, folder: string, problems: Problem[]): RenderedPrompt | undefined {
  try {
    return renderExample(prompt);
  } catch (error) {
    const message = (error as Error).message.split('\n')[0] ?? '';
    problems.push({
      file: folder + (prompt.files.find((f) => f.includes('.prompt.')) ?? ''),
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
