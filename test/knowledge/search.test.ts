import { expect, it } from 'vitest';
import { importKnowledge } from '../../knowledge/import.ts';
import { passagesByChunk, rankingRules } from '../../knowledge/search.ts';
import { findPassages } from '../../store/knowledge-search.ts';
import { storeVectors } from '../../store/knowledge-vectors.ts';
import { describeStore } from '../support/database.ts';
import { article, find, keysOf, newDesk, now } from './desks.ts';

const shop = [
  article(
    'returns',
    '# Returns\n\nSend the lamp back within 30 days.\n\n## Damaged lamps\n\nOur courier collects a damaged lamp.',
  ),
  article('shipping', 'Parcels leave the warehouse on the next working day. The courier is Fastline.'),
  article('warranty', 'Every lamp has a warranty of three years. Bulbs are not covered.'),
  article('password', 'Reset your password from the page where you sign in.'),
  article('goodwill', 'A voucher of up to 20 euros may be given for a late courier.', {
    audience: 'internal',
  }),
];

describeStore('searching knowledge', ({ pool }) => {
  const shopDesk = async () => {
    const desk = await newDesk(pool());
    await importKnowledge(pool(), desk, shop, { now });
    return desk;
  };

  it("another desk's passages are never found, nor resolved by their ids", async () => {
    const [ours, theirs] = [await shopDesk(), await newDesk(pool())];
    await importKnowledge(pool(), theirs, [article('secret', 'The warranty code is swordfish.')], { now });
    expect(await keysOf(pool(), ours, { text: 'warranty code swordfish' })).not.toContain('secret');
    const [hit] = await find(pool(), theirs, { text: 'swordfish' });
    expect(hit?.key).toBe('secret');
    expect(await passagesByChunk(pool(), ours, [hit?.chunk ?? ''])).toEqual([]);
  });

  it('a word under the right heading finds the passage, with its path', async () => {
    const [hit] = await find(pool(), await shopDesk(), { text: 'my lamp arrived damaged' });
    expect(hit).toMatchObject({ key: 'returns', headingPath: ['Returns', 'Damaged lamps'] });
    expect(hit?.parts.words).toContain('damag');
  });

  it.each([
    ['waranty', 'warranty'],
    ['how do i reset my pasword', 'password'],
    ['warehuose', 'shipping'],
  ])('a misspelt word finds what it stands for: %s', async (text, key) => {
    expect((await keysOf(pool(), await shopDesk(), { text }))[0]).toBe(key);
  });

  it('accents and case do not matter, in the question or in the article', async () => {
    const desk = await newDesk(pool());
    const german = article('versand', 'Die Rücksendung ist für Sie kostenlos.', { language: 'de' });
    await importKnowledge(pool(), desk, [german, ...shop], { now });
    expect((await keysOf(pool(), desk, { text: 'RUCKSENDUNGEN' }))[0]).toBe('versand');
    expect((await keysOf(pool(), desk, { text: 'lámp wárranty' }))[0]).toBe('warranty');
    expect(await keysOf(pool(), desk, { text: 'kostenlos warranty', language: 'de-AT' })).toEqual([
      'versand',
    ]);
  });

  it('words are found in languages that write none apart', async () => {
    const desk = await newDesk(pool());
    await importKnowledge(
      pool(),
      desk,
      [article('返品', '商品は三十日以内に返品できます。', { language: 'ja' })],
      { now },
    );
    expect(await keysOf(pool(), desk, { text: '返品したい' })).toEqual(['返品']);
  });

  it('a follow-up is read with what was said before it', async () => {
    const turns = [
      { speaker: 'customer', text: 'Are bulbs covered by the warranty?' },
      { speaker: 'agent', text: 'No, they are not.' },
      { speaker: 'customer', text: 'And for how long?' },
    ];
    const desk = await shopDesk();
    expect((await keysOf(pool(), desk, { turns }))[0]).toBe('warranty');
    expect(await keysOf(pool(), desk, { turns: turns.slice(2) })).toEqual([]);
  });

  it('the last question weighs more than those before it', async () => {
    const turns = ['Tell me about the warranty', 'How do I reset my password?'].map((text) => ({
      speaker: 'user',
      text,
    }));
    expect((await keysOf(pool(), await shopDesk(), { turns }))[0]).toBe('password');
  });

  it('internal passages are found only by those who ask for them', async () => {
    const desk = await shopDesk();
    expect(await keysOf(pool(), desk, { text: 'voucher for a late courier' })).not.toContain('goodwill');
    const [hit] = await find(pool(), desk, { text: 'voucher for a late courier', audience: 'internal' });
    expect(hit).toMatchObject({ key: 'goodwill', audience: 'internal' });
  });

  it('a document is found from the first moment of its time to the last', async () => {
    const desk = await newDesk(pool());
    const from = new Date('2026-06-01T00:00:00Z');
    const to = new Date('2026-07-01T00:00:00Z');
    await importKnowledge(
      pool(),
      desk,
      [article('sale', 'Lamps at half price.', { effectiveFrom: from, effectiveTo: to })],
      { now },
    );
    const at = (moment: number) => keysOf(pool(), desk, { text: 'half price', now: new Date(moment) });
    expect(await at(from.getTime() - 1)).toEqual([]);
    expect(await at(from.getTime())).toEqual(['sale']);
    expect(await at(to.getTime() - 1)).toEqual(['sale']);
    expect(await at(to.getTime())).toEqual([]);
  });

  it('one document takes no more than its share of the hits', async () => {
    const desk = await newDesk(pool());
    const sections = [1, 2, 3, 4, 5, 6].map((n) => `## Part ${n}\n\nThe warranty of part ${n}.`).join('\n\n');
    await importKnowledge(
      pool(),
      desk,
      [article('long', sections), article('short', 'There is a warranty on things of many kinds.')],
      { now },
    );
    expect((await keysOf(pool(), desk, { text: 'warranty', top: 3 })).sort()).toEqual([
      'long',
      'long',
      'short',
    ]);
    expect((await keysOf(pool(), desk, { text: 'warranty', top: 3, perDocument: 1 })).sort()).toEqual([
      'long',
      'short',
    ]);
  });

  it.each([
    "warranty & | ! ( ) :* <-> '",
    "back\\slash 'quo''te' \\' E'x'",
    'warranty:A',
    "'; drop table knowledge_chunk; --",
    '!!!',
    '',
    '\u0001',
  ])('the question is words, never a query: %j', async (text) => {
    const keys = await keysOf(pool(), await shopDesk(), { text });
    expect(keys.includes('warranty')).toBe(text.includes('warranty'));
  });

  it('a passage that shares nothing telling with the question is not found', async () => {
    expect(
      await keysOf(pool(), await shopDesk(), { text: 'which telescope shows the rings of Saturn best' }),
    ).toEqual([]);
  });

  it('meaning and words are fused: what both find comes first, and vectors of another model count for nothing', async () => {
    const desk = await shopDesk();
    const place = async (key: string, values: number[], model: string) => {
      const { rows } = await pool().query(
        `select k.id from knowledge_chunk k join knowledge_document d on d.id = k.document where k.desk = $1 and d.key = $2`,
        [desk, key],
      );
      const vectors = rows.map(({ id }) => ({ chunk: id as string, values }));
      await storeVectors(pool(), desk, model, values.length, vectors);
    };
    await place('warranty', [0.9, 0.1, 0], 'm');
    await place('password', [0.8, 0.2, 0], 'm');
    await place('shipping', [1, 0, 0, 0], 'other');
    const found = await findPassages(
      pool(),
      desk,
      {
        texts: [{ text: 'guarantee of bulbs', weight: 1 }],
        audiences: ['public'],
        language: null,
        top: 5,
        perDocument: 2,
        now,
        vector: { values: [1, 0, 0], model: 'm', indexed: false },
      },
      rankingRules,
    );
    expect(found.map(({ key, textRank, vectorRank }) => [key, textRank, vectorRank])).toEqual([
      ['warranty', 1, 1],
      ['password', null, 2],
    ]);
  });
});
