import { expect, it } from 'vitest';
import { after as later, minutes, systemClock } from '../../domain/clock.ts';
import { embedMissing } from '../../knowledge/embed.ts';
import { embedQuery, weightedSum } from '../../knowledge/embed-query.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import { indexIfMany } from '../../knowledge/vector-index.ts';
import { ModelFailure } from '../../models/failure.ts';
import type { EmbeddingModel } from '../../models/port.ts';
import { takeEmbeddingLease } from '../../store/embedding-leases.ts';
import { vectorsOf } from '../../store/knowledge-vectors.ts';
import { describePostgres, describeStore } from '../support/database.ts';
import { article, find, newDesk, now } from './desks.ts';
import { fakeModel } from './models.ts';

const clock = systemClock;
const shop = [
  article('warranty', 'The warranty is three years.'),
  article('shipping', 'A parcel takes two days.'),
  article('password', 'Reset your password where you sign in.'),
];
const asked = (text: string) => [{ speaker: 'customer', text }];

describeStore('embedding knowledge', ({ pool }) => {
  const deskWith = async (documents = shop) => {
    const desk = await newDesk(pool());
    await importKnowledge(pool(), desk, documents, { now });
    return desk;
  };
  const countsAgree = async (desk: string) => {
    const { rows } = await pool().query(
      `select model, chunks, (select count(*) from knowledge_embedding e where e.desk = v.desk and e.model = v.model) as real
       from knowledge_vectors v where desk = $1`,
      [desk],
    );
    for (const { chunks, real } of rows) expect(chunks).toBe(real);
  };

  it('a passage is embedded once, with its title and headings, and again only when its document changes', async () => {
    const desk = await deskWith([article('a', '# Costs\n\nFree.', { title: 'Returns' }), ...shop]);
    const model = fakeModel('m');
    expect(await embedMissing(pool(), desk, model, { clock })).toMatchObject({ embedded: 4, complete: true });
    expect(model.embedded).toContain('Returns > Costs\n\nFree.');
    expect(await embedMissing(pool(), desk, model, { clock })).toMatchObject({ embedded: 0, complete: true });
    await importKnowledge(pool(), desk, [article('a', 'Not free.'), ...shop], { now });
    expect(await embedMissing(pool(), desk, model, { clock })).toMatchObject({ embedded: 1 });
    expect(model.embedded.length).toBe(5);
    await countsAgree(desk);
  });

  it('an interrupted run keeps what it has and goes on from there, and of two at once one does it', async () => {
    const many = Array.from({ length: 70 }, (_, i) => article(`d${i}`, `warranty number${i}`));
    const desk = await deskWith(many);
    const model = fakeModel('m');
    let calls = 0;
    const broken: EmbeddingModel = {
      ...model,
      embed: async (texts) => {
        calls += 1;
        if (calls > 1) throw new ModelFailure('overloaded', '503');
        return model.embed(texts);
      },
    };
    await expect(embedMissing(pool(), desk, broken, { clock })).rejects.toThrow('503');
    const after = (await vectorsOf(pool(), desk)).models[0];
    expect(after?.chunks).toBeGreaterThan(0);
    expect(after?.completeAt).toBeNull();
    const runs = await Promise.all([1, 2].map(() => embedMissing(pool(), desk, model, { clock })));
    expect(runs.map(({ busy }) => busy).sort()).toEqual([false, true]);
    expect(runs.reduce((sum, { embedded }) => sum + embedded, 0)).toBe(70 - (after?.chunks ?? 0));
    expect(new Set(model.embedded).size).toBe(model.embedded.length); // nothing was paid for twice
    expect((await vectorsOf(pool(), desk)).models[0]?.chunks).toBe(70);
    await countsAgree(desk);
  });

  it('what a killed process had begun is left alone until its lease is over', async () => {
    const desk = await deskWith();
    const begun = clock();
    await takeEmbeddingLease(pool(), desk, 'm', begun, later(begun, minutes(5)));
    const at = (ms: number) => ({ clock: () => later(begun, ms) });
    const model = fakeModel('m');
    expect(await embedMissing(pool(), desk, model, at(minutes(4)))).toMatchObject({
      embedded: 0,
      busy: true,
    });
    expect(await embedMissing(pool(), desk, model, at(minutes(5)))).toMatchObject({
      embedded: 3,
      busy: false,
    });
  });

  it('a model too slow for a batch gets smaller ones', async () => {
    const desk = await deskWith(Array.from({ length: 40 }, (_, i) => article(`d${i}`, `number${i}`)));
    const model = fakeModel('m');
    const slow: EmbeddingModel = {
      ...model,
      embed: async (texts) => {
        if (texts.length > 2) throw new ModelFailure('timed_out', 'too slow');
        return model.embed(texts);
      },
    };
    expect(await embedMissing(pool(), desk, slow, { clock })).toMatchObject({ embedded: 40, complete: true });
    const never = {
      ...model,
      name: 'n',
      embed: async () => Promise.reject(new ModelFailure('timed_out', 'x')),
    };
    await expect(embedMissing(pool(), desk, never, { clock })).rejects.toMatchObject({ kind: 'timed_out' });
  });

  it('what is retired has no vectors, and is not found by meaning', async () => {
    const desk = await deskWith();
    const model = fakeModel('m');
    await embedMissing(pool(), desk, model, { clock });
    await importKnowledge(pool(), desk, shop.slice(1), { now });
    await countsAgree(desk);
    const query = await embedQuery(pool(), desk, model, asked('guarantee'));
    const vector = query.kind === 'vector' ? query.vector : null;
    const hits = await find(pool(), desk, { text: 'guarantee', vector, rules: { minNearness: 0.5 } });
    expect(hits.map(({ key }) => key)).toEqual([]);
  });

  it('a question in other words than the article finds it by meaning', async () => {
    const desk = await deskWith();
    const model = fakeModel('m');
    await embedMissing(pool(), desk, model, { clock });
    expect(await find(pool(), desk, { text: 'guarantee' })).toEqual([]);
    const query = await embedQuery(pool(), desk, model, asked('guarantee'));
    if (query.kind !== 'vector') throw new Error(query.reason);
    const [hit] = await find(pool(), desk, { text: 'guarantee', vector: query.vector });
    expect(hit).toMatchObject({ key: 'warranty', parts: { textRank: null, vectorRank: 1 } });
  });

  it('the vectors in service answer until those of a new model are complete, and from then on the new ones', async () => {
    const desk = await deskWith(
      Array.from({ length: 70 }, (_, i) => article(`d${i}`, `warranty number${i}`)),
    );
    await embedMissing(pool(), desk, fakeModel('old'), { clock });
    const next = fakeModel('new', { extra: 3, others: ['old'] });
    const servedBy = async () => {
      const query = await embedQuery(pool(), desk, next, asked('guarantee'));
      if (query.kind !== 'vector') return query.reason;
      const [hit] = await find(pool(), desk, { text: 'guarantee', vector: query.vector });
      expect(hit?.parts.vectorRank).toBe(1);
      return query.vector.model;
    };
    expect(await servedBy()).toBe('old');
    const stop = new AbortController();
    const halfway = { clock, signal: stop.signal, onProgress: (done: number) => done > 0 && stop.abort() };
    expect(await embedMissing(pool(), desk, next, halfway)).toMatchObject({ complete: false });
    expect(await servedBy()).toBe('old');
    expect(await embedMissing(pool(), desk, next, { clock })).toMatchObject({ complete: true });
    expect(await servedBy()).toBe('new');
    // New passages that wait for their vectors change nothing about that.
    const grown = Array.from({ length: 71 }, (_, i) => article(`d${i}`, `warranty number${i}`));
    await importKnowledge(pool(), desk, grown, { now });
    expect(await servedBy()).toBe('new');
  });

  it('former vectors stay for two days, so that a rollout does not make them again and again', async () => {
    const desk = await deskWith();
    await embedMissing(pool(), desk, fakeModel('old'), { clock: () => now });
    const next = fakeModel('new');
    const at = (hours: number) => () => new Date(now.getTime() + hours * 3_600_000);
    expect((await embedMissing(pool(), desk, next, { clock: at(1) })).dropped).toEqual([]);
    expect((await embedMissing(pool(), desk, next, { clock: at(48) })).dropped).toEqual([]);
    expect((await embedMissing(pool(), desk, next, { clock: at(50) })).dropped).toEqual(['old']);
    expect((await vectorsOf(pool(), desk)).models.map(({ model }) => model)).toEqual(['new']);
  });

  it('another length under the same name is refused when stored, and searched by words when asked', async () => {
    const desk = await deskWith();
    await embedMissing(pool(), desk, fakeModel('m'), { clock });
    await importKnowledge(pool(), desk, [...shop, article('new', 'More.')], { now });
    const changed = fakeModel('m', { extra: 2 });
    await expect(embedMissing(pool(), desk, changed, { clock })).rejects.toMatchObject({
      kind: 'wrong_dimension',
    });
    expect(await embedQuery(pool(), desk, changed, asked('guarantee'))).toEqual({
      kind: 'none',
      reason: 'wrong_dimension',
    });
  });

  it('a question is never lost to its embedding: each failure is a reason to search by words', async () => {
    const desk = await deskWith();
    const model = fakeModel('m');
    expect(await embedQuery(pool(), desk, null, asked('x'))).toEqual({ kind: 'none', reason: 'no_model' });
    expect(await embedQuery(pool(), desk, model, asked('x'))).toEqual({ kind: 'none', reason: 'no_vectors' });
    await embedMissing(pool(), desk, model, { clock });
    expect(await embedQuery(pool(), desk, model, asked('  '))).toEqual({
      kind: 'none',
      reason: 'nothing_said',
    });
    const failing = {
      ...model,
      embed: async () => {
        throw new ModelFailure('breaker_open', 'left alone');
      },
    };
    expect(await embedQuery(pool(), desk, failing, asked('x'))).toEqual({
      kind: 'none',
      reason: 'breaker_open',
    });
  });

  it('the embedded database never gets an index, and says when it has too many passages', async () => {
    const desk = await deskWith();
    await embedMissing(pool(), desk, fakeModel('m'), { clock });
    const { rows } = await pool().query('select version() as v');
    if (!/emscripten/.test(rows[0].v)) return;
    expect(await indexIfMany(pool(), desk, 'm', { indexFrom: 1, embeddedLimit: 3 })).toMatchObject({
      reason: 'few',
    });
    expect(await indexIfMany(pool(), desk, 'm', { indexFrom: 1, embeddedLimit: 2 })).toMatchObject({
      reason: 'embedded_and_many',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });
});

describePostgres('the vector index', ({ pool }) => {
  it('finds what looking at everything finds, leaves out what may not be shown, and is built once', async () => {
    const desk = await newDesk(pool());
    const many = Array.from({ length: 300 }, (_, i) =>
      article(`d${i}`, `${i % 3 ? 'warranty' : 'parcel'} n${i}`, { audience: i % 2 ? 'internal' : 'public' }),
    );
    await importKnowledge(pool(), desk, many, { now });
    const model = fakeModel('m');
    await embedMissing(pool(), desk, model, { clock });
    const search = async () => {
      const query = await embedQuery(pool(), desk, model, asked('delivery'));
      if (query.kind !== 'vector') throw new Error(query.reason);
      const hits = await find(pool(), desk, { text: 'delivery', vector: query.vector, top: 20 });
      return {
        indexed: query.vector.indexed,
        near: hits.map(({ parts }) => parts.similarity?.toFixed(4)),
        hits,
      };
    };
    const exact = await search();
    const limits = { indexFrom: 300, embeddedLimit: 1 };
    expect(await indexIfMany(pool(), desk, 'm', { ...limits, indexFrom: 301 })).toMatchObject({
      reason: 'few',
    });
    expect(await indexIfMany(pool(), desk, 'm', limits)).toMatchObject({ kind: 'built' });
    expect(await indexIfMany(pool(), desk, 'm', limits)).toMatchObject({ reason: 'there_already' });
    const byIndex = await search();
    expect([exact.indexed, byIndex.indexed]).toEqual([false, true]);
    expect(byIndex.near).toEqual(exact.near);
    expect(new Set(byIndex.hits.map(({ audience }) => audience))).toEqual(new Set(['public']));
  });
});

it('in a weighted sum a long vector counts no more than its weight', () => {
  expect(
    weightedSum(
      [
        [10, 0],
        [0, 1],
      ],
      [1, 0.5],
    ),
  ).toEqual([1, 0.5]);
});
