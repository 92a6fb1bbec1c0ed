/** `first-response desk apply | versions | diff | rollback`: which version of a desk's files is in service. */
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { changeLine, diffDesks } from '../../desk/changes.ts';
import { loadDesk } from '../../desk/load.ts';
import { problemLine } from '../../desk/problem.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { systemClock } from '../../domain/clock.ts';
import {
  type Activation,
  activateVersion,
  activations,
  activeVersion,
  versionContent,
} from '../../store/desks.ts';
import { type Db, tx } from '../../store/pool.ts';
import { withPool } from '../client/database.ts';
import { deskOf } from '../client/target.ts';
import { Failure } from '../failure.ts';
import { bold, dim, green, print, printJson, table } from '../output.ts';
import { deskDirectory } from './desk.ts';

/** Enough to tell versions apart, and short enough to type. */
const SHORT = 12;

interface VersionOptions {
  desk?: string;
  json?: boolean;
}

/** Adds the subcommands that need the database. */
export function addVersionCommands(desk: Command): Command {
  desk
    .command('apply')
    .description(
      'Check the files of a desk and put them into service as a version. All processes use it at once.',
    )
    .argument('[dir]', 'folder of the desk, or its id under desks/', 'desks/demo')
    .option('--json', 'one JSON object instead of lines')
    .action(async (given: string, options: VersionOptions) => {
      const dir = await deskDirectory(given);
      const loaded = await loadDesk(dir);
      if (loaded.kind === 'failed')
        throw new Failure(
          'the desk has problems, and nothing was applied',
          ...loaded.problems.map(problemLine),
        );
      const content = loaded.desk;
      const { id } = content.desk;
      const { changed, before } = await withPool(async (pool) => {
        const active = await activeVersion(pool, id);
        const was = active ? ((await versionContent(pool, id, active))?.content as DeskContent) : undefined;
        const applied = await tx(pool, (db) =>
          activateVersion(db, id, content.hash, content, dir, person(), systemClock()),
        );
        return { changed: applied, before: was };
      });
      const changes = before ? diffDesks(before, content) : [];
      if (options.json) return printJson({ desk: id, version: content.hash, changed, changes });
      if (!changed) return print(`desk ${id}: version ${content.hash.slice(0, SHORT)} is in service already`);
      print(
        ...changes.map(changeLine),
        `${green('✓')} desk ${id}: version ${content.hash.slice(0, SHORT)} is in service`,
      );
    });
  withDesk(desk.command('versions'))
    .description('Which version was in service from when, newest first.')
    .action(async (options: VersionOptions) => {
      const id = deskOf(options.desk);
      const list = await withPool((pool) => activationsOf(pool, id));
      if (options.json) return printJson({ desk: id, versions: list });
      const rows = list.map((a, i) => [
        String(a.n),
        i === 0 ? bold(a.version.slice(0, SHORT)) : a.version.slice(0, SHORT),
        a.activatedAt.toISOString().slice(0, 19).replace('T', ' '),
        a.activatedBy,
      ]);
      print(...table(['n', 'version', 'in service from', 'by'], rows));
    });
  withDesk(desk.command('diff'))
    .description(
      'What the version in service changed against an earlier one; the one before it when none is named.',
    )
    .argument('[version]', 'its number in `desk versions`, or the beginning of its hash')
    .action(async (version: string | undefined, options: VersionOptions) => {
      const id = deskOf(options.desk);
      const changes = await withPool(async (pool) => {
        const list = await activationsOf(pool, id);
        const from = chosen(list, id, version);
        return diffDesks(
          await contentOf(pool, id, from.version),
          await contentOf(pool, id, list[0]?.version ?? ''),
        );
      });
      if (options.json) return printJson({ desk: id, changes });
      print(...(changes.length > 0 ? changes.map(changeLine) : ['No difference.']));
    });
  withDesk(desk.command('rollback'))
    .description(
      'Put an earlier version back into service; the one before when none is named. The files stay as they are.',
    )
    .argument('[version]', 'its number in `desk versions`, or the beginning of its hash')
    .addHelpText(
      'after',
      `
Turns that are under way keep the version they began with. A stack that applies on save applies the files again at the
next save: correct them as well.`,
    )
    .action(async (version: string | undefined, options: VersionOptions) => {
      const id = deskOf(options.desk);
      const to = await withPool(async (pool) => {
        const { version: hash } = chosen(await activationsOf(pool, id), id, version);
        const stored = await versionContent(pool, id, hash);
        if (!stored) throw new Failure(`version ${hash} of desk ${id} is not stored any more`);
        await tx(pool, (db) =>
          activateVersion(db, id, hash, stored.content, stored.dir, person(), systemClock()),
        );
        return hash;
      });
      if (options.json) return printJson({ desk: id, version: to });
      print(
        `${green('✓')} desk ${id}: version ${to.slice(0, SHORT)} is in service again`,
        dim('The files are as they were.'),
      );
    });
  return desk;
}

const withDesk = (command: Command): Command =>
  command
    .option('--desk <id>', 'desk; the demo desk of the running stack when absent')
    .option('--json', 'one JSON object instead of lines');

/** For the record of who put a version into service. */
const person = (): string => `${userInfo().username}, first-response desk`;

async function activationsOf(db: Db, desk: string): Promise<Activation[]> {
  const list = await activations(db, desk);
  if (list.length > 0) return list;
  throw new Failure(`there is no desk ${desk} in this database`, 'apply it first: first-response desk apply');
}

/** The one that is named, else the newest that is not in service now. */
function chosen(list: readonly Activation[], desk: string, named: string | undefined): Activation {
  const current = list[0]?.version;
  const found =
    named === undefined
      ? list.find(({ version }) => version !== current)
      : list.find(
          ({ n, version }) => String(n) === named || (named.length >= 4 && version.startsWith(named)),
        );
  if (found) return found;
  throw new Failure(
    named === undefined ? `desk ${desk} has only one version` : `desk ${desk} has no version ${named}`,
    '`first-response desk versions` lists them',
  );
}

async function contentOf(db: Db, desk: string, version: string): Promise<DeskContent> {
  const stored = await versionContent(db, desk, version);
  if (stored) return stored.content as DeskContent;
  throw new Failure(`version ${version} of desk ${desk} is not stored any more`);
}
