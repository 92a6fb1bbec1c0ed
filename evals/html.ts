/** The report as one HTML file: no script, nothing fetched, readable where there is no network. Pure. */
import { chartSvg, escaped } from './charts.ts';
import type { Metric, Report, Section, Table } from './report.ts';
import { costInWords, inDigits, intervalOf, modelInWords } from './words.ts';

const style = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2330; background: #fff }
h1, h2, h3 { line-height: 1.2 } h2 { margin-top: 3rem; border-bottom: 1px solid #d5dae3 }
table { border-collapse: collapse; margin: 1rem 0; font-size: 14px } th { text-align: left; color: #5a6475; font-weight: 600 }
th, td { padding: .2rem .8rem .2rem 0; vertical-align: top; border-bottom: 1px solid #edf0f4 } td.number { font-variant-numeric: tabular-nums; white-space: nowrap }
figure { margin: 1.5rem 0 } figcaption { font-weight: 600; margin-bottom: .4rem } svg { max-width: 100%; height: auto; font-size: 12px; fill: currentColor }
.bar { fill: #8fb4e3 } .dot { fill: #2f6db5; fill-opacity: .8 } .interval { stroke: #33415c; fill: none } .grid { stroke: #e6eaf0; fill: none }
.diagonal { stroke: #9aa5b8; stroke-dasharray: 4 4; fill: none } .quiet, .model { color: #5a6475; fill: #5a6475 } details { margin: 1rem 0 }
@media (max-width: 45rem) { table { display: block; overflow-x: auto } th, td { min-width: 3rem } td:last-child { min-width: 14rem } }
@media (prefers-color-scheme: dark) { body { color: #e3e8f0; background: #151a22 } h2, th, td { border-color: #2b3442 } .grid { stroke: #2b3442 } .bar { fill: #3f6ea8 } .dot { fill: #7fb0ea } .interval { stroke: #c3cede } .quiet, .model, th { color: #99a5b8; fill: #99a5b8 } }
`;

export function reportHtml(report: Report): string {
  const title = `Evals of ${report.desk}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
<h1>${escaped(title)}</h1>
<p>Desk version ${escaped(report.version.slice(0, 12))}, ${escaped(report.startedAt)}.</p>
<p class="model">${escaped(modelInWords(report.model))} ${escaped(costInWords(report))}</p>
${report.sections.map(sectionHtml).join('\n')}
</body></html>
`;
}

function sectionHtml(section: Section): string {
  return `<section>
<h2>${section.kind}: ${section.cases} cases</h2>
<table><tr><th>metric</th><th>value</th><th>95 % interval</th><th>n</th><th></th></tr>
${section.metrics.map(metricRow).join('\n')}
</table>
${section.charts.map(chartSvg).join('\n')}
${section.tables
  .filter(({ rows }) => rows.length > 0)
  .map(tableHtml)
  .join('\n')}
${missesHtml(section)}
</section>`;
}

function metricRow(metric: Metric): string {
  const better = metric.better === 'lower' ? ' (less is better)' : '';
  const cells = [metric.name, inDigits(metric), intervalOf(metric), String(metric.n), metric.label + better];
  return `<tr>${cells.map((cell, at) => `<td${at > 0 && at < 4 ? ' class="number"' : ''}>${escaped(cell)}</td>`).join('')}</tr>`;
}

function tableHtml({ title, head, rows }: Table): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<h3>${escaped(title)}</h3><table>${row(head, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
}

function missesHtml({ misses }: Section): string {
  if (misses.length === 0) return '<p>No case was missed.</p>';
  const table = tableHtml({
    title: '',
    head: ['case', 'asked', 'expected', 'got'],
    rows: misses.map((m) => [m.case, m.asked, m.expected, m.got]),
  }).replace('<h3></h3>', '');
  return `<details><summary>${misses.length} misses</summary>${table}</details>`;
}
