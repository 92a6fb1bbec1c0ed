/** What the operator API answers, as JSON has it: the fields that the commands read. */
import type { Packet } from '../../domain/packet.ts';

export interface ShownSummary {
  id: string;
  channel: string;
  key: string | null;
  status: string;
  statusReason: string | null;
  owner: string;
  topic: string | null;
  priority: string;
  language: string | null;
  openedAt: string;
  platformLink: string | null;
  workflowLink: string | null;
  previous: string | null;
  next: string | null;
}

export interface ShownMessage {
  id: string;
  seq: number;
  authorKind: string;
  author: string;
  text: string;
  automated: string;
  startsTurn: boolean;
  answeredBy: string | null;
  receivedAt: string;
  deletedAt: string | null;
  risks: { risk: string; level: string; rule: string }[];
  providerId: string;
  proof: string;
}

export interface ShownDelivery {
  id: string;
  purpose: string;
  subject: string;
  turn: string | null;
  draft: string | null;
  text: string;
  state: string;
  attempts: number;
  outcome: string | null;
  doubt: boolean;
  claimedAt: string;
  endedAt: string | null;
  nextAttemptAt: string | null;
}

export interface ShownTurn {
  id: string;
  messages: string[];
  openedAt: string;
  endedAt: string | null;
  endedAs: string | null;
  endReason: string | null;
  deskVersion: string;
  verdict: { kind: string; reason: string } | null;
}

export interface ShownDraft {
  id: string;
  turn: string;
  kind: string;
  macros: string[];
  text: string;
  statements: { text: string; kind: string; sources: string[] }[];
  model: string;
}

export interface ShownQueueItem {
  id: string;
  conversation: string;
  kind: 'handoff' | 'approval';
  queue: string;
  reason: string;
  reasonText?: string;
  priority: string;
  turn: string | null;
  draft: string | null;
  state: string;
  claimedBy: string | null;
  leaseUntil: string | null;
  decideBy: string | null;
  createdAt: string;
  endedAt: string | null;
  endedAs: string | null;
}

export interface ShownFact {
  id: string;
  path: string;
  value: unknown;
  source: unknown;
}

export interface ShownCitation {
  source: string;
  title: string;
  headingPath: string[];
  url: string | null;
  /** False: the document has a newer version, or is gone. */
  live: boolean;
}

export interface ShownItem extends ShownQueueItem {
  packet: Packet | null;
  draftShown: ShownDraft | null;
  /** The passages among the sources, by the id that statements name them with. */
  citations: ShownCitation[];
  facts: ShownFact[];
  workflowLink: string | null;
}

export interface ShownTriage {
  turn: string;
  topic: string;
  confidence: number;
  topics: { id: string; confidence: number }[];
  priority: string;
  sentiment: string;
  language: string;
  entities: Record<string, string[]>;
  reasons: string[];
  model: string;
}

export interface ShownConversation extends ShownSummary {
  atRest: boolean;
  change: number;
  seen: number;
  resolvedVia: string;
  identities: { kind: string; address: string; proof?: string }[];
  messages: ShownMessage[];
  attachments: {
    id: string;
    message: string;
    name: string;
    type: string;
    state: string;
    reason: string | null;
  }[];
  deliveries: ShownDelivery[];
  turns: ShownTurn[];
  triages: ShownTriage[];
  facts: ShownFact[];
  drafts: ShownDraft[];
  items: ShownQueueItem[];
  audit: { count: number; head: string };
}
