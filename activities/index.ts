/** The activities of a conversation, bound to a database, a clock and a model: what the worker registers. */

import { claimTurn } from '../transactions/claim.ts';
import { giveUp } from '../transactions/giveup.ts';
import { handOffTurn } from '../transactions/handoff.ts';
import { observe } from '../transactions/observe.ts';
import type {
  ActionAnswer,
  Claimed,
  ConversationInput,
  Action as PersonsStep,
  Triaged,
  Verdict,
  View,
} from '../workflows/contract.ts';
import { account } from './account.ts';
import { actFromTemporal } from './act.ts';
import { requestApproval } from './approval.ts';
import { fetchAttachments } from './attachments.ts';
import type { ActivityContext, TurnInput } from './context.ts';
import { deliver } from './deliver.ts';
import { draft } from './draft.ts';
import { knowledge } from './knowledge.ts';
import { review } from './review.ts';
import { triage } from './triage.ts';

/** Every input carries the desk; results are what history keeps, so they are ids, numbers and enums. */
export interface Activities {
  observe(input: ConversationInput): Promise<View>;
  act(input: ConversationInput & PersonsStep): Promise<ActionAnswer>;
  fetchAttachments(input: ConversationInput): Promise<void>;
  triage(input: TurnInput): Promise<Triaged>;
  account(input: TurnInput): Promise<void>;
  knowledge(input: TurnInput): Promise<void>;
  draft(input: TurnInput): Promise<void>;
  review(input: TurnInput): Promise<Verdict>;
  claim(input: TurnInput & { purpose: 'reply' | 'question' }): Promise<Claimed>;
  requestApproval(input: TurnInput & { reason: string }): Promise<void>;
  deliver(input: ConversationInput & { delivery: string }): Promise<string>;
  handOff(input: TurnInput & { reason: string }): Promise<void>;
  giveUp(input: ConversationInput & { delivery?: string }): Promise<void>;
}

export function createActivities(context: ActivityContext): Activities {
  return {
    observe: ({ desk, conversation }) => observe(context, desk, conversation),
    act: (input) => actFromTemporal(context, input),
    fetchAttachments: (input) => fetchAttachments(context, input),
    triage: (input) => triage(context, input),
    account: async (input) => void (await account(context, input)),
    knowledge: async (input) => void (await knowledge(context, input)),
    draft: async (input) => void (await draft(context, input)),
    review: (input) => review(context, input),
    claim: ({ desk, turn, purpose }) => claimTurn(context, desk, turn, purpose),
    requestApproval: (input) => requestApproval(context, input),
    deliver: (input) => deliver(context, input),
    handOff: async ({ desk, turn, reason }) => void (await handOffTurn(context, desk, turn, reason)),
    giveUp: ({ desk, conversation, delivery }) => giveUp(context, desk, conversation, delivery),
  };
}
