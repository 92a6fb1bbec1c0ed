/** Which autonomy is in force for a draft: the desk file's setting, and what people and evidence made of it. The only home of that rule. */
import { type Autonomy, autonomies } from '../../domain/words.ts';

/** A row of autonomy_state; null mode: lifted. */
export interface AutonomyState {
  mode: Exclude<Autonomy, 'off'> | null;
  since: Date;
}

export interface ForceInput {
  /** Of the topic on the channel, in the desk file. */
  setting: Autonomy;
  /** `macro`: words that a person approved. `draft`: anything else. */
  kind: 'macro' | 'draft';
  /** The newest promotion or demotion of exactly this topic, channel, prompt version and model. */
  own: AutonomyState | undefined;
  /** The newest thing that people said about the topic whatever writes its drafts, by how far it reaches. */
  stops: readonly (AutonomyState | undefined)[];
  /** Topics that always go to a person, `other` among them, earn nothing. */
  alwaysHuman: boolean;
}

export interface InForce {
  autonomy: Autonomy;
  reason: 'desk_file' | 'not_earned' | 'promoted' | 'demoted' | 'stopped' | 'always_human';
}

/**
 * Pure. `off` and `shadow` in the desk file are its last word. Beyond that a macro starts from the setting and anything else from
 * `approve`, whatever the setting: `auto` is earned, by each prompt version and model anew. What people stopped stays stopped.
 */
export function autonomyOf({ setting, kind, own, stops, alwaysHuman }: ForceInput): InForce {
  if (setting === 'off' || setting === 'shadow') return { autonomy: setting, reason: 'desk_file' };
  const stop = stops.reduce<Autonomy>((least, s) => (s?.mode ? lesser(least, s.mode) : least), 'auto');
  const earned = ownAutonomy(setting, kind, own);
  if (lesser(earned.autonomy, stop) !== earned.autonomy) return { autonomy: stop, reason: 'stopped' };
  if (alwaysHuman && earned.autonomy === 'auto') return { autonomy: 'approve', reason: 'always_human' };
  return earned;
}

function ownAutonomy(setting: Autonomy, kind: ForceInput['kind'], own: AutonomyState | undefined): InForce {
  if (own?.mode) return { autonomy: own.mode, reason: own.mode === 'auto' ? 'promoted' : 'demoted' };
  if (kind === 'macro' || setting !== 'auto') return { autonomy: setting, reason: 'desk_file' };
  return { autonomy: 'approve', reason: 'not_earned' };
}

const lesser = (a: Autonomy, b: Autonomy): Autonomy =>
  autonomies.indexOf(a) <= autonomies.indexOf(b) ? a : b;
