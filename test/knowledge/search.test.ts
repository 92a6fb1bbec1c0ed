/** Knowledge: what is searched is what holds now, for this desk and this reader; what was cited once can always be shown. */
import { describe, expect, it } from 'vitest';
import { maxPassageLength, passagesOf } from '../../knowledge/chunk.ts';
import { type Document, readMarkdown } from '../../knowledge/document.ts';
import { importDocuments } from '../../knowledge/import.ts';
import { passagesByChunk, type Query, searchKnowledge } from '../../knowledge/search.ts';
import { describeStore } from '../support/database.ts';

const now = new Date('2026-03-01T12:00:00Z');

function article(key: string, text: string, more: Partial<Document> = {}): Document {
  const base = {
    url: null,
    language: 'en',
    audience: 'public',
    effectiveFrom: null,
    effectiveTo: null,
  } as const;
  return { key, title: key, text, ...base, ...more };
}

const articles = [
  article(
    'returns',
    '# Returns\n\nYou can send a lamp back within 30 days. The refund takes five days.\n\n## Damaged lamps\n\nA damaged lamp is collected by our courier.',
  ),
  article(
    'shipping',
    '# Shipping\n\nParcels leave our warehouse the next working day. The courier is Fastline.',
  ),
  article('warranty', '# Warranty\n\nEvery lamp has a warranty of three years. Bulbs are not covered.'),
  article('goodwill', '# Goodwill\n\nA voucher of up to 20 euros may be given for a late courier.', {
    audience: 'internal',
  }),
];

const ask = (text: string, more: Partial<Query> = {}): Query => ({
  turns: [{ speaker: 'customer', text }],
  top: 5,
  audience: 'public',
  now,
  ...more,
});

describeStore('knowledge', ({ pool }) => {
  const keys = async (desk: string, query: Query) =>
    (await searchKnowledge(pool(), desk, query)).map((h) => h.key);

  it('finds the passage under its heading', async () => {
    await importDocuments(pool(), 'a', articles, { now });
    const [hit] = await searchKnowledge(pool(), 'a', ask('my lamp arrived damaged'));
    expect(hit).toMatchObject({ key: 'returns', headingPath: ['Returns', 'Damaged lamps'], version: 1 });
  });

  it('finds in spite of a misspelling', async () => {
    expect(await keys('a', ask('warrantee of a lamp'))).toContain('warranty');
    expect((await keys('a', ask('waranty')))[0]).toBe('warranty');
  });

  it('reads a follow-up with what was said before', async () => {
    const turns = [
      { speaker: 'customer', text: 'How long is the warranty?' },
      { speaker: 'agent', text: 'Three years.' },
      { speaker: 'customer', text: 'And for the other one?' },
    ];
    expect((await keys('a', ask('', { turns })))[0]).toBe('warranty');
  });

  it('never shows internal guidance to a reader of public articles', async () => {
    expect(await keys('a', ask('voucher for a late courier'))).not.toContain('goodwill');
    expect((await keys('a', ask('voucher for a late courier', { audience: 'internal' })))[0]).toBe(
      'goodwill',
    );
  });

  it("never finds another desk's passages", async () => {
    await importDocuments(pool(), 'b', [article('secret', 'The warranty code is 4711.')], { now });
    expect(await keys('a', ask('warranty code'))).not.toContain('secret');
    expect(
      await passagesByChunk(
        pool(),
        'a',
        (await searchKnowledge(pool(), 'b', ask('warranty'))).map((h) => h.chunk),
      ),
    ).toEqual([]);
  });

  it('finds only what holds at the time', async () => {
    const from = new Date('2026-06-01');
    await importDocuments(
      pool(),
      'c',
      [article('summer', 'Summer sale: lamps at half price.', { effectiveFrom: from })],
      { now },
    );
    expect(await keys('c', ask('summer sale'))).toEqual([]);
    expect(await keys('c', ask('summer sale', { now: new Date('2026-07-01') }))).toEqual(['summer']);
  });

  it('caps what one document may take of the answer', async () => {
    const long = Array.from(
      { length: 6 },
      (_, i) => `## Part ${i}\n\nThe warranty of part ${i} is long.`,
    ).join('\n\n');
    await importDocuments(pool(), 'd', [article('long', long), article('short', 'The warranty is short.')], {
      now,
    });
    const found = await keys('d', ask('warranty', { perDocument: 2 }));
    expect(found.filter((k) => k === 'long')).toHaveLength(2);
    expect(found).toContain('short');
  });

  it('writes nothing when nothing has changed', async () => {
    const again = await importDocuments(pool(), 'a', articles, { now });
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 4, retired: 0 });
  });

  it('keeps a replaced and a removed passage for those who cited it, and never finds it again', async () => {
    const [old] = await searchKnowledge(pool(), 'a', ask('refund takes five days'));
    const changed = [
      article('returns', '# Returns\n\nThe refund takes seven days.'),
      ...articles.slice(1, 2),
    ];
    const result = await importDocuments(pool(), 'a', changed, { now });
    expect(result).toMatchObject({ changed: 1, unchanged: 1, retired: 2 });
    const [fresh] = await searchKnowledge(pool(), 'a', ask('refund takes five days'));
    expect(fresh).toMatchObject({ version: 2, text: 'The refund takes seven days.' });
    expect(await keys('a', ask('warranty'))).toEqual([]);
    const [cited] = await passagesByChunk(pool(), 'a', [old?.chunk ?? '']);
    expect(cited?.text).toContain('five days');
  });

  it.each([
    "warranty & | ! ( ) :* <-> '",
    "back\\slash 'quote' \\'",
    '',
    '???',
    "'; drop table knowledge_chunk; --",
  ])('takes %j for words, never for a query language', async (text) => {
    await expect(searchKnowledge(pool(), 'b', ask(text))).resolves.toBeInstanceOf(Array);
  });
});

describe('passages', () => {
  it('carry the path of their headings, and no heading inside a code block', () => {
    const found = passagesOf('intro\n\n# A\n\none\n\n## B\n\n```\n# not a heading\n```\n\n# C\n\ntwo');
    expect(found.map((p) => p.headingPath)).toEqual([[], ['A'], ['A', 'B'], ['C']]);
    expect(found[2]?.text).toContain('# not a heading');
  });

  it('stay below the limit unless a single line is longer', () => {
    const text = Array.from(
      { length: 80 },
      (_, i) => `Sentence number ${i} says something about lamps.`,
    ).join(' ');
    for (const { text: passage } of passagesOf(text))
      expect(passage.length).toBeLessThanOrEqual(maxPassageLength + 200);
  });

  it('name the file and the field of a wrong front matter', () => {
    expect(readMarkdown('x.md', '---\naudience: everybody\n---\ntext', 'en')).toMatchObject({
      kind: 'failed',
      problem: expect.stringContaining('x.md: audience'),
    });
  });
});
