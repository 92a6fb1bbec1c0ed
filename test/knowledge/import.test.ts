import { expect, it } from 'vitest';
import { importKnowledge } from '../../knowledge/import.ts';
import { passagesByChunk } from '../../knowledge/search.ts';
import { describeStore } from '../support/database.ts';
import { article, find, keysOf, newDesk, now } from './desks.ts';

const returns = article(
  'returns.md',
  '# Returns\n\nSend the lamp back within 30 days.\n\n## Refunds\n\nThey take five days.',
);
const shipping = article('shipping.md', 'Parcels leave the warehouse on the next working day.');

describeStore('importing knowledge', ({ pool }) => {
  it('an unchanged import writes nothing', async () => {
    const desk = await newDesk(pool());
    expect(await importKnowledge(pool(), desk, [returns, shipping], { now })).toEqual({
      added: 2,
      changed: 0,
      unchanged: 0,
      retired: 0,
      passages: 3,
    });
    const rows = async () =>
      (
        await pool().query(
          `select array_agg(d.xmin::text || k.xmin || k.id order by k.id) as all from knowledge_document d
           join knowledge_chunk k on k.document = d.id where d.desk = $1`,
          [desk],
        )
      ).rows[0].all;
    const before = await rows();
    const later = new Date('2026-04-01T00:00:00Z');
    expect(await importKnowledge(pool(), desk, [shipping, returns], { now: later })).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
      retired: 0,
    });
    expect(await rows()).toEqual(before);
  });

  it("a removed document's passages are never found, and resolve by their id for those who cited them", async () => {
    const desk = await newDesk(pool());
    await importKnowledge(pool(), desk, [returns, shipping], { now });
    const [cited] = await find(pool(), desk, { text: 'when is the refund there?' });
    expect(cited).toMatchObject({ key: 'returns.md', headingPath: ['Returns', 'Refunds'], version: 1 });
    expect(await importKnowledge(pool(), desk, [shipping], { now })).toMatchObject({
      retired: 1,
      unchanged: 1,
    });
    expect(await keysOf(pool(), desk, { text: 'refund lamp five days back' })).not.toContain('returns.md');
    expect(await passagesByChunk(pool(), desk, [cited?.chunk ?? ''])).toMatchObject([
      { text: 'They take five days.', version: 1, title: 'returns.md', live: false },
    ]);
  });

  it('a changed document gets a new version, and what was cited from the old one keeps its words and its title', async () => {
    const desk = await newDesk(pool());
    await importKnowledge(pool(), desk, [returns], { now });
    const [old] = await find(pool(), desk, { text: 'refunds' });
    const changed = { ...returns, title: 'Sending back', body: returns.body.replace('five', 'seven') };
    expect(await importKnowledge(pool(), desk, [changed], { now })).toMatchObject({ added: 0, changed: 1 });
    const fresh = await find(pool(), desk, { text: 'refunds five seven days' });
    expect(fresh.map(({ text, version }) => [text, version])).toContainEqual(['They take seven days.', 2]);
    expect(fresh.filter(({ version }) => version === 1)).toEqual([]);
    expect(await passagesByChunk(pool(), desk, [old?.chunk ?? ''])).toMatchObject([
      { text: 'They take five days.', title: 'returns.md', version: 1, live: false },
    ]);
  });

  it('a document that comes back goes on counting its versions', async () => {
    const desk = await newDesk(pool());
    for (const documents of [[returns, shipping], [shipping], [returns, shipping]])
      await importKnowledge(pool(), desk, documents, { now });
    const [hit] = await find(pool(), desk, { text: 'refunds' });
    expect(hit).toMatchObject({ key: 'returns.md', version: 2 });
  });

  it('an article that exists and cannot be read stays as it was', async () => {
    const desk = await newDesk(pool());
    await importKnowledge(pool(), desk, [returns, shipping], { now });
    const counts = await importKnowledge(pool(), desk, [shipping], { now, unreadable: ['returns.md'] });
    expect(counts.retired).toBe(0);
    expect(await keysOf(pool(), desk, { text: 'refunds' })).toEqual(['returns.md']);
  });

  it('the statistics of words are those of the live passages, whatever came and went', async () => {
    const desk = await newDesk(pool());
    await importKnowledge(pool(), desk, [returns, shipping], { now });
    await importKnowledge(
      pool(),
      desk,
      [{ ...returns, body: 'Only this.' }, article('new.md', 'A new lamp.')],
      { now },
    );
    const counted = await pool().query(
      `select lexeme, chunks from knowledge_term where desk = $1 order by lexeme`,
      [desk],
    );
    const real = await pool().query(
      `select lexeme, count(*) as chunks from knowledge_chunk, unnest(tsv) where desk = $1 and live group by lexeme order by lexeme`,
      [desk],
    );
    expect(counted.rows).toEqual(real.rows);
    const corpus = await pool().query(`select chunks, length from knowledge_corpus where desk = $1`, [desk]);
    const sums = await pool().query(
      `select count(*) as chunks, sum(length) as length from knowledge_chunk where desk = $1 and live`,
      [desk],
    );
    expect(corpus.rows).toEqual(sums.rows);
  });

  it('two imports of the same folder at once store each document once', async () => {
    const desk = await newDesk(pool());
    const both = await Promise.all(
      [1, 2].map(() => importKnowledge(pool(), desk, [returns, shipping], { now })),
    );
    expect(both.reduce((sum, { added }) => sum + added, 0)).toBe(2);
    expect((await keysOf(pool(), desk, { text: 'parcels' })).length).toBe(1);
  });

  it('a desk that does not exist is refused, and so are two documents of one name', async () => {
    await expect(importKnowledge(pool(), 'nobody', [returns], { now })).rejects.toThrow(/no desk nobody/);
    const desk = await newDesk(pool());
    await expect(importKnowledge(pool(), desk, [returns, returns], { now })).rejects.toThrow(/returns.md/);
  });
});
