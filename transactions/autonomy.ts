/** Autonomy in force: for a draft before the gate, and after new evidence, which may take it away or, where the desk opted in, give it. */
import { after, days } from '../domain/clock.ts';
import type { Conversation, Draft } from '../domain/conversation.ts';
import { type AutonomyKey, isMacroVersion, type Writer, writerOf } from '../domain/outcome.ts';
import { type Autonomy, OTHER_TOPIC } from '../domain/words.ts';
import { demote, demotionLimits, earned } from '../policy/autonomy/evidence.ts';
import { autonomyOf, type InForce } from '../policy/autonomy/force.ts';
import { isSampled } from '../policy/autonomy/sample.ts';
import { draftVersions } from '../prompts/load.ts';
import { saveWithAudit } from '../store/audit.ts';
import { EVERY, insertState, type StoredState, statesOf } from '../store/autonomy.ts';
import { lately, sampledSince, tallies } from '../store/outcomes.ts';
import type { Db } from '../store/pool.ts';
import type { DeskVersion } from './work.ts';

export interface DraftAutonomy {
  /** In force for this draft, by topic. */
  topics: ReadonlyMap<string, Autonomy>;
  /** Every topic of the turn has earned `auto` with what wrote this draft. Only of a model's draft. */
  earned: boolean;
  /** Drawn to go past a person first, although it may leave. Only of a model's draft: a macro's words were reviewed before. */
  sampled: boolean;
}

/** What the gate asks about a turn. Without a draft, what the desk file and people say. */
export async function autonomyForDraft(
  db: Db,
  version: DeskVersion,
  about: { channel: string; topics: readonly string[]; turn: string; draft: Draft | undefined },
  now: Date,
): Promise<DraftAutonomy> {
  const { topics: ids, channel, draft, turn } = about;
  const states = await statesOf(db, version.id, ids);
  const writer = draft ? writerOf(draft) : undefined;
  const topics = new Map(
    ids.map((topic) => [topic, inForce(version, states, { topic, channel }, writer).autonomy]),
  );
  const alone = draft?.kind === 'model' && ids.length > 0 && [...topics.values()].every((a) => a === 'auto');
  if (!alone) return { topics, earned: false, sampled: false };
  const sampled = await sampledSince(db, version.id, ids, after(now, -days(7)));
  const rules = rulesOf(version);
  return {
    topics,
    earned: true,
    sampled: isSampled(
      turn,
      rules,
      ids.map((id) => sampled.get(id) ?? 0),
    ),
  };
}

/** Whether people may not see the draft: a topic of it is off, or in shadow, where it is only compared with what they send. */
export async function isSecret(
  db: Db,
  version: DeskVersion,
  channel: string,
  topics: readonly string[],
  draft: Draft,
): Promise<boolean> {
  const states = await statesOf(db, version.id, topics);
  return topics.some((topic) => {
    const { autonomy } = inForce(version, states, { topic, channel }, writerOf(draft));
    return autonomy === 'off' || autonomy === 'shadow';
  });
}

/** The newest states of the topic in, the rule of policy/autonomy/force.ts out. Without a writer: what macros start from. */
export function inForce(
  { content }: DeskVersion,
  states: readonly StoredState[],
  { topic, channel }: { topic: string; channel: string },
  writer: Writer | undefined,
): InForce {
  const { topics, alwaysHuman } = content.desk;
  const setting = topics.find((t) => t.id === topic)?.autonomy;
  const of = (on: string, promptVersion: string, model: string) =>
    states.find(
      (s) => s.topic === topic && s.channel === on && s.promptVersion === promptVersion && s.model === model,
    );
  return autonomyOf({
    setting: setting?.channels[channel] ?? setting?.default ?? 'approve',
    kind: writer === undefined || isMacroVersion(writer.promptVersion) ? 'macro' : 'draft',
    own: writer && of(channel, writer.promptVersion, writer.model),
    stops: [of(EVERY, EVERY, EVERY), of(channel, EVERY, EVERY)],
    alwaysHuman: topic === OTHER_TOPIC || alwaysHuman.includes(topic),
  });
}

/** Where a prompt version stands in the desk as it is in service; null: neither, or no prompt of a draft. */
export type Standing = 'in_service' | 'on_trial' | null;

export function standingOf({ content }: DeskVersion, promptVersion: string): Standing {
  const { inService, onTrial } = draftVersions(content);
  if (promptVersion === inService) return 'in_service';
  return promptVersion === onTrial ? 'on_trial' : null;
}

/** Versions that were stored before desks had the section have its defaults. */
export function rulesOf({ content }: DeskVersion) {
  const {
    target = 0.9,
    reviewed = 50,
    sample = 0.05,
    samplePerWeek = 10,
    promotion = 'propose',
  } = (content.desk as Partial<DeskVersion['content']['desk']>).autonomy ?? {};
  return { target, reviewed, sample, samplePerWeek, promotion };
}

/**
 * After new evidence, in the transaction that stored it: a key on `auto` that the evidence speaks against goes to `approve`; one
 * that has earned `auto` gets it where the desk said that promotions apply by themselves.
 */
export async function reconsider(
  db: Db,
  conversation: Conversation,
  version: DeskVersion,
  keys: readonly AutonomyKey[],
  now: Date,
): Promise<void> {
  if (keys.length === 0) return;
  const states = await statesOf(
    db,
    version.id,
    keys.map((k) => k.topic),
  );
  for (const key of keys) {
    const change = await changeOf(db, version, states, key);
    if (!change) continue;
    const { mode, ...why } = change;
    await insertState(db, version.id, { ...key, mode, since: now, by: 'system', reason: why.reason });
    const kind = mode === 'auto' ? 'autonomy_promoted' : 'autonomy_demoted';
    await saveWithAudit(
      db,
      conversation,
      {},
      [{ kind, actor: 'system', body: { ...key, mode, ...why } }],
      now,
    );
  }
}

type Change = { mode: 'auto' | 'approve'; reason: string } & Record<string, unknown>;

async function changeOf(
  db: Db,
  version: DeskVersion,
  states: readonly StoredState[],
  key: AutonomyKey,
): Promise<Change | undefined> {
  const rules = rulesOf(version);
  const { autonomy, reason } = inForce(version, states, key, key);
  const own = states.find(
    (s) =>
      s.topic === key.topic &&
      s.channel === key.channel &&
      s.promptVersion === key.promptVersion &&
      s.model === key.model,
  );
  if (autonomy === 'auto') {
    const recent = await lately(db, version.id, key, own?.since, demotionLimits);
    const verdict = demote(recent, rules.target);
    return verdict.kind === 'keep' ? undefined : { mode: 'approve', reason: verdict.reason, ...recent };
  }
  const mayRise =
    autonomy === 'approve' && (reason === 'not_earned' || reason === 'desk_file' || reason === 'demoted');
  if (
    rules.promotion !== 'apply' ||
    !mayRise ||
    isMacroVersion(key.promptVersion) ||
    standingOf(version, key.promptVersion) === 'on_trial' || // it earns, and rises once it is in service
    (own && own.by !== 'system')
  )
    return undefined;
  const [tally] = await tallies(db, version.id, key);
  if (!tally) return undefined;
  const { n, accepted } = tally;
  const { kind, lower } = earned({ n, accepted, ...rules });
  return kind === 'earned' ? { mode: 'auto', reason: 'earned', n, accepted, lower } : undefined;
}
