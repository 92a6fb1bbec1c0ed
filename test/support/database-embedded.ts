/** A fresh embedded database: a copy of a migrated directory, made once for each state of the migrations. */

import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { days, systemClock } from '../../domain/clock.ts';
import { type EmbeddedOptions, startEmbedded } from '../../store/embedded/supervisor.ts';
import { copyTemplate, makeTemplate } from '../../store/embedded/template.ts';
import type { EmbeddedTestDatabase } from './database.ts';
import { isLeftover, schemaHash, silentLog } from './database-common.ts';

/** Shorter ones than in service, so that a test need not wait for seconds. */
export type EmbeddedLimits = Omit<EmbeddedOptions, 'log'>;

const HOME = join(tmpdir(), `first-response-test-${userInfo().uid}`);

async function embeddedTemplate(): Promise<string> {
  const template = join(HOME, `template-${schemaHash()}`);
  mkdirSync(HOME, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(HOME)) {
    if (isLeftover(name) || isOldTemplate(name)) rmSync(join(HOME, name), { recursive: true, force: true });
  }
  await makeTemplate(template, `building-${process.pid}-`, silentLog);
  return template;
}

/** Of an older schema, and untouched for so long that no other run can be copying it. */
function isOldTemplate(name: string): boolean {
  const path = join(HOME, name);
  const stat = name.startsWith('template-') ? statSync(path, { throwIfNoEntry: false }) : undefined;
  return stat !== undefined && stat.mtimeMs < systemClock().getTime() - days(1);
}

/** A data directory with a migrated database in it that nobody serves yet. */
export async function embeddedDirectory(): Promise<string> {
  const template = await embeddedTemplate();
  const dir = mkdtempSync(join(HOME, `data-${process.pid}-`));
  copyTemplate(template, dir);
  return dir;
}

export async function freshEmbedded(limits: EmbeddedLimits = {}): Promise<EmbeddedTestDatabase> {
  const dir = await embeddedDirectory();
  const embedded = await startEmbedded(dir, { log: silentLog, ...limits });
  return {
    backend: 'embedded',
    dir,
    url: embedded.url,
    embedded,
    async stop() {
      await embedded.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
