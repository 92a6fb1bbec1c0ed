import { describe, expect, it } from 'vitest';
import { importKnowledge } from '../../knowledge/import.ts';
import { linkFinder } from '../../knowledge/links.ts';
import { describeStore } from '../support/database.ts';
import { article, find, newDesk, now } from './desks.ts';

describe('links', () => {
  const finder = linkFinder([
    { key: 'a/returns.md', title: 'Returns', url: 'https://x.example/returns/' },
    { key: 'a/username.md', title: 'Account access / Recover username', url: null },
    { key: 'b/one.md', title: 'Store opening hours', url: null },
    { key: 'b/two.md', title: 'Store opening hours', url: null },
  ]);
  it.each([
    ['see [this](returns.md#costs)', 'a/x.md', [['a/returns.md', 'link']]],
    ['see [this](../a/returns)', 'b/x.md', [['a/returns.md', 'link']]],
    ['see [this](https://X.example/returns?from=1)', 'b/x.md', [['a/returns.md', 'link']]],
    ['Use the RECOVER username subflow.', 'b/x.md', [['a/username.md', 'title']]],
    ['Returns are free.', 'b/x.md', []],
    ['Our store opening hours vary.', 'b/x.md', []],
    ['Recover username', 'a/username.md', []],
    ['[x](https://elsewhere.example/returns.md) [y](%E0%A4%A)', 'a/x.md', []],
  ])('%s in %s', (text, key, links) => {
    expect(finder({ key, text }).map(({ target, how }) => [target, how])).toEqual(links);
  });
});

describeStore('links between documents', ({ pool }) => {
  const damaged = article('damaged', 'For a broken lamp follow the goodwill voucher policy.');
  const voucher = article('voucher', 'Twenty euros at most, once a year.', {
    title: 'Goodwill voucher policy',
  });
  const filler = article('filler', 'Parcels leave on working days.');

  it('a document that a found one names is found as well, with who names it, and after those found by themselves', async () => {
    const desk = await newDesk(pool());
    // The one that names comes first, and links to it all the same once it is there.
    await importKnowledge(pool(), desk, [damaged, filler], { now });
    await importKnowledge(pool(), desk, [damaged, filler, voucher], { now });
    const hits = await find(pool(), desk, { text: 'my lamp arrived broken' });
    expect(hits.map(({ key, parts }) => [key, parts.linkedFrom])).toEqual([
      ['damaged', []],
      ['voucher', ['damaged']],
    ]);
    const without = await find(pool(), desk, { text: 'my lamp arrived broken', rules: { linkWeight: 0 } });
    expect(without.map(({ key }) => key)).toEqual(['damaged']);
  });

  it('a link never brings up what may not be found: internal, not in force, retired', async () => {
    const text = 'my lamp arrived broken';
    const keys = async (given: typeof voucher, again?: true) => {
      const desk = await newDesk(pool());
      await importKnowledge(pool(), desk, [damaged, given], { now });
      if (again) await importKnowledge(pool(), desk, [damaged], { now });
      return (await find(pool(), desk, { text })).map(({ key }) => key);
    };
    expect(await keys(voucher)).toEqual(['damaged', 'voucher']);
    expect(await keys({ ...voucher, audience: 'internal' })).toEqual(['damaged']);
    expect(await keys({ ...voucher, effectiveFrom: new Date('2030-01-01') })).toEqual(['damaged']);
    expect(await keys(voucher, true)).toEqual(['damaged']);
  });

  it('what half of the documents say names nothing', async () => {
    const desk = await newDesk(pool());
    const naming = Array.from({ length: 12 }, (_, i) => ({ ...damaged, key: `d${i}` }));
    await importKnowledge(pool(), desk, [...naming, voucher], { now });
    const { rows } = await pool().query('select count(*) as n from knowledge_link where desk = $1', [desk]);
    expect(rows[0].n).toBe(0);
  });
});
