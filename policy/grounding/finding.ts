/** What the deterministic review may find, and what it is told. */
import type { StatementKind } from '../../domain/words.ts';

export type FindingCode =
  | 'empty'
  | 'instructions_leaked'
  | 'internal_quoted'
  | 'source_unknown'
  | 'source_missing'
  | 'link_unsupported'
  | 'address_unsupported'
  | 'phone_unsupported'
  | 'id_unsupported'
  | 'price_unsupported'
  | 'date_unsupported'
  | 'number_unsupported'
  | 'name_unsupported'
  | 'promise_outside_list'
  | 'language_mismatch';

export interface Finding {
  code: FindingCode;
  /** Index of the statement; null for the reply as a whole. */
  statement: number | null;
  /** The words that it is about, from the draft; or the id of a source. */
  evidence: string;
}

export interface DraftStatement {
  text: string;
  kind: StatementKind;
  sources: readonly string[];
}

export interface ReviewedDraft {
  statements: readonly DraftStatement[];
  /** As the customer would read it. */
  text: string;
  /** The passages of this turn. */
  sources: readonly { id: string; text: string; audience: 'public' | 'internal' }[];
  facts: readonly { id: string; path: string; value: unknown }[];
  /** What the customer wrote in this turn. */
  customerTexts: readonly string[];
  /** Links, addresses and phone numbers that a reply may always name. */
  contacts: readonly string[];
  /** What the desk says of itself: its name, its signature. */
  ours: readonly string[];
  /** What the desk lets drafts promise, in words. */
  promises: readonly string[];
  /** BCP 47, that the reply is to be in. */
  language: string;
  /** BCP 47 primary subtag of the reply's text, `und` where that is not certain. */
  detected: string;
}
