/** `first-response triage calibrate`: what the confidence of a desk's triage is worth, by its own examples. */
import { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import { duration, print, printJson, remark } from '../output.ts';
import type { CalibrationReport } from '../triage/calibration.ts';

interface CalibrateOptions {
  desk?: string;
  model: boolean;
  limit: number;
  json?: boolean;
}

/** Enough for intervals of a few points, and some cents with a small model. */
const defaultLimit = 300;

export function calibrateCommand(): Command {
  return (
    new Command('calibrate')
      .description("Find out by a desk's own examples how often each confidence of its triage is right.")
      // Of `triage` too, which reads it first: see optsWithGlobals below.
      .option('--desk <dir>', 'the desk: its folder, or its id under desks/')
      .option('--no-model', 'rules alone, also where there is a language model')
      .option('--limit <n>', 'examples that the language model is asked about', wholeNumber, defaultLimit)
      .option('--json', 'one JSON object instead of lines')
      .addHelpText(
        'after',
        `
Each example is asked about without being learned from. With OPENAI_API_KEY or OPENAI_BASE_URL set, a language model is asked as
well, one call for each example, and what it cost is shown. Nothing is stored and nothing is changed.

Examples:
  $ npx first-response triage calibrate --desk demo
  $ npx first-response triage calibrate --desk demo --limit 100 --json | jq .rules.safe`,
      )
      .action(async (_: CalibrateOptions, command: Command) => {
        const options: CalibrateOptions = command.optsWithGlobals();
        if (!options.desk) return command.error('name the desk: --desk demo');
        const { deskDirectory } = await import('./desk.ts');
        const { loadDesk, orThrow } = await import('../../desk/load.ts');
        const { modelsFrom } = await import('../../models/from-environment.ts');
        const { calibrateDesk } = await import('../triage/calibrate.ts');
        const content = orThrow(await loadDesk(await deskDirectory(options.desk)));
        const wanted = options.model && content.desk.models.use !== 'rules';
        const { language } = wanted
          ? await modelsFrom(process.env, { notice: (text) => remark(text) })
          : { language: null };
        const report: CalibrationReport = await calibrateDesk(content, {
          language,
          limit: options.limit,
          env: process.env,
          onProgress: progress,
        });
        if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
        if (options.json) return printJson(report);
        const { calibrationLines } = await import('../triage/calibration.ts');
        print(...calibrationLines(report));
      })
  );
}

function progress(done: number, of: number, usd: number | null, tookMs: number): void {
  if (!process.stderr.isTTY) return;
  const cost = usd === null ? '' : `, $${usd.toFixed(4)}`;
  process.stderr.write(`\r\x1b[K${done} of ${of} asked${cost}, ${duration(tookMs)}`);
}
