/** Promise 4: a hand-off has a packet, a packet has a hand-off, and it holds what the customer wrote since. */
import type { Evidence, Violation } from '../evidence.ts';

export function handOffsHavePackets({ items, packets, audit, turns }: Evidence): Violation[] {
  const violations: Violation[] = [];
  const found = (subject: string, detail: string) => violations.push({ check: 'packet', subject, detail });
  const rows = new Map(items.map((i) => [i.id, i]));
  const versions = new Map<string, number>();
  for (const { item, version } of packets) {
    if (rows.get(item)?.kind !== 'handoff') found(item, `packet ${version} belongs to no hand-off`);
    if (version !== (versions.get(item) ?? 0) + 1)
      found(item, `packet ${version} follows version ${versions.get(item) ?? 0}`);
    versions.set(item, version);
  }
  const recorded = new Set<string>();
  for (const { kind, conversation, n, body } of audit) {
    if (kind !== 'handed_off') continue;
    recorded.add(String(body.item));
    if (!rows.has(String(body.item))) found(conversation, `record ${n} hands off, and there is no item`);
  }
  for (const item of items) {
    if (item.kind !== 'handoff') continue;
    if (!versions.has(item.id)) found(item.conversation, `hand-off ${item.id} has no packet`);
    if (!recorded.has(item.id)) found(item.conversation, `hand-off ${item.id} is not on record`);
  }
  const withItem = new Set(items.filter((i) => i.kind === 'handoff').map((i) => i.conversation));
  for (const turn of turns)
    if (turn.endedAs === 'handed_off' && turn.endReason !== 'with_people' && turn.endReason !== 'rejected')
      if (!withItem.has(turn.conversation))
        found(
          turn.conversation,
          `turn ${turn.id} was handed off (${turn.endReason}), and there is no hand-off`,
        );
  return violations;
}

/** At rest, the newest packet of an open hand-off knows every message that is still unanswered. */
export function packetsAreUpToDate({ items, packets, messages }: Evidence): Violation[] {
  const through = new Map(packets.map((p) => [p.item, p.throughSeq])); // in order of version: the last one stays
  return items
    .filter((i) => i.kind === 'handoff' && i.state !== 'done')
    .flatMap((item) =>
      messages
        .filter((m) => m.conversation === item.conversation && m.startsTurn && m.answeredBy === null)
        .filter((m) => m.deletedAt === null && m.seq > (through.get(item.id) ?? 0))
        .map((m) => ({
          check: 'packet behind',
          subject: item.conversation,
          detail: `the packet of ${item.id} ends at message ${through.get(item.id) ?? 0} and does not know message ${m.seq}`,
        })),
    );
}
