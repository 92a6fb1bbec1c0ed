/** A draft prompt on trial, and where its file lies before and after it has earned its place. */
import { builtInPrompts } from '../../prompts/files.ts';

/** A sentence of the prompt on trial alone. */
export const TRIAL_SENTENCE = 'Write as if you sold lamps for a living.';

export const trialPrompt = (builtInPrompts()['draft.prompt.md'] ?? '').replace(
  '@system\n',
  `@system\n${TRIAL_SENTENCE}\n\n`,
);

export const onTrial = { 'prompts/trial/draft.prompt.md': trialPrompt };
export const inService = { 'prompts/draft.prompt.md': trialPrompt };
