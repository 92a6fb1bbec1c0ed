/** Renders a compiled prompt: exactly what is sent, before personal data is replaced. */
import { contentHash } from '../domain/json.ts';
import type { Prompt } from './compile.ts';
import { markFor } from './fence.ts';
import { MARK } from './liquid.ts';
import { type PromptId, type PromptInput, promptSchemas } from './schemas.ts';
import type { Parameters, Role } from './source.ts';

export interface RenderedPrompt {
  id: PromptId;
  /** Of the prompt's files. */
  hash: string;
  /** Of the input as it went in: goes on record in place of the words. */
  inputHash: string;
  parameters: Parameters;
  messages: { role: Role; text: string }[];
}

/**
 * Pure: the same input gives the same messages. Texts longer than limits.ts allows are cut.
 * Throws when the input does not fit the prompt's schema, which is a mistake of the caller.
 */
export function renderPrompt<Id extends PromptId>(
  prompt: Prompt & { id: Id },
  input: PromptInput<Id>,
): RenderedPrompt {
  const { id, hash, parameters, engine } = prompt;
  const parsed = promptSchemas[id].input.schema.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
    );
    throw new Error(`the input of prompt ${id} does not fit its schema: ${issues.join('; ')}`);
  }
  const scope = parsed.data as object;
  const globals = { [MARK]: markFor(scope) };
  const messages = prompt.sections.map(({ role, template }) => ({
    role,
    text: String(engine.renderSync(template, scope, { globals })).trim(),
  }));
  return { id, hash, inputHash: contentHash(scope), parameters, messages };
}
