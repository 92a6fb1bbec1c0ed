/** The draft prompt on trial as a file: part of the desk's version, checked with it, and never in the way of what is in service. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { promptsCommand } from '../../cli/commands/prompts.ts';
import { contentAgainst } from '../../cli/replay/against.ts';
import { changeLine, diffDesks } from '../../desk/changes.ts';
import { loadDesk, orThrow } from '../../desk/load.ts';
import { builtInPrompts, isPromptPath } from '../../prompts/files.ts';
import { draftVersions, promptOf, trialOf } from '../../prompts/load.ts';
import { check, problemsOf, shop, shopFiles } from '../desk/desks.ts';
import { inService, onTrial, TRIAL_SENTENCE, trialPrompt } from '../support/trial.ts';
import { prompts } from './fences.ts';

const desk = (files: Record<string, string>) => orThrow(check({ ...shopFiles, ...files }));

test('a prompt on trial is part of the version, and changes nothing of what is in service', () => {
  const tried = desk(onTrial);
  expect(tried.hash).not.toBe(shop().hash);
  expect(promptOf(tried, 'draft').hash).toBe(prompts.draft.hash);
  expect(trialOf(tried)?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(trialOf(tried)?.hash).not.toBe(prompts.draft.hash);
  expect(trialOf(shop())).toBeUndefined();
  expect(diffDesks(shop(), tried).map(changeLine)).toEqual([
    expect.stringMatching(/^\+ prompts\/trial\/draft\.prompt\.md:1/),
  ]);
});

test('moved into service it keeps its hash, with the partials that moved along', () => {
  const partials = { 'partials/tone.md': 'Be brief.\n' };
  const text = trialPrompt.replace(TRIAL_SENTENCE, '{% render "tone" %}');
  const tried = desk({
    'prompts/trial/draft.prompt.md': text,
    'prompts/trial/partials/tone.md': partials['partials/tone.md'],
  });
  const moved = desk({
    'prompts/draft.prompt.md': text,
    'prompts/partials/tone.md': partials['partials/tone.md'],
  });
  expect(promptOf(moved, 'draft').hash).toBe(trialOf(tried)?.hash);
  expect(draftVersions(moved)).toEqual({ inService: trialOf(tried)?.hash, onTrial: null });
  // A copy left behind is not on trial against itself.
  expect(trialOf(desk({ ...inService, ...onTrial }))).toBeUndefined();
});

test('only the draft may be on trial: another prompt is named with what to do', () => {
  expect(problemsOf({ ...shopFiles, ...onTrial, 'prompts/trial/review.prompt.md': 'x' })).toEqual([
    expect.objectContaining({
      file: 'prompts/trial/review.prompt.md',
      message: 'only draft.prompt.md may be on trial',
      fix: 'move review.prompt.md to prompts/ to put it into service, or remove it',
    }),
  ]);
});

test('a mistake in it is named with file, line and field, as one in service is', () => {
  const wrong = trialPrompt.replace('desk.name', 'desk.nom');
  const line = wrong.split('\n').findIndex((text) => text.includes('desk.nom')) + 1;
  expect(problemsOf({ ...shopFiles, 'prompts/trial/draft.prompt.md': wrong })).toEqual([
    expect.objectContaining({ file: 'prompts/trial/draft.prompt.md', line, field: '{{ desk.nom }}' }),
  ]);
  const partial = { 'prompts/trial/partials/data.md': '{{ nobody }}\n' };
  expect(problemsOf({ ...shopFiles, ...partial })).toContainEqual(
    expect.objectContaining({ file: 'prompts/trial/partials/data.md' }),
  );
});

test('a stored one that does not fit the program any more is not asked, and what is in service still is', () => {
  const old = {
    ...shop(),
    prompts: { ...builtInPrompts(), 'trial/draft.prompt.md': trialPrompt.replace('desk.name', 'desk.nom') },
  };
  expect(trialOf(old)).toBeUndefined();
  expect(promptOf(old, 'draft').hash).toBe(prompts.draft.hash);
});

test('its paths are prompt files, and no others below the folder are', () => {
  const paths = ['trial/draft.prompt.md', 'trial/partials/x.md', 'partials/x.md', 'draft.prompt.md'];
  expect(paths.filter(isPromptPath)).toEqual(paths);
  expect(['trial/deeper/x.md', 'trial/partials/deeper/x.md', 'trial/README.md'].filter(isPromptPath)).toEqual(
    [],
  );
});

/** The files need no database. */
const noPool = {} as pg.Pool;
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'desk-'));
  for (const [file, text] of Object.entries({ ...shopFiles, ...onTrial })) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(dir, { recursive: true });
});

async function run(...args: string[]): Promise<string> {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out += String(chunk);
    return true;
  });
  await promptsCommand().parseAsync([...args, '--desk', dir], { from: 'user' });
  vi.restoreAllMocks();
  return out;
}

test('the commands show it beside the one in service', async () => {
  const hash = trialOf(orThrow(await loadDesk(dir)))?.hash ?? '';
  expect(await run('list')).toMatch(new RegExp(`^draft +${hash.slice(0, 12)} +on trial`, 'm'));
  expect(JSON.parse(await run('check', '--json'))).toMatchObject({ ok: true, trial: { id: 'draft', hash } });
  expect(JSON.parse(await run('render', 'draft', '--trial', '--json'))).toMatchObject({ hash });
  expect(JSON.parse(await run('render', 'draft', '--json'))).toMatchObject({ hash: prompts.draft.hash });
  const { files } = JSON.parse(await run('diff', 'draft', '--trial', '--json'));
  expect(files.map((f: { file: string }) => f.file)).toEqual(['draft.prompt.md']);
  const added = files[0].lines.filter((l: { kind: string }) => l.kind !== 'same');
  expect(added.map((l: { text: string }) => l.text)).toEqual([TRIAL_SENTENCE, '']);
  const { content } = await contentAgainst(noPool, dir, 'trial');
  expect(draftVersions(content)).toEqual({ inService: hash, onTrial: null });
  await expect(run('render', 'triage', '--trial')).rejects.toThrow('only the draft prompt');
  await rm(join(dir, 'prompts/trial'), { recursive: true });
  await expect(run('render', 'draft', '--trial')).rejects.toThrow('no prompt is on trial');
});
