/** A migrated data directory to make copies of: a copy starts in about a second, a migration from nothing takes five. */
import { constants, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Log } from '../log.ts';
import { migrate } from '../migrate.ts';
import { startEmbedded } from './supervisor.ts';

/**
 * Makes the directory `template` unless it is there. It is there whole or not at all, however many processes make it at once:
 * each builds its own beside it, in a directory that begins with `building`, and the first to be ready gives it its name.
 */
export async function makeTemplate(template: string, building: string, log: Log): Promise<void> {
  if (existsSync(template)) return;
  const dir = mkdtempSync(join(dirname(template), building));
  const embedded = await startEmbedded(dir, { log });
  try {
    await migrate(embedded.url);
  } finally {
    await embedded.stop(); // a clean stop, so that a copy has nothing to replay
  }
  try {
    renameSync(dir, template);
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    if (!existsSync(template)) throw error; // else another one was first
  }
}

/** Copies it into `dir`, without taking up room where the file system can do that. */
export function copyTemplate(template: string, dir: string): void {
  cpSync(template, dir, { recursive: true, mode: constants.COPYFILE_FICLONE });
}
