/** Deliver: one attempt to hand an outgoing message to the desk's callback URL. */
import { postSigned } from '../channels/callback.ts';
import { resolveUrl } from '../desk/fields.ts';
import type { Conversation, Delivery } from '../domain/conversation.ts';
import { type AttemptOutcome, begin, end } from '../transactions/attempt.ts';
import type { DeskVersion } from '../transactions/work.ts';
import type { ActivityContext } from './context.ts';

export interface DeliverInput {
  desk: string;
  delivery: string;
}

/** Answers with the delivery's state afterwards; the rows hold everything else. */
export async function deliver(
  context: ActivityContext,
  { desk, delivery: id }: DeliverInput,
): Promise<string> {
  const begun = await begin(context, desk, id);
  if (begun.kind !== 'begun') return begun.kind === 'over' ? begun.state : 'busy';
  const outcome = await post(context, begun.version, begun.conversation, begun.delivery);
  return end(context, desk, id, outcome);
}

async function post(
  context: ActivityContext,
  version: DeskVersion,
  conversation: Conversation,
  delivery: Delivery,
): Promise<AttemptOutcome> {
  const target = callbackOf(version, context.env);
  if (target.kind === 'not_configured') return { kind: 'not_taken', reason: target.reason };
  const outcome = await postSigned({
    url: target.url,
    secrets: target.secrets,
    timeoutMs: version.content.desk.callback.timeoutMs,
    id: delivery.id,
    now: context.clock(),
    body: {
      type: 'message',
      timestamp: context.clock().toISOString(),
      data: messageBody(conversation, delivery),
    },
  });
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'accepted', providerId: outcome.messageId };
    case 'rejected':
      return { kind: 'rejected', reason: `status_${outcome.status}` };
    case 'not_taken':
    case 'unknown':
      return outcome;
  }
}

export type Callback =
  | { kind: 'callback'; url: string; secrets: string[] }
  | { kind: 'not_configured'; reason: string };

/** Where the desk wants its messages, and the secrets to sign with; a reason that names the variable when one is not set. */
export function callbackOf({ content }: DeskVersion, env: NodeJS.ProcessEnv): Callback {
  const { callback, secrets } = content.desk;
  const url = resolveUrl(callback.url, env);
  if (!url) return { kind: 'not_configured', reason: `callback_url_unset:${callback.url}` };
  const known = secrets.outbound.flatMap((name) => env[name] || []);
  return known.length > 0
    ? { kind: 'callback', url, secrets: known }
    : { kind: 'not_configured', reason: `secret_unset:${secrets.outbound.join()}` };
}

/** What the platform gets. An automated message says so in the words of RFC 3834, for channels that are e-mail in the end. */
function messageBody(conversation: Conversation, delivery: Delivery) {
  const byPerson = delivery.purpose === 'person';
  return {
    delivery: delivery.id,
    purpose: delivery.purpose,
    conversation: conversation.id,
    channel: conversation.channel,
    key: conversation.key,
    text: delivery.text,
    language: delivery.language,
    inReplyTo: delivery.messages,
    automated: !byPerson,
    headers: byPerson ? {} : { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    audit: { count: conversation.auditCount, head: conversation.auditHead },
  };
}
