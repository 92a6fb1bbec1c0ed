/** The audit log: every chain recomputed, and its end held against the head on the conversation. */
import { type AuditRecord, hashOf } from '../../../store/audit.ts';
import { byConversation, type Evidence, type Violation } from '../evidence.ts';

export function chainsHold({ conversations, audit }: Evidence): Violation[] {
  const chains = byConversation(audit);
  return conversations.flatMap(({ id, auditCount, auditHead }) => {
    const broken = firstBreak(chains.get(id) ?? [], auditCount, auditHead);
    return broken ? [{ check: 'chain', subject: id, detail: broken }] : [];
  });
}

function firstBreak(records: readonly AuditRecord[], count: number, head: string): string | undefined {
  let prev = '';
  for (const [i, record] of records.entries()) {
    if (record.n !== i + 1) return `record ${i + 1} is missing; the next is ${record.n}`;
    if (record.prev !== prev) return `record ${record.n} does not follow the one before it`;
    if (hashOf(record) !== record.hash) return `record ${record.n} was changed`;
    prev = record.hash;
  }
  if (records.length !== count) return `${records.length} records, and the head counts ${count}`;
  return prev === head ? undefined : 'the head is not the hash of the last record';
}
