/** Hand-offs and dangers, against people who take over and against each other. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePostgres } from '../support/database.ts';
import { atOnce, type Rows, startRows } from './rows.ts';

describePostgres('a hand-off', ({ pool, url }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  const wanted = 'Where is my order? I want to talk to a real person.';

  it('decided before a takeover changes nothing and writes no notice', async () => {
    const { conversation } = await rows.say('takeover', wanted);
    const turn = await rows.openTurn(conversation);
    const { reason } = await rows.prepare(conversation, turn);
    const handOff = () => rows.activities.handOff({ desk: rows.desk, conversation, turn, reason });
    const takeOver = () => rows.act(conversation, { name: 'takeOver' });
    await atOnce<unknown>(rows, url(), [conversation], [takeOver, handOff]);
    expect((await rows.row(conversation)).owner).toBe('human:ann');
    expect(await rows.items(conversation)).toEqual([]);
    expect(await rows.deliveries(conversation)).toEqual([]);
  });

  it('that came before the takeover keeps its packet, and its notice does not leave', async () => {
    const { conversation } = await rows.say('before', wanted);
    const turn = await rows.openTurn(conversation);
    const { reason } = await rows.prepare(conversation, turn);
    const handOff = () => rows.activities.handOff({ desk: rows.desk, conversation, turn, reason });
    const takeOver = () => rows.act(conversation, { name: 'takeOver' });
    await atOnce<unknown>(rows, url(), [conversation], [handOff, takeOver]);
    const [item] = await rows.items(conversation);
    expect(item).toMatchObject({ kind: 'handoff', state: 'claimed', claimedBy: 'ann' });
    expect((await rows.packet(item?.id ?? '')).version).toBe(1);
    const [notice] = await rows.deliveries(conversation);
    expect(await rows.attempt(notice?.id ?? '')).toBe('withdrawn');
  });

  it('decided before a danger changes nothing: the conversation stays in the danger queue', async () => {
    const { conversation } = await rows.say('danger', wanted);
    const turn = await rows.openTurn(conversation);
    const { reason } = await rows.prepare(conversation, turn);
    const handOff = () => rows.activities.handOff({ desk: rows.desk, conversation, turn, reason });
    const danger = () => rows.say('danger', 'I want to kill myself');
    await atOnce<unknown>(rows, url(), [conversation], [danger, handOff]);
    expect((await rows.row(conversation)).owner).toBe('queue:danger');
    const items = await rows.items(conversation);
    expect(items.map((i) => [i.queue, i.reason, i.priority])).toEqual([
      ['danger', 'danger:self_harm', 'urgent'],
    ]);
    expect((await rows.deliveries(conversation)).map((d) => d.purpose)).toEqual(['safety']);
  });

  it('that came before a danger is moved to the danger queue, with one item and a new packet', async () => {
    const { conversation } = await rows.say('then-danger', wanted);
    const turn = await rows.openTurn(conversation);
    const { reason } = await rows.prepare(conversation, turn);
    const handOff = () => rows.activities.handOff({ desk: rows.desk, conversation, turn, reason });
    const danger = () => rows.say('then-danger', 'I want to kill myself');
    await atOnce<unknown>(rows, url(), [conversation], [handOff, danger]);
    const [item, ...more] = await rows.items(conversation);
    expect(more).toEqual([]);
    expect(item).toMatchObject({ queue: 'danger', reason: 'danger:self_harm' });
    expect((await rows.packet(item?.id ?? '')).version).toBe(2);
    const [notice] = (await rows.deliveries(conversation)).filter((d) => d.purpose === 'notice');
    expect(await rows.attempt(notice?.id ?? '')).toBe('withdrawn');
  });

  it('raises the epoch with the owner, and only then', async () => {
    const { conversation } = await rows.say('epochs', wanted);
    await rows.run(conversation);
    const before = await rows.row(conversation);
    const [item] = await rows.items(conversation);
    await rows.act(conversation, { name: 'claim', item: item?.id ?? '' });
    await rows.act(conversation, { name: 'claim', item: item?.id ?? '' });
    await rows.act(conversation, { name: 'takeOver' });
    expect((await rows.row(conversation)).epoch).toBe(before.epoch + 1);
    await rows.act(conversation, { name: 'return' });
    await rows.act(conversation, { name: 'return' });
    expect((await rows.row(conversation)).epoch).toBe(before.epoch + 2);
  });
});

describePostgres('a danger', ({ pool }) => {
  let rows: Rows;
  beforeAll(async () => {
    rows = await startRows(pool());
  });
  afterAll(() => rows.stop());

  const harm = 'I want to kill myself';

  it('under the AI moves the conversation to the danger queue as it is stored', async () => {
    const { conversation, stop } = await rows.say('ai', harm);
    expect(stop).toBe(true);
    expect(await rows.row(conversation)).toMatchObject({
      owner: 'queue:danger',
      epoch: 2,
      priority: 'urgent',
    });
    expect(await rows.events(conversation)).toContain('danger');
  });

  it('in another queue moves it to the danger queue', async () => {
    const { conversation } = await rows.say('queue', 'I want to talk to a real person.');
    await rows.run(conversation);
    expect((await rows.row(conversation)).owner).toBe('queue:general');
    await rows.say('queue', harm);
    expect((await rows.row(conversation)).owner).toBe('queue:danger');
    expect(await rows.items(conversation)).toHaveLength(1);
  });

  it('under a person leaves the owner, adds to the packet and sends the safety message once', async () => {
    const { conversation } = await rows.say('person', 'I want to talk to a real person.');
    await rows.run(conversation);
    const [item] = await rows.items(conversation);
    await rows.act(conversation, { name: 'claim', item: item?.id ?? '' });
    const { epoch } = await rows.row(conversation);
    const { message } = await rows.say('person', harm);
    expect(await rows.row(conversation)).toMatchObject({ owner: 'human:ann', epoch, priority: 'urgent' });
    expect(await rows.packet(item?.id ?? '')).toMatchObject({ version: 2, newMessages: [message] });
    const safety = (await rows.deliveries(conversation)).filter((d) => d.purpose === 'safety');
    expect(safety).toHaveLength(1);
    expect(await rows.attempt(safety[0]?.id ?? '')).toBe('sent');
  });

  it('already in the danger queue only adds to the packet', async () => {
    const { conversation } = await rows.say('again', harm);
    const { epoch } = await rows.row(conversation);
    await rows.say('again', `${harm} tonight`);
    expect(await rows.row(conversation)).toMatchObject({ owner: 'queue:danger', epoch });
    const [item, ...more] = await rows.items(conversation);
    expect(more).toEqual([]);
    expect((await rows.packet(item?.id ?? '')).version).toBe(2);
  });

  it('in a conversation that was solved from the danger queue finds people again', async () => {
    const { conversation, message } = await rows.say('solved', harm);
    await rows.act(conversation, { name: 'solve', seenThrough: message ?? '' });
    await rows.say('solved', harm);
    expect(await rows.row(conversation)).toMatchObject({ owner: 'queue:danger', status: 'open' });
    expect((await rows.items(conversation)).filter((i) => i.state === 'waiting')).toHaveLength(1);
  });

  it('cannot be released to the AI from the danger queue', async () => {
    const { conversation } = await rows.say('release', harm);
    expect(await rows.act(conversation, { name: 'release' })).toMatchObject({
      kind: 'conflict',
      reason: 'danger',
    });
  });
});
