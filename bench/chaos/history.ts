/** A conversation read again from its audit log alone: who owned it and what was unanswered after each record. */
import type { Message, QueueItem, Turn } from '../../domain/conversation.ts';
import type { Owner, Purpose } from '../../domain/words.ts';
import { answers } from '../../policy/fence.ts';
import type { AuditRecord } from '../../store/audit.ts';

export interface Moment {
  /** The record that has just been written; 0 before the first. */
  n: number;
  owner: Owner;
  /** Of every message that starts a turn and has arrived: who answers it, or null. */
  answeredBy: ReadonlyMap<string, string | null>;
}

export interface Scene {
  records: readonly AuditRecord[];
  messages: readonly Message[];
  turns: readonly Turn[];
  items: readonly QueueItem[];
}

/** The moments in order, beginning with the one before the first record: `moments[n]` is the one after record n. */
export function historyOf({ records, messages, turns, items }: Scene): Moment[] {
  const known = new Map(messages.map((m) => [m.id, m]));
  let now: Moment = { n: 0, owner: 'ai', answeredBy: new Map() };
  const moments = [now];
  for (const record of records) {
    const answeredBy = new Map(now.answeredBy);
    const answer = (ids: readonly string[], by: string) => {
      for (const id of ids) if (answeredBy.has(id)) answeredBy.set(id, by);
    };
    const through = (message: string, by: string) => {
      const seq = known.get(message)?.seq ?? 0;
      answer(
        [...answeredBy.keys()].filter((id) => (known.get(id)?.seq ?? 0) <= seq),
        by,
      );
    };
    const text = (field: string): string => String(record.body[field] ?? '');
    switch (record.kind) {
      case 'received':
        if (known.get(text('message'))?.startsTurn) answeredBy.set(text('message'), null);
        break;
      case 'claimed':
        if (answers(text('purpose') as Purpose)) answer(messagesOf(record), `delivery:${text('delivery')}`);
        break;
      case 'delivery_ended':
        if (text('as') !== 'withdrawn' && text('as') !== 'not_sent') break;
        for (const [id, by] of answeredBy)
          if (by === `delivery:${text('delivery')}`) answeredBy.set(id, null);
        break;
      case 'reviewed': {
        const turn = turns.find((t) => t.id === text('turn'));
        if (turn?.endedAs === 'none') answer(turn.messages, `none:${turn.id}`);
        break;
      }
      case 'replied':
      case 'solved':
        if (record.body.seenThrough) through(text('seenThrough'), `action:${text('action')}`);
        break;
      case 'message_deleted':
        answeredBy.delete(text('message'));
        break;
    }
    now = { n: record.n, owner: ownerAfter(record, now.owner, items), answeredBy };
    moments.push(now);
  }
  return moments;
}

export const unansweredAt = ({ answeredBy }: Moment): string[] =>
  [...answeredBy].filter(([, by]) => by === null).map(([id]) => id);

export function messagesOf(record: AuditRecord): string[] {
  const { messages } = record.body;
  return Array.isArray(messages) ? messages.map(String) : [];
}

function ownerAfter(record: AuditRecord, before: Owner, items: readonly QueueItem[]): Owner {
  const person = record.actor.slice(record.actor.indexOf(':') + 1);
  switch (record.kind) {
    case 'taken_over':
      return `human:${person}`;
    case 'claimed_item': {
      const item = items.find((i) => i.id === record.body.item);
      return item?.kind === 'approval' ? before : `human:${person}`;
    }
    case 'released':
      return 'ai';
    case 'reopened':
      return record.body.owner === 'ai' ? 'ai' : before;
    case 'handed_off':
      return `queue:${String(record.body.queue)}`;
    default:
      return before;
  }
}
