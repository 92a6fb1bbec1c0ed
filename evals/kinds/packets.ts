/** Packet cases: whether a person who takes over has the facts in hand. */
import type { Packet } from '../../domain/packet.ts';
import { itemsOf, latestPacket } from '../../store/queue.ts';
import type { PacketCase } from '../cases.ts';
import { holds } from '../metrics/facts.ts';
import { share } from '../metrics/intervals.ts';
import { type Miss, metric, type Section } from '../report.ts';
import type { Trial } from '../trial.ts';

export interface PacketResult {
  case: PacketCase;
  /** Null: it was not handed off, which is a miss of every fact. */
  packet: Packet | null;
}

export async function askPackets(trial: Trial, asked: PacketCase, at: Date): Promise<PacketResult> {
  const { pool } = trial.context;
  const { id } = trial.desk.desk;
  const { conversation } = await trial.play(asked.turns, { at, as: asked.as });
  const item = (await itemsOf(pool, id, conversation)).find((i) => i.kind === 'handoff');
  const found = item && (await latestPacket(pool, id, item.id));
  return { case: asked, packet: found?.content ?? null };
}

/** What a person reads, without ids and codes. */
function read(packet: Packet | null): string {
  if (!packet) return '';
  return [
    packet.ask,
    packet.summary ?? '',
    packet.reason.text,
    ...packet.timeline.map((t) => t.what),
    ...packet.facts.map(
      (f) => `${f.path}: ${typeof f.value === 'string' ? f.value : JSON.stringify(f.value)}`,
    ),
    ...packet.claims.map((c) => c.text),
    ...packet.mentionedIds,
    ...packet.alreadyAsked.flatMap((a) => [a.question, a.answer ?? '']),
    ...packet.promises.map((p) => p.text),
    ...packet.risks.map((r) => `${r.risk}: ${r.evidence.text}`),
  ].join('\n');
}

/** What is read in ten seconds. */
const glance = (packet: Packet | null): string => [packet?.ask ?? '', packet?.summary ?? ''].join('\n');

/** Pure. */
export function packetsSection(results: readonly PacketResult[]): Section {
  const facts = results.flatMap((r) =>
    r.case.facts.map((fact) => ({
      inPacket: holds(read(r.packet), fact),
      atAGlance: holds(glance(r.packet), fact),
    })),
  );
  const complete = results.filter((r) => r.case.facts.every((fact) => holds(read(r.packet), fact)));
  const written = results.filter((r) => r.packet && r.packet.writtenBy !== 'rules');
  return {
    kind: 'packets',
    cases: results.length,
    metrics: [
      metric(
        'packets.factCoverage',
        'facts that must appear: in the packet',
        share(facts.filter((f) => f.inPacket).length, facts.length),
      ),
      metric('packets.complete', 'packets with all their facts', share(complete.length, results.length)),
      metric(
        'packets.atAGlance',
        'facts that must appear: already in the ask or the summary',
        share(facts.filter((f) => f.atAGlance).length, facts.length),
      ),
      metric(
        'packets.handedOff',
        'conversations that were handed off, as all of these have to be',
        share(results.filter((r) => r.packet !== null).length, results.length),
      ),
      metric('packets.inWords', 'packets with words of a model', share(written.length, results.length)),
    ],
    charts: [
      {
        kind: 'bars',
        title: 'Facts in the packet, by case',
        rows: results.map((r) => ({
          label: r.case.id,
          ...share(r.case.facts.filter((f) => holds(read(r.packet), f)).length, r.case.facts.length),
        })),
      },
    ],
    tables: [],
    misses: results.flatMap((r): Miss[] =>
      r.case.facts
        .filter((fact) => !holds(read(r.packet), fact))
        .map((fact) => ({
          case: r.case.id,
          asked: r.case.turns.flat().join(' / '),
          expected: fact,
          got: r.packet ? read(r.packet) : 'no hand-off',
        })),
    ),
  };
}
