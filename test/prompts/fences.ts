/** Reads rendered prompts back: their fences and what is in them. */

import { compilePrompts, type Prompts } from '../../prompts/compile.ts';
import { exampleInputs } from '../../prompts/examples.ts';
import { builtInPrompts, type PromptFiles } from '../../prompts/files.ts';
import { renderPrompt } from '../../prompts/render.ts';
import type { PromptId, PromptInput } from '../../prompts/schemas.ts';

export function compiled(own: PromptFiles = {}): Prompts {
  const outcome = compilePrompts({ ...builtInPrompts(), ...own });
  if (outcome.kind === 'failed') throw new Error(JSON.stringify(outcome.problems, null, 2));
  return outcome.prompts;
}

export const prompts = compiled();

export const rendered = <Id extends PromptId>(id: Id, input: PromptInput<Id>, of: Prompts = prompts) =>
  renderPrompt(of[id] as Prompts[Id] & { id: Id }, input);

export const example = (id: PromptId) => rendered(id, exampleInputs[id] as never);

export interface Fence {
  tag: string;
  attributes: string;
  text: string;
}

/** The mark that a prompt names, and its fences in order. Throws when one is inside another or stays open. */
export function fencesOf(text: string): { mark: string; fences: Fence[]; outside: string } {
  const mark = /^The mark is ([a-z]+)\./.exec(text)?.[1];
  if (!mark) throw new Error('the message does not begin with its mark');
  const fences: Fence[] = [];
  const form = new RegExp(`<([a-z_]+)-${mark}((?: [a-z]+="[^"\\n]*")*)>([\\s\\S]*?)</\\1-${mark}>`, 'g');
  const outside = text.replace(form, (_, tag: string, attributes: string, body: string) => {
    if (body.includes(mark)) throw new Error(`a mark inside a fence: ${body}`);
    fences.push({ tag, attributes, text: body.trim() });
    return `<${tag}>`;
  });
  if (outside.split(mark).length !== 2) throw new Error(`a mark outside the fences: ${outside}`);
  return { mark, fences, outside };
}
