/** Rings that leave the gateway, against a Temporal server that takes its time. */
import { describe, expect, test } from 'vitest';
import { createRingQueue } from '../../gateway/ring-queue.ts';
import type { ConversationInput, Ring } from '../../workflows/contract.ts';

/** Takes a ring only when the test says so. */
function slowRinger() {
  const taken: { conversation: string; ring: Ring; take(): void; refuse(): void }[] = [];
  return {
    taken,
    ring: ({ conversation }: ConversationInput, ring: Ring) =>
      new Promise<void>((resolve, reject) => {
        taken.push({ conversation, ring, take: resolve, refuse: () => reject(new Error('away')) });
      }),
  };
}

function queueOf({ inFlight, waiting }: { inFlight: number; waiting: number }) {
  const ringer = slowRinger();
  const warnings: string[] = [];
  const ignore = () => {};
  const log = { info: ignore, error: ignore, warn: (_: object, text: string) => void warnings.push(text) };
  const queue = createRingQueue(ringer, log, { inFlight: () => inFlight, took: () => {} }, waiting);
  const ring = (conversation: string, change: number, stop?: boolean, seen?: number) =>
    queue.ring({ desk: 'd', conversation }, { change, ...(stop === undefined ? {} : { stop }) }, seen);
  const rung = () => ringer.taken.map(({ conversation }) => conversation);
  /** Lets everything that follows from an answer happen. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { queue, ring, rung, settled, taken: ringer.taken, warnings };
}

test('no more rings are under way than the cap, and those that wait go in the order in which they came', async () => {
  const { ring, rung, settled, taken } = queueOf({ inFlight: 2, waiting: 100 });
  for (const conversation of ['a', 'b', 'c', 'd', 'e']) ring(conversation, 1);
  expect(rung()).toEqual(['a', 'b']);
  taken[1]?.take();
  await settled();
  expect(rung()).toEqual(['a', 'b', 'c']);
  taken[0]?.take();
  taken[2]?.take();
  await settled();
  expect(rung()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('rings of one conversation that waits become one, with the newest change and any stop, in the place of the first', async () => {
  const { ring, rung, settled, taken } = queueOf({ inFlight: 1, waiting: 100 });
  ring('under way', 1);
  ring('burst', 2, true);
  ring('other', 1);
  ring('burst', 4);
  ring('burst', 3, false);
  for (let n = 0; n < 2; n += 1) {
    taken[n]?.take();
    await settled();
  }
  expect(rung()).toEqual(['under way', 'burst', 'other']);
  expect(taken[1]?.ring).toEqual({ change: 4, stop: true });
  expect(taken[2]?.ring).toEqual({ change: 1 });
});

test('a ring that came while one of its conversation was under way is not taken for it', async () => {
  const { ring, settled, taken } = queueOf({ inFlight: 1, waiting: 100 });
  ring('a', 1);
  ring('a', 2);
  taken[0]?.take();
  await settled();
  expect(taken.map(({ ring: { change } }) => change)).toEqual([1, 2]);
});

describe('a conversation with a taken ring that its workflow has not heard', () => {
  const afterOne = async (earlierStops: boolean) => {
    const queue = queueOf({ inFlight: 9, waiting: 100 });
    queue.ring('a', 5, earlierStops, 4);
    queue.taken[0]?.take();
    await queue.settled();
    return { ...queue, changes: () => queue.taken.map(({ ring: { change } }) => change) };
  };

  test('is not rung again: the look to come finds all', async () => {
    const { ring, changes } = await afterOne(true);
    ring('a', 6, true, 4);
    ring('a', 7, false, 4);
    expect(changes()).toEqual([5]);
  });

  test('is rung again once the workflow has looked', async () => {
    const { ring, changes } = await afterOne(true);
    ring('a', 6, true, 5);
    expect(changes()).toEqual([5, 6]);
  });

  test('is rung again for a stop that the earlier ring did not ask for', async () => {
    const { ring, changes } = await afterOne(false);
    ring('a', 6, true, 4);
    expect(changes()).toEqual([5, 6]);
  });

  test('is rung again where it is not known how far the workflow has looked', async () => {
    const { ring, changes } = await afterOne(true);
    ring('a', 6, true);
    expect(changes()).toEqual([5, 6]);
  });

  test('is rung again when a restored database counts from an older number', async () => {
    const { ring, changes } = await afterOne(true);
    ring('a', 3, true, 2);
    expect(changes()).toEqual([5, 3]);
  });

  test('does not keep others from being rung', async () => {
    const { ring, rung } = await afterOne(true);
    ring('b', 6, true, 4);
    expect(rung()).toEqual(['a', 'b']);
  });
});

test('a ring that was refused does not stand for a later one', async () => {
  const { ring, rung, settled, taken } = queueOf({ inFlight: 1, waiting: 100 });
  ring('a', 5, true, 4);
  taken[0]?.refuse();
  await settled();
  ring('a', 6, true, 4);
  expect(rung()).toEqual(['a', 'a']);
});

test('a ring that is refused is told, and holds up nobody', async () => {
  const { ring, rung, settled, taken, warnings } = queueOf({ inFlight: 1, waiting: 100 });
  ring('a', 1);
  ring('b', 1);
  taken[0]?.refuse();
  await settled();
  expect(rung()).toEqual(['a', 'b']);
  expect(warnings).toEqual(['ring not taken']);
});

test('no more conversations wait than there is room for: the rest is left to the sweeper', async () => {
  const { ring, rung, settled, taken } = queueOf({ inFlight: 1, waiting: 2 });
  for (const conversation of ['a', 'b', 'c', 'd', 'b']) ring(conversation, 1);
  for (let n = 0; n < 3; n += 1) {
    taken[n]?.take();
    await settled();
  }
  expect(rung()).toEqual(['a', 'b', 'c']);
});

test('stopping drops what waits and awaits what is under way', async () => {
  const { queue, ring, rung, settled, taken } = queueOf({ inFlight: 1, waiting: 100 });
  ring('a', 1);
  ring('b', 1);
  let stopped = false;
  const stopping = queue.stop().then(() => {
    stopped = true;
  });
  await settled();
  expect(stopped).toBe(false);
  taken[0]?.take();
  await stopping;
  expect(rung()).toEqual(['a']);
});
