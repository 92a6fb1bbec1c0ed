/** What the platform tells of messages: edited, deleted, and whether one of ours arrived. */
import type { InboundEvent } from '../channels/event.ts';
import { maskCards } from '../policy/mask.ts';
import { findRisks } from '../policy/risk.ts';
import { saveWithAudit } from '../store/audit.ts';
import { endAttempt, findDelivery } from '../store/deliveries.ts';
import { emitEvent } from '../store/events.ts';
import { clearAnswered, deleteMessage, editMessage, findByProviderId } from '../store/messages.ts';
import { openTurnOf } from '../store/turns.ts';
import { statusAfterSent } from './attempt.ts';
import { supersedeTurn } from './claim.ts';
import { handOff } from './handoff.ts';
import { raised, type Told } from './told.ts';

export async function edited(
  told: Told,
  event: Extract<InboundEvent, { type: 'message_edited' }>,
): Promise<string | undefined> {
  const { db, version, conversation, now } = told;
  const message = await findByProviderId(db, version.id, event.channel, event.providerMessageId);
  if (!message || message.conversation !== conversation.id) return 'unknown_message';
  const risks = message.startsTurn ? findRisks(event.text, version.content.desk.riskPhrases) : [];
  await editMessage(db, version.id, message.id, maskCards(event.text).text, risks, now);
  // A turn that has read the old text must not answer it.
  const turn = await openTurnOf(db, version.id, conversation.id);
  if (turn?.messages.includes(message.id)) await supersedeTurn(db, conversation, turn.id, 'messages', now);
  const entry = {
    kind: 'message_edited',
    actor: 'platform',
    body: { message: message.id, risks: risks.map((r) => r.rule) },
  };
  await saveWithAudit(db, conversation, raised(told), [entry], now);
  const danger = risks.find((r) => r.level === 'danger');
  if (danger && conversation.owner === 'ai') {
    const reason = `danger:${danger.risk}`;
    await handOff(db, conversation, version, { reason, turn: null, topics: [], actor: 'system' }, now);
  }
  return undefined;
}

export async function deleted(told: Told, providerId: string, channel: string): Promise<string | undefined> {
  const { db, version, conversation, now } = told;
  const message = await findByProviderId(db, version.id, channel, providerId);
  if (!message || message.conversation !== conversation.id) return 'unknown_message';
  await deleteMessage(db, version.id, message.id, now);
  const entry = { kind: 'message_deleted', actor: 'platform', body: { message: message.id } };
  await saveWithAudit(db, conversation, raised(told), [entry], now);
  return undefined;
}

/** The platform's word on whether a message arrived settles what we could not know; a clear no makes it unanswered again. */
export async function deliveryStatus(
  told: Told,
  event: Extract<InboundEvent, { type: 'delivery_status' }>,
): Promise<string | undefined> {
  const { db, version, conversation, now } = told;
  const delivery = await findDelivery(db, version.id, event.deliveryId);
  if (!delivery || delivery.conversation !== conversation.id) return 'unknown_delivery';
  const state = event.status === 'failed' ? 'not_sent' : 'sent';
  if (delivery.state === state) return 'known';
  await endAttempt(db, version.id, delivery.id, {
    state,
    outcome: `platform_${event.status}`,
    doubt: false,
    nextAttemptAt: null,
    endedAt: now,
  });
  if (state === 'not_sent') await clearAnswered(db, version.id, conversation.id, delivery.id);
  const body = { delivery: delivery.id, as: state, reason: event.reason ?? `platform_${event.status}` };
  const status = state === 'sent' ? await statusAfterSent(db, conversation, delivery.purpose, now) : {};
  await saveWithAudit(
    db,
    conversation,
    { ...status, ...raised(told) },
    [{ kind: 'delivery_ended', actor: 'platform', body }],
    now,
  );
  if (state === 'not_sent') {
    await emitEvent(
      db,
      conversation,
      'delivery_failed',
      { ...body, purpose: delivery.purpose, text: delivery.text },
      now,
    );
    if (conversation.owner === 'ai')
      await handOff(
        db,
        conversation,
        version,
        { reason: 'delivery_rejected', turn: null, topics: [], actor: 'platform' },
        now,
      );
  }
  return undefined;
}
