/** Draft: a macro where every topic has one, else what the model makes of the passages. */
import type { Macro } from '../desk/macro.ts';
import { renderMacro } from '../desk/render.ts';
import type { Draft, Statement } from '../domain/conversation.ts';
import { newId } from '../domain/ids.ts';
import { OTHER_TOPIC } from '../domain/words.ts';
import { sentences } from '../policy/mentions.ts';
import { insertDraft, type StoredFact } from '../store/turns.ts';
import type { DeskVersion } from '../transactions/work.ts';
import type { AccountDecision } from './account.ts';
import {
  type ActivityContext,
  factsIn,
  runStep,
  type TurnInput,
  type TurnScene,
  triageIn,
} from './context.ts';
import type { KnowledgeDecision } from './knowledge.ts';
import { type AskModel, asked, isAskModel } from './model.ts';
import { type DraftedByModel, modelDraft } from './model-draft.ts';
import type { TriageDecision } from './triage.ts';

export interface DraftDecision {
  draft: string | null;
  kind: 'macro' | 'model' | 'passages' | 'missing_facts' | 'nothing';
  macros: string[];
  languageMatches: boolean;
  /** The entity that the answer needs and nobody has named. */
  missingEntity: string | null;
  /** A fact that the answer needs exists and is withheld. */
  withheld: boolean;
  /** The model says that a person has to answer part of what was asked. */
  partly?: boolean;
  /** Why the language model did not write it, where one serves. */
  withoutModel?: string;
}

export async function draft(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<DraftDecision | AskModel> {
  return runStep<DraftDecision>(scene, 'draft', async () => {
    const composed = await compose(context, input, scene);
    if (isAskModel(composed)) return composed;
    const { decision, made } = composed;
    return {
      decision,
      audit: {
        kind: 'drafted',
        body: { turn: input.turn, ...decision, model: made?.model ?? null, desk: scene.version.version },
      },
      ...(made && { made: { draft: made } }),
      async store(db) {
        if (made) await insertDraft(db, made);
        return undefined;
      },
    };
  });
}

interface Composed {
  decision: DraftDecision;
  made?: Draft;
}

/** A macro where it is surely what was asked, in the customer's language; else the model; else passages, for a person. */
async function compose(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<Composed | AskModel> {
  const byRules = await composeByRules(context, input, scene);
  const { safeFrom = 0 } = (scene.decisions.triage as TriageDecision | undefined) ?? {};
  const { kind, languageMatches, missingEntity, withheld } = byRules.decision;
  // An approved answer to what may be another question helps nobody: the person would have to write it anew.
  const sure = (await triageIn(scene))?.topics.every((t) => t.confidence >= safeFrom) ?? false;
  if ((kind === 'macro' && languageMatches && sure) || missingEntity !== null || withheld) return byRules;
  const answer = asked<DraftedByModel>(context, scene, 'draft');
  switch (answer.kind) {
    case 'ask_model':
      return answer;
    case 'unavailable':
      return answer.reason === 'no_model'
        ? byRules
        : { ...byRules, decision: { ...byRules.decision, withoutModel: answer.reason } };
    case 'answered': {
      const { signature } = scene.version.content.desk;
      const made = modelDraft(input, answer.content, answer.by, signature, context.clock());
      const partly = answer.content.unanswered.length > 0;
      return { decision: { ...byRules.decision, kind: 'model', macros: [], draft: made.id, partly }, made };
    }
  }
}

async function composeByRules(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
): Promise<Composed> {
  const { clock } = context;
  const triage = await triageIn(scene);
  const account = scene.decisions.account as AccountDecision | undefined;
  const facts = await factsIn(scene);
  const language = triage?.language ?? 'und';
  const base: DraftDecision = {
    draft: null,
    kind: 'nothing',
    macros: [],
    languageMatches: true,
    missingEntity: missingEntity(scene.version, triage?.topics ?? [], triage?.entities ?? {}, account),
    withheld: false,
  };
  const now = clock();
  const row = (
    kind: Draft['kind'],
    text: string,
    statements: Statement[],
    macros: string[],
    model: string,
  ): Draft => ({
    id: newId('draft', now),
    desk: input.desk,
    conversation: input.conversation,
    turn: input.turn,
    kind,
    macros,
    text,
    statements,
    model,
    promptId: null,
    promptHash: null,
    editedFrom: null,
    editedBy: null,
    createdAt: now,
  });
  const macros = macrosFor(scene.version, triage?.topics ?? [], language);
  if (macros) {
    const rendered = renderAll(scene.version, macros.chosen, facts);
    if (rendered.kind === 'missing')
      return {
        decision: {
          ...base,
          kind: 'missing_facts',
          withheld: rendered.slots.some((s) => account?.withheld.includes(s)),
        },
      };
    const made = row('macro', rendered.text, rendered.statements, macros.chosen.map(versioned), 'macro');
    const kind = {
      kind: 'macro',
      macros: macros.chosen.map((m) => m.id),
      languageMatches: macros.languageMatches,
    } as const;
    return { decision: { ...base, ...kind, draft: made.id }, made };
  }
  const found = scene.decisions.knowledge as KnowledgeDecision | undefined;
  const stored = await scene.reads.passages(found?.passages.map((p) => p.chunk) ?? []);
  const passages = stored.filter((p) => p.audience === 'public'); // internal ones are never quoted
  const answer = await context.rules.draft({
    desk: scene.version.content,
    messages: scene.messages.map((m) => m.text),
    language,
    passages,
  });
  if (!answer) return { decision: base };
  const made = row('passages', answer.text, answer.statements, [], context.rules.name);
  return { decision: { ...base, kind: 'passages', draft: made.id }, made };
}

type Topics = readonly { id: string; confidence: number }[];

/** The macros of all topics of the turn, or undefined where one has none: half an answer is not sent as a whole one. */
function macrosFor(
  { content }: DeskVersion,
  topics: Topics,
  language: string,
): { chosen: Macro[]; languageMatches: boolean } | undefined {
  const chosen: Macro[] = [];
  let languageMatches = true;
  for (const { id, confidence } of topics) {
    const topic = content.desk.topics.find((t) => t.id === id);
    if (!topic?.macro || id === OTHER_TOPIC || confidence < content.desk.thresholds.topicConfidence)
      return undefined;
    const versions = content.macros.filter((m) => m.id === topic.macro);
    const own =
      versions.find((m) => m.language === language) ??
      versions.find((m) => m.language === language.split('-')[0]);
    // A text too short to tell is taken for the desk's own language.
    const macro = own ?? versions.find((m) => m.language === content.desk.language) ?? versions[0];
    if (!macro) return undefined;
    if (!own && language !== 'und') languageMatches = false;
    if (!chosen.includes(macro)) chosen.push(macro);
  }
  return chosen.length > 0 ? { chosen, languageMatches } : undefined;
}

const versioned = (macro: Macro): string => `${macro.id}.${macro.language}@${macro.version.slice(0, 12)}`;

type Rendered =
  | { kind: 'rendered'; text: string; statements: Statement[] }
  | { kind: 'missing'; slots: string[] };

/** Several macros make one reply: greeting and signature once, the bodies in the order of the topics. */
function renderAll(version: DeskVersion, macros: readonly Macro[], facts: readonly StoredFact[]): Rendered {
  const slots = { ...nested(facts), signature: version.content.desk.signature };
  const parts: { text: string; sources: string[] }[] = [];
  const missing: string[] = [];
  for (const macro of macros) {
    const rendered = renderMacro(macro, slots, version.content.desk.language);
    if (rendered.kind === 'missing') missing.push(...rendered.slots);
    else
      parts.push({
        text: rendered.text,
        sources: [`macro:${versioned(macro)}`, ...rendered.used.map((path) => `fact:${path}`)],
      });
  }
  if (missing.length > 0) return { kind: 'missing', slots: missing };
  const paragraphs = new Set(parts.flatMap((part) => part.text.split('\n\n')));
  // A signature that several macros share stands where the last of them puts it.
  if (paragraphs.delete(slots.signature)) paragraphs.add(slots.signature);
  const text = [...paragraphs].join('\n\n');
  const statements = parts.flatMap((part) =>
    sentences(part.text).map(
      (sentence): Statement => ({ text: sentence, kind: 'fact', sources: part.sources }),
    ),
  );
  return { kind: 'rendered', text, statements };
}

/**
 * `order.status` becomes `{order: {status}}`, as macros name it. A group of which two records were looked up (two orders
 * named in one message) is left out: a slot must never speak of one where both were asked about.
 */
function nested(facts: readonly StoredFact[]): Record<string, Record<string, unknown>> {
  const out: Record<string, Record<string, unknown>> = {};
  const recordOf = new Map<string, string>();
  const several = new Set<string>();
  for (const { id, path, value } of facts) {
    const group = path.slice(0, path.indexOf('.'));
    const record = id.slice(0, id.lastIndexOf('.'));
    if ((recordOf.get(group) ?? record) !== record) several.add(group);
    recordOf.set(group, record);
    out[group] = { ...out[group], [path.slice(group.length + 1)]: value };
  }
  for (const group of several) delete out[group];
  return out;
}

/** A topic needs an entity (say, an order) of which several could be meant, or none is known. */
function missingEntity(
  { content }: DeskVersion,
  topics: Topics,
  entities: Record<string, string[]>,
  account: AccountDecision | undefined,
): string | null {
  for (const { id } of topics) {
    for (const needed of content.desk.topics.find((t) => t.id === id)?.needs ?? []) {
      if (account?.ambiguous.includes(needed)) return needed;
      if (account && !account.found && (entities[needed] ?? []).length === 0) return needed;
    }
  }
  return null;
}
