/** Charts as inline SVG: bars with their intervals, and the reliability diagram. Pure. */
import type { ReliabilityBin } from '../policy/calibration.ts';
import type { Chart } from './report.ts';
import { inDigits, intervalOf } from './words.ts';

const WIDTH = 640;
const LABEL = 170;
const VALUE = 150;
const ROW = 22;
const BAR = WIDTH - LABEL - VALUE;
const SQUARE = 300;
const MARGIN = 40;

export function chartSvg(chart: Chart): string {
  switch (chart.kind) {
    case 'bars':
      return bars(chart);
    case 'reliability':
      return reliabilityDiagram(chart.title, chart.bins);
  }
}

function bars({ title, rows }: Extract<Chart, { kind: 'bars' }>): string {
  const drawn = rows.map((row, at) => {
    const y = at * ROW;
    const middle = y + ROW / 2;
    const label = `<text x="${LABEL - 8}" y="${middle + 4}" text-anchor="end">${escaped(row.label)}</text>`;
    const words = `${inDigits(row)} (n ${row.n})`;
    const said = `<text x="${LABEL + BAR + 8}" y="${middle + 4}" class="quiet">${words}</text>`;
    if (row.value === null) return label + said;
    const at0 = (value: number) => (LABEL + value * BAR).toFixed(1);
    return [
      label,
      `<rect x="${LABEL}" y="${y + 5}" width="${(row.value * BAR).toFixed(1)}" height="${ROW - 10}" class="bar"/>`,
      `<path d="M${at0(row.low)} ${middle}H${at0(row.high)}M${at0(row.low)} ${middle - 4}v8M${at0(row.high)} ${middle - 4}v8" class="interval"><title>${intervalOf(row)}</title></path>`,
      said,
    ].join('');
  });
  const height = Math.max(rows.length, 1) * ROW + 18;
  const axis = [0, 0.25, 0.5, 0.75, 1].map((value) => {
    const x = LABEL + value * BAR;
    return `<path d="M${x} 0V${height - 18}" class="grid"/><text x="${x}" y="${height - 4}" text-anchor="middle" class="quiet">${value}</text>`;
  });
  return svg(title, WIDTH, height, [...axis, ...drawn]);
}

/** On the diagonal a confidence is worth what it says; below it, less. */
function reliabilityDiagram(title: string, bins: readonly ReliabilityBin[]): string {
  const x = (value: number) => MARGIN + value * SQUARE;
  const y = (value: number) => 10 + (1 - value) * SQUARE;
  const most = Math.max(1, ...bins.map(({ n }) => n));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (value) =>
      `<path d="M${x(0)} ${y(value)}H${x(1)}M${x(value)} ${y(0)}V${y(1)}" class="grid"/>` +
      `<text x="${x(0) - 6}" y="${y(value) + 4}" text-anchor="end" class="quiet">${value}</text>` +
      `<text x="${x(value)}" y="${y(0) + 16}" text-anchor="middle" class="quiet">${value}</text>`,
  );
  const dots = bins
    .filter(({ n }) => n > 0)
    .map(({ claimed, actual, low, high, n }) => {
      const cx = x(claimed).toFixed(1);
      const radius = (3 + 7 * Math.sqrt(n / most)).toFixed(1);
      return (
        `<path d="M${cx} ${y(low).toFixed(1)}V${y(high).toFixed(1)}" class="interval"/>` +
        `<circle cx="${cx}" cy="${y(actual).toFixed(1)}" r="${radius}" class="dot"><title>says ${claimed.toFixed(2)}, right ${actual.toFixed(2)}, n ${n}</title></circle>`
      );
    });
  const diagonal = `<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" class="diagonal"/>`;
  const names =
    `<text x="${x(0.5)}" y="${y(0) + 34}" text-anchor="middle" class="quiet">confidence</text>` +
    `<text x="${x(1) + 14}" y="${y(0.5)}" class="quiet">share that was right (larger dots: more answers)</text>`;
  return svg(title, WIDTH, SQUARE + 54, [...ticks, diagonal, ...dots, names]);
}

function svg(title: string, width: number, height: number, parts: readonly string[]): string {
  const label = escaped(title);
  return `<figure><figcaption>${label}</figcaption><svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${label}">${parts.join('')}</svg></figure>`;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
