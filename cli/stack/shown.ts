/** What the callback receiver got, as the customer sees it: messages in full, events as one line for the team. */
import { bold, dim, quote } from '../output.ts';
import type { Received } from './receiver.ts';

const purposes: Record<string, string> = {
  reply: 'reply',
  question: 'question',
  approved: 'approved reply',
  notice: 'notice',
  acknowledgement: 'acknowledgement',
  revision: 'new reply time',
  incident: 'incident message',
  safety: 'safety message',
  person: 'from a person',
};

export function shownAsCustomer({ type, data }: Received): string[] {
  const about = data.key ?? data.conversation ?? '';
  if (type !== 'message') {
    const detail = [data.queue, data.reason ?? data.as].filter(Boolean).join(', ');
    return [dim(`· ${type} ${about}${detail ? ` (${detail})` : ''}`)];
  }
  const purpose = purposes[data.purpose ?? ''] ?? data.purpose ?? 'message';
  return ['', `${bold(`→ ${data.channel} ${about}`)} ${dim(purpose)}`, ...quote(data.text ?? '')];
}
