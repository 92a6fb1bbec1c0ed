/** `first-response autonomy`: which topics send on their own, on what evidence, and who lets them. */
import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import type pg from 'pg';
import { systemClock } from '../../domain/clock.ts';
import { isMacroVersion } from '../../domain/outcome.ts';
import {
  type AutonomyChange,
  type AutonomyReport,
  autonomyReport,
  demoteTopic,
  promote,
  type ReportRow,
} from '../../transactions/autonomy-report.ts';
import { needsInWords, refusalInWords } from '../../transactions/autonomy-words.ts';
import { cachedDesks, type Work } from '../../transactions/work.ts';
import { withPool } from '../client/database.ts';
import { deskOf } from '../client/target.ts';
import { Failure } from '../failure.ts';
import { dim, green, print, printJson, table, yellow } from '../output.ts';

interface DeskOptions {
  desk?: string;
  json?: boolean;
}

export function autonomyCommand(): Command {
  const autonomy = new Command('autonomy').description(
    'Which topics send on their own: what people accepted, and what it earns. Needs the database (DATABASE_URL, or the running stack).',
  );
  withDesk(autonomy.command('report'))
    .description(
      'By topic, channel and prompt version: evidence, what is in force, and what is missing for auto.',
    )
    .addHelpText(
      'after',
      `
n counts the drafts that people decided on and that nothing but their autonomy kept from leaving. "at least" is the lower
95 % Wilson bound of the share accepted: sent unchanged, or with edits that touch no fact, procedure or commitment.
What is on trial nobody saw: what people sent is compared with it.`,
    )
    .action(async (options: DeskOptions) => {
      const report = await reportOf(deskOf(options.desk));
      if (options.json) return printJson(report);
      print(...reportLines(report));
    });
  withDesk(autonomy.command('proposals'))
    .description('What has earned auto and waits for a person to say so.')
    .action(async (options: DeskOptions) => {
      const report = await reportOf(deskOf(options.desk));
      const proposals = report.rows.filter((r) => r.proposed);
      if (options.json) return printJson({ desk: report.desk, proposals });
      if (proposals.length === 0) return print('Nothing waits to be promoted.');
      print(...rowTable(proposals), '', dim('npx first-response autonomy promote TOPIC'));
    });
  withScope(autonomy.command('promote'))
    .description(
      'Let what has earned it send alone, and lift what a person stopped. Nothing is promoted unearned.',
    )
    .action(async (topic: string, options: DeskOptions & Omit<AutonomyChange, 'topic'>) => {
      const { desk, channel, promptVersion } = { ...options, desk: deskOf(options.desk) };
      const answer = await withWork((work) =>
        promote(work, desk, { topic, channel, promptVersion }, person()),
      );
      if (!answer) throw unknownDesk(desk);
      if (answer.kind === 'refused') throw new Failure(refusalInWords(answer, topic));
      if (options.json) return printJson({ desk, ...answer });
      const lifted = answer.lifted.map(
        (l) => `${topic} on ${l.channel === '*' ? 'every channel' : l.channel}: no longer stopped`,
      );
      const promoted = answer.keys.map(
        (k) => `${topic} on ${k.channel} sends alone with ${named(k.promptVersion)}`,
      );
      print(...[...lifted, ...promoted].map((line) => `${green('✓')} ${line}`));
    });
  withScope(autonomy.command('demote'))
    .description(
      'Let nothing of the topic leave without a person, at once: macros and prompt versions to come as well.',
    )
    .addOption(
      new Option('--to <mode>', 'approve: a person decides. shadow: compared in secret')
        .choices(['approve', 'shadow'])
        .default('approve'),
    )
    .action(
      async (
        topic: string,
        options: DeskOptions & Omit<AutonomyChange, 'topic'> & { to: 'approve' | 'shadow' },
      ) => {
        const { desk, channel, promptVersion, to } = { ...options, desk: deskOf(options.desk) };
        const answer = await withWork((work) =>
          demoteTopic(work, desk, { topic, channel, promptVersion, to }, person()),
        );
        if (!answer) throw unknownDesk(desk);
        if (answer.kind === 'refused') throw new Failure(refusalInWords(answer, topic));
        if (options.json) return printJson({ desk, to, ...answer });
        print(
          ...answer.keys.map(
            (k) =>
              `${green('✓')} ${topic} on ${k.channel === '*' ? 'every channel' : k.channel}: ${to}${k.promptVersion === '*' ? '' : ` (${named(k.promptVersion)})`}`,
          ),
          dim('Replies that were claimed before are on their way.'),
        );
      },
    );
  return autonomy;
}

const withDesk = (command: Command): Command =>
  command
    .option('--desk <id>', 'desk; the demo desk of the running stack when absent')
    .option('--json', 'one JSON object instead of lines');

const withScope = (command: Command): Command =>
  withDesk(command)
    .argument('<topic>', 'a topic of the desk file')
    .option('--channel <name>', 'only this channel; all when absent')
    .option('--prompt-version <hash>', 'only this version, or the beginning of its hash; all when absent');

/** For the record of who let a topic speak. */
const person = (): string => `cli:${userInfo().username}`;

const withWork = <T>(act: (work: Work) => Promise<T>): Promise<T> =>
  withPool((pool: pg.Pool) => act({ pool, clock: systemClock, desks: cachedDesks() }));

async function reportOf(desk: string): Promise<AutonomyReport> {
  return withWork(async ({ pool, desks }) => {
    const version = await desks.active(pool, desk);
    if (!version) throw unknownDesk(desk);
    return autonomyReport(pool, version);
  });
}

const unknownDesk = (desk: string): Failure =>
  new Failure(`there is no desk ${desk} in this database`, 'apply it first: first-response desk apply');

/** Pure. */
export function reportLines(report: AutonomyReport): string[] {
  const { rows, target, reviewed, promotion, stopped, onTrial } = report;
  const waits =
    onTrial !== null && !rows.some((r) => r.standing === 'on_trial')
      ? [`${named(onTrial)} is on trial: no person has decided on a draft beside it yet.`]
      : [];
  if (rows.length === 0) return ['No draft has been decided on yet, and none has left by itself.', ...waits];
  return [
    ...rowTable(rows),
    ...waits,
    ...stopped.map((s) =>
      yellow(
        `${s.topic} on ${s.channel === '*' ? 'every channel' : s.channel}: ${s.mode} since ${day(s.since)}, by ${s.by}`,
      ),
    ),
    '',
    dim(
      `auto needs ${reviewed} decisions and at least ${percent(target)}; ${promotion === 'apply' ? 'what earns it gets it' : 'a person promotes what earned it'}.`,
    ),
  ];
}

function rowTable(rows: readonly ReportRow[]): string[] {
  return table(
    [
      'topic',
      'channel',
      'prompt version',
      'stands',
      'n',
      'accepted',
      'at least',
      'in force',
      'alone',
      'came back',
      'to earn auto',
    ],
    rows.map((r) => [
      r.topic,
      r.channel,
      named(r.promptVersion),
      r.standing?.replace('_', ' ') ?? '',
      String(r.n),
      r.rate === null ? '–' : percent(r.rate),
      r.n === 0 ? '–' : percent(r.lower),
      r.inForce.autonomy,
      String(r.sent),
      String(r.reopened + r.complained),
      needsInWords(r),
    ]),
  );
}

/** Hashes are cut to what tells them apart; macros have a name. */
const named = (promptVersion: string): string =>
  isMacroVersion(promptVersion) ? promptVersion.replace(/@\w+/g, '') : promptVersion.slice(0, 12);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const day = (at: Date): string => at.toISOString().slice(0, 10);
