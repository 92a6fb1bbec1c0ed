import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArchiveLimits, archiveLimits, readArchive } from '../../knowledge/archive.ts';
import { passagesOf } from '../../knowledge/chunk.ts';
import { articleDocument, readJsonLines } from '../../knowledge/files.ts';
import { readSources } from '../../knowledge/sources.ts';

const defaults = { language: 'en', audience: 'public' } as const;

describe('an HTML page', () => {
  const page = (body: string, head = '') =>
    `<!doctype html><html lang="de"><head>${head}</head><body>${body}</body></html>`;
  const read = (html: string) => {
    const found = articleDocument('a/page.html', html, defaults);
    if (found.kind !== 'ok') throw new Error(JSON.stringify(found.problems));
    return found.document;
  };

  it('is its article: headings are heading paths, and what frames every page is left out', () => {
    const document = read(
      page(
        '<nav>Home</nav><main><h1>Rückgabe</h1><p>In 30 Tagen.</p><h2>Kosten &amp; Fristen</h2><p>Keine.</p></main><footer>Impressum</footer><script>alert(1)</script>',
        '<title>Rückgabe | Laden</title><link rel="canonical" href="https://x.example/r"><meta name="audience" content="internal">',
      ),
    );
    expect(document).toMatchObject({
      title: 'Rückgabe',
      language: 'de',
      audience: 'internal',
      url: 'https://x.example/r',
    });
    expect(passagesOf(document.title, document.body)).toEqual([
      { headingPath: [], text: 'In 30 Tagen.' },
      { headingPath: ['Kosten & Fristen'], text: 'Keine.' },
    ]);
  });

  it('keeps lists, tables, code and links in a form that is cut between their parts', () => {
    const { body } = read(
      page(
        '<ul><li>one</li><li>two</li></ul><table><tr><th>to</th><th>price</th></tr><tr><td>DE</td><td>4 €</td></tr></table><pre>a\n# b</pre><p>see <a href="other.html">the other</a></p>',
      ),
    );
    expect(body).toContain('- one\n- two');
    expect(body).toContain('| to | price |\n| --- | --- |\n| DE | 4 € |');
    expect(body).toContain('```\na\n# b\n```');
    expect(body).toContain('see [the other](other.html)');
  });

  it('with a wrong audience is refused: internal guidance must not become public', () => {
    const found = articleDocument('p.html', page('x', '<meta name="audience" content="staff">'), defaults);
    expect(found).toMatchObject({
      kind: 'failed',
      problems: [{ message: expect.stringContaining('audience') }],
    });
  });

  it('that is broken or nested without end is read as far as it goes', () => {
    expect(read('<p>one<p>two</b></div><h2>three').body).toContain('three');
    expect(() => read(`${'<div>'.repeat(20_000)}deep`)).not.toThrow();
  });
});

describe('documents of JSON lines', () => {
  it('say their audience and dates where they have them, and a wrong one is a problem of that line', () => {
    const { documents, problems } = readJsonLines(
      '{"id":1,"text":"a","audience":"internal","effective_to":"2026-01-01"}\n{"id":2,"text":"b","audience":"staff"}',
      defaults,
    );
    expect(documents).toMatchObject([
      { key: '1', audience: 'internal', effectiveTo: new Date('2026-01-02T00:00:00Z') },
    ]);
    expect(problems).toMatchObject([{ key: '2', line: 2 }]);
  });

  it('may begin with a byte order mark; a line that is no JSON is named as that', () => {
    const { documents, problems } = readJsonLines('\uFEFF{"id":1,"text":"a"}\n{oops', defaults);
    expect(documents).toHaveLength(1);
    expect(problems).toEqual([{ key: 'line 2', line: 2, message: 'this is no JSON' }]);
  });
});

describe('a zip export', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zip-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  let made = 0;
  const zip = async (entries: readonly Entry[]) => {
    made += 1;
    const path = join(dir, `${made}.zip`);
    await writeFile(path, zipOf(entries));
    return path;
  };
  const all = async (path: string, limits: Partial<ArchiveLimits> = {}) => {
    const found: string[] = [];
    for await (const file of readArchive(path, () => true, { ...archiveLimits, ...limits }))
      found.push(file.kind === 'text' ? `${file.key}: ${file.text}` : `${file.key}! ${file.message}`);
    return found;
  };

  it('is the articles in it, by their paths; hidden and foreign files are left out', async () => {
    const path = await zip([
      { name: 'help/returns.md', text: '# Returns\n\nx' },
      { name: 'help/page.html', text: '<h1>Page</h1>' },
      { name: 'more.jsonl', text: '{"id":"j","title":"J","text":"t"}' },
      { name: '__MACOSX/help/._returns.md', text: 'junk' },
      { name: 'logo.png', text: 'png' },
    ]);
    const { documents, problems } = await readSources(path, defaults);
    expect(documents.map(({ key, title }) => [key, title])).toEqual([
      ['help/returns.md', 'Returns'],
      ['help/page.html', 'Page'],
      ['j', 'J'],
    ]);
    expect(problems).toEqual([]);
  });

  it.each(['../../etc/passwd.md', '/etc/passwd.md', 'a\\..\\b.md', 'C:/x.md'])(
    'with a name that leaves it is refused: %s',
    async (name) => {
      const path = await zip([{ name, text: 'x' }]);
      await expect(all(path)).rejects.toThrow(/not a sound zip/);
    },
  );

  it('a bomb is noticed while it is unpacked, whatever its directory says', async () => {
    const bomb = { name: 'a.md', text: 'x'.repeat(100_000) };
    expect(await all(await zip([bomb]), { entryBytes: 50_000 })).toEqual([
      'a.md! is longer than 50000 bytes',
    ]);
    // yauzl holds each file to the size in the directory: a smaller one there does not help.
    const [answer] = await all(await zip([{ ...bomb, claimed: 10 }]));
    expect(answer).toMatch(/^a\.md! /);
    const many = await zip([bomb, { ...bomb, name: 'b.md' }]);
    await expect(all(many, { totalBytes: 150_000 })).rejects.toThrow(/unpacks to more/);
    await expect(all(many, { entries: 1 })).rejects.toThrow(/2 entries/);
  });

  it('that is none, or cut off, is refused with its name', async () => {
    const path = join(dir, 'none.zip');
    await writeFile(path, 'no zip at all, but long enough to look for its end');
    await expect(all(path)).rejects.toThrow(/none\.zip/);
  });

  it('an encrypted file is named, and the others are read', async () => {
    const path = await zip([
      { name: 'a.md', text: 'x', flags: 1 },
      { name: 'b.md', text: 'y' },
    ]);
    expect(await all(path)).toEqual(['a.md! is encrypted', 'b.md: y']);
  });
});

interface Entry {
  name: string;
  text: string;
  /** The size that the directory claims. */
  claimed?: number;
  flags?: number;
}

/** APPNOTE 4.3: local headers with the data, then the directory. yauzl does not compare checksums. */
function zipOf(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, claimed, flags = 0 } of entries) {
    const data = deflateRawSync(Buffer.from(text));
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags | 0x800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(claimed ?? Buffer.byteLength(text), 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), shared, tail, Buffer.from(name));
    files.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listing, Buffer.from('PK\u0005\u0006'), end]);
}
