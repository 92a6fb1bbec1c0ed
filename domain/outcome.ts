/** What became of a draft, and who wrote it: the words of the evidence on which autonomy rests. No imports but types. */
import type { Draft } from './conversation.ts';

/** How a draft came before a person, or went past one: compared in secret, to be approved, alone, or drawn from those. */
export const outcomeModes = ['shadow', 'approve', 'auto', 'sample'] as const;
export type OutcomeMode = (typeof outcomeModes)[number];

/** What a person made of a draft. */
export const judgements = [
  'sent_unchanged',
  'edited_words',
  'edited_facts',
  'rewritten',
  'rejected',
] as const;
export type Judgement = (typeof judgements)[number];

/** What happened to a reply that left alone; `reopened` and `complained` come after `sent`. */
export const afterSends = ['sent', 'reopened', 'complained'] as const;
export type OutcomeResult = Judgement | (typeof afterSends)[number];

/** Sent as it was, or with edits that touch no fact, procedure or commitment. */
export const acceptedResults: readonly Judgement[] = ['sent_unchanged', 'edited_words'];

/**
 * Reasons of the gate with which a draft goes to a person although nothing but its autonomy speaks against sending it. Only
 * these count as evidence: what an angry customer got, or a draft with a problem, would not have left alone on `auto` either.
 */
export const wouldHaveLeft: readonly string[] = ['autonomy_approve', 'not_earned', 'sample'];

/** What wrote a draft. Evidence is kept apart by it: a changed prompt or model has its own to earn. */
export interface Writer {
  promptVersion: string;
  model: string;
}

export function writerOf({
  kind,
  macros,
  promptHash,
  model,
}: Pick<Draft, 'kind' | 'macros' | 'promptHash' | 'model'>): Writer {
  switch (kind) {
    case 'model':
      return { promptVersion: promptHash ?? 'unknown', model };
    case 'macro':
      return { promptVersion: `${macroPrefix}${macros.join('+')}`, model };
    case 'passages':
    case 'question':
      return { promptVersion: 'rules', model };
  }
}

const macroPrefix = 'macro:';
/** A macro's words were approved by a person before it was ever sent. */
export const isMacroVersion = (promptVersion: string): boolean => promptVersion.startsWith(macroPrefix);

/** What autonomy is earned by, and lost by. */
export interface AutonomyKey extends Writer {
  topic: string;
  channel: string;
}
