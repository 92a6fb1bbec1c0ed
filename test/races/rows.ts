/** The rows of a conversation without an engine: a test calls the transactions in the order it wants to prove something about. */
import pg from 'pg';
import { readTurn } from '../../activities/context.ts';
import { type Activities, createActivities } from '../../activities/index.ts';
import { isAskModel } from '../../activities/model.ts';
import { createSteps, decideTurn, type Steps } from '../../activities/prepare.ts';
import type { Verdict } from '../../activities/review.ts';
import type { ParsedMessage } from '../../channels/generic.ts';
import type { DeskFileInput } from '../../desk/schema.ts';
import type { Conversation, Delivery } from '../../domain/conversation.ts';
import { newId } from '../../domain/ids.ts';
import { noModels } from '../../models/port.ts';
import { rulesModel } from '../../models/rules/model.ts';
import { auditOf, hashOf } from '../../store/audit.ts';
import { findConversation } from '../../store/conversations.ts';
import { deliveriesOf } from '../../store/deliveries.ts';
import { activateVersion } from '../../store/desks.ts';
import { eventsOf } from '../../store/events.ts';
import { messagesOf } from '../../store/messages.ts';
import { itemsOf, latestPacket } from '../../store/queue.ts';
import { turnsOf } from '../../store/turns.ts';
import { type Action, act } from '../../transactions/act.ts';
import { type AttemptOutcome, begin, end } from '../../transactions/attempt.ts';
import { observe } from '../../transactions/observe.ts';
import { receiveEvent } from '../../transactions/platform.ts';
import { type Received, receiveMessage } from '../../transactions/receive.ts';
import { cachedDesks, type DeskVersion, type Work } from '../../transactions/work.ts';
import type { ActionAnswer, Todo } from '../../workflows/contract.ts';
import { type TestDesk, writeDesk } from '../support/desk.ts';

export const ADA = { kind: 'email', address: 'ada@example.com', proof: 'channel' } as const;
export const BEN = { kind: 'email', address: 'ben@example.com', proof: 'channel' } as const;

type Event = Parameters<typeof receiveEvent>[2];
/** An event without what every one of them carries. */
type Told = Event extends infer E
  ? E extends Event
    ? Omit<E, 'eventId' | 'channel' | 'conversationKey'>
    : never
  : never;

export interface Rows {
  work: Work;
  activities: Activities;
  desk: string;
  now(): Date;
  /** Lets time pass: nothing but this moves the clock. */
  pass(ms: number): void;
  say(key: string, text: string, more?: Partial<ParsedMessage>): Promise<Received>;
  tell(key: string, event: Told & { eventId?: string }): Promise<Awaited<ReturnType<typeof receiveEvent>>>;
  act(conversation: string, action: Action, person?: string, id?: string): Promise<ActionAnswer>;
  observe(conversation: string): Promise<Todo>;
  /** Observes and expects a turn to answer. */
  openTurn(conversation: string): Promise<string>;
  /** The steps of a turn up to its review; answers with the verdict. */
  prepare(conversation: string, turn: string): Promise<Verdict>;
  claim(conversation: string, turn: string, purpose?: 'reply' | 'question'): ReturnType<Steps['claim']>;
  /** One attempt through the fence, with what the receiver is to answer. */
  attempt(delivery: string, outcome?: AttemptOutcome): Promise<Delivery['state'] | 'busy'>;
  /** What the workflow would do until it waits, with a receiver that answers this way; answers with the last thing to do. */
  run(conversation: string, receiver?: (delivery: string) => AttemptOutcome): Promise<Todo>;
  /** A message that the macro of its topic has answered. */
  answered(key: string): Promise<string>;
  /** A draft that waits for approval, and the newest message it answers. */
  awaitingApproval(
    key: string,
  ): Promise<{ conversation: string; draft: string; message: string; item: string }>;
  row(conversation: string): Promise<Conversation>;
  messages(conversation: string): ReturnType<typeof messagesOf>;
  deliveries(conversation: string): Promise<Delivery[]>;
  turns(conversation: string): ReturnType<typeof turnsOf>;
  items(conversation: string): ReturnType<typeof itemsOf>;
  events(conversation: string): Promise<string[]>;
  packet(item: string): Promise<Record<string, unknown> & { version: number; newMessages: string[] }>;
  /** Kinds of the audit records in order, after the chain was checked. */
  audit(conversation: string): Promise<string[]>;
  /** Puts another version of the desk into service. */
  apply(changes: Partial<DeskFileInput>, moreFiles?: Readonly<Record<string, string>>): Promise<void>;
  stop(): void;
}

const accepted: AttemptOutcome = { kind: 'accepted' };

export async function startRows(pool: pg.Pool, changes: Partial<DeskFileInput> = {}): Promise<Rows> {
  let time = Date.parse('2026-03-02T09:00:00Z');
  // No two moments are the same, as on a real machine.
  const clock = () => new Date(time++);
  // A desk of its own for each suite: they share a database.
  const desk = `d${newId('event', clock()).slice(-8)}`;
  const work: Work = { pool, clock, desks: cachedDesks() };
  const written: TestDesk[] = [];
  let version: DeskVersion | undefined;
  const context = { ...work, rules: rulesModel(), models: noModels, env: {} };
  const activities = createActivities(context);
  const steps = createSteps(context);
  let serial = 0;
  const rows: Rows = {
    work,
    activities,
    desk,
    now: clock,
    pass(ms) {
      time += ms;
    },
    async apply(more, moreFiles) {
      const files = await writeDesk({ id: desk, ...more }, moreFiles);
      written.push(files);
      await activateVersion(pool, desk, files.content.hash, files.content, files.dir, 'test', clock());
      version = await work.desks.active(pool, desk);
    },
    say(key, text, more = {}) {
      serial += 1;
      return receiveMessage(work, inService(version), {
        channel: 'email',
        conversationKey: key,
        providerId: `${key}-${serial}`,
        author: { kind: 'customer' },
        identities: [ADA],
        text,
        attachments: [],
        headers: {},
        sentAt: null,
        link: null,
        ...more,
      });
    },
    tell(key, event) {
      serial += 1;
      const about = { channel: 'email', conversationKey: key, eventId: `e${serial}` };
      return receiveEvent(work, inService(version), { ...about, ...event } as Event);
    },
    async act(conversation, action, person = 'ann', id = newId('action', clock())) {
      const answer = await act(
        work,
        desk,
        conversation,
        id,
        { person, recordedAs: `human:${person}` },
        action,
      );
      if (!answer) throw new Error(`there is no conversation ${conversation}`);
      return answer;
    },
    observe: async (conversation) => (await observe(work, desk, conversation)).todo,
    async openTurn(conversation) {
      const todo = await rows.observe(conversation);
      if (todo.kind !== 'answer') throw new Error(`a turn was expected, but there is to do: ${todo.kind}`);
      return todo.turn;
    },
    async prepare(conversation, turn) {
      const input = { desk, conversation, turn };
      const verdict = await decideTurn(context, steps, input, await readTurn(work, input));
      if (isAskModel(verdict)) throw new Error('there is no model to ask here');
      return verdict;
    },
    claim: (conversation, turn, purpose = 'reply') => steps.claim({ desk, conversation, turn, purpose }),
    async attempt(delivery, outcome = accepted) {
      const begun = await begin(work, desk, delivery);
      if (begun.kind === 'busy') return 'busy';
      return begun.kind === 'over' ? begun.state : end(work, desk, delivery, outcome);
    },
    async run(conversation, receiver = () => accepted) {
      for (let looks = 0; looks < 50; looks += 1) {
        const todo = await rows.observe(conversation);
        if (todo.kind === 'deliver') await rows.attempt(todo.delivery, receiver(todo.delivery));
        else if (todo.kind === 'hand_off')
          await activities.handOff({ desk, conversation, turn: todo.turn, reason: todo.reason });
        else if (todo.kind === 'answer') await answer(conversation, todo.turn);
        else return todo;
      }
      throw new Error(`conversation ${conversation} never comes to rest`);
    },
    async answered(key) {
      const { conversation } = await rows.say(key, 'When are you open?');
      await rows.run(conversation);
      return conversation;
    },
    async awaitingApproval(key) {
      const { conversation, message } = await rows.say(key, 'My lamp is broken, can you repair my lamp?');
      await rows.run(conversation);
      const [item] = (await rows.items(conversation)).filter((i) => i.kind === 'approval');
      if (!item?.draft || !message) throw new Error('no draft waits for approval');
      return { conversation, draft: item.draft, message, item: item.id };
    },
    async row(conversation) {
      const found = await findConversation(pool, desk, conversation);
      if (!found) throw new Error(`there is no conversation ${conversation}`);
      return found;
    },
    messages: (conversation) => messagesOf(pool, desk, conversation),
    deliveries: (conversation) => deliveriesOf(pool, desk, conversation),
    turns: (conversation) => turnsOf(pool, desk, conversation),
    items: (conversation) => itemsOf(pool, desk, conversation),
    events: async (conversation) => (await eventsOf(pool, desk, conversation)).map((e) => e.kind),
    async packet(item) {
      const found = await latestPacket(pool, desk, item);
      if (!found) throw new Error(`item ${item} has no packet`);
      return found.content as Awaited<ReturnType<Rows['packet']>>;
    },
    async audit(conversation) {
      const records = await auditOf(pool, desk, conversation);
      let prev = '';
      for (const { hash, ...record } of records) {
        if (record.prev !== prev || hashOf(record) !== hash)
          throw new Error(`the audit chain breaks at ${record.n}`);
        prev = hash;
      }
      const { auditHead, auditCount } = await rows.row(conversation);
      if (auditHead !== prev || auditCount !== records.length)
        throw new Error('the audit head is not the chain’s');
      return records.map((r) => r.kind);
    },
    stop() {
      for (const files of written) files.remove();
    },
  };

  async function answer(conversation: string, turn: string): Promise<void> {
    const verdict = await rows.prepare(conversation, turn);
    const input = { desk, conversation, turn };
    if (verdict.kind === 'send' || verdict.kind === 'ask')
      await rows.claim(conversation, turn, verdict.kind === 'ask' ? 'question' : 'reply');
    else if (verdict.kind === 'approve') await steps.requestApproval({ ...input, reason: verdict.reason });
    else if (verdict.kind === 'hand_off') await activities.handOff({ ...input, reason: verdict.reason });
  }

  await rows.apply(changes);
  return rows;
}

function inService(version: DeskVersion | undefined): DeskVersion {
  if (version) return version;
  throw new Error('no version of the desk is in service');
}

/**
 * Starts transactions while another connection holds the conversation's row, and lets go when all of them wait for it.
 * They queue in the order in which they were started, so the test chooses who comes first.
 */
export async function atOnce<T>(
  rows: Rows,
  url: string,
  conversations: readonly string[],
  starts: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  return holding(
    rows,
    url,
    (client) =>
      client.query('select id from conversation where desk = $1 and id = any($2) order by id for update', [
        rows.desk,
        conversations,
      ]),
    starts,
  );
}

/** As `atOnce`, where what is held is for the test to say. */
export async function holding<T>(
  rows: Rows,
  url: string,
  hold: (client: pg.Client) => Promise<unknown>,
  starts: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await hold(client);
    const running: Promise<T>[] = [];
    for (const start of starts) {
      running.push(start());
      running.at(-1)?.catch(() => {}); // looked at below
      await untilWaiting(rows.work.pool, running.length);
    }
    await client.query('COMMIT');
    return await Promise.allSettled(running);
  } finally {
    await client.end();
  }
}

/** Polls the server's own list of who waits for a lock: no guess about how long it takes to get there. */
async function untilWaiting(pool: pg.Pool, count: number): Promise<void> {
  for (let looks = 0; looks < 2_000; looks += 1) {
    const { rows } = await pool.query(
      `select count(*) as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (Number(rows[0]?.waiting) >= count) return;
  }
  throw new Error(`fewer than ${count} transactions ever waited for a lock`);
}

export function fulfilled<T>(result: PromiseSettledResult<T> | undefined): T {
  if (result?.status === 'fulfilled') return result.value;
  throw result?.reason ?? new Error('there is no such result');
}
