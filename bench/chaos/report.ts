/** What a run says at its end. */
import type { ChaosResult } from './run.ts';

const shownViolations = 10;

export const passed = ({ violations }: ChaosResult): boolean =>
  Object.values(violations).every((found) => found.length === 0);

export function report(result: ChaosResult): string {
  const { options, turns, chaosSeconds, restSeconds } = result;
  const receiver = options.deduplicates ? 'deduplicates' : 'does not deduplicate';
  const lines = [
    `chaos: seed ${options.seed}, ${options.database} database, a receiver that ${receiver}`,
    `${turns} turns in ${result.conversations} conversations, ${result.acknowledged} messages; ` +
      `${chaosSeconds.toFixed(1)} s (${(turns / chaosSeconds).toFixed(1)} turns/s), at rest ${restSeconds.toFixed(1)} s later`,
    ...table('turns', result.turnEnds),
    ...table('deliveries', result.deliveries),
    ...table('people', result.actions),
    ...table('faults', result.faults),
    'checks:',
  ];
  for (const [check, found] of Object.entries(result.violations)) {
    lines.push(`  ${found.length === 0 ? 'ok  ' : 'FAIL'} ${check}: ${found.length}`);
    for (const { subject, detail } of found.slice(0, shownViolations))
      lines.push(`         ${subject}: ${detail}`);
    if (found.length > shownViolations) lines.push(`         and ${found.length - shownViolations} more`);
  }
  lines.push(passed(result) ? 'passed' : `FAILED; logs and data are kept in ${result.dir}`);
  return lines.join('\n');
}

function table(title: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  const sum = entries.reduce((total, [, n]) => total + n, 0);
  return [`${title}: ${sum}`, ...entries.map(([key, n]) => `  ${String(n).padStart(6)} ${key}`)];
}
