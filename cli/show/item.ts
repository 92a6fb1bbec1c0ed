/** A queue item for a person to read: the packet of a hand-off, or the draft that waits for approval. */

import type { ShownCitation, ShownFact, ShownItem } from '../client/shapes.ts';
import { bold, clipped, dim, duration, quote, yellow } from '../output.ts';

type Packet = NonNullable<ShownItem['packet']>;

/** Pure. `thread`: the messages so far, for a draft. */
export function itemLines(item: ShownItem, thread: readonly string[], now: Date): string[] {
  const age = duration(now.getTime() - Date.parse(item.createdAt));
  const what = item.kind === 'handoff' ? 'hand-off' : 'draft for approval';
  const who = item.claimedBy ? `, claimed by ${item.claimedBy}` : '';
  return [
    bold(`${item.id}: ${what} in ${item.queue}, ${item.priority}, ${age} old, ${item.state}${who}`),
    `why: ${item.reasonText ?? item.reason}${item.reasonText === item.reason ? '' : ` ${dim(`(${item.reason})`)}`}`,
    ...(item.decideBy ? [`decide by ${clock(item.decideBy)} UTC, or it becomes a hand-off`] : []),
    ...(item.packet ? packetLines(item.packet, item.citations) : []),
    ...section('Conversation', thread),
    ...(item.kind === 'approval' ? draftLines(item) : []),
    '',
    ...nextCommands(item).map((line) => dim(`  ${line}`)),
    ...(item.workflowLink ? [dim(`  ${item.workflowLink}`)] : []),
  ];
}

/** A section is left out when there is nothing in it. */
function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', bold(title), ...lines];
}

function packetLines(p: Packet, citations: readonly ShownCitation[]): string[] {
  const fresh = p.version > 1 ? ` ${yellow(`version ${p.version}, ${p.newMessages.length} new`)}` : '';
  const entities = Object.entries(p.entities)
    .filter(([, values]) => values.length > 0)
    .map(([kind, values]) => `${kind} ${values.join(', ')}`);
  return [
    ...section(`What they ask${fresh}`, quote(p.ask)),
    ...section(
      'Risks',
      p.risks.map((r) => `  ${r.level} ${r.risk}: “${clipped(r.evidence.text)}”`),
    ),
    ...section(
      'Timeline',
      p.timeline.map((t) => `  ${clock(t.at)}  ${t.who.padEnd(8)}  ${clipped(t.what, 90)}`),
    ),
    ...section('Facts (verified)', factLines(p.facts)),
    ...section(
      'What the customer says',
      p.claims.map((c) => `  “${clipped(c.text, 100)}”`),
    ),
    ...section(
      'Named',
      [...entities, ...(p.mentionedIds.length > 0 ? [p.mentionedIds.join(', ')] : [])].map((l) => `  ${l}`),
    ),
    ...section(
      'Already asked',
      p.alreadyAsked.map(
        (a) => `  ${clipped(a.question)} → ${a.answer === null ? 'no answer' : clipped(a.answer)}`,
      ),
    ),
    ...section(
      'Promised',
      p.promises.map((x) => `  ${clipped(x.text, 100)} ${dim(x.delivery)}`),
    ),
    ...section(
      'Tried',
      p.attempted.map((a) => `  ${a.what} → ${a.result}`),
    ),
    ...section(
      'May have reached the customer',
      p.inDoubt.map((d) => `  ${clipped(d.text, 100)} ${dim(d.delivery)}`),
    ),
    ...section(
      'Attachments',
      p.attachments.map((a) => `  ${a.name} (${a.type}, ${a.state})`),
    ),
    ...section('Sources', sourceLines(p.sources, citations)),
    ...section('Suggested reply', p.suggestedReply === null ? [] : quote(p.suggestedReply)),
    ...section(
      'Links',
      [p.links.platform, p.links.previous].filter((l): l is string => l !== null).map((l) => `  ${l}`),
    ),
    dim(`language ${p.language}; written by ${p.writtenBy}`),
  ];
}

function draftLines(item: ShownItem): string[] {
  const draft = item.draftShown;
  if (!draft)
    return ['', 'The draft was withdrawn because the customer wrote again; the next one takes its place.'];
  return [
    ...section(`Draft ${draft.id} (${draft.kind}, by ${draft.model})`, quote(draft.text)),
    ...section(
      'Sources',
      sourceLines([...new Set(draft.statements.flatMap((s) => s.sources))], item.citations),
    ),
    ...section('Facts (verified)', factLines(item.facts)),
  ];
}

/** A passage by its title and headings, with its id for those who look it up; anything else by its id, which reads well. */
const sourceLines = (sources: readonly string[], citations: readonly ShownCitation[]): string[] =>
  sources.map((source) => {
    const cited = citations.find((c) => c.source === source);
    if (!cited) return `  ${source}`;
    const place = [cited.title, ...cited.headingPath].join(' › ');
    const where = [cited.url, source].filter((part) => part !== null).join('  ');
    return `  ${place}${cited.live ? '' : yellow(' (replaced since)')}  ${dim(where)}`;
  });

export const factLines = (facts: readonly Pick<ShownFact, 'path' | 'value'>[]): string[] =>
  facts.map(
    ({ path, value }) => `  ${path} = ${clipped(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );

function nextCommands(item: ShownItem): string[] {
  const begin = 'npx first-response';
  if (item.kind === 'approval')
    return [
      `${begin} approve ${item.id}`,
      `${begin} edit ${item.id} "…" (then approve)`,
      `${begin} reject ${item.id} --reason wrong_facts`,
    ];
  return [
    `${begin} claim ${item.id}`,
    `${begin} reply ${item.conversation} "…"`,
    `${begin} release ${item.conversation}   back to the AI`,
    `${begin} conversation show ${item.conversation}`,
  ];
}

const clock = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
