/** What model calls add up to: by turn, by conversation, by day, and never across desks. */
import { beforeAll, expect, it } from 'vitest';
import { newId } from '../../domain/ids.ts';
import { insertModelCall, type ModelCallRow, spentOn } from '../../store/model-calls.ts';
import { describeStore } from '../support/database.ts';

const noon = new Date('2026-03-01T12:00:00Z');
const before = (hours: number) => new Date(noon.getTime() - hours * 3_600_000);

const call = (more: Partial<ModelCallRow>): ModelCallRow => ({
  id: newId('modelCall', noon),
  desk: 'demo',
  conversation: 'c1',
  turn: 't1',
  ask: 'draft',
  model: 'openai:gpt-4.1-mini',
  promptId: 'draft',
  promptHash: 'abc',
  inputTokens: 100,
  cachedTokens: 0,
  outputTokens: 10,
  usd: 0.25,
  outcome: 'ok',
  request: 'req_1',
  begunAt: noon,
  endedAt: noon,
  ...more,
});

describeStore('model calls', ({ pool }) => {
  beforeAll(async () => {
    for (const desk of ['demo', 'other']) {
      await pool().query('insert into desk values ($1, null, $2)', [desk, noon]);
      await pool().query('insert into customer (id, desk, created_at) values ($1, $1, $2)', [desk, noon]);
    }
    for (const [id, desk] of [
      ['c1', 'demo'],
      ['c2', 'demo'],
      ['c3', 'other'],
    ]) {
      await pool().query(
        `insert into conversation (id, desk, channel, customer, resolved_via, owner, epoch, status, status_at, priority,
           person_answered, message_seq, change, rung, seen, changed_at, ring_attempts, superseded_drafts, audit_count,
           audit_head, opened_at)
         values ($1, $2, 'email', $2, 'key', 'ai', 0, 'open', $3, 'normal', false, 0, 0, 0, 0, $3, 0, 0, 0, '', $3)`,
        [id, desk, noon],
      );
    }
    for (const [id, conversation, desk] of [
      ['t1', 'c1', 'demo'],
      ['t2', 'c2', 'demo'],
      ['t3', 'c3', 'other'],
    ])
      await pool().query(
        `insert into turn (id, desk, conversation, epoch, desk_version, messages, opened_at, ended_at)
         values ($1, $3, $2, 0, 'v', '{}', $4, $4)`,
        [id, conversation, desk, noon],
      );
    for (const row of [
      call({}),
      call({ turn: null, outcome: 'truncated' }),
      call({ conversation: 'c2', turn: 't2', usd: null }),
      call({ conversation: null, turn: null }),
      call({ begunAt: before(13) }),
      call({ desk: 'other', conversation: 'c3', turn: 't3', inputTokens: 9_000 }),
    ])
      await insertModelCall(pool(), row);
  });

  it('are added up by turn, by conversation and since midnight UTC, failures included', async () => {
    expect(await spentOn(pool(), 'demo', { conversation: 'c1', turn: 't1' }, noon)).toEqual({
      turn: { tokens: 220, usd: 0.5 },
      conversation: { tokens: 330, usd: 0.75 },
      day: { tokens: 440, usd: 0.75 },
    });
  });

  it('without a known price count with their tokens', async () => {
    const spent = await spentOn(pool(), 'demo', { conversation: 'c2', turn: 't2' }, noon);
    expect(spent.turn).toEqual({ tokens: 110, usd: 0 });
  });

  it('of another desk are not seen, whatever ids are asked for', async () => {
    const spent = await spentOn(pool(), 'other', { conversation: 'c1', turn: 't1' }, noon);
    expect(spent).toEqual({
      turn: { tokens: 0, usd: 0 },
      conversation: { tokens: 0, usd: 0 },
      day: { tokens: 9_010, usd: 0.25 },
    });
  });

  it('of no conversation count for the day alone', async () => {
    const spent = await spentOn(pool(), 'demo', { conversation: null, turn: null }, noon);
    expect(spent.turn.tokens + spent.conversation.tokens).toBe(0);
    expect(spent.day.tokens).toBe(440);
  });

  it('stored again are stored once', async () => {
    const row = call({ conversation: null, turn: null, desk: 'other', inputTokens: 0, outputTokens: 1 });
    await insertModelCall(pool(), row);
    await insertModelCall(pool(), row);
    const spent = await spentOn(pool(), 'other', { conversation: null, turn: null }, noon);
    expect(spent.day.tokens).toBe(9_011);
  });
});
