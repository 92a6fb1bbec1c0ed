/** A draft by a language model: its statements as a text, and the review that it has to pass. */
import type { Draft, Statement } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import type { TurnInput } from './context.ts';
import type { AnsweredBy } from './model.ts';

/** As the draft prompt's output schema has it. */
export interface DraftedByModel {
  language: string;
  statements: readonly Statement[];
  /** What the customer asked and a person has to answer. */
  unanswered: readonly string[];
}

/** Greetings stand alone, what follows is one paragraph, and the desk signs. */
export function modelDraft(
  input: TurnInput,
  { statements }: DraftedByModel,
  { model, prompt, promptHash }: AnsweredBy,
  signature: string,
  now: Date,
): Draft {
  const all: Statement[] = [
    ...statements.filter((s) => s.text.trim() !== ''),
    ...(signature && !statements.some((s) => s.text.includes(signature))
      ? [{ text: signature, kind: 'greeting' as const, sources: [] }]
      : []),
  ];
  return {
    id: newId('draft', now),
    desk: input.desk,
    conversation: input.conversation,
    turn: input.turn,
    kind: 'model',
    macros: [],
    text: textOf(all),
    statements: all,
    model,
    promptId: prompt,
    promptHash,
    editedFrom: null,
    editedBy: null,
    createdAt: now,
  };
}

/** Pure. */
export function textOf(statements: readonly Statement[]): string {
  let text = '';
  let before: Statement['kind'] | undefined;
  for (const { text: sentence, kind } of statements) {
    const apart = kind === 'greeting' || before === 'greeting';
    text += text === '' ? sentence.trim() : `${apart ? '\n\n' : ' '}${sentence.trim()}`;
    before = kind;
  }
  return text;
}
