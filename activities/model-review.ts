/** The review of a language model's draft: rules first, then a second model call as judge; one repair, then a person. */

import { citation } from '../domain/citation.ts';
import type { Draft } from '../domain/conversation.ts';
import { languageIdentifier } from '../models/rules/language.ts';
import { reviewDraft } from '../policy/grounding/review.ts';
import type { PromptOutput } from '../prompts/schemas.ts';
import type { ActivityContext, TurnInput, TurnScene } from './context.ts';
import { languageOf, type Material, materialOf } from './material.ts';
import { type AskModel, asked } from './model.ts';
import { modelDraft } from './model-draft.ts';

/** What is wrong with a statement, or with the whole reply: a reason code, and words for whoever repairs it. */
export interface Problem {
  code: string;
  statement: number | null;
  detail: string;
}

export interface ModelReview {
  kind: 'reviewed';
  /** Of the draft that remains, after a repair if there was one. */
  problems: Problem[];
  judged: boolean;
  /** Takes the place of the first draft. */
  repaired: Draft | undefined;
  partly: boolean;
}

export async function reviewModelDraft(
  context: ActivityContext,
  input: TurnInput,
  scene: TurnScene,
  draft: Draft,
): Promise<ModelReview | AskModel> {
  const material = await materialOf(scene);
  const first = await problemsOf(context, scene, material, draft, 'review');
  if (first.kind === 'ask_model' || first.problems.length === 0) return orReviewed(first);
  const repair = asked<PromptOutput<'draft'>>(context, scene, 'repair');
  if (repair.kind === 'ask_model') return repair;
  if (repair.kind === 'unavailable') return orReviewed(first);
  const { signature } = scene.version.content.desk;
  const repaired = modelDraft(input, repair.content, repair.by, signature, context.clock());
  const second = await problemsOf(context, scene, material, repaired, 'review_repair');
  if (second.kind === 'ask_model') return second;
  return { ...second, repaired, partly: repair.content.unanswered.length > 0 };
}

type Found = { kind: 'reviewed'; problems: Problem[]; judged: boolean };

const orReviewed = (found: Found | AskModel): ModelReview | AskModel =>
  found.kind === 'ask_model' ? found : { ...found, repaired: undefined, partly: false };

/** The judge is only asked about what the rules let pass, so that what it has answered about has passed them. */
export async function problemsOf(
  context: ActivityContext,
  scene: TurnScene,
  material: Material,
  draft: Draft,
  ask: 'review' | 'review_repair',
): Promise<Found | AskModel> {
  const byRules = scene.answers.has(ask) ? [] : await rulesProblems(scene, material, draft);
  if (byRules.length > 0) return { kind: 'reviewed', problems: byRules, judged: false };
  const judged = asked<PromptOutput<'review'>>(context, scene, ask);
  if (judged.kind === 'ask_model') return judged;
  if (judged.kind === 'unavailable') return { kind: 'reviewed', problems: [], judged: false };
  return { kind: 'reviewed', problems: judgedProblems(judged.content), judged: true };
}

/** Also for whoever asks for a repair: the same problems, found again. */
export async function rulesProblems(
  scene: TurnScene,
  material: Material,
  draft: Pick<Draft, 'text' | 'statements'>,
): Promise<Problem[]> {
  const { desk } = scene.version.content;
  const identify = await languageIdentifier();
  const findings = reviewDraft({
    statements: draft.statements,
    text: draft.text,
    sources: material.passages.map((p) => ({
      id: citation(p),
      text: `${p.title}\n${p.headingPath.join('\n')}\n${p.text}`,
      audience: p.audience,
    })),
    facts: material.facts.map((f) => ({ id: `fact:${f.id}`, path: f.path, value: f.value })),
    customerTexts: material.messages.map((m) => m.text),
    contacts: desk.drafts.contacts,
    ours: [desk.name, desk.signature],
    promises: desk.drafts.promises,
    language: languageOf(material, scene.version.content),
    detected: identify(draft.text, desk.languages).bcp47,
  });
  return [
    ...findings.map(({ code, statement, evidence }) => ({ code, statement, detail: evidence })),
    ...questionProblems(draft, material, desk.drafts.maxQuestions),
  ];
}

/** No more questions than the desk allows, and none that was asked before. */
function questionProblems(draft: Pick<Draft, 'statements'>, material: Material, max: number): Problem[] {
  const questions = draft.statements.flatMap((s, statement) =>
    s.kind === 'question' ? [{ ...s, statement }] : [],
  );
  const tooMany = questions
    .slice(max)
    .map(({ statement, text }) => ({ code: 'too_many_questions', statement, detail: text }));
  const repeated = questions
    .filter((q) =>
      material.askedBefore.some((a) => same(a.question, q.text) || (q.asks != null && q.asks === a.entity)),
    )
    .map(({ statement, text }) => ({ code: 'asked_before', statement, detail: text }));
  return [...tooMany, ...repeated];
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** A greeting or a question needs no source and is supported all the same: one that is not says something that could be false. */
function judgedProblems({ statements, complete, missing, faults }: PromptOutput<'review'>): Problem[] {
  return [
    ...statements
      .filter((s) => s.supported !== 'yes')
      .map((s) => ({
        code: s.supported === 'no' ? 'unsupported' : 'partly_supported',
        statement: s.index,
        detail: s.evidence,
      })),
    ...(complete ? [] : [{ code: 'incomplete', statement: null, detail: missing.join('; ') }]),
    ...faults.map((code) => ({ code, statement: null, detail: code })),
  ];
}
