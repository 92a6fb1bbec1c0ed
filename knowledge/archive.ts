/** The text files of a zip archive, within limits: an export comes from elsewhere, and may be broken or malicious. */
import { type Entry, openPromise, type ZipFile } from 'yauzl';

export interface ArchiveLimits {
  /** Files and folders. */
  entries: number;
  /** Bytes, unpacked: of one file, and of all that are read. */
  entryBytes: number;
  totalBytes: number;
}

/** Many times what help centres export. A bomb is noticed while it is unpacked, whatever its directory says. */
export const archiveLimits: ArchiveLimits = {
  entries: 50_000,
  entryBytes: 10_000_000,
  totalBytes: 500_000_000,
};

export type ArchivedFile = { key: string } & (
  | { kind: 'text'; text: string }
  | { kind: 'failed'; message: string }
);

/**
 * The wanted files of the archive, in its order, one at a time. What is wrong with one file is said of that file; what is wrong
 * with the archive is thrown: no zip, beyond the limits, or a name that leaves the archive's own folder.
 *
 * @param wanted by the path in the archive
 */
export async function* readArchive(
  path: string,
  wanted: (key: string) => boolean,
  limits: ArchiveLimits = archiveLimits,
): AsyncGenerator<ArchivedFile> {
  // yauzl refuses absolute names, `..`, backslashes, and a file that is longer than the directory says.
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: Error) => {
    throw new Error(`${path} is no zip archive that can be read: ${error.message}`);
  });
  try {
    if (zip.entryCount > limits.entries)
      throw new Error(`${path} has ${zip.entryCount} entries, and the limit is ${limits.entries}`);
    let left = limits.totalBytes;
    for await (const entry of entriesOf(zip, path)) {
      const key = entry.fileName;
      if (key.endsWith('/') || !wanted(key)) continue;
      if (entry.isEncrypted()) {
        yield { key, kind: 'failed', message: 'is encrypted' };
        continue;
      }
      const bytes = await unpacked(zip, entry, Math.min(limits.entryBytes, left));
      if (bytes === 'too_long' && left < limits.entryBytes)
        throw new Error(`${path} unpacks to more than ${limits.totalBytes} bytes; split the export`);
      if (bytes === 'too_long')
        yield { key, kind: 'failed', message: `is longer than ${limits.entryBytes} bytes` };
      else if (bytes instanceof Error) yield { key, kind: 'failed', message: bytes.message };
      else {
        left -= bytes.length;
        yield { key, kind: 'text', text: bytes.toString('utf8') };
      }
    }
  } finally {
    zip.close();
  }
}

async function* entriesOf(zip: ZipFile, path: string): AsyncGenerator<Entry> {
  while (true) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const settle = (done: () => void) => {
        zip.removeListener('entry', onEntry).removeListener('end', onEnd).removeListener('error', onError);
        done();
      };
      const onEntry = (found: Entry) => settle(() => resolve(found));
      const onEnd = () => settle(() => resolve(undefined));
      const onError = (error: Error) =>
        settle(() => reject(new Error(`${path} is not a sound zip archive: ${error.message}`)));
      zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

async function unpacked(zip: ZipFile, entry: Entry, limit: number): Promise<Buffer | 'too_long' | Error> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of stream) {
      length += part.length;
      if (length > limit) {
        stream.destroy();
        return 'too_long';
      }
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
