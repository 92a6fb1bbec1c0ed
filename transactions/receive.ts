/** Intake: one transaction that stores a message, finds its conversation, and moves a danger to people at once. */
import type { ParsedMessage } from '../channels/generic.ts';
import type { DeskFile } from '../desk/schema.ts';
import type { Conversation, FoundRisk, Identity } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import type { AutomatedVerdict, Owner } from '../domain/words.ts';
import { proofs } from '../domain/words.ts';
import { automatedVerdict } from '../policy/automated.ts';
import { isThankYou } from '../policy/courtesy.ts';
import { isPerson } from '../policy/fence.ts';
import { maskCards } from '../policy/mask.ts';
import { findRisks, type RiskHit } from '../policy/risk.ts';
import { type AuditEntry, saveWithAudit, textHash } from '../store/audit.ts';
import { type ConversationChanges, findConversation } from '../store/conversations.ts';
import { type Customer, customerById, resolveCustomer } from '../store/customers.ts';
import { findDelivery } from '../store/deliveries.ts';
import { emitEvent } from '../store/events.ts';
import { findByProviderId, insertAttachment, insertMessage } from '../store/messages.ts';
import { type Db, sqlState, tx } from '../store/pool.ts';
import { openItems, saveItem } from '../store/queue.ts';
import { handOff } from './handoff.ts';
import { recordTrouble } from './outcome.ts';
import { writePacket } from './packet.ts';
import { sendSafety } from './safety.ts';
import { threadOf } from './thread.ts';
import type { DeskVersion, Work } from './work.ts';

export interface Received {
  kind: 'stored' | 'duplicate' | 'echo';
  conversation: string;
  message: string | null;
  resolvedVia: string;
  /** What to ring with; `stop` when a draft in the making is stale. */
  change: number;
  stop: boolean;
  /** The change up to which the workflow had looked. */
  seen: number;
}

/**
 * Two first messages under one key, or one message twice, at the same time: the loser starts again and finds the other. So
 * does a message whose conversation was merged away, to let go of the row that it has locked.
 */
const maxRaces = 5;
const uniqueViolation = '23505';

export async function receiveMessage(
  work: Work,
  version: DeskVersion,
  inbound: ParsedMessage,
): Promise<Received> {
  let follow = false;
  for (let race = 1; ; race += 1) {
    try {
      const received = await tx(work.pool, (db) => receiveOnce(db, version, inbound, follow, work.clock()));
      if (received !== 'moved') return received;
      if (race >= maxRaces)
        throw new Error(
          `conversation ${inbound.conversationKey} of desk ${version.id} is merged again and again`,
        );
      follow = true;
    } catch (error) {
      if (race >= maxRaces || sqlState(error) !== uniqueViolation) throw error;
    }
  }
}

async function receiveOnce(
  db: Db,
  version: DeskVersion,
  inbound: ParsedMessage,
  follow: boolean,
  now: Date,
): Promise<Received | 'moved'> {
  const known = await findByProviderId(db, version.id, inbound.channel, inbound.providerId);
  if (known) return alreadyHere(db, version.id, known.conversation, known.id);
  if (inbound.deliveryId) {
    const delivery = await findDelivery(db, version.id, inbound.deliveryId);
    if (delivery)
      return { ...(await alreadyHere(db, version.id, delivery.conversation, null)), kind: 'echo' };
  }
  const fromCustomer = inbound.author.kind === 'customer';
  const writer = fromCustomer ? await resolveCustomer(db, version.id, inbound.identities, now) : undefined;
  const thread = await threadOf(db, version, inbound, writer, follow, now);
  if (thread === 'moved') return 'moved';
  const { conversation } = thread;
  const customer = writer ?? (await customerById(db, version.id, conversation.customer));
  return store(db, version, conversation, thread.resolvedVia, inbound, customer, now);
}

/** The answer that the first delivery of this message got. */
async function alreadyHere(
  db: Db,
  desk: string,
  conversation: string,
  message: string | null,
): Promise<Received> {
  const row = await findConversation(db, desk, conversation);
  return {
    kind: 'duplicate',
    conversation,
    message,
    resolvedVia: row?.resolvedVia ?? 'key',
    change: row?.change ?? 0,
    stop: false,
    seen: row?.seen ?? 0,
  };
}

async function store(
  db: Db,
  version: DeskVersion,
  conversation: Conversation,
  resolvedVia: string,
  inbound: ParsedMessage,
  customer: Customer | undefined,
  now: Date,
): Promise<Received> {
  const { text } = maskCards(inbound.text);
  const verdict = verdictOf(inbound, text, version.content.desk.addresses);
  const byCustomer = inbound.author.kind === 'customer' || inbound.author.kind === 'participant';
  // A bounce quotes what we wrote, and our own mail is ours: neither says anything about the customer.
  const speaks = byCustomer && verdict.verdict !== 'bounce' && verdict.verdict !== 'self';
  // Looked for in the text as it came: masking would hide that somebody sent a card number.
  const risks = speaks ? findRisks(inbound.text, version.content.desk.riskPhrases) : [];
  const danger = risks.find((r) => r.level === 'danger');
  const thanks = conversation.status === 'solved' && isThankYou(text, inbound.attachments.length > 0);
  const startsTurn = (byCustomer && verdict.verdict === 'human' && !thanks) || danger !== undefined;
  const message = newId('message', now);
  const seq = conversation.messageSeq + 1;
  await insertMessage(
    db,
    {
      id: message,
      desk: version.id,
      conversation: conversation.id,
      seq,
      channel: inbound.channel,
      providerId: inbound.providerId,
      authorKind: inbound.author.kind,
      author: inbound.author.name ?? inbound.identities[0]?.address ?? '',
      text,
      identities: inbound.identities,
      proof: strongestProof(inbound.identities),
      headers: inbound.headers,
      automated: verdict.verdict,
      automatedReasons: verdict.reasons,
      risks: risks as FoundRisk[],
      startsTurn,
      link: inbound.link,
      sentAt: inbound.sentAt,
    },
    now,
  );
  await storeAttachments(db, version, message, inbound, now);
  const received: AuditEntry = {
    kind: 'received',
    actor: `platform:${inbound.author.kind}`,
    body: {
      message,
      seq,
      text: textHash(customer?.auditKey ?? null, text),
      automated: verdict.verdict,
      reasons: verdict.reasons,
      risks: risks.map((r) => `${r.level}:${r.risk}:${r.rule}`),
      resolvedVia,
    },
  };
  const changes: ConversationChanges = {
    messageSeq: seq,
    change: conversation.change + 1,
    changedAt: now,
    ...(inbound.link && !conversation.link ? { link: inbound.link } : {}),
  };
  const epoch = conversation.epoch;
  if (startsTurn && conversation.status === 'solved')
    await recordTrouble({ db, conversation, version, now }, 'reopened');
  if (danger) {
    await saveWithAudit(db, conversation, changes, [received], now);
    await moveToDanger(db, version, conversation, danger, message, now);
  } else if (startsTurn && conversation.status === 'solved' && conversation.personAnswered) {
    await saveWithAudit(db, conversation, changes, [received], now);
    const queue = conversation.homeQueue ?? version.content.desk.defaultQueue;
    await handOff(
      db,
      conversation,
      version,
      { reason: 'reopened', turn: null, topics: [], actor: 'system', queue },
      now,
    );
  } else {
    const reopened = startsTurn ? reopening(conversation, now) : {};
    await saveWithAudit(
      db,
      conversation,
      { ...changes, ...reopened },
      [
        received,
        ...(reopened.owner
          ? [{ kind: 'reopened', actor: 'system', body: { owner: reopened.owner, epoch: reopened.epoch } }]
          : []),
      ],
      now,
    );
  }
  return {
    kind: 'stored',
    conversation: conversation.id,
    message,
    resolvedVia,
    change: conversation.change,
    stop: startsTurn || conversation.epoch !== epoch,
    seen: conversation.seen,
  };
}

/** A customer message that needs an answer opens the conversation, whatever it was waiting for. */
export function reopening(conversation: Conversation, now: Date): ConversationChanges {
  if (conversation.status === 'open') return {};
  const opened = { status: 'open', statusAt: now, statusReason: 'customer_wrote' } as const;
  if (conversation.status !== 'solved' || conversation.owner === 'ai') return opened;
  const owner: Owner = 'ai'; // solved, and no person has ever answered: it is the AI's again
  return { ...opened, owner, epoch: conversation.epoch + 1 };
}

/**
 * Under the AI or in another queue, the conversation goes to the danger queue. Under a person, or when it is there already,
 * the packet and the page get the new danger and the owner stays.
 */
async function moveToDanger(
  db: Db,
  version: DeskVersion,
  conversation: Conversation,
  { risk, rule }: RiskHit,
  message: string,
  now: Date,
): Promise<void> {
  const reason = `danger:${risk}`;
  const [handoff] = (await openItems(db, version.id, conversation.id)).filter((i) => i.kind === 'handoff');
  if (isPerson(conversation.owner) || (handoff && conversation.owner === 'queue:danger')) {
    const open: ConversationChanges = {
      priority: 'urgent',
      status: 'open',
      statusAt: now,
      statusReason: reason,
    };
    await saveWithAudit(
      db,
      conversation,
      open,
      [{ kind: 'danger', actor: 'system', body: { message, reason } }],
      now,
    );
    if (handoff) {
      const item = { ...handoff, priority: 'urgent' as const, reason };
      await saveItem(db, version.id, handoff.id, { priority: 'urgent', reason });
      const packet = await writePacket(db, conversation, item, now);
      await emitEvent(db, conversation, 'danger', { item: handoff.id, reason, message, packet }, now);
    } else await emitEvent(db, conversation, 'danger', { reason, message }, now);
  } else {
    await handOff(db, conversation, version, { reason, turn: null, topics: [], actor: 'system' }, now);
  }
  // The first message's language is not known yet, but that of the words that were recognised is.
  const language = conversation.language ?? rule.split('.')[0] ?? null;
  await sendSafety(db, version, conversation, { risk, message, language }, now);
}

function verdictOf(
  inbound: ParsedMessage,
  text: string,
  ours: DeskFile['addresses'],
): { verdict: AutomatedVerdict; reasons: string[] } {
  if (inbound.author.kind === 'bot') return { verdict: 'auto_reply', reasons: ['author_is_bot'] };
  return automatedVerdict({
    headers: inbound.headers,
    sender: inbound.identities.find((i) => i.kind === 'email')?.address,
    subject: inbound.subject,
    text,
    ourAddresses: ours?.own,
    ourMessageIdDomain: ours?.messageIdDomain,
    declared: inbound.automated,
  });
}

function strongestProof(identities: readonly Identity[]): Identity['proof'] {
  return [...proofs].reverse().find((proof) => identities.some((i) => i.proof === proof)) ?? 'claimed';
}

async function storeAttachments(
  db: Db,
  version: DeskVersion,
  message: string,
  inbound: ParsedMessage,
  now: Date,
): Promise<void> {
  for (const { name, type, url, content } of inbound.attachments) {
    const state = content ? 'inline' : 'pending';
    await insertAttachment(db, version.id, {
      id: newId('attachment', now),
      message,
      name,
      type,
      url: url ?? null,
      content: content ?? null,
      state,
      reason: null,
      bytes: content?.length ?? null,
    });
  }
}
