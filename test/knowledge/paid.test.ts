/** What embeddings cost: on record, and no more than the desk allows. */
import { expect, it } from 'vitest';
import { systemClock } from '../../domain/clock.ts';
import { embedMissing } from '../../knowledge/embed.ts';
import { embedQuery } from '../../knowledge/embed-query.ts';
import { importKnowledge } from '../../knowledge/import.ts';
import { paidEmbeddings } from '../../knowledge/paid.ts';
import { ModelFailure } from '../../models/failure.ts';
import type { EmbeddingModel } from '../../models/port.ts';
import { spentOn } from '../../store/model-calls.ts';
import { describeStore } from '../support/database.ts';
import { article, newDesk, now } from './desks.ts';
import { fakeModel } from './models.ts';

/** A dollar for a thousand tokens. */
const env = { FIRST_RESPONSE_PRICES: '{"m": {"input": 1000}}' };
const shop = [article('warranty', 'The warranty is three years.'), article('parcel', 'Two days.')];

describeStore('embedding for money', ({ pool }) => {
  /** A model that says what it used, paid by a desk that may spend so many dollars a day. */
  const paying = async (dollars: number, model: EmbeddingModel = telling(100)) => {
    const desk = await newDesk(pool());
    await importKnowledge(pool(), desk, shop, { now });
    const room = { tokens: 1, usd: 1_000 };
    const budget = { turn: room, conversation: room, day: { tokens: 1, usd: dollars } };
    const of = { desk, conversation: null, turn: null, budget, env, clock: systemClock, db: pool() };
    return { desk, model: paidEmbeddings(model, { ...of, ask: 'embed_passages' }) };
  };
  const telling = (tokens: number): EmbeddingModel => {
    const model = fakeModel('m');
    return {
      ...model,
      embed: (texts, options) => {
        options?.spent?.(tokens);
        return model.embed(texts, options);
      },
    };
  };
  const calls = async (desk: string) =>
    (
      await pool().query(
        'select ask, model, input_tokens as tokens, usd, outcome from model_call where desk = $1 order by id',
        [desk],
      )
    ).rows;

  it('is on record with what the provider counted', async () => {
    const { desk, model } = await paying(10);
    await embedMissing(pool(), desk, model, { clock: systemClock });
    expect(await calls(desk)).toEqual([
      { ask: 'embed_passages', model: 'm', tokens: 100, usd: 0.1, outcome: 'ok' },
    ]);
  });

  it('counts against the day in money, and not in tokens, which are for chat', async () => {
    const { desk, model } = await paying(10);
    await model.embed(['a']);
    const { day } = await spentOn(pool(), desk, { conversation: null, turn: null }, systemClock());
    expect(day).toEqual({ tokens: 0, usd: 0.1 });
  });

  it('stops when the day is spent: passages wait, and a question is asked by words', async () => {
    const { desk, model } = await paying(0.15);
    await embedMissing(pool(), desk, model, { clock: systemClock });
    await model.embed(['a']);
    await expect(model.embed(['b'])).rejects.toMatchObject({ kind: 'budget_spent' });
    const asked = await embedQuery(pool(), desk, model, [{ speaker: 'customer', text: 'warranty' }]);
    expect(asked).toEqual({ kind: 'none', reason: 'budget_spent' });
    expect(await calls(desk)).toHaveLength(2); // what was not asked is no call
  });

  it('of a call that fails is on record as such', async () => {
    const failing: EmbeddingModel = {
      ...fakeModel('m'),
      embed: () => Promise.reject(new ModelFailure('overloaded', '503')),
    };
    const { desk, model } = await paying(10, failing);
    await expect(model.embed(['a'])).rejects.toThrow('503');
    expect(await calls(desk)).toMatchObject([{ tokens: 0, outcome: 'overloaded' }]);
  });
});
