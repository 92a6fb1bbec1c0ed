/** Shapes of what people send to updates. Synchronous, and shapes only: what is true is for the database to say. */
import { ApplicationFailure } from '@temporalio/common';
import type { Decision, PersonsAction, Rejection, Solving } from './contract.ts';

/** Long enough for any id or name of ours; text does not belong into history. */
const maxLength = 100;

export const validAction = (input: PersonsAction): void =>
  requireNames('takeOver or release', input, ['person']);
export const validDecision = (input: Decision): void =>
  requireNames('approve', input, ['person', 'draft', 'seenThrough']);
export const validRejection = (input: Rejection): void =>
  requireNames('reject', input, ['person', 'draft', 'reason']);
export const validSolving = (input: Solving): void => requireNames('solve', input, ['person', 'seenThrough']);

function requireNames(update: string, input: object | undefined, names: readonly string[]): void {
  const given: Record<string, unknown> = { ...input };
  for (const name of names) {
    const value = given[name];
    if (typeof value === 'string' && value.length > 0 && value.length <= maxLength) continue;
    throw ApplicationFailure.nonRetryable(
      `${update} needs a JSON object with the text fields ${names.join(', ')}; "${name}" is missing, empty or longer than ${maxLength} characters`,
      'InvalidAction',
    );
  }
}
