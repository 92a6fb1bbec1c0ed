/** Calibrates a desk's triage: every example by the rules, and a share of them by a language model. */
import type { DeskContent } from '../../desk/schema.ts';
import { systemClock } from '../../domain/clock.ts';
import { OTHER_TOPIC } from '../../domain/words.ts';
import type { LanguageModel } from '../../models/port.ts';
import { costOf, pricesFrom } from '../../models/prices.ts';
import { macroThreshold } from '../../models/rules/triage.ts';
import { type JudgedAnswer, topicsWithTooFew } from '../../policy/calibration.ts';
import {
  type CalibrationReport,
  calibrated,
  type ModelCalibration,
  modelCalibration,
} from './calibration.ts';
import { askModel, askRules, type Fold, foldsOf, type HeldOut, heldOutOf, spread } from './held-out.ts';

export interface CalibrateOptions {
  language: LanguageModel | null;
  /** Examples that the language model is asked about. */
  limit: number;
  env: NodeJS.ProcessEnv;
  onProgress?: (done: number, of: number, usd: number | null, tookMs: number) => void;
}

export async function calibrateDesk(
  content: DeskContent,
  { language, limit, env, onProgress }: CalibrateOptions,
): Promise<CalibrationReport> {
  const heldOut = heldOutOf(content);
  const chosen = new Set<HeldOut>(language ? spread(heldOut, limit) : []);
  const byRules: JudgedAnswer[] = [];
  const asking = language ? modelAsker(language, content, chosen.size, env, onProgress) : null;
  for (const fold of foldsOf(content, heldOut))
    for (const example of heldOut.filter((e) => e.fold === fold.number)) {
      byRules.push(askRules(fold, example));
      if (asking && chosen.has(example)) await asking.ask(fold, example);
    }
  const { topics } = content.desk;
  return {
    desk: content.desk.id,
    examples: topics.reduce((sum, { examples }) => sum + examples.length, 0),
    // `other` needs no examples: whole topics held out stand in for strangers.
    tooFew: topicsWithTooFew(
      new Map(topics.flatMap(({ id, examples }) => (id === OTHER_TOPIC ? [] : [[id, examples.length]]))),
    ),
    rules: calibrated(byRules),
    inForce: macroThreshold(content),
    model: asking?.result() ?? null,
  };
}

function modelAsker(
  language: LanguageModel,
  content: DeskContent,
  of: number,
  env: NodeJS.ProcessEnv,
  onProgress: CalibrateOptions['onProgress'],
): {
  ask: (fold: Fold, example: HeldOut) => Promise<void>;
  result: () => ModelCalibration;
} {
  const began = systemClock();
  const prices = pricesFrom(env);
  const alone: JudgedAnswer[] = [];
  const merged: JudgedAnswer[] = [];
  const failed: Record<string, number> = {};
  let usd: number | null = 0;
  let asked = 0;
  return {
    async ask(fold, example) {
      const answer = await askModel(language, content, fold, example, began);
      asked += 1;
      if (answer.kind === 'failed') failed[answer.reason] = (failed[answer.reason] ?? 0) + 1;
      else {
        alone.push(answer.alone);
        merged.push(answer.merged);
        const cost = costOf(prices, answer.model, answer.usage);
        usd = usd === null || cost === null ? null : usd + cost;
      }
      onProgress?.(asked, of, usd, systemClock().getTime() - began.getTime());
    },
    result: () => modelCalibration({ model: language.name, asked, failed, usd }, alone, merged),
  };
}
