/** How many tokens a text is, by the encoding of OpenAI's models since GPT-4o; other models differ by some percent. */
import type { Tiktoken } from 'js-tiktoken/lite';

let encoding: Promise<Tiktoken> | undefined;

/** Loads 2 MB of ranks when first needed: only `prompts check`, `list` and `render` count. */
export async function tokenCounter(): Promise<(text: string) => number> {
  encoding ??= Promise.all([import('js-tiktoken/lite'), import('js-tiktoken/ranks/o200k_base')]).then(
    ([{ Tiktoken }, { default: ranks }]) => new Tiktoken(ranks),
  );
  const loaded = await encoding;
  return (text) => loaded.encode(text, [], []).length; // a text that looks like a control token is text
}
