/** A report in words, for a terminal. Pure. */
import { table } from '../cli/output.ts';
import type { Estimate } from './metrics/intervals.ts';
import type { Report, RunModel } from './report.ts';

/** Further ones are in the JSON and the HTML. */
const SHOWN_MISSES = 12;
const MISS_WIDTH = 100;

export function reportLines(report: Report): string[] {
  return [
    `Desk ${report.desk}, version ${report.version.slice(0, 12)}. ${modelInWords(report.model)}`,
    costInWords(report),
    ...report.sections.flatMap((section) => [
      '',
      `${section.kind}, ${section.cases} cases`,
      ...table(
        ['metric', 'value', '95 % interval', 'n', ''],
        section.metrics.map((m) => [m.name, inDigits(m), intervalOf(m), String(m.n), m.label]),
      ).map((line) => `  ${line}`),
      ...section.misses
        .slice(0, SHOWN_MISSES)
        .map((m) => `  ${m.case}: ${cut(m.asked)}\n      expected ${m.expected}; got ${cut(m.got)}`),
      ...(section.misses.length > SHOWN_MISSES
        ? [`  and ${section.misses.length - SHOWN_MISSES} more misses: --html or --json shows all`]
        : []),
    ]),
  ];
}

/** Says where the answers come from: no number is worth anything without it. */
export function modelInWords({ mode, language, embeddings, moderation, recordedAt }: RunModel): string {
  const names = [
    language ?? 'no language model',
    embeddings ? `embeddings ${embeddings}` : 'no embeddings',
    ...(moderation ? [`moderation ${moderation}`] : []),
  ].join(', ');
  switch (mode) {
    case 'rules':
      return 'Rules alone: no language model was asked, nothing left this machine.';
    case 'live':
      return `Live: ${names}.`;
    case 'recorded':
      return `Replayed from a recording of ${recordedAt}: ${names}. No provider was asked.`;
  }
}

export function costInWords({ cost, tookMs }: Pick<Report, 'cost' | 'tookMs'>): string {
  const took = `${(tookMs / 1_000).toFixed(1)} s`;
  if (cost.calls === 0) return `${took}, no calls to a language model.`;
  const usd = cost.usd === null ? 'price not known' : `$${cost.usd.toFixed(4)}`;
  return `${took}, ${cost.calls} calls, ${cost.inputTokens} tokens in, ${cost.outputTokens} out, ${usd}.`;
}

export const inDigits = ({ value }: Estimate): string => (value === null ? '–' : value.toFixed(3));

export const intervalOf = ({ value, low, high }: Estimate): string =>
  value === null ? '' : `${low.toFixed(3)} to ${high.toFixed(3)}`;

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= MISS_WIDTH ? line : `${line.slice(0, MISS_WIDTH - 1)}…`;
}
