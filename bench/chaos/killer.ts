/** The killer: kill -9 of a process at random moments, and a receiver that refuses connections for a while. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.ts';
import type { Victim } from './stack.ts';
import type { World } from './world.ts';

/** Most kills hit the processes of which a team runs several. */
const victims: Record<Victim | 'receiver', number> = {
  worker: 0.3,
  gateway: 0.2,
  database: 0.2,
  temporal: 0.15,
  receiver: 0.15,
};

const longestClosedMs = 1_500;

export type Kills = Record<Victim | 'receiver', number>;

/** How often the turns are looked at. */
const lookEveryMs = 100;

/**
 * Ends when the run has its turns. Paced by turns and not by the clock: on a slow machine, where a process needs many
 * seconds to start, kills would otherwise come faster than anything can be done between them. Every victim comes up once
 * before any comes up at random.
 */
export async function killerLoop(
  world: World,
  chance: Random,
  pace: { everyTurns: number; turns: () => number },
  kills: Kills,
): Promise<void> {
  const first = chance.shuffle(Object.keys(victims) as (keyof Kills)[]);
  for (let due = 0; !world.enough(); await pause(lookEveryMs)) {
    if (pace.turns() < due) continue;
    due = pace.turns() + pace.everyTurns * chance.between(0.3, 1.7);
    await pause(chance.between(0, 2_000)); // not at the moment at which turns were counted
    const victim = first.pop() ?? chance.weighted(victims);
    if (victim === 'receiver') {
      kills.receiver += 1;
      await world.receiver.close(chance.between(200, longestClosedMs));
    } else if (await world.stack.kill(victim, chance.below(100))) kills[victim] += 1;
  }
}
