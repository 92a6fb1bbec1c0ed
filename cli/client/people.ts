/** What a person does to a conversation, over the operator API, having read everything so far. */
import { type Gateway, Refused } from './gateway.ts';
import type { ShownConversation } from './shapes.ts';

export interface PersonsAction {
  do: 'take_over' | 'release' | 'approve' | 'reject' | 'reply' | 'solve';
  /** Of a reply. */
  text?: string;
  /** Of a rejection: its code. */
  reason?: string;
}

/** There is no draft to decide on. */
export class NothingWaits extends Error {}

export const newestOfCustomer = ({ messages }: ShownConversation): string | undefined =>
  messages.filter((m) => m.authorKind === 'customer' || m.authorKind === 'participant').at(-1)?.id;

/** Throws NothingWaits or Refused when it cannot be done now. `key` makes a repeat harmless. */
export async function actAsPerson(
  gateway: Gateway,
  conversation: string,
  action: PersonsAction,
  key?: string,
): Promise<void> {
  const shown = await gateway.conversation(conversation);
  const [route, body] = requestFor(shown, action);
  await gateway.act(conversation, route, body, key);
}

/** Why an action cannot be done, for an error that says so; undefined for any other error. */
export function refusal(error: unknown): string | undefined {
  if (error instanceof NothingWaits) return error.message;
  return error instanceof Refused && error.status < 500 ? error.message : undefined;
}

function requestFor(shown: ShownConversation, action: PersonsAction): [route: string, body: object] {
  const seenThrough = newestOfCustomer(shown) ?? '';
  switch (action.do) {
    case 'take_over':
      return ['takeover', {}];
    case 'release':
      return ['release', {}];
    case 'solve':
      return ['solve', { seenThrough }];
    case 'reply':
      return ['reply', { text: action.text, seenThrough }];
    case 'approve':
      return ['approve', { draft: waitingDraft(shown), seenThrough }];
    case 'reject':
      return ['reject', { draft: waitingDraft(shown), reason: action.reason, next: 'hand_off' }];
  }
}

function waitingDraft({ items }: ShownConversation): string {
  const approval = items.find((i) => i.kind === 'approval' && i.state !== 'done');
  if (approval?.draft) return approval.draft;
  throw new NothingWaits('no draft waits for approval');
}
