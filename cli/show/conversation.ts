/** A conversation for a person to read: who has it, what was said, what was decided and why. */

import { outcomeLine, outcomeOf } from '../client/outcome.ts';
import type { ShownConversation, ShownDelivery, ShownMessage } from '../client/shapes.ts';
import { bold, cyan, dim, quote, yellow } from '../output.ts';
import { factLines } from './item.ts';

/** Pure. */
export function conversationLines(c: ShownConversation): string[] {
  return [
    bold(`${c.id}: ${c.channel}${c.key ? ` ${c.key}` : ''}`),
    `status ${c.status}${c.statusReason ? ` (${c.statusReason})` : ''}, owner ${c.owner}, topic ${c.topic ?? 'not known'}, ` +
      `priority ${c.priority}, language ${c.language ?? 'not known'}`,
    `${c.atRest ? outcomeLine(outcomeOf(c)) : yellow('something is under way')}`,
    `customer: ${c.identities.map((i) => `${i.kind} ${i.address}`).join(', ') || 'not known'}`,
    ...(c.previous ? [dim(`goes on from ${c.previous}`)] : []),
    ...(c.next ? [dim(`goes on in ${c.next}`)] : []),
    '',
    ...threadLines(c),
    ...section(
      'Turns',
      c.turns.map((t) => turnLine(c, t)),
    ),
    ...section('Facts', factLines(c.facts)),
    ...section(
      'Queue items',
      c.items.map((i) => `  ${i.id}  ${i.kind} in ${i.queue}, ${i.endedAs ?? i.state}: ${i.reason}`),
    ),
    '',
    dim(`audit: ${c.audit.count} records, head ${c.audit.head.slice(0, 16)}`),
    ...(c.workflowLink ? [dim(c.workflowLink)] : []),
    ...(c.platformLink ? [dim(c.platformLink)] : []),
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', bold(title), ...lines];

/** Messages and deliveries, in the order in which they came and were claimed. */
export function threadLines(c: ShownConversation): string[] {
  const entries = [
    ...c.messages.map((m) => ({ at: m.receivedAt, lines: messageLines(m, c) })),
    ...c.deliveries.map((d) => ({ at: d.claimedAt, lines: deliveryLines(d) })),
  ];
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).flatMap(({ lines }) => lines);
}

function messageLines(m: ShownMessage, c: ShownConversation): string[] {
  const risks = m.risks.map((r) => `${r.level}:${r.risk}`);
  const marks = [
    ...(m.automated === 'human' ? [] : [m.automated]),
    ...risks,
    ...(m.startsTurn && !m.answeredBy ? ['unanswered'] : []),
    ...c.attachments.filter((a) => a.message === m.id).map((a) => `${a.name} (${a.state})`),
  ];
  const who = m.authorKind === 'customer' ? `customer ${m.author}` : `${m.authorKind} ${m.author}`;
  const head = `${cyan(who)} ${dim(`${time(m.receivedAt)} ${m.id} ${m.proof}`)}`;
  const text = m.deletedAt ? '(deleted)' : m.text;
  return [`${head}${marks.length > 0 ? ` ${yellow(marks.join(', '))}` : ''}`, ...quote(text)];
}

function deliveryLines(d: ShownDelivery): string[] {
  const state = d.state === 'sent' ? 'sent' : yellow(`${d.state}${d.outcome ? ` (${d.outcome})` : ''}`);
  const doubt = d.doubt && d.state !== 'sent' ? yellow(' may have reached the customer') : '';
  return [`${bold(d.purpose)} ${dim(`${time(d.claimedAt)} ${d.id}`)} ${state}${doubt}`, ...quote(d.text)];
}

function turnLine(c: ShownConversation, t: ShownConversation['turns'][number]): string {
  const triage = c.triages.find((x) => x.turn === t.id);
  const topics = triage?.topics.map((x) => `${x.id} ${x.confidence.toFixed(2)}`).join(', ') ?? 'not triaged';
  const verdict = t.verdict ? `${t.verdict.kind}: ${t.verdict.reason}` : 'not reviewed';
  return `  ${t.id}  ${topics}; ${verdict}; ${t.endedAs ?? 'open'}${t.endReason ? ` (${t.endReason})` : ''}`;
}

const time = (iso: string): string => iso.slice(0, 19).replace('T', ' ');
