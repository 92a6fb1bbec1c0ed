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

/** What decides locally, by rules alone. */
export interface Model {
  /** Recorded with everything it makes. */
  name: string;
  /** Learns what a desk's first triage would otherwise have to wait for. May take seconds, during which nothing else runs. */
  prepare(desk: DeskContent): void;
  triage(request: TriageRequest): Promise<TriageAnswer>;
  /** A reply from passages, or undefined when they do not answer. Never sent without a person while the model is `rules`. */
  draft(request: DraftRequest): Promise<DraftAnswer | undefined>;
}

/** A language model: one call is one request to the provider, and nothing is retried in here. */
export interface LanguageModel {
  /** Recorded with everything it makes, such as `openai:gpt-4.1-mini`. */
  name: string;
  /** Throws a ModelFailure (models/failure.ts), whatever went wrong. */
  answer(call: ModelCall): Promise<ModelAnswer>;
}

export interface ModelCall {
  messages: readonly ModelMessage[];
  /** JSON Schema that the answer must fit. The caller parses the text itself: not every server enforces a schema. */
  output: { name: string; schema: Record<string, unknown> };
  /** Functions it may ask for instead of answering. */
  tools?: readonly { name: string; description: string; schema: Record<string, unknown> }[];
  /** Absent: the model that the environment names. */
  model?: string;
  temperature?: number;
  maxOutputTokens: number;
  /** Through to the socket. */
  signal?: AbortSignal;
  timeoutMs: number;
}

export type ModelMessage =
  | { role: 'system' | 'user'; text: string }
  | { role: 'assistant'; text: string; toolCalls?: readonly ToolCall[] }
  | { role: 'tool'; callId: string; text: string };

export interface ToolCall {
  id: string;
  name: string;
  /** As the model wrote them: unchecked. */
  arguments: unknown;
}

export interface ModelAnswer {
  /** Unparsed: may be anything. Empty when it asks for tools. */
  text: string;
  toolCalls: ToolCall[];
  usage: ModelUsage;
  /** What the provider says has answered. */
  model: string;
  /** The provider's id of the request, for its support. */
  request: string | null;
}

export interface ModelUsage {
  inputTokens: number;
  /** Of them, read from the provider's cache. */
  cachedTokens: number;
  outputTokens: number;
}

export interface EmbedCall {
  /** Through to the socket. */
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Told of the tokens of each request, as the provider counts them, or estimated where it does not say. */
  spent?: (inputTokens: number) => void;
}

/** Texts to vectors. */
export interface EmbeddingModel {
  /** Stored beside every vector: vectors of different models cannot be compared. */
  name: string;
  /** Probed with one request and remembered. */
  dimension(): Promise<number>;
  /** In the order of the texts, in batches. Throws a ModelFailure; `wrong_dimension` when a vector is not as long as the others. */
  embed(texts: readonly string[], options?: EmbedCall): Promise<number[][]>;
  /** The same provider by another model's name: for questions to vectors that were made before the model was changed. */
  named?(name: string): EmbeddingModel | undefined;
}

/** A provider's opinion on harmful content: one more voice for risk. */
export interface Moderation {
  name: string;
  /** The provider's categories that apply to any of the texts. */
  flagged(
    texts: readonly string[],
    options?: { signal?: AbortSignal; timeoutMs?: number },
  ): Promise<string[]>;
}

/** The models of a process, by its environment. Null: none, and the rules serve. */
export interface Models {
  language: LanguageModel | null;
  embeddings: EmbeddingModel | null;
  moderation: Moderation | null;
}

export const noModels: Models = { language: null, embeddings: null, moderation: null };
