/** Which replies on `auto` go past a person first: the evidence that a topic may stay there. */

export interface SampleRules {
  /** Share of the replies, 0 to 1. */
  sample: number;
  /** Of each topic, in any seven days, at least so many: or all of them, where there are fewer. */
  samplePerWeek: number;
}

/**
 * Pure, and the same for the same turn however often it is asked, but for what the week has seen. While fewer than
 * `samplePerWeek` replies of a topic went past a person in the last seven days, the next one does; beyond that, `sample` of them,
 * drawn by the turn's id. Seven days that end now rather than a calendar's week: otherwise every Monday morning would be the
 * sample, and nothing would be drawn from a Friday night.
 *
 * @param sampledThisWeek for each topic of the turn, how many went past a person in the last seven days
 */
export function isSampled(turn: string, rules: SampleRules, sampledThisWeek: readonly number[]): boolean {
  if (sampledThisWeek.some((sampled) => sampled < rules.samplePerWeek)) return true;
  return unit(turn) < rules.sample;
}

/** 0 to 1, evenly, by the text alone: FNV-1a, then a finishing mix, since ids made at the same time differ in few characters. */
function unit(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
