/** Attachments: fetches what came by URL, looks into what came inline, and keeps what is what it says it is. */
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { fetchAttachment, type Attachment as Inspected, inspectContent } from '../channels/attachment.ts';
import { saveAttachment, unreadAttachments } from '../store/messages.ts';
import type { ConversationInput } from '../workflows/contract.ts';
import type { ActivityContext } from './context.ts';

/** A server that does not answer three times in half a minute keeps no customer waiting: a person gets the message without it. */
const maxAttempts = 3;

/** Hosts inside the operator's own network that files may come from, beside all public ones. */
const allowedHosts = (env: NodeJS.ProcessEnv): string[] =>
  (env.FIRST_RESPONSE_ATTACHMENT_HOSTS ?? '').split(',').filter(Boolean);

/** Throws while one may still be there next time; afterwards every attachment is `fetched` or `refused` with its reason. */
export async function fetchAttachments(
  context: ActivityContext,
  { desk, conversation }: ConversationInput,
): Promise<void> {
  const { pool, env } = context;
  const version = await context.desks.active(pool, desk);
  const maxBytes = version?.content.desk.limits.attachmentBytes ?? 0;
  const lastAttempt = activityInfo().attempt >= maxAttempts;
  const failures: string[] = [];
  for (const { id, url, content, type } of await unreadAttachments(pool, desk, conversation)) {
    const found: Inspected = content
      ? inspectContent(content, type, maxBytes)
      : await fetchAttachment(url ?? '', { maxBytes, declaredType: type, allow: allowedHosts(env) });
    if (found.kind === 'ok')
      await saveAttachment(pool, desk, id, {
        state: 'fetched',
        reason: null,
        type: found.type,
        content: found.content,
      });
    else if (found.kind === 'refused' || lastAttempt)
      await saveAttachment(pool, desk, id, { state: 'refused', reason: found.reason, content: null });
    else failures.push(`${id}: ${found.reason}`);
  }
  if (failures.length > 0)
    throw ApplicationFailure.create({
      type: 'Attachment.Unreachable',
      message: `not fetched yet: ${failures.join(', ')}`,
    });
}
