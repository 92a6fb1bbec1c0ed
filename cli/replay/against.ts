/** The version of a desk that a replay runs under: its files as they are, or a stored one. */
import type pg from 'pg';
import { loadDesk } from '../../desk/load.ts';
import { problemLine } from '../../desk/problem.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { trialOf } from '../../prompts/load.ts';
import { promotedTrial } from '../../prompts/trial.ts';
import { activations, versionContent } from '../../store/desks.ts';
import { Failure } from '../failure.ts';

export interface Against {
  name: string;
  content: DeskContent;
  dir: string;
}

/** `files`, `trial` (the files as if what is on trial were in service), `active`, the number of a version in `desk versions`, or the beginning of its hash. */
export async function contentAgainst(pool: pg.Pool, folder: string, against: string): Promise<Against> {
  const loaded = await loadDesk(folder);
  if (loaded.kind === 'failed')
    throw new Failure('the desk has problems', ...loaded.problems.map(problemLine));
  if (against === 'files') return { name: 'the files as they are', content: loaded.desk, dir: folder };
  if (against === 'trial') {
    const { prompts = {} } = loaded.desk;
    if (!trialOf(loaded.desk)) throw new Failure(`no prompt is on trial in ${folder}`);
    const content = { ...loaded.desk, prompts: promotedTrial(prompts) };
    return { name: 'the files with what is on trial in service', content, dir: folder };
  }
  const { id } = loaded.desk.desk;
  const list = await activations(pool, id);
  const found =
    against === 'active'
      ? list[0]
      : list.find((a) => String(a.n) === against || (against.length >= 4 && a.version.startsWith(against)));
  const stored = found && (await versionContent(pool, id, found.version));
  if (!found || !stored)
    throw new Failure(`desk ${id} has no version ${against}`, '`first-response desk versions` lists them');
  return {
    name: `version ${found.version.slice(0, 12)}`,
    content: stored.content as DeskContent,
    dir: stored.dir,
  };
}
