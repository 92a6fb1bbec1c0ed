/** How prompts, their sizes and their differences look on a terminal. */
import type { PromptReport, PromptSummary } from '../../prompts/check.ts';
import { type FileDiff, shortened } from '../../prompts/diff.ts';
import type { PromptFiles } from '../../prompts/files.ts';
import type { RenderedPrompt } from '../../prompts/render.ts';
import { bold, cyan, dim, green, red, table } from '../output.ts';

/** Enough to tell versions apart. */
const SHORT = 12;

/** Pure. `own`: the desk's own files. The one on trial comes last. */
export function listLines({ prompts, trial }: PromptReport, own: PromptFiles): string[] {
  const from = ({ files }: PromptSummary) =>
    files.some((file) => Object.hasOwn(own, file)) ? 'desk' : 'built-in';
  const all = [
    ...prompts.map((prompt) => [prompt, from(prompt)] as const),
    ...(trial ? [[trial, 'on trial'] as const] : []),
  ];
  const rows = all.map(([{ id, hash, parameters, tokens }, where]) => [
    bold(id),
    hash.slice(0, SHORT),
    where,
    String(tokens.system),
    String(tokens.all),
    String(parameters.temperature ?? '–'),
    String(parameters.maxOutputTokens),
    parameters.model ?? '–',
  ]);
  return table(['prompt', 'version', 'from', 'system', 'example', 'temp.', 'max out', 'model'], rows);
}

/** Pure. */
export function renderedLines({ id, hash, parameters, messages }: RenderedPrompt, tokens: number): string[] {
  const { temperature, maxOutputTokens, model } = parameters;
  const set = [
    `${tokens} tokens in`,
    `at most ${maxOutputTokens} out`,
    ...(temperature === undefined ? [] : [`temperature ${temperature}`]),
    ...(model ? [model] : []),
  ];
  return [
    ...messages.flatMap(({ role, text }) => [cyan(`── ${role} ──`), visible(text), '']),
    dim(`${id} ${hash.slice(0, SHORT)}: ${set.join(', ')}`),
  ];
}

/** What customers wrote must not move the cursor of the person who reads it. */
const visible = (text: string): string => text.replace(/(?!\n|\t)\p{Cc}/gu, '');

/** Pure. A unified diff with the number of each line as it is now. */
export function diffLinesShown(files: readonly FileDiff[]): string[] {
  return files.flatMap(({ file, lines }) => [
    bold(`prompts/${file}`),
    ...shortened(lines).map((line) => {
      if (!line) return dim('     ⋮');
      const number = dim(String(line.kind === 'removed' ? line.before : line.after).padStart(4));
      if (line.kind === 'same') return `${number}   ${line.text}`;
      return line.kind === 'added'
        ? `${number} ${green(`+ ${line.text}`)}`
        : `${number} ${red(`- ${line.text}`)}`;
    }),
    '',
  ]);
}
