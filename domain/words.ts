/** The closed vocabularies of the product: one list each, used by schemas, policy, store and workflow alike. No imports, so that workflow code can have it. */

export const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;
export type Status = (typeof statuses)[number];

/** Who may speak. Only a change of owner raises the epoch. */
export type Owner = 'ai' | `queue:${string}` | `human:${string}`;

export const priorities = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

export const authorKinds = ['customer', 'participant', 'agent', 'bot'] as const;
export type AuthorKind = (typeof authorKinds)[number];

/** How well the address that wrote is known to belong to the customer, weakest first. */
export const proofs = ['claimed', 'channel', 'verified'] as const;
export type Proof = (typeof proofs)[number];
export const proves = (has: Proof, needs: Proof): boolean => proofs.indexOf(has) >= proofs.indexOf(needs);

export const automatedVerdicts = ['human', 'auto_reply', 'bounce', 'list', 'self', 'no_reply'] as const;
export type AutomatedVerdict = (typeof automatedVerdicts)[number];

export const autonomies = ['off', 'shadow', 'approve', 'auto'] as const;
export type Autonomy = (typeof autonomies)[number];

/** Why an outgoing message goes; each has its own rule in the fence (policy/fence.ts). */
export const purposes = [
  'reply',
  'question',
  'approved',
  'acknowledgement',
  'notice',
  'revision',
  'incident',
  'safety',
  'person',
] as const;
export type Purpose = (typeof purposes)[number];

/** claimed: may be on its way. parked: claimed, its retries are used up, tried again when the receiver is back. */
export const deliveryStates = ['claimed', 'parked', 'sent', 'not_sent', 'withdrawn', 'unknown'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const turnEnds = ['claimed', 'handed_off', 'none', 'superseded'] as const;
export type TurnEnd = (typeof turnEnds)[number];

export const roles = ['platform', 'agent', 'lead', 'admin'] as const;
export type Role = (typeof roles)[number];

export const statementKinds = ['greeting', 'question', 'procedure', 'fact', 'commitment'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** The topic that every desk has, for what belongs to none of its own. */
export const OTHER_TOPIC = 'other';
/** The queue that every desk has, for conversations in which somebody may come to harm. */
export const DANGER_QUEUE = 'danger';
