/** A model vendor on a bad day: mostly sensible, now and then slow, broken, silent, or obeying its reader. */
import type { Behaviour } from '../../test/provider/behaviour.ts';
import { type Provider, startProvider } from '../../test/provider/server.ts';
import type { Random } from './random.ts';

/** Of each request. What is left is sensible. */
const moods: readonly [share: number, behaviour: Behaviour][] = [
  [0.03, { kind: 'rate_limited' }],
  [0.02, { kind: 'rate_limited', retryAfter: '1' }],
  [0.03, { kind: 'error', status: 500 }],
  [0.03, { kind: 'reset' }],
  [0.005, { kind: 'stall' }],
  [0.02, { kind: 'garbage' }],
  [0.01, { kind: 'truncated' }],
  [0.02, { kind: 'wrong_schema' }],
  [0.02, { kind: 'obedient' }],
  [0.03, { kind: 'hallucinate_sources' }],
  [0.02, { kind: 'mix_up_customers' }],
  [0.005, { kind: 'refusal' }],
];

export async function startChaosProvider(
  chance: Random,
): Promise<Provider & { asked: Record<string, number> }> {
  const asked: Record<string, number> = {};
  const provider = await startProvider();
  provider.script(() => {
    let left = chance.next();
    const mood = moods.find(([share]) => {
      left -= share;
      return left < 0;
    })?.[1];
    const name = mood?.kind ?? 'sensible';
    asked[name] = (asked[name] ?? 0) + 1;
    return mood;
  });
  return Object.assign(provider, { asked });
}
