/** Drafting cases: whether what is answered is supported, and whether nothing is said where nothing is known. */
import { materialOf } from '../../activities/material.ts';
import { fromStored } from '../../activities/model.ts';
import { type Problem, rulesProblems } from '../../activities/model-review.ts';
import type { Verdict } from '../../activities/review.ts';
import type { Draft } from '../../domain/conversation.ts';
import type { PromptOutput } from '../../prompts/schemas.ts';
import { draftsOf } from '../../store/turns.ts';
import type { DraftingCase } from '../cases.ts';
import { holds } from '../metrics/facts.ts';
import { share } from '../metrics/intervals.ts';
import { type Miss, metric, type Section } from '../report.ts';
import type { Trial } from '../trial.ts';

export interface DraftingResult {
  case: DraftingCase;
  verdict: Pick<Verdict, 'kind' | 'reason'> | null;
  /** What was put forward: the last one of the turn, after a repair if there was one. One that nobody gets to see is none. */
  draft: Pick<Draft, 'kind' | 'text' | 'statements'> | null;
  /** By the rules of policy/grounding; of a macro, whose words a person approved, none. */
  problems: Problem[];
  /** By the second model call: numbers of statements that it calls supported only in part, or not. Null: it was not asked. */
  doubted: number[] | null;
}

export async function askDrafting(trial: Trial, asked: DraftingCase, at: Date): Promise<DraftingResult> {
  const { context } = trial;
  const { turns } = await trial.play([asked.text], { at, as: asked.as });
  const turn = turns.at(-1);
  const none = { case: asked, verdict: null, draft: null, problems: [], doubted: null };
  if (!turn) return none;
  const drafts = await draftsOf(context.pool, turn.desk, turn.conversation);
  const made = drafts.filter((d) => d.turn === turn.turn && d.kind !== 'question').at(-1) ?? null;
  const draft = putForward(turn.verdict) ? made : null;
  if (!draft || draft.kind === 'macro') return { ...none, verdict: turn.verdict, draft };
  const material = await materialOf(turn.scene);
  const stored = turn.scene.answers.get('review_repair') ?? turn.scene.answers.get('review');
  const judged = stored && fromStored<PromptOutput<'review'>>(stored);
  return {
    case: asked,
    verdict: turn.verdict,
    draft,
    problems: await rulesProblems(turn.scene, material, draft),
    doubted:
      judged?.kind === 'answered'
        ? judged.content.statements.filter((s) => s.supported !== 'yes').map((s) => s.index)
        : null,
  };
}

/** Sent, or put before a person; in shadow it would have been. */
const putForward = (verdict: Verdict | null): boolean =>
  verdict?.kind === 'send' || verdict?.kind === 'approve' || verdict?.reason === 'shadow';

/** Greetings and questions state nothing. */
const states = ({ kind }: { kind: string }): boolean => kind !== 'greeting' && kind !== 'question';
/** Of a statement, and yet nothing that it states. */
const aboutAsking: readonly string[] = ['too_many_questions', 'asked_before'];

/** Pure. */
export function draftingSection(results: readonly DraftingResult[]): Section {
  const written = results.filter((r) => r.draft && r.draft.kind !== 'macro');
  const statements = written.flatMap((r) =>
    (r.draft?.statements ?? []).flatMap((statement, index) => (states(statement) ? [{ r, index }] : [])),
  );
  const unsupported = statements.filter(({ r, index }) =>
    r.problems.some((p) => p.statement === index && !aboutAsking.includes(p.code)),
  );
  const judged = statements.filter(({ r }) => r.doubted !== null);
  const doubted = judged.filter(({ r, index }) => r.doubted?.includes(index));
  const answerable = results.filter((r) => r.case.answerable);
  const unanswerable = results.filter((r) => !r.case.answerable);
  const abstained = (all: readonly DraftingResult[]) => all.filter((r) => r.draft === null).length;
  const drafted = answerable.filter((r) => r.draft !== null);
  const facts = drafted.flatMap((r) => r.case.says.map((fact) => holds(r.draft?.text ?? '', fact)));
  const forbidden = results.filter((r) => r.draft && r.case.neverSays.length > 0);
  const saidIt = forbidden.filter((r) => r.case.neverSays.some((words) => holds(r.draft?.text ?? '', words)));
  const kinds = ['macro', 'model', 'passages', 'nothing'];
  const codes = new Map<string, number>();
  for (const { code } of written.flatMap((r) => r.problems)) codes.set(code, (codes.get(code) ?? 0) + 1);
  return {
    kind: 'drafting',
    cases: results.length,
    metrics: [
      metric(
        'drafting.unsupported',
        'statements of written drafts without support, by the rules (macros are not written)',
        share(unsupported.length, statements.length),
        'lower',
      ),
      metric(
        'drafting.unsupportedByJudge',
        'statements that the judge calls supported only in part, or not',
        share(doubted.length, judged.length),
        'lower',
      ),
      metric(
        'drafting.abstention',
        'questions without a draft, of all',
        share(abstained(results), results.length),
        'lower',
      ),
      metric(
        'drafting.abstainedWhereAnswerable',
        'questions that could be answered: no draft',
        share(abstained(answerable), answerable.length),
        'lower',
      ),
      metric(
        'drafting.abstainedWhereUnanswerable',
        'questions that nothing answers: no draft',
        share(abstained(unanswerable), unanswerable.length),
      ),
      metric(
        'drafting.sentWhereUnanswerable',
        'questions that nothing answers: answered without a person',
        share(unanswerable.filter((r) => r.verdict?.kind === 'send').length, unanswerable.length),
        'lower',
      ),
      metric(
        'drafting.factsSaid',
        'facts that an answer needs: in the draft, where there is one',
        share(facts.filter(Boolean).length, facts.length),
      ),
      metric(
        'drafting.forbiddenSaid',
        'drafts that say what they must not',
        share(saidIt.length, forbidden.length),
        'lower',
      ),
    ],
    charts: [
      {
        kind: 'bars',
        title: 'What answers the questions that can be answered',
        rows: kinds.map((label) => ({
          label,
          ...share(
            answerable.filter((r) => (r.draft?.kind ?? 'nothing') === label).length,
            answerable.length,
          ),
        })),
      },
      {
        kind: 'bars',
        title: 'What becomes of all questions',
        rows: ['send', 'ask', 'approve', 'hand_off', 'none'].map((label) => ({
          label,
          ...share(results.filter((r) => r.verdict?.kind === label).length, results.length),
        })),
      },
    ],
    tables: [
      {
        title: 'What the rules found in written drafts',
        head: ['code', 'times'],
        rows: [...codes].sort((a, b) => b[1] - a[1]).map(([code, times]) => [code, String(times)]),
      },
    ],
    misses: results.flatMap(missesOf),
  };
}

function missesOf({ case: asked, draft, verdict, problems }: DraftingResult): Miss[] {
  const text = asked.text.join(' / ');
  const got = draft ? `${draft.kind}: ${draft.text}` : `no draft (${verdict?.reason ?? 'no turn'})`;
  const miss = (expected: string): Miss => ({ case: asked.id, asked: text, expected, got });
  if (!asked.answerable) return draft ? [miss('no draft')] : [];
  if (!draft) return [miss('a draft')];
  return [
    ...asked.says.filter((fact) => !holds(draft.text, fact)).map((fact) => miss(`says: ${fact}`)),
    ...asked.neverSays
      .filter((words) => holds(draft.text, words))
      .map((words) => miss(`never says: ${words}`)),
    ...problems.map(({ code, detail }) => miss(`no ${code}: ${detail}`)),
  ];
}
