/** `first-response desk`: the files of a desk. What needs no database is here: check, new. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { checkAccount } from '../../desk/account-check.ts';
import { id as deskId } from '../../desk/fields.ts';
import { deskHints } from '../../desk/hints.ts';
import { loadDesk } from '../../desk/load.ts';
import { type Problem, problemLine } from '../../desk/problem.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { newDeskFiles, secretNames } from '../../desk/template.ts';

export function deskCommand(): Command {
  const desk = new Command('desk').description(
    "A desk is one support team's configuration, as files in a folder: check them, or make a new one.",
  );
  desk
    .command('check')
    .description('Say everything that is wrong in the files of a desk: file, line, field, and what to do.')
    .argument('[dir]', 'folder of the desk, or its id under desks/', 'desks/demo')
    .option('--account', 'also connect to the account source when it is a database')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Checks desk.yaml, macros/ and prompts/ together: fields, names that lead nowhere, slots that the account cannot fill,
variables that a prompt is not given, patterns that could stall, and the account file. Exits 0 when a desk may be applied, else 1. Hints never fail it.

Examples:
  $ first-response desk check                 the demo desk
  $ first-response desk check desks/shop
  $ first-response desk check shop --json | jq '.problems[] | .file, .line, .message'`,
    )
    .action(async (dir: string, options: { account?: boolean; json?: boolean }) => {
      const report = await checkDesk(await deskDirectory(dir), options.account ?? false);
      print(options.json ? [JSON.stringify(report)] : reportLines(report));
      if (!report.ok) process.exitCode = 1;
    });
  desk
    .command('new')
    .description('Write a minimal desk that passes `desk check`.')
    .argument('<id>', 'the id of the desk: lower-case letters, digits, _ and -')
    .option('--dir <folder>', 'the folder that desks are in', 'desks')
    .option('--json', 'one JSON object instead of lines')
    .addHelpText(
      'after',
      `
Writes desk.yaml, one macro, one article, a README with a signed curl example, and receiver.mjs, which verifies
signatures and ignores repeats. Nothing that is there is overwritten.

Example:
  $ first-response desk new shop && first-response desk check shop`,
    )
    .action(async (id: string, options: { dir: string; json?: boolean }, command: Command) => {
      const valid = deskId.safeParse(id);
      if (!valid.success) command.error(`${id} cannot be a desk: ${valid.error.issues[0]?.message}`);
      const dir = join(options.dir, id);
      if (await stat(dir).catch(() => undefined))
        command.error(`${dir} is there already: choose another id, or remove it first`);
      const files = [...newDeskFiles(id)];
      for (const [file, text] of files) {
        await mkdir(dirname(join(dir, file)), { recursive: true });
        await writeFile(join(dir, file), text);
      }
      if (options.json) return print([JSON.stringify({ id, dir, files: files.map(([file]) => file) })]);
      print([
        `Wrote ${files.map(([file]) => join(dir, file)).join('\n      ')}`,
        '',
        `Next: edit ${join(dir, 'desk.yaml')}, then \`first-response desk check ${dir}\`.`,
        `Set ${Object.values(secretNames(id)).join(' and ')}; ${join(dir, 'README.md')} shows how, and a first message.`,
      ]);
    });
  return desk;
}

export interface DeskReport {
  ok: boolean;
  dir: string;
  problems: Problem[];
  hints: string[];
  /** Absent when there are problems. */
  desk?: { id: string; hash: string; topics: number; macros: number; customers: number | null };
}

/** What `desk check` reports. `connect`: also when the account source is a database. */
export async function checkDesk(dir: string, connect: boolean): Promise<DeskReport> {
  const loaded = await loadDesk(dir);
  if (loaded.kind === 'failed') return { ok: false, dir, problems: loaded.problems, hints: [] };
  const content: DeskContent = loaded.desk;
  const skip = content.desk.account?.source.kind === 'sql' && !connect;
  const account = skip ? ({ kind: 'none' } as const) : await checkAccount(content, dir, process.env);
  if (account.kind === 'failed') return { ok: false, dir, problems: [account.problem], hints: [] };
  const { desk, macros, hash } = content;
  const hints = deskHints(content);
  if (skip) hints.push('the account source is a database and was not read; --account does');
  if (account.kind === 'read') hints.push(...account.doubts.map((doubt) => `account: ${doubt}`));
  const customers = account.kind === 'read' ? account.customers : null;
  const summary = { id: desk.id, hash, topics: desk.topics.length, macros: macros.length, customers };
  return { ok: true, dir, problems: [], hints, desk: summary };
}

function reportLines({ dir, problems, hints, desk }: DeskReport): string[] {
  const near = relative('', dir) || '.';
  const shown = near.startsWith('..') ? dir : near;
  const hintLines = hints.map((hint) => `hint: ${hint}`);
  if (!desk) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    return [...problems.map((problem) => `${shown}/${problemLine(problem)}`), '', `${shown}: ${count}`];
  }
  const customers = desk.customers === null ? '' : `, accounts ${desk.customers}`;
  return [
    ...hintLines,
    `${shown}: desk ${desk.id} is all right: topics ${desk.topics}, macros ${desk.macros}${customers}; version ${desk.hash.slice(0, 12)}`,
  ];
}

/** A folder, or the id of a desk under desks/. */
export async function deskDirectory(given: string): Promise<string> {
  const there = await stat(given).catch(() => undefined);
  if (there?.isDirectory()) return resolve(given);
  if (there && basename(given) === 'desk.yaml') return resolve(dirname(given));
  const byId = join('desks', given);
  return resolve((await stat(byId).catch(() => undefined)) ? byId : given);
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
