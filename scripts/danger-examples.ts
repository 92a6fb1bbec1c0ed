/** The examples of the danger classifier: policy/risk/danger/examples/<language>.txt, a message a line under `# <kind>`. */
import { readdir, readFile } from 'node:fs/promises';

export interface DangerExample {
  text: string;
  danger: boolean;
  /** A risk of policy/risk.ts, or `none`. */
  kind: string;
  language: string;
}

const folder = new URL('../policy/risk/danger/examples/', import.meta.url);

/** In the order of the files and their lines. */
export async function dangerExamples(): Promise<DangerExample[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  const read = await Promise.all(
    files.map(async (name) =>
      examplesIn(name.slice(0, -'.txt'.length), await readFile(new URL(name, folder), 'utf8')),
    ),
  );
  return read.flat();
}

function examplesIn(language: string, text: string): DangerExample[] {
  let kind = 'none';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('# ')) kind = line.slice(2).trim();
    return line === '' || line.startsWith('# ')
      ? []
      : [{ text: line, danger: kind !== 'none', kind, language }];
  });
}
