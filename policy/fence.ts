/** The fence: whether an outgoing message may leave now. Asked when it is claimed, and again before every attempt. */
import type { Owner, Purpose } from '../domain/words.ts';

/** The conversation as the locked row and its messages say. */
export interface FenceView {
  owner: Owner;
  epoch: number;
  /** Ids of the messages that nobody has answered, counting as unanswered those that only this delivery answers. */
  unanswered: readonly string[];
  /** A reply or a notice for the same turn was claimed. */
  turnAnswered: boolean;
  /** An acknowledgement was claimed in this conversation within the last 24 hours (RFC 3834 asks for restraint). */
  acknowledgedLately: boolean;
}

/** What wants to leave, and under which conditions it was decided. */
export interface Leaving {
  purpose: Purpose;
  /** The epoch of its turn or hand-off; null for purposes that are not bound to one. */
  epoch: number | null;
  /** The messages it answers. */
  messages: readonly string[];
}

export type FenceAnswer = { kind: 'open' } | { kind: 'shut'; reason: ShutReason };
export type ShutReason = 'owner' | 'epoch' | 'messages' | 'answered' | 'acknowledged';

const open: FenceAnswer = { kind: 'open' };
const shut = (reason: ShutReason): FenceAnswer => ({ kind: 'shut', reason });

/** Pure. `shut` names the first condition that does not hold. */
export function mayLeave(view: FenceView, leaving: Leaving): FenceAnswer {
  switch (leaving.purpose) {
    case 'reply':
    case 'question':
    case 'approved':
      if (view.owner !== 'ai') return shut('owner');
      if (view.epoch !== leaving.epoch) return shut('epoch');
      return sameMessages(view.unanswered, leaving.messages) ? open : shut('messages');
    case 'acknowledgement':
      if (isPerson(view.owner)) return shut('owner');
      if (view.turnAnswered) return shut('answered');
      return view.acknowledgedLately ? shut('acknowledged') : open;
    case 'notice':
      if (isPerson(view.owner)) return shut('owner');
      return view.epoch === leaving.epoch ? open : shut('epoch');
    case 'revision':
      return isQueue(view.owner) ? open : shut('owner');
    case 'incident':
      if (isPerson(view.owner)) return shut('owner');
      return leaving.messages.every((id) => view.unanswered.includes(id)) ? open : shut('messages');
    case 'safety': // the one automated message that may go over a person's head
    case 'person':
      return open;
    default:
      return unknownPurpose(leaving.purpose);
  }
}

/** The purposes that answer messages: claiming one sets `answered_by`. */
export function answers(purpose: Purpose): boolean {
  return purpose === 'reply' || purpose === 'question' || purpose === 'approved' || purpose === 'incident';
}

/** The purposes that count against the loop budget: everything that no person has sent or released. */
export const automatedPurposes: readonly Purpose[] = [
  'reply',
  'question',
  'acknowledgement',
  'notice',
  'revision',
];

export const isPerson = (owner: Owner): boolean => owner.startsWith('human:');
export const isQueue = (owner: Owner): boolean => owner.startsWith('queue:');

function sameMessages(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

function unknownPurpose(purpose: never): never {
  throw new Error(`no fence rule for purpose ${String(purpose)}`);
}
