/** People: at random moments they take over, release, claim, return, approve, reject, reply, hold and solve. */
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson } from '../../domain/json.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** Mean pause between what one person does. */
const meanPauseMs = 600;
/** How often they work the queue instead of looking at what happens. */
const queueShare = 0.4;

interface Shown {
  id: string;
  owner: string;
  status: string;
  messages: { id: string; authorKind: string }[];
  items: { id: string; kind: string; state: string; draft: string | null }[];
}

interface Step {
  name: string;
  body: object;
}

/** Until the run has its turns. */
export async function personLoop(world: World, chance: Random, person: string): Promise<void> {
  const key = world.stack.keys[person] ?? '';
  for (let n = 0; !world.enough(); n += 1) {
    await pause(-Math.log(1 - chance.next()) * meanPauseMs);
    const waiting = chance.chance(queueShare) ? await fromQueue(world, chance, key) : undefined;
    const conversation = waiting ?? world.recent(chance);
    if (!conversation) continue;
    const path = `/conversations/${conversation}`;
    // Half of them act on what they believe, without looking: that is how a takeover comes at any moment.
    const blind = !waiting && chance.chance(0.5);
    const shown = blind ? undefined : await world.client.call('GET', path, key);
    if (!blind && shown?.status !== 200) continue;
    const step = blind ? blindStep(chance) : lookedAt(chance, shown?.body as unknown as Shown, person);
    if (step) await act(world, chance, `${path}/${step.name}`, key, step, `${person}-${n}`);
  }
}

/** One of the hand-offs and approvals that wait. */
async function fromQueue(world: World, chance: Random, key: string): Promise<string | undefined> {
  const listed = await world.client.call('GET', '/queue', key);
  const items = (listed?.status === 200 ? listed.body.items : []) as { conversation: string }[];
  return items.length > 0 ? chance.pick(items).conversation : undefined;
}

async function act(
  world: World,
  chance: Random,
  path: string,
  key: string,
  step: Step,
  actionId: string,
): Promise<void> {
  const answers = [await world.client.call('POST', path, key, step.body, actionId)];
  // Nobody answered, or the person clicks twice: the same action id, and the same answer if the first one stood.
  if (!answers[0] || chance.chance(0.15))
    answers.push(await world.client.call('POST', path, key, step.body, actionId));
  const [first, second] = answers;
  if (
    first?.status === 200 &&
    second &&
    (second.status !== 200 || canonicalJson(second.body) !== canonicalJson(first.body))
  )
    world.contradicted.push(`${path} ${actionId}: ${JSON.stringify([first, second])}`);
  const status = (second ?? first)?.status;
  const outcome = status === 200 ? 'done' : status === 409 ? 'conflict' : `status ${status ?? 'none'}`;
  const counted = `${step.name}: ${outcome}`;
  world.actions.set(counted, (world.actions.get(counted) ?? 0) + 1);
}

function blindStep(chance: Random): Step {
  const name = chance.weighted({ takeover: 0.45, release: 0.55 });
  return { name, body: {} };
}

/** Something that makes sense for what they see; it may be out of date by the time it arrives. */
function lookedAt(chance: Random, shown: Shown, person: string): Step | undefined {
  const approval = shown.items.find((i) => i.kind === 'approval' && i.state !== 'done');
  const handoff = shown.items.find((i) => i.kind === 'handoff' && i.state !== 'done');
  const seenThrough = shown.messages.filter((m) => m.authorKind === 'customer').at(-1)?.id ?? '';
  const anyway = chance.chance(0.2);
  if (approval?.draft) return onApproval(chance, approval.id, approval.draft, seenThrough, anyway);
  if (shown.owner.startsWith('queue:') && handoff && chance.chance(0.6))
    return { name: 'claim', body: { item: handoff.id } };
  const mine = shown.owner === `human:${person}`;
  switch (
    chance.weighted({
      reply: mine ? 3 : 0.4,
      release: 3,
      return: mine ? 1 : 0.2,
      solve: 1,
      hold: 0.3,
      takeover: 1,
    })
  ) {
    case 'reply':
      return { name: 'reply', body: { text: 'Let me see to it myself.', seenThrough, anyway } };
    case 'release':
      return { name: 'release', body: {} };
    case 'return':
      return { name: 'return', body: chance.chance(0.5) ? { queue: 'orders' } : {} };
    case 'solve':
      return { name: 'solve', body: { seenThrough, anyway } };
    case 'hold':
      return { name: 'hold', body: {} };
    case 'takeover':
      return { name: 'takeover', body: {} };
  }
}

function onApproval(chance: Random, item: string, draft: string, seenThrough: string, anyway: boolean): Step {
  switch (chance.weighted({ approve: 5, reject: 1, take: 1, edit: 1, claim: 1 })) {
    case 'approve':
      return { name: 'approve', body: { draft, seenThrough, anyway } };
    case 'reject':
      return { name: 'reject', body: { draft, reason: 'wrong_tone' } };
    case 'take':
      return { name: 'reject', body: { draft, reason: 'wrong_facts', next: 'take_over' } };
    case 'edit':
      return { name: 'edit', body: { draft, text: 'We will repair it for you.' } };
    case 'claim':
      return { name: 'claim', body: { item } };
  }
}
