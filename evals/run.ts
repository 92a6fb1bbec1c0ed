/** Runs case files against a desk, one conversation after the other, and says what came of it. */
import type pg from 'pg';
import { systemClock } from '../domain/clock.ts';
import type { LanguageModel, Models } from '../models/port.ts';
import { costOf, pricesFrom } from '../models/prices.ts';
import type { CaseFile, Kind } from './cases.ts';
import { askDrafting, type DraftingResult, draftingSection } from './kinds/drafting.ts';
import { askPackets, type PacketResult, packetsSection } from './kinds/packets.ts';
import { askRetrieval, type RetrievalResult, retrievalSection } from './kinds/retrieval.ts';
import { askTriage, type TriageResult, triageSection } from './kinds/triage.ts';
import type { Cost, Report, RunModel, Section } from './report.ts';
import { type EvalDesk, openTrial } from './trial.ts';

export interface RunOptions {
  models: Models;
  model: Pick<RunModel, 'mode' | 'recordedAt'>;
  env: NodeJS.ProcessEnv;
  /** After each case. Throw to stop. */
  onCase?: (kind: Kind, done: number, of: number) => void;
}

interface Results {
  triage: TriageResult[];
  retrieval: RetrievalResult[];
  drafting: DraftingResult[];
  packets: PacketResult[];
}

/** `pool` is of a database that holds nothing else: it is emptied between cases. */
export async function runEvals(
  pool: pg.Pool,
  desk: EvalDesk,
  files: readonly CaseFile[],
  { models: given, model, env, onCase }: RunOptions,
): Promise<Report> {
  const startedAt = systemClock();
  const { models, cost } = counted(given, env);
  const trial = await openTrial(pool, desk, models, env);
  const results: Results = { triage: [], retrieval: [], drafting: [], packets: [] };
  const count = (kind: Kind) => files.reduce((sum, f) => sum + (f.kind === kind ? f.cases.length : 0), 0);
  for (const file of files) {
    const of = count(file.kind);
    const each = async <Case, Result>(
      cases: readonly Case[],
      answers: Result[],
      answer: (asked: Case) => Promise<Result>,
    ) => {
      for (const asked of cases) {
        answers.push(await answer(asked));
        onCase?.(file.kind, answers.length, of);
      }
    };
    switch (file.kind) {
      case 'triage':
        await each(file.cases, results.triage, (asked) => askTriage(trial, asked, file.at));
        break;
      case 'retrieval':
        await each(file.cases, results.retrieval, (asked) => askRetrieval(trial, asked, file.at));
        break;
      case 'drafting':
        await each(file.cases, results.drafting, (asked) => askDrafting(trial, asked, file.at));
        break;
      case 'packets':
        await each(file.cases, results.packets, (asked) => askPackets(trial, asked, file.at));
        break;
      default:
        file satisfies never;
    }
  }
  return {
    desk: desk.content.desk.id,
    version: desk.content.hash,
    startedAt: startedAt.toISOString(),
    tookMs: systemClock().getTime() - startedAt.getTime(),
    model: {
      ...model,
      language: models.language?.name ?? null,
      embeddings: models.embeddings?.name ?? null,
      moderation: models.moderation?.name ?? null,
    },
    cost: cost(),
    sections: sectionsOf(results),
  };
}

function sectionsOf({ triage, retrieval, drafting, packets }: Results): Section[] {
  return [
    ...(triage.length > 0 ? [triageSection(triage)] : []),
    ...(retrieval.length > 0 ? [retrievalSection(retrieval)] : []),
    ...(drafting.length > 0 ? [draftingSection(drafting)] : []),
    ...(packets.length > 0 ? [packetsSection(packets)] : []),
  ];
}

/** The same models; what the language model used is added up. */
function counted(models: Models, env: NodeJS.ProcessEnv): { models: Models; cost: () => Cost } {
  const { language } = models;
  const cost: Cost = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  if (!language) return { models, cost: () => cost };
  const prices = pricesFrom(env);
  const counting: LanguageModel = {
    name: language.name,
    async answer(call) {
      cost.calls += 1;
      const answer = await language.answer(call);
      const usd = costOf(prices, answer.model, answer.usage);
      cost.inputTokens += answer.usage.inputTokens;
      cost.outputTokens += answer.usage.outputTokens;
      cost.usd = cost.usd === null || usd === null ? null : cost.usd + usd;
      return answer;
    },
  };
  return { models: { ...models, language: counting }, cost: () => cost };
}
