/** Where documents come from: a folder, a zip export, or one file. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { archiveLimits, readArchive } from './archive.ts';
import { type Defaults, isKnowledgeFile, readFileText, type Sources } from './files.ts';

/** A folder, a .zip, or a file. Throws for what is not there or cannot be read at all; what one file lacks is a problem of it. */
export async function readSources(path: string, defaults: Defaults): Promise<Sources> {
  if ((await stat(path)).isDirectory()) return readFolder(path, defaults);
  if (/\.zip$/i.test(path)) return readZip(path, defaults);
  return readFileText(basename(path), await readFile(path, 'utf8'), defaults);
}

/** Every article below `dir`, named by its path there. Hidden files and folders are left out, and links are not followed. */
export async function readFolder(dir: string, defaults: Defaults): Promise<Sources> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, '/').length).replaceAll('\\', '/'))
    .filter(isKnowledgeFile)
    .sort();
  const sources: Sources = { documents: [], problems: [] };
  for (const key of keys) {
    const file = join(dir, key);
    if ((await stat(file)).size > archiveLimits.entryBytes) {
      const message = `is longer than ${archiveLimits.entryBytes} bytes`;
      sources.problems.push({ key, line: 1, message });
    } else add(sources, readFileText(key, await readFile(file, 'utf8'), defaults));
  }
  return sources;
}

async function readZip(path: string, defaults: Defaults): Promise<Sources> {
  const sources: Sources = { documents: [], problems: [] };
  const seen = new Set<string>();
  for await (const file of readArchive(path, isKnowledgeFile)) {
    const { key } = file;
    if (file.kind === 'failed') sources.problems.push({ key, line: 1, message: file.message });
    else if (seen.has(key)) sources.problems.push({ key, line: 1, message: 'is in the archive twice' });
    else add(sources, readFileText(key, file.text, defaults));
    seen.add(key);
  }
  return sources;
}

function add(to: Sources, { documents, problems }: Sources): void {
  to.documents.push(...documents);
  to.problems.push(...problems);
}
