/** What a replay found, for the terminal and as one HTML file that needs nothing else. Pure. */
import { diffLines } from '../../prompts/diff.ts';
import { bold, dim, green, quote, red } from '../output.ts';
import type { Outcome, ReplayedTurn } from './replay.ts';

const fields = ['topic', 'verdict', 'reason', 'reply'] as const;

export interface Summary {
  turns: number;
  changed: Record<(typeof fields)[number] | 'any', number>;
  /** US dollars over the turns whose cost is known on both sides; null: of none. */
  usdBefore: number | null;
  usdNow: number | null;
}

export function summaryOf(turns: readonly ReplayedTurn[]): Summary {
  const count = (field: (typeof fields)[number]) => turns.filter((t) => t.changed.includes(field)).length;
  const priced = turns.filter((t) => t.before.usd !== null && t.now.usd !== null);
  const sum = (of: (t: ReplayedTurn) => number | null) =>
    priced.length === 0 ? null : priced.reduce((total, t) => total + (of(t) ?? 0), 0);
  return {
    turns: turns.length,
    changed: {
      any: turns.filter((t) => t.changed.length > 0).length,
      ...{ topic: count('topic'), verdict: count('verdict'), reason: count('reason'), reply: count('reply') },
    },
    usdBefore: sum((t) => t.before.usd),
    usdNow: sum((t) => t.now.usd),
  };
}

export function replayLines(name: string, turns: readonly ReplayedTurn[]): string[] {
  const { changed, usdBefore, usdNow } = summaryOf(turns);
  return [
    ...turns
      .filter((t) => t.changed.length > 0)
      .flatMap((t) => [
        `${bold(t.conversation)} ${dim(`${t.turn}, ${t.openedAt.slice(0, 16).replace('T', ' ')}`)}`,
        ...quote(t.asked),
        ...(['topic', 'verdict', 'reason'] as const)
          .filter((field) => t.changed.includes(field))
          .map((field) => `  ${field}: ${red(t.before[field] ?? 'none')} → ${green(t.now[field] ?? 'none')}`),
        ...(t.changed.includes('reply') ? replyLines(t.before, t.now) : []),
        '',
      ]),
    bold(`${turns.length} turns under ${name}: ${changed.any} would come out differently.`),
    `topic ${changed.topic}, verdict ${changed.verdict}, reason ${changed.reason}, reply ${changed.reply}`,
    usdNow === null
      ? dim('cost: not known')
      : `cost: $${(usdBefore ?? 0).toFixed(4)} then, $${usdNow.toFixed(4)} now`,
    dim('Knowledge and accounts were as they are now. Nothing was sent or stored.'),
  ];
}

const replyLines = (before: Outcome, now: Outcome): string[] =>
  diffLines(before.reply ?? '', now.reply ?? '').map(({ kind, text }) =>
    kind === 'removed' ? red(`  - ${text}`) : kind === 'added' ? green(`  + ${text}`) : dim(`    ${text}`),
  );

const style = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; color: #1c2330; background: #fff }
article { border-top: 1px solid #d5dae3; padding: 1rem 0 } h2 { font-size: 1rem } blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #d5dae3; white-space: pre-wrap }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem } pre { white-space: pre-wrap; font: inherit; margin: 0 } del { background: #fbdcdc; text-decoration: none } ins { background: #d6f2dc; text-decoration: none }
.quiet { color: #5a6475 } @media (max-width: 50rem) { .sides { grid-template-columns: 1fr } }
@media (prefers-color-scheme: dark) { body { color: #e3e8f0; background: #151a22 } article, blockquote { border-color: #2b3442 } del { background: #5b2530 } ins { background: #1f4a2c } .quiet { color: #99a5b8 } }
`;

export function replayHtml(name: string, turns: readonly ReplayedTurn[]): string {
  const { changed, usdBefore, usdNow } = summaryOf(turns);
  const cost =
    usdNow === null
      ? 'Cost: not known.'
      : `Cost: $${(usdBefore ?? 0).toFixed(4)} then, $${usdNow.toFixed(4)} now.`;
  const different = turns.filter((t) => t.changed.length > 0);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Replay under ${escaped(name)}</title><style>${style}</style></head>
<body>
<h1>Replay under ${escaped(name)}</h1>
<p>${turns.length} turns; ${changed.any} would come out differently: topic ${changed.topic}, verdict ${changed.verdict}, reason ${changed.reason}, reply ${changed.reply}. ${cost}</p>
<p class="quiet">Knowledge and accounts were as they are now. Nothing was sent or stored.</p>
${different.length > 0 ? different.map(turnHtml).join('\n') : `<p>${same(turns.length)}</p>`}
</body></html>
`;
}

const same = (turns: number): string =>
  turns === 0
    ? 'There was no turn to replay: no conversation that a desk of this name answered.'
    : 'Every turn would come out as it did.';

function turnHtml(t: ReplayedTurn): string {
  const side = (title: string, o: Outcome, mark: 'removed' | 'added') => `<section><h3>${title}</h3>
<p>${escaped(o.topic ?? 'no topic')} · <b>${escaped(o.verdict ?? 'nothing')}</b> ${escaped(o.reason ?? '')}</p>
<pre>${diffLines(t.before.reply ?? '', t.now.reply ?? '')
    .filter(({ kind }) => kind === 'same' || kind === mark)
    .map(({ kind, text }) =>
      kind === 'same'
        ? escaped(text)
        : mark === 'added'
          ? `<ins>${escaped(text)}</ins>`
          : `<del>${escaped(text)}</del>`,
    )
    .join('\n')}</pre></section>`;
  return `<article><h2>${escaped(t.conversation)} <span class="quiet">${escaped(t.turn)}, ${escaped(t.openedAt)}</span></h2>
<blockquote>${escaped(t.asked)}</blockquote>
<div class="sides">${side('As it was', t.before, 'removed')}${side('As it would be', t.now, 'added')}</div></article>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
