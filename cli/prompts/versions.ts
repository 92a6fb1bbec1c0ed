/** Where a desk's prompts are read from: its files, a stored version, or a commit. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DeskContent } from '../../desk/schema.ts';
import {
  builtInFolder,
  builtInPrompts,
  effectivePrompts,
  isPromptPath,
  type PromptFiles,
  readOwnPrompts,
} from '../../prompts/files.ts';
import { promptFilesOf } from '../../prompts/load.ts';
import { activations, versionContent } from '../../store/desks.ts';
import { withPool } from '../client/database.ts';
import { Failure, messageOf } from '../failure.ts';

/** A prompt folder at a commit is some kilobytes; this is for a ref that is something else. */
const MAX_GIT_BYTES = 4 * 1024 * 1024;

/** As the files are now: what `desk apply` would store. */
export async function promptsInFolder(deskFolder: string): Promise<PromptFiles> {
  return effectivePrompts(await readOwnPrompts(deskFolder));
}

/** `active`, the number of a version in `desk versions`, the beginning of its hash, or `git:REF`. */
export async function promptsAgainst(
  against: string,
  desk: { id: string; folder: string },
): Promise<{ name: string; files: PromptFiles }> {
  if (against.startsWith('git:')) return promptsAtRef(against.slice('git:'.length), desk.folder);
  return withPool(async (pool) => {
    const list = await activations(pool, desk.id);
    const [active] = list;
    if (!active)
      throw new Failure(
        `there is no desk ${desk.id} in this database`,
        'apply it first: first-response desk apply, or compare with --against git:HEAD',
      );
    const found =
      against === 'active'
        ? active
        : list.find((a) => String(a.n) === against || (against.length >= 4 && a.version.startsWith(against)));
    const stored = found && (await versionContent(pool, desk.id, found.version));
    if (!found || !stored)
      throw new Failure(
        `desk ${desk.id} has no version ${against}`,
        '`first-response desk versions` lists them',
      );
    const name = `version ${found.version.slice(0, 12)}${found === active ? ' (in service)' : ''}`;
    return { name, files: promptFilesOf(stored.content as DeskContent) };
  });
}

/** The built-in ones as they were then where the program is a checkout, else as they are. */
async function promptsAtRef(ref: string, deskFolder: string): Promise<{ name: string; files: PromptFiles }> {
  if (!ref || ref.startsWith('-'))
    throw new Failure(`${ref || 'nothing'} is no git ref`, 'write one such as git:HEAD~1');
  const own = await filesAtRef(ref, deskFolder, 'prompts');
  const builtIn = await filesAtRef(ref, join(builtInFolder(), '..'), 'prompts').catch(() => ({}));
  const base = Object.keys(builtIn).length > 0 ? builtIn : builtInPrompts();
  return { name: `git ${ref}`, files: effectivePrompts(own, base) };
}

async function filesAtRef(ref: string, directory: string, folder: string): Promise<PromptFiles> {
  const list = await git(directory, 'ls-tree', '-r', '--name-only', ref, '--', `${folder}/`);
  const paths = list.split('\n').filter((path) => isPromptPath(path.slice(folder.length + 1)));
  const read = async (path: string) =>
    [path.slice(folder.length + 1), await git(directory, 'show', `${ref}:./${path}`)] as const;
  return Object.fromEntries(await Promise.all(paths.map(read)));
}

async function git(directory: string, ...args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)('git', args, { cwd: directory, maxBuffer: MAX_GIT_BYTES })).stdout;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n')[0];
    throw new Failure(
      `git cannot read it: ${said || messageOf(error)}`,
      'is it a commit of the repository the desk is in?',
    );
  }
}
