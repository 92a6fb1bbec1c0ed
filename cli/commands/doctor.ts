/** `first-response doctor`: checks everything around first-response, and says what to do. */
import { Command } from 'commander';
import type { Check } from '../doctor/checks.ts';
import { bold, dim, green, print, printJson, red, yellow } from '../output.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Check database, migrations, Temporal, search attributes, desks, secrets, callbacks and clocks.',
    )
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Looks at what the environment names (DATABASE_URL, TEMPORAL_ADDRESS, …), else at the stack that runs here. Changes nothing.
Exits 1 when something has to be done before messages can be answered; remarks (!) do not count.

Examples:
  $ npx first-response doctor
  $ DATABASE_URL=… TEMPORAL_ADDRESS=… npx first-response doctor --json`,
    )
    .action(async (options: { json?: boolean }) => {
      const { examine } = await import('../doctor/examine.ts');
      const checks = await examine(process.env);
      const failed = checks.filter(({ state }) => state === 'failed');
      if (failed.length > 0) process.exitCode = 1;
      if (options.json) return printJson({ ok: failed.length === 0, checks });
      print(...doctorLines(checks));
    });
}

/** Pure. */
export function doctorLines(checks: readonly Check[]): string[] {
  const marks = { ok: green('✓'), remark: yellow('!'), failed: red('✗'), skipped: dim('–') };
  const failed = checks.filter(({ state }) => state === 'failed').length;
  return [
    ...checks.flatMap(({ name, state, detail, advice }) => [
      `${marks[state]} ${name}: ${detail}`,
      ...(advice ? advice.split('\n').map((line) => `    → ${line}`) : []),
    ]),
    '',
    failed === 0
      ? bold('All is well.')
      : bold(`${failed} ${failed === 1 ? 'thing has' : 'things have'} to be put right.`),
  ];
}
