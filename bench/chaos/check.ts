/** The checks of a chaos run: pure functions over what it left behind. Each has a name, and finds violations or nothing. */
import { chainsHold } from './check/chains.ts';
import { handOffsHavePackets, packetsAreUpToDate } from './check/handoffs.ts';
import { answersExist, intakeIsConstant, nothingLost, peoplesRepeats } from './check/messages.ts';
import {
  noDuplicateReplies,
  noRepeatAfterDoubt,
  noReplyOverPeople,
  repliesAreComplete,
  statesAreTrue,
} from './check/replies.ts';
import { everythingRests, workflowsLive } from './check/rest.ts';
import type { Evidence, Violation } from './evidence.ts';

export type Check = (evidence: Evidence) => Violation[];

export const checks: Readonly<Record<string, Check>> = {
  'lost messages': nothingLost,
  'repeats answered differently': intakeIsConstant,
  'actions answered differently': peoplesRepeats,
  'answers that do not exist': answersExist,
  'duplicate replies': noDuplicateReplies,
  'attempts after a takeover': noReplyOverPeople,
  'replies that miss a message': repliesAreComplete,
  'repeats after an unknown outcome': noRepeatAfterDoubt,
  'deliveries whose state is not true': statesAreTrue,
  'hand-offs and packets': handOffsHavePackets,
  'packets that miss a message': packetsAreUpToDate,
  'not at rest': everythingRests,
  'broken audit chains': chainsHold,
  'broken workflows': workflowsLive,
};

/** Every check's violations under its name, the empty ones too. */
export function runChecks(evidence: Evidence): Record<string, Violation[]> {
  return Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, check(evidence)]));
}
