/** Builds the packet from what is on record, inside the transaction that makes or updates a hand-off; in a model's words where one has written some. */
import type { Conversation, Delivery, Draft, Message, QueueItem } from '../domain/conversation.ts';
import { type Packet, packetSchema } from '../domain/packet.ts';
import { reasonText } from '../domain/reasons.ts';
import { askOf, clip, isQuestion, mentionedIds, sentences } from '../policy/mentions.ts';
import { deliveriesOf } from '../store/deliveries.ts';
import { attachmentsOf, messagesOf } from '../store/messages.ts';
import { modelAnswers } from '../store/model-answers.ts';
import type { Db } from '../store/pool.ts';
import { insertPacket, latestPacket } from '../store/queue.ts';
import {
  draftsOf,
  factsOfConversation,
  pastDecisions,
  type StoredTriage,
  triagesOf,
} from '../store/turns.ts';

/** Most that a person will read at a glance: the newest are kept, the thread itself has all. */
const maxTimeline = 30;
const maxClaims = 12;
const glanceLength = 200;

/** What the customer may have seen: the only deliveries that count as said. */
const said = (d: Delivery): boolean => d.state === 'sent' || d.state === 'unknown' || d.doubt;

/** Stores the item's next packet version and answers with it. */
export async function writePacket(
  db: Db,
  conversation: Conversation,
  item: QueueItem,
  now: Date,
): Promise<Packet> {
  const { desk, id } = conversation;
  const before = await latestPacket(db, desk, item.id);
  const messages = await messagesOf(db, desk, id);
  const packet = await buildPacket(
    db,
    conversation,
    item,
    messages,
    (before?.version ?? 0) + 1,
    before?.throughSeq ?? 0,
  );
  await insertPacket(
    db,
    desk,
    { item: item.id, version: packet.version, content: packet, throughSeq: conversation.messageSeq },
    now,
  );
  return packet;
}

async function buildPacket(
  db: Db,
  conversation: Conversation,
  item: QueueItem,
  messages: Message[],
  version: number,
  knownThrough: number,
): Promise<Packet> {
  const { desk, id } = conversation;
  const fromCustomer = messages.filter((m) => isCustomers(m) && !m.deletedAt);
  const deliveries = await deliveriesOf(db, desk, id);
  const drafts = await draftsOf(db, desk, id);
  const triages = await triagesOf(db, desk, id);
  const facts = await factsOfConversation(db, desk, id);
  const reviews = await pastDecisions<{ kind: string; reason: string }>(db, desk, id, 'review', maxTimeline);
  const attachments = await attachmentsOf(
    db,
    desk,
    messages.map((m) => m.id),
  );
  const draftOfDelivery = new Map(drafts.map((d) => [d.id, d]));
  const draftText = (d: Delivery): Draft | undefined =>
    d.draft === null ? undefined : draftOfDelivery.get(d.draft);
  const open = fromCustomer.filter((m) => m.startsTurn && m.answeredBy === null);
  // Only what the hand-off names: it knows which drafts people may see.
  const suggestion =
    item.draft !== null && maySuggest(item.reason) ? draftOfDelivery.get(item.draft) : undefined;
  const written = await wordsFor(db, desk, item.id);
  return packetSchema.parse({
    version,
    conversation: id,
    item: item.id,
    reason: { code: item.reason, text: reasonText(item.reason) },
    priority: item.priority,
    ask: written?.content.ask ?? askOf((open.length > 0 ? open : fromCustomer.slice(-1)).map((m) => m.text)),
    summary: written?.content.summary ?? null,
    language: conversation.language ?? 'und',
    newMessages: messages.filter((m) => m.seq > knownThrough).map((m) => m.id),
    timeline: timelineOf(messages, deliveries, written?.content.timeline ?? []),
    facts,
    claims: fromCustomer
      .flatMap((m) =>
        sentences(m.text)
          .filter((s) => !isQuestion(s))
          .map((text) => ({ message: m.id, text: clip(text, glanceLength) })),
      )
      .slice(-maxClaims),
    entities: entitiesOf(triages),
    mentionedIds: [...new Set(fromCustomer.flatMap((m) => mentionedIds(m.text)))],
    attempted: reviews.reverse().map((r) => ({
      turn: r.turn,
      what: `${r.decision.kind}: ${r.decision.reason}`,
      result: r.endedAs ?? 'open',
    })),
    alreadyAsked: deliveries
      .filter((d) => d.purpose === 'question' && said(d))
      .map((d) => ({
        question: d.text,
        answer: fromCustomer.find((m) => m.receivedAt > d.claimedAt)?.text ?? null,
      })),
    promises: deliveries
      .filter(said)
      .flatMap((d) =>
        (draftText(d)?.statements ?? [])
          .filter((s) => s.kind === 'commitment')
          .map((s) => ({ text: s.text, delivery: d.id, state: d.state })),
      ),
    risks: messages.flatMap((m) =>
      m.risks.map((r) => ({
        risk: r.risk,
        level: r.level,
        evidence: { message: m.id, text: m.text.slice(r.evidence.start, r.evidence.end) },
      })),
    ),
    sources: [...new Set(drafts.flatMap((d) => d.statements.flatMap((s) => s.sources)))],
    suggestedReply: suggestion?.text ?? (maySuggest(item.reason) ? written?.content.suggested : null) ?? null,
    inDoubt: deliveries
      .filter((d) => d.doubt && d.state !== 'sent')
      .map((d) => ({ delivery: d.id, text: d.text })),
    attachments: attachments.map(({ id, message, name, type, state }) => ({
      id,
      message,
      name,
      type,
      state,
    })),
    links: { platform: conversation.link, previous: conversation.previous },
    writtenBy: written?.model ?? 'rules',
  });
}

const isCustomers = (m: Message): boolean => m.authorKind === 'customer' || m.authorKind === 'participant';

/** Drafts that nobody may see, and those that may carry what nobody should. */
export const maySuggest = (reason: string): boolean =>
  reason !== 'shadow' && !reason.startsWith('draft_unsafe:');

/** As the packet prompt's output schema has it. */
interface Words {
  ask: string;
  summary: string;
  timeline: { message: string; what: string }[];
  suggested: string | null;
}

/** What a language model wrote for this hand-off, if one did. */
async function wordsFor(
  db: Db,
  desk: string,
  item: string,
): Promise<{ content: Words; model: string } | undefined> {
  const found = (await modelAnswers(db, desk, item)).find(
    (a) => a.ask === 'packet' && a.unavailable === null,
  );
  return found?.content ? { content: found.content as Words, model: found.model ?? '' } : undefined;
}

function timelineOf(
  messages: Message[],
  deliveries: Delivery[],
  words: Words['timeline'],
): Packet['timeline'] {
  const received = messages.map((m) => ({
    at: m.receivedAt.toISOString(),
    who: m.authorKind === 'customer' ? 'customer' : `${m.authorKind} ${m.author}`,
    what: m.deletedAt
      ? '(deleted)'
      : (words.find((w) => w.message === m.id)?.what ?? clip(m.text, glanceLength)),
    ref: m.id,
  }));
  const sent = deliveries.filter(said).map((d) => ({
    at: d.claimedAt.toISOString(),
    who: d.purpose === 'person' ? 'person' : 'ai',
    what: clip(d.text, glanceLength),
    ref: d.id,
  }));
  return [...received, ...sent].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-maxTimeline);
}

function entitiesOf(triages: StoredTriage[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const { entities } of triages) {
    for (const [kind, values] of Object.entries(entities))
      all[kind] = [...new Set([...(all[kind] ?? []), ...values])];
  }
  return all;
}
