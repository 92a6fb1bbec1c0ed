/** Customers: they burst, repeat themselves, arrive out of order, and write while their answer is being drafted. */
import { setTimeout as pause } from 'node:timers/promises';
import { after, systemClock } from '../../domain/clock.ts';
import { customers, phrases, type TopicName } from './desk.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** What makes them write; most of it a macro answers. */
const kinds = {
  topic: 0.86,
  person: 0.03,
  legal: 0.015,
  danger: 0.01,
  unknown: 0.035,
  thanks: 0.03,
  again: 0.02,
} as const;

/** How long a patient customer waits for an answer before the next burst. */
const patienceMs = 15_000;

interface Line {
  text: string;
  providerMessageId: string;
  sentAt: string;
}

/** One customer after the other, each with a conversation of their own, until the run has its turns. */
export async function customerLoop(world: World, chance: Random, lane: number): Promise<void> {
  for (let n = 0; !world.enough(); n += 1) await converse(world, chance, `k-${lane}-${n}`);
}

async function converse(world: World, chance: Random, key: string): Promise<void> {
  const customer = chance.pick(customers);
  const topics = chance.shuffle(Object.keys(phrases) as TopicName[]);
  const bursts = 2 + chance.below(4);
  let said = 0;
  for (let burst = 0; burst < bursts && !world.enough(); burst += 1) {
    const topic = topics[burst % topics.length] ?? 'hours';
    const size = chance.pick([1, 1, 1, 1, 2, 2, 3, 4]);
    const written = Array.from({ length: size }, (_, i): Line => {
      said += 1;
      return {
        text: textOf(chance, topic, customer.orders[0]?.id ?? 'L-1000'),
        providerMessageId: `${key}-${said}`,
        sentAt: after(systemClock(), -1_000 * (size - i)).toISOString(),
      };
    });
    // Arrival is the only order; what was sent later may well come first.
    const lines = chance.chance(0.25) ? chance.shuffle(written) : written;
    const conversation = await sendBurst(world, chance, key, customer.email, lines);
    if (!conversation) return;
    if (chance.chance(0.35)) await pause(chance.between(0, 500));
    else await world.receiver.next(conversation, patienceMs);
    if (chance.chance(0.3)) await pause(chance.between(0, 300));
  }
}

async function sendBurst(
  world: World,
  chance: Random,
  key: string,
  address: string,
  lines: readonly Line[],
): Promise<string | undefined> {
  const atOnce = chance.chance(0.3);
  const sending: Promise<string | undefined>[] = [];
  for (const line of lines) {
    const sent = send(world, key, address, line);
    sending.push(sent);
    if (chance.chance(0.12)) sending.push(send(world, key, address, line)); // redelivered, at the same time
    if (!atOnce) await sent;
    if (chance.chance(0.08)) sending.push(send(world, key, address, line)); // redelivered, later
    if (!atOnce && chance.chance(0.5)) await pause(chance.between(0, 120));
  }
  return (await Promise.all(sending))[0];
}

async function send(world: World, key: string, address: string, line: Line): Promise<string | undefined> {
  const { status, body } = await world.client.post('messages', {
    channel: 'chat',
    conversationKey: key,
    author: { kind: 'customer' },
    identities: [{ kind: 'email', address, proof: 'channel' }],
    ...line,
  });
  if (status !== 202) {
    world.refused.push(`${line.providerMessageId}: ${status} ${JSON.stringify(body)}`);
    return undefined;
  }
  const conversation = String(body.conversation);
  world.acknowledged.push({
    providerId: line.providerMessageId,
    message: String(body.message),
    conversation,
  });
  world.noticed(conversation);
  return conversation;
}

function textOf(chance: Random, topic: TopicName, order: string): string {
  switch (chance.weighted(kinds)) {
    case 'topic':
      return (
        chance.pick(phrases[topic]) + (topic === 'order_status' && chance.chance(0.4) ? ` ${order}` : '')
      );
    case 'person':
      return 'I want to talk to a real person';
    case 'legal':
      return 'You will hear from my lawyer';
    case 'danger':
      return 'I want to kill myself';
    case 'unknown':
      return 'zebra quantum marmalade';
    case 'thanks':
      return 'thanks a lot';
    case 'again':
      return 'that did not help';
  }
}
