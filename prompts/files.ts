/** The files that prompts are made of: the built-in ones, and those a desk puts in their place. */
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Texts by their path in the folder `prompts`: `draft.prompt.md`, `partials/data.md`, `trial/draft.prompt.md`. JSON only. */
export type PromptFiles = Readonly<Record<string, string>>;

export const promptFile = (id: string): string => `${id}.prompt.md`;
export const partialFile = (name: string): string => `partials/${name}.md`;
/** `draft.prompt.md` → draft */
export const promptOfFile = (file: string): string | undefined => /^([^/]+)\.prompt\.md$/.exec(file)?.[1];
/** `partials/data.md` → data */
export const partialOfFile = (file: string): string | undefined => /^partials\/([^/]+)\.md$/.exec(file)?.[1];

/** The folder of the draft prompt on trial: see trial.ts. */
export const TRIAL = 'trial/';

const folders = ['', 'partials/'];
const ownFolders = [...folders, ...folders.map((folder) => TRIAL + folder)];
const counts = (name: string): boolean => /^[^.].*\.md$/.test(name) && name !== 'README.md';

/** Whether a path below a folder `prompts` is one of its files. */
export const isPromptPath = (path: string): boolean => {
  const at = path.lastIndexOf('/') + 1;
  return counts(path.slice(at)) && ownFolders.includes(path.slice(0, at));
};

let builtIn: PromptFiles | undefined;

/** What every desk has unless its own files say otherwise. Read once: they are part of the program. */
export function builtInPrompts(): PromptFiles {
  if (builtIn) return builtIn;
  const files: Record<string, string> = {};
  const root = builtInFolder();
  for (const folder of folders)
    for (const name of readdirSync(join(root, folder)).filter(counts).sort())
      files[folder + name] = tidied(readFileSync(join(root, folder, name), 'utf8'));
  builtIn = files;
  return files;
}

export const builtInFolder = (): string => fileURLToPath(new URL('.', import.meta.url));

/** The names of a desk's own prompt files, relative to its folder `prompts`; none where there is no such folder. */
export async function ownPromptNames(deskFolder: string): Promise<string[]> {
  const lists = ownFolders.map(async (folder) => {
    const names = await readdir(join(deskFolder, 'prompts', folder)).catch(() => []);
    return names
      .filter(counts)
      .sort()
      .map((name) => folder + name);
  });
  return (await Promise.all(lists)).flat();
}

/** A desk's own prompt files. Throws what reading them throws. */
export async function readOwnPrompts(deskFolder: string): Promise<PromptFiles> {
  const names = await ownPromptNames(deskFolder);
  const read = async (name: string) => [name, await readFile(join(deskFolder, 'prompts', name), 'utf8')];
  return Object.fromEntries(await Promise.all(names.map(read))) as PromptFiles;
}

/** Pure. A desk's own files in place of the built-in ones of the same name. */
export function effectivePrompts(own: PromptFiles, base: PromptFiles = builtInPrompts()): PromptFiles {
  if (Object.keys(own).length === 0) return base; // the same object, so that it is compiled once
  const tidy = Object.fromEntries(Object.entries(own).map(([file, text]) => [file, tidied(text)]));
  return Object.fromEntries(Object.entries({ ...base, ...tidy }).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** How an editor ends lines, and whether it writes a byte-order mark, changes nothing. */
export const tidied = (text: string): string =>
  `${text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trimEnd()}\n`;
