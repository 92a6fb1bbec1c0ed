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

/** Ends when the run has its turns. Every victim comes up once before any comes up at random. */
export async function killerLoop(world: World, chance: Random, meanMs: number, kills: Kills): Promise<void> {
  const first = chance.shuffle(Object.keys(victims) as (keyof Kills)[]);
  while (!world.enough()) {
    await pause(meanMs * chance.between(0.3, 1.7));
    if (world.enough()) return;
    const victim = first.pop() ?? chance.weighted(victims);
    if (victim === 'receiver') {
      kills.receiver += 1;
      await world.receiver.close(chance.between(200, longestClosedMs));
    } else if (await world.stack.kill(victim, chance.below(100))) kills[victim] += 1;
  }
}
