/** The rows of a conversation as the code sees them. */
import type {
  AuthorKind,
  AutomatedVerdict,
  DeliveryState,
  Owner,
  Priority,
  Proof,
  Purpose,
  StatementKind,
  Status,
  TurnEnd,
} from './words.ts';

export interface Conversation {
  id: string;
  desk: string;
  channel: string;
  key: string | null;
  customer: string;
  /** How the first message found its way here: see DESIGN, "Threading". */
  resolvedVia: string;
  /** Where the platform shows it. */
  link: string | null;
  owner: Owner;
  epoch: number;
  status: Status;
  statusAt: Date;
  statusReason: string | null;
  topic: string | null;
  priority: Priority;
  segment: string | null;
  language: string | null;
  homeQueue: string | null;
  personAnswered: boolean;
  messageSeq: number;
  change: number;
  rung: number;
  seen: number;
  lookBy: Date | null;
  supersededDrafts: number;
  supersededSince: Date | null;
  auditCount: number;
  auditHead: string;
  previous: string | null;
  next: string | null;
  openedAt: Date;
  closedAt: Date | null;
}

export interface Identity {
  kind: string;
  address: string;
  proof: Proof;
}

/** A risk found in a message; `start` and `end` are offsets into its text. */
export interface FoundRisk {
  risk: string;
  level: 'danger' | 'person' | 'notice';
  rule: string;
  evidence: { start: number; end: number };
}

export interface Message {
  id: string;
  conversation: string;
  /** Arrival number within the conversation: the only order there is. */
  seq: number;
  channel: string;
  providerId: string;
  authorKind: AuthorKind;
  author: string;
  text: string;
  identities: Identity[];
  proof: Proof;
  automated: AutomatedVerdict;
  risks: FoundRisk[];
  startsTurn: boolean;
  triaged: boolean;
  answeredBy: string | null;
  sentAt: Date | null;
  receivedAt: Date;
  deletedAt: Date | null;
}

export interface Turn {
  id: string;
  desk: string;
  conversation: string;
  epoch: number;
  deskVersion: string;
  messages: string[];
  openedAt: Date;
  endedAt: Date | null;
  endedAs: TurnEnd | null;
  endReason: string | null;
}

/** One sentence of a draft and what it rests on: `macro:<id>@<version>`, `fact:<path>`, `passage:<chunk>@<version>`. */
export interface Statement {
  text: string;
  kind: StatementKind;
  sources: string[];
  /** Of a model's question: the entity that it asks for. */
  asks?: string | null;
}

export type DraftKind = 'macro' | 'model' | 'passages' | 'question';

export interface Draft {
  id: string;
  desk: string;
  conversation: string;
  turn: string;
  kind: DraftKind;
  macros: string[];
  text: string;
  statements: Statement[];
  model: string;
  /** Of a language model's draft: the prompt it was written from, and the hash of everything that prompt is made of. */
  promptId: string | null;
  promptHash: string | null;
  editedFrom: string | null;
  editedBy: string | null;
  createdAt: Date;
}

export interface Delivery {
  id: string;
  desk: string;
  conversation: string;
  customer: string;
  purpose: Purpose;
  /** What it is unique by, together with its purpose: a turn, a draft, a hand-off, a message, an action. */
  subject: string;
  turn: string | null;
  draft: string | null;
  epoch: number | null;
  messages: string[];
  text: string;
  language: string | null;
  state: DeliveryState;
  attempts: number;
  begunAt: Date | null;
  until: Date | null;
  doubt: boolean;
  nextAttemptAt: Date | null;
  outcome: string | null;
  claimedAt: Date;
  endedAt: Date | null;
}

export interface QueueItem {
  id: string;
  desk: string;
  conversation: string;
  kind: 'handoff' | 'approval';
  queue: string;
  reason: string;
  priority: Priority;
  turn: string | null;
  draft: string | null;
  state: 'waiting' | 'claimed' | 'done';
  claimedBy: string | null;
  leaseUntil: Date | null;
  decideBy: Date | null;
  /** Of a hand-off: whether a language model was asked for a suggestion. Null: not yet. */
  suggestion: 'asked' | 'written' | null;
  suggestionAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
  endedAs: string | null;
}
