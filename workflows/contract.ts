/** What the edges, the workflow and the activities agree on: signals, updates, queries and wire types. Types and plain constants only. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Owner, Priority, Status } from '../domain/words.ts';
import type { Phase } from '../policy/lifecycle.ts';

export interface ConversationInput {
  desk: string;
  conversation: string;
}

/** "Look": something about this conversation changed in Postgres. */
export interface Ring {
  /** The row's counter after the change. */
  change: number;
  /** A new message that starts a turn, or a change of owner: a draft in the making is stale. */
  stop?: boolean;
}

/** What there is to do, as the rows say. Milliseconds are never negative. */
export type Todo =
  | { kind: 'settle'; forMs: number }
  | { kind: 'fetch' }
  /** `prepared`: how far its quick steps got in the same activity; absent when they failed, or were not run yet. */
  | { kind: 'answer'; turn: string; prepared?: Prepared }
  | { kind: 'deliver'; delivery: string }
  | { kind: 'hand_off'; turn: string; reason: string }
  | { kind: 'suggest'; item: string }
  | { kind: 'trial'; turn: string }
  | { kind: 'wait'; forMs: number; summary: string }
  | { kind: 'end' };

/** What `observe` read, in the transaction that also raised `seen` to `change`. */
export interface View {
  seen: number;
  owner: Owner;
  epoch: number;
  status: Status;
  phase: Phase;
  channel: string;
  topic: string | null;
  priority: Priority;
  segment: string | null;
  /** When something is due by itself (ISO 8601), for the list of conversations. */
  nextDue: string | null;
  link: string | null;
  todo: Todo;
}

/** What a language model may be asked in a turn. Each is a regular activity, so that operators see it retried and timed. */
export type Ask =
  | 'triage'
  | 'query'
  | 'draft'
  | 'review'
  | 'repair'
  | 'review_repair'
  | 'clarify'
  | 'packet'
  | 'trial';

/** Why a question to the language model has no answer: the quick steps then go on without. */
export interface Unanswered {
  ask: Ask;
  reason: string;
}

/** What came of an attempt, and what there was to do after it. Histories of the first version have the state alone. */
export interface Attempted {
  state: string;
  next?: View;
}

/** How far the quick steps of a turn got: what has to happen outside before they go on, or what to do with their result. */
export type Prepared =
  | { kind: 'ask_model'; ask: Ask }
  | { kind: 'go_on'; without?: Unanswered }
  | { kind: 'deliver'; delivery: string }
  | { kind: 'hand_off'; reason: string }
  | { kind: 'done'; reason: string };

/** What a person does without text: ids and enums only, so that history holds no words of anybody. */
export interface PersonsAction {
  /** Makes a repeat return the first answer. The update id is used when it is absent. */
  actionId?: string;
  /** Who acts. Recorded as `temporal-ui:<person>`: Temporal does not tell us who clicked. */
  person: string;
}
export interface Decision extends PersonsAction {
  draft: string;
  /** Id of the newest message that the person had seen. */
  seenThrough: string;
}
export interface Rejection extends PersonsAction {
  draft: string;
  reason: string;
}
export interface Solving extends PersonsAction {
  seenThrough: string;
}

/** A person's action on its way from an update to its transaction. */
export type Action = { name: 'takeOver' | 'release' | 'approve' | 'reject' | 'solve'; action: PersonsAction };

export type ActionAnswer =
  | {
      kind: 'done';
      owner: Owner;
      epoch: number;
      status: Status;
      change: number;
      onTheWay: string[];
      delivery?: string;
      draft?: string;
    }
  | { kind: 'conflict'; reason: string; detail: string; messages?: string[] };

export const ring = defineSignal<[Ring]>('ring');
export const takeOver = defineUpdate<ActionAnswer, [PersonsAction]>('takeOver');
export const release = defineUpdate<ActionAnswer, [PersonsAction]>('release');
export const approve = defineUpdate<ActionAnswer, [Decision]>('approve');
export const reject = defineUpdate<ActionAnswer, [Rejection]>('reject');
export const solve = defineUpdate<ActionAnswer, [Solving]>('solve');
export const view = defineQuery<View | undefined>('view');
