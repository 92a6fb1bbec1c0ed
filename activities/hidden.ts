/** What leaves for a provider: the prompt with personal data replaced, and how to put it back. */
import type { DeskContent } from '../desk/schema.ts';
import { type Redactor, redactor } from '../policy/redact/redactor.ts';

/** Of a desk: what its entities look like (order numbers) is no personal data, however much it looks like a phone number. */
export const deskRedactor = ({ desk }: DeskContent): Redactor =>
  redactor({ keep: desk.entities.map(({ pattern }) => new RegExp(pattern, 'giu')) });

/** A section of a rendered prompt. */
export interface Section {
  role: 'system' | 'user' | 'assistant';
  text: string;
}

/** What others wrote stands in the user's sections only (`prompts check` sees to that); the desk's own words stay as they are. */
export function hiddenMessages(messages: readonly Section[], hidden: Redactor): Section[] {
  return messages.map(({ role, text }) => ({ role, text: role === 'system' ? text : hidden.hide(text) }));
}
