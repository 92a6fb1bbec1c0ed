/** What a model does for a turn. The rules model (models/rules) is one; a language model is another behind the same port. */
import type { DeskContent } from '../desk/schema.ts';
import type { Statement } from '../domain/conversation.ts';
import type { Priority } from '../domain/words.ts';

export interface TriageRequest {
  desk: DeskContent;
  /** The turn's messages in arrival order. */
  messages: readonly { text: string; hasAttachments: boolean }[];
  /** Risk names that the rules of intake found. A model may add to them and never take one away. */
  risks: readonly string[];
  /** The language of the conversation so far, for texts too short to tell. */
  language: string | null;
}

export interface TriageAnswer {
  /** Most confident first; always at least one, `other` when none of the desk's fits. */
  topics: { id: string; confidence: number }[];
  /** From this confidence on, 0 to 1, a macro may leave alone: 99 % of held-out examples were right. Above 1: never. */
  safeFrom: number;
  priority: Priority;
  sentiment: 'negative' | 'neutral' | 'positive';
  language: string;
  /** By the desk's entity ids. */
  entities: Record<string, string[]>;
  thankYou: boolean;
  spam: boolean;
  /** The customer says that the last answer did not help. */
  notHelped: boolean;
  /** The text reads like instructions to a machine. */
  injection: boolean;
  angry: boolean;
  reasons: string[];
}

export interface DraftRequest {
  desk: DeskContent;
  messages: readonly string[];
  language: string;
  passages: readonly Passage[];
}

export interface Passage {
  chunk: string;
  version: number;
  title: string;
  headingPath: readonly string[];
  text: string;
}

export interface DraftAnswer {
  text: string;
  statements: Statement[];
}

export interface Model {
  /** Recorded with everything it makes. */
  name: string;
  /** Learns what a desk's first triage would otherwise have to wait for. May take seconds, during which nothing else runs. */
  prepare(desk: DeskContent): void;
  triage(request: TriageRequest): Promise<TriageAnswer>;
  /** A reply from passages, or undefined when they do not answer. Never sent without a person while the model is `rules`. */
  draft(request: DraftRequest): Promise<DraftAnswer | undefined>;
}
