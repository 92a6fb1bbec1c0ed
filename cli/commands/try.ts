/** `first-response try`: a whole turn without side effects, with everything that went into its decision. */
import { Command } from 'commander';
import { reasonText } from '../../domain/reasons.ts';
import { Failure } from '../failure.ts';
import { bold, clipped, dim, print, printJson, quote } from '../output.ts';
import { factLines } from '../show/item.ts';
import type { TriedCall } from '../try/calls.ts';
import type { TriedTurn } from '../try/turn.ts';

interface TryOptions {
  as?: string;
  deskDir: string;
  channel: string;
  attach?: string[];
  json?: boolean;
}

export function tryCommand(): Command {
  return new Command('try')
    .description(
      'Run a whole turn without side effects: triage, facts, passages, draft and sources, and the gate.',
    )
    .argument('<text>', 'what a customer writes')
    .option('--as <customer>', "e-mail, phone (+…) or user id; the first of the desk's accounts when absent")
    .option('--desk-dir <dir>', 'folder of the desk, or its id under desks/', 'desks/demo')
    .option('--channel <name>', 'channel it comes in on', 'chat')
    .option('--attach <url...>', 'URLs of attachments, which are fetched')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Needs no running stack: the files of the desk are read as they are now, the turn runs in a database of its own, and
nothing of it remains. The same steps and rules as in service decide.

Examples:
  $ npx first-response try "Where is my order?"
  $ npx first-response try "Wie lange habe ich Garantie?" --as ada@example.com
  $ npx first-response try "Cancel it" --desk-dir desks/shop --json | jq .verdict`,
    )
    .action(async (text: string, options: TryOptions) => {
      const { deskDirectory } = await import('./desk.ts');
      const { loadDesk } = await import('../../desk/load.ts');
      const { problemLine } = await import('../../desk/problem.ts');
      const { someCustomers } = await import('../stack/desks.ts');
      const { customerFor } = await import('../client/customer.ts');
      const { withThrowawayDatabase } = await import('../try/database.ts');
      const { tryTurn } = await import('../try/turn.ts');
      const dir = await deskDirectory(options.deskDir);
      const loaded = await loadDesk(dir);
      if (loaded.kind === 'failed')
        throw new Failure('the desk has problems', ...loaded.problems.map(problemLine));
      const desk = { dir, content: loaded.desk };
      const customers = await someCustomers(desk);
      const customer = customerFor(options.as, { desk: loaded.desk.desk.id, customers });
      const { channel, attach } = options;
      const tried = await withThrowawayDatabase((pool) =>
        tryTurn(pool, desk, { text, customer, channel, attach }),
      );
      if (options.json) return printJson({ customer, ...tried });
      print(...triedLines(text, customer.address, tried));
    });
}

/** Pure. */
export function triedLines(text: string, customer: string, t: TriedTurn): string[] {
  return [
    ...section(`${customer} writes`, quote(text)),
    ...section('Intake', intakeLines(t)),
    ...section('Triage', triageLines(t)),
    ...section('Facts', factLines(t.facts)),
    ...section('Passages', t.passages.flatMap(passageLines)),
    ...section(
      `Draft${t.draft ? ` (${t.draft.kind}, by ${t.draft.model})` : ''}`,
      t.draft ? quote(t.draft.text) : [],
    ),
    ...section('Statements and their sources', statementLines(t)),
    ...section('Decision', decisionLines(t)),
    ...section(
      'Also said',
      t.alsoSaid.flatMap((d) => [dim(d.purpose), ...quote(d.text)]),
    ),
    ...section('Language model', t.calls.flatMap(callLines)),
    '',
    dim(`desk ${t.desk.id}, version ${t.desk.version.slice(0, 12)}. Nothing was sent, and nothing is kept.`),
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [bold(title), ...lines, ''];

function intakeLines({ risks, automated }: TriedTurn): string[] {
  const found = risks.map((r) => `  ${r.level} ${r.risk} ${dim(r.rule)}`);
  return automated === 'human' ? found : [`  automated: ${automated}; it starts no turn`, ...found];
}

function triageLines({ triage }: TriedTurn): string[] {
  if (!triage) return [];
  const entities = Object.entries(triage.entities).filter(([, values]) => values.length > 0);
  return [
    `  topics: ${triage.topics.map((t) => `${t.id} ${t.confidence.toFixed(2)}`).join(', ')}`,
    `  priority ${triage.priority}, sentiment ${triage.sentiment}, language ${triage.language} ${dim(`by ${triage.model}`)}`,
    ...entities.map(([kind, values]) => `  ${kind}: ${values.join(', ')}`),
    ...(triage.reasons.length > 0 ? [`  because: ${triage.reasons.join(', ')}`] : []),
  ];
}

function passageLines(p: TriedTurn['passages'][number]): string[] {
  const path = [p.title, ...p.headingPath].filter((part, i, all) => part !== all[i - 1]).join(' › ');
  return [`  ${p.score.toFixed(2)}  ${path} ${dim(p.chunk)}`, dim(`        ${clipped(p.text, 90)}`)];
}

/** What was sent, what came back, and what it cost. */
function callLines({ prompt, messages, answer, failure, model, usage, usd }: TriedCall): string[] {
  const tokens = usage ? `${usage.inputTokens} tokens in, ${usage.outputTokens} out` : 'no tokens';
  const cost = usd === null ? 'price not known' : `$${usd.toFixed(5)}`;
  return [
    `  ${bold(prompt)} ${dim(`${model}, ${tokens}, ${cost}`)}`,
    ...messages.flatMap((m) => [dim(`  ${m.role}`), ...quote(m.text)]),
    dim('  answer'),
    ...quote(answer ?? `none: ${failure}`),
  ];
}

/** Sentences in a row that rest on the same sources are shown under them once. */
function statementLines({ draft }: TriedTurn): string[] {
  let before = '';
  return (draft?.statements ?? []).flatMap((s) => {
    const sources = s.sources.join(', ') || 'nothing';
    const head = sources === before ? [] : [dim(`  ${sources}`)];
    before = sources;
    return [...head, `    ${s.kind.padEnd(9)} “${clipped(s.text, 80)}”`];
  });
}

function decisionLines({ verdict, item }: TriedTurn): string[] {
  const where = item
    ? `, ${item.kind === 'handoff' ? 'hand-off' : 'approval'} in ${item.queue}, ${item.priority}`
    : '';
  if (verdict)
    return [`  ${bold(verdict.kind)}: ${reasonText(verdict.reason)} ${dim(`(${verdict.reason})`)}${where}`];
  return [item ? `  ${bold('hand_off')}: ${item.reason}${where}` : '  nothing is owed'];
}
