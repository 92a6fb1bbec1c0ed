/** What the API shows of a conversation, an item and the queue: one read each, no N+1. */
import { citation, citedChunk } from '../domain/citation.ts';
import type { Conversation, Delivery, Draft, Message } from '../domain/conversation.ts';
import { workflowIdOf } from '../domain/ids.ts';
import { reasonText } from '../domain/reasons.ts';
import { passagesByChunk } from '../knowledge/search.ts';
import { isAtRest } from '../policy/rest.ts';
import { auditOf } from '../store/audit.ts';
import { findConversation } from '../store/conversations.ts';
import { identitiesOf } from '../store/customers.ts';
import { deliveriesOf } from '../store/deliveries.ts';
import { attachmentsOf, messagesOf } from '../store/messages.ts';
import type { Db } from '../store/pool.ts';
import { findItem, itemsOf, latestPacket, listQueue } from '../store/queue.ts';
import {
  draftsOf,
  factsOfConversation,
  findDraft,
  pastDecisions,
  triagesOf,
  turnsOf,
} from '../store/turns.ts';

/** Where the Temporal UI is, for links; undefined when nobody said. */
export interface Links {
  temporalUi: string | undefined;
  namespace: string;
}

export function workflowLink(links: Links, desk: string, conversation: string): string | null {
  if (!links.temporalUi) return null;
  return `${links.temporalUi}/namespaces/${links.namespace}/workflows/${encodeURIComponent(workflowIdOf(desk, conversation))}`;
}

export function summaryOf(c: Conversation, links: Links) {
  return {
    id: c.id,
    channel: c.channel,
    key: c.key,
    status: c.status,
    statusReason: c.statusReason,
    owner: c.owner,
    epoch: c.epoch,
    topic: c.topic,
    priority: c.priority,
    segment: c.segment,
    language: c.language,
    openedAt: c.openedAt,
    platformLink: c.link,
    workflowLink: workflowLink(links, c.desk, c.id),
    previous: c.previous,
    next: c.next,
  };
}

const maxShownDecisions = 200;

export async function showConversation(db: Db, desk: string, id: string, links: Links) {
  const conversation = await findConversation(db, desk, id);
  if (!conversation) return undefined;
  const messages = await messagesOf(db, desk, id);
  const reviews = await pastDecisions<{ kind: string; reason: string }>(
    db,
    desk,
    id,
    'review',
    maxShownDecisions,
  );
  const verdicts = new Map(reviews.map((r) => [r.turn, r.decision]));
  const deliveries = await deliveriesOf(db, desk, id);
  const turns = await turnsOf(db, desk, id);
  const items = await itemsOf(db, desk, id);
  // Read again at the end: between two reads something may have moved, and then it was not at rest.
  const later = await findConversation(db, desk, id);
  const moved = later?.change !== conversation.change || later.seen !== conversation.seen;
  return {
    ...summaryOf(conversation, links),
    resolvedVia: conversation.resolvedVia,
    atRest: !moved && isAtRest({ ...conversation, messages, turns, items, deliveries }),
    change: conversation.change,
    seen: conversation.seen,
    identities: await identitiesOf(db, desk, conversation.customer),
    messages: messages.map(shownMessage),
    attachments: await attachmentsOf(
      db,
      desk,
      messages.map((m) => m.id),
    ),
    deliveries: deliveries.map(shownDelivery),
    turns: turns.map((t) => ({ ...t, verdict: verdicts.get(t.id) ?? null })),
    triages: await triagesOf(db, desk, id),
    facts: await factsOfConversation(db, desk, id),
    drafts: shownDrafts(await draftsOf(db, desk, id), verdicts, items),
    items,
    audit: { count: conversation.auditCount, head: conversation.auditHead },
  };
}

/** What the gate let out or put before a person, and what a hand-off suggests. Drafts in shadow are nobody's to see. */
function shownDrafts(
  drafts: readonly Draft[],
  verdicts: ReadonlyMap<string, { kind: string }>,
  items: readonly { draft: string | null }[],
): Draft[] {
  const shown = ['send', 'ask', 'approve'];
  return drafts.filter(
    (d) => shown.includes(verdicts.get(d.turn)?.kind ?? '') || items.some((i) => i.draft === d.id),
  );
}

const shownMessage = (m: Message) =>
  only(
    m,
    'id',
    'seq',
    'authorKind',
    'author',
    'text',
    'automated',
    'startsTurn',
    'answeredBy',
    'receivedAt',
    'deletedAt',
    'risks',
    'providerId',
    'proof',
  );

const shownDelivery = (d: Delivery) =>
  only(
    d,
    'id',
    'purpose',
    'subject',
    'turn',
    'draft',
    'text',
    'state',
    'attempts',
    'outcome',
    'doubt',
    'claimedAt',
    'endedAt',
    'nextAttemptAt',
    'until',
  );

/** The named fields of a row, and no other: what a row gains later is not shown by itself. */
function only<T, K extends keyof T>(row: T, ...fields: K[]): Pick<T, K> {
  return Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<T, K>;
}

export async function showQueue(db: Db, desk: string, queue: string | undefined) {
  return (await listQueue(db, desk, queue)).map((item) => ({ ...item, reasonText: reasonText(item.reason) }));
}

export async function showItem(db: Db, desk: string, id: string, links: Links) {
  const item = await findItem(db, desk, id);
  if (!item) return undefined;
  const packet = await latestPacket(db, desk, id);
  const draft = item.draft === null ? undefined : await findDraft(db, desk, item.draft);
  const sources = draft ? draft.statements.flatMap((s) => s.sources) : (packet?.content.sources ?? []);
  return {
    ...item,
    reasonText: reasonText(item.reason),
    packet: packet?.content ?? null,
    draftShown: draft ?? null,
    citations: await citations(db, desk, sources),
    facts: item.kind === 'approval' ? await factsOfConversation(db, desk, item.conversation) : [],
    workflowLink: workflowLink(links, desk, item.conversation),
  };
}

/** Of what a reply rests on, the passages: where each stands, and whether it still holds. */
async function citations(db: Db, desk: string, sources: readonly string[]) {
  const chunks = sources.flatMap((source) => citedChunk(source) ?? []);
  const passages = chunks.length === 0 ? [] : await passagesByChunk(db, desk, [...new Set(chunks)]);
  return passages.map((passage) => ({
    source: citation(passage),
    ...only(passage, 'title', 'headingPath', 'url', 'live'),
  }));
}

export async function showAudit(db: Db, desk: string, conversation: string) {
  return auditOf(db, desk, conversation);
}
