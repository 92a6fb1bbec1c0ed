/** The report on autonomy, and what people do about it: promote, demote. Each change is recorded with who made it. */
import { type AutonomyKey, isMacroVersion } from '../domain/outcome.ts';
import type { Autonomy } from '../domain/words.ts';
import { type Earned, earned, wilson } from '../policy/autonomy/evidence.ts';
import type { InForce } from '../policy/autonomy/force.ts';
import { draftVersions } from '../prompts/load.ts';
import { EVERY, insertState, type StoredState, stateHistory, statesOf } from '../store/autonomy.ts';
import { type Tally, tallies } from '../store/outcomes.ts';
import { type Db, tx } from '../store/pool.ts';
import { inForce, rulesOf, type Standing, standingOf } from './autonomy.ts';
import type { DeskVersion, Work } from './work.ts';

export interface ReportRow extends Tally {
  standing: Standing;
  /** accepted / n; null where there is nothing. */
  rate: number | null;
  /** The 95 % Wilson interval of it. */
  lower: number;
  upper: number;
  /** In the desk file; null for a topic that it does not have any more. */
  setting: Autonomy | null;
  inForce: InForce;
  /** What would have to happen to earn `auto`. */
  earns: Earned;
  /** Earned, not in force, and nothing but a person's word in the way. */
  proposed: boolean;
}

export interface AutonomyReport {
  desk: string;
  target: number;
  reviewed: number;
  promotion: 'propose' | 'apply';
  /** Hash of the draft prompt on trial; null where there is none. Its rows come with the first decisions of people. */
  onTrial: string | null;
  rows: ReportRow[];
  /** What people stopped, by topic and channel; in force until it is promoted again. */
  stopped: StoredState[];
  /** Newest first. */
  history: StoredState[];
}

const maxHistory = 50;

export async function autonomyReport(db: Db, version: DeskVersion): Promise<AutonomyReport> {
  const rules = rulesOf(version);
  const states = await statesOf(db, version.id);
  const rows = (await tallies(db, version.id)).map((tally) => reportRow(version, states, tally));
  const { target, reviewed, promotion } = rules;
  return {
    desk: version.id,
    target,
    reviewed,
    promotion,
    onTrial: draftVersions(version.content).onTrial,
    rows,
    stopped: states.filter((s) => s.promptVersion === EVERY && s.mode !== null),
    history: await stateHistory(db, version.id, maxHistory),
  };
}

function reportRow(version: DeskVersion, states: readonly StoredState[], tally: Tally): ReportRow {
  const { n, accepted } = tally;
  const force = inForce(version, states, tally, tally);
  const earns = earned({ n, accepted, ...rulesOf(version) });
  const topic = version.content.desk.topics.find((t) => t.id === tally.topic);
  const setting = topic ? (topic.autonomy.channels[tally.channel] ?? topic.autonomy.default) : null;
  const mayRise =
    force.reason === 'not_earned' ||
    force.reason === 'demoted' ||
    (force.reason === 'desk_file' && force.autonomy === 'approve');
  const standing = standingOf(version, tally.promptVersion);
  return {
    ...tally,
    standing,
    rate: n === 0 ? null : accepted / n,
    ...wilson(accepted, n),
    setting,
    inForce: force,
    earns,
    proposed:
      earns.kind === 'earned' && setting !== null && mayRise && mayEverSend(tally) && standing !== 'on_trial',
  };
}

/** Passages that the rules quote are for people: no number of them earns anything. */
const mayEverSend = ({ promptVersion }: AutonomyKey): boolean => promptVersion !== 'rules';

/** One channel of a topic, or all; one prompt version, or all that have evidence. */
export interface AutonomyChange {
  topic: string;
  channel?: string | undefined;
  /** The whole hash, or its beginning. */
  promptVersion?: string | undefined;
}

export type Promoted =
  | { kind: 'promoted'; keys: AutonomyKey[]; lifted: { channel: string }[] }
  | { kind: 'refused'; reason: RefusedPromotion; rows: ReportRow[] };

export type RefusedPromotion =
  | 'no_such_topic'
  | 'no_evidence'
  | 'not_earned'
  | 'on_trial'
  | 'desk_file'
  | 'always_human';

/**
 * Puts on `auto` what has earned it, and lifts what people stopped. A macro needs no evidence for that: a person approved its words.
 * Nothing else is ever promoted on a person's word alone.
 */
export async function promote(
  work: Work,
  desk: string,
  change: AutonomyChange,
  by: string,
): Promise<Promoted | undefined> {
  return tx(work.pool, async (db) => {
    const version = await work.desks.active(db, desk);
    if (!version) return undefined;
    const refused = (reason: RefusedPromotion, rows: ReportRow[] = []): Promoted => ({
      kind: 'refused',
      reason,
      rows,
    });
    const topic = version.content.desk.topics.find((t) => t.id === change.topic);
    if (!topic) return refused('no_such_topic');
    const now = work.clock();
    const lifted = await lift(db, version, change, by, now);
    const rows = (await autonomyReport(db, version)).rows.filter((r) => meant(r, change));
    const ready = rows.filter(
      (r) => r.proposed || (isMacroVersion(r.promptVersion) && r.inForce.reason === 'demoted'),
    );
    for (const { topic, channel, promptVersion, model } of ready)
      await insertState(db, desk, {
        topic,
        channel,
        promptVersion,
        model,
        mode: 'auto',
        since: now,
        by,
        reason: 'promoted',
      });
    if (ready.length > 0 || lifted.length > 0) return { kind: 'promoted', keys: ready.map(keyOf), lifted };
    if (rows.length === 0) return refused('no_evidence');
    if (rows.every((r) => r.setting === 'off' || r.setting === 'shadow')) return refused('desk_file', rows);
    if (rows.some((r) => r.earns.kind === 'earned' && r.inForce.reason === 'always_human'))
      return refused('always_human', rows);
    if (rows.some((r) => r.earns.kind === 'earned' && r.standing === 'on_trial'))
      return refused('on_trial', rows);
    return refused('not_earned', rows);
  });
}

/** Ends what people stopped, as far as the change reaches. */
async function lift(db: Db, version: DeskVersion, change: AutonomyChange, by: string, now: Date) {
  if (change.promptVersion !== undefined) return [];
  const stops = (await statesOf(db, version.id, [change.topic])).filter(
    (s) =>
      s.promptVersion === EVERY &&
      s.mode !== null &&
      (change.channel === undefined || s.channel === change.channel),
  );
  for (const stop of stops)
    await insertState(db, version.id, { ...stop, mode: null, since: now, by, reason: 'lifted' });
  return stops.map(({ channel }) => ({ channel }));
}

export type Demoted =
  | { kind: 'demoted'; keys: AutonomyKey[] }
  | { kind: 'refused'; reason: 'no_such_topic' | 'no_such_version' };

/**
 * Takes a topic off `auto`, at once and on a person's word: every prompt version and macro of it, those to come as well, or only
 * the version that is named. What it had earned stays on record, so that it can be promoted again.
 */
export async function demoteTopic(
  work: Work,
  desk: string,
  change: AutonomyChange & { to?: 'approve' | 'shadow' | undefined },
  by: string,
): Promise<Demoted | undefined> {
  return tx(work.pool, async (db) => {
    const version = await work.desks.active(db, desk);
    if (!version) return undefined;
    const { topic, channel, promptVersion, to: mode = 'approve' } = change;
    if (!version.content.desk.topics.some((t) => t.id === topic))
      return { kind: 'refused', reason: 'no_such_topic' };
    const keys: AutonomyKey[] =
      promptVersion === undefined
        ? [{ topic, channel: channel ?? EVERY, promptVersion: EVERY, model: EVERY }]
        : (await tallies(db, desk)).filter((t) => meant(t, change)).map(keyOf);
    if (keys.length === 0) return { kind: 'refused', reason: 'no_such_version' };
    for (const key of keys)
      await insertState(db, desk, { ...key, mode, since: work.clock(), by, reason: 'demoted' });
    return { kind: 'demoted', keys };
  });
}

function meant(key: AutonomyKey, { topic, channel, promptVersion }: AutonomyChange): boolean {
  return (
    key.topic === topic &&
    (channel === undefined || key.channel === channel) &&
    (promptVersion === undefined || key.promptVersion.startsWith(promptVersion))
  );
}

const keyOf = ({ topic, channel, promptVersion, model }: AutonomyKey): AutonomyKey => ({
  topic,
  channel,
  promptVersion,
  model,
});
