/** Plays the demo conversations of the desks through the real intake, and compares what became of each with what is expected. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { after, systemClock } from '../../domain/clock.ts';
import { type Gateway, openGateway } from '../client/gateway.ts';
import { insistently } from '../client/insist.ts';
import { type Outcome, outcomeLine, outcomeOf } from '../client/outcome.ts';
import { actAsPerson, refusal } from '../client/people.ts';
import type { ShownConversation } from '../client/shapes.ts';
import { untilAtRest } from '../client/wait.ts';
import { messageOf } from '../failure.ts';
import { bold, dim, duration, green, print, red } from '../output.ts';
import { inParallel } from '../play/parallel.ts';
import {
  type DemoConversation,
  type DemoMessage,
  type DemoOutcome,
  type DemoRow,
  demoOrThrow,
  stepsOf,
} from './demo-file.ts';
import type { Stack } from './stack.ts';

/** Conversations at once: a settle window is mostly waiting, and two cores can do this many turns in between. */
const AT_ONCE = 10;
/** The whole demo is promised within a minute; one conversation that hangs must be named before that. */
const REST_LIMIT_MS = 30_000;
/** How much earlier a message that arrives late says that it was sent. */
const LATE_MS = 5_000;

interface Played {
  title: string;
  expected: string[];
  actual: string[];
  ok: boolean;
  link: string | null;
}

/** Answers how many conversations differed. */
export async function playDemo(stack: Stack): Promise<number> {
  let differed = 0;
  // A demo that was interrupted is played again, as other conversations.
  const run = stack.resumed ? `-${randomBytes(2).toString('hex')}` : '';
  for (const desk of stack.desks) {
    const conversations = await demoOrThrow(desk.dir);
    const { id } = desk.content.desk;
    const entry = stack.file.desks.find((d) => d.id === id);
    if (conversations.length === 0 || !entry) continue;
    const gateway = openGateway({ ...entry, url: stack.file.gateway, desk: id, settle: undefined });
    const began = performance.now();
    print(bold(`Playing ${conversations.length} conversations of desk ${id}`));
    const printed = inOrder((played: Played) => print(...playedLines(played)));
    const results = await inParallel(conversations, AT_ONCE, async (conversation, index) => {
      const played = await playOne(gateway, conversation, run);
      printed(index, played);
      return played;
    });
    const failed = results.filter(({ ok }) => !ok);
    differed += failed.length;
    const took = duration(performance.now() - began);
    print('', summary(results.length, failed, took));
  }
  return differed;
}

function summary(count: number, failed: readonly Played[], took: string): string {
  if (failed.length === 0) return green(`All ${count} went as expected, in ${took}.`);
  return red(
    `${failed.length} of ${count} went otherwise than expected: ${failed.map(({ title }) => title).join('; ')}`,
  );
}

/** Results end in any order and are shown in the order of the files. */
function inOrder<T>(show: (value: T) => void): (index: number, value: T) => void {
  const waiting = new Map<number, T>();
  let next = 0;
  return (index, value) => {
    waiting.set(index, value);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      show(ready);
    }
  };
}

function playedLines({ title, expected, actual, ok, link }: Played): string[] {
  return [
    `${ok ? green('✓') : red('✗')} ${title}`,
    `    ${dim('expected')}  ${expected.join(', then ')}`,
    `    ${dim('actual')}    ${ok ? actual.join(', then ') : red(actual.join(', then '))}`,
    ...(link ? [dim(`    ${link}`)] : []),
  ];
}

async function playOne(gateway: Gateway, conversation: DemoConversation, run: string): Promise<Played> {
  const { title, expect } = conversation;
  const played: Played = { title, expected: expect.map(expectedLine), actual: [], ok: true, link: null };
  const player = new Player(gateway, conversation, run);
  try {
    for (const { rows, expect: due } of stepsOf(conversation)) {
      for (const row of rows) await player.row(row);
      const { late, shown } = await player.rest();
      played.link = shown.workflowLink;
      if (!due) continue;
      const actual = late ? undefined : outcomeOf(shown);
      const ok = actual !== undefined && meets(due, actual);
      // The words of what was expected, where they fit: the two lines can then be compared at a glance.
      played.actual.push(ok ? expectedLine(due) : actual ? outcomeLine(actual) : notAtRest(shown));
      played.ok &&= ok;
    }
  } catch (error) {
    played.ok = false;
    played.actual.push(`failed: ${messageOf(error)}`);
  }
  return played;
}

const notAtRest = (c: ShownConversation): string =>
  `not at rest after ${duration(REST_LIMIT_MS)} (owner ${c.owner}, status ${c.status})`;

/** Plays the rows of one conversation, one after the other. */
class Player {
  readonly #gateway: Gateway;
  readonly #of: DemoConversation;
  readonly #key: string;
  #count = 0;
  #sentAt = systemClock();
  /** Where the last message went. */
  #conversation = '';

  constructor(gateway: Gateway, of: DemoConversation, run: string) {
    this.#gateway = gateway;
    this.#of = of;
    this.#key = `demo-${of.id}${run}`;
  }

  async row(row: DemoRow): Promise<void> {
    if ('do' in row) {
      this.#count += 1;
      const key = `${this.#key}-${this.#count}`;
      const action = { ...row, do: row.do === 'takeover' ? ('take_over' as const) : row.do };
      return insistently(() => actAsPerson(this.#gateway, this.#conversation, action, key)).catch(
        (error: unknown) => {
          throw new Error(`${row.do} was refused: ${refusal(error) ?? messageOf(error)}`);
        },
      );
    }
    if (row.at) await pause(row.at);
    this.#count += 1;
    const id = `${this.#key}-${this.#count}`;
    if (row.from === 'agent') {
      await insistently(() => this.#gateway.event(this.#agentMessage(row, id)));
      return;
    }
    const body = this.#message(row, id);
    this.#conversation = (await insistently(() => this.#gateway.message(body))).conversation;
    if (!row.duplicate) return;
    const again = await this.#gateway.message(body);
    if (again.kind !== 'duplicate') throw new Error(`a repeated message was ${again.kind}`);
  }

  rest(): Promise<{ late: boolean; shown: ShownConversation }> {
    return untilAtRest(this.#gateway, this.#conversation, REST_LIMIT_MS);
  }

  #message(row: DemoMessage, id: string): object {
    const { name, ...customer } = this.#of.customer;
    this.#sentAt = row.late ? after(this.#sentAt, -LATE_MS) : systemClock();
    return {
      channel: this.#of.channel,
      conversationKey: this.#key,
      providerMessageId: id,
      author: { kind: row.from, ...(name && !row.as ? { name } : {}) },
      identities: [row.as ?? customer],
      text: row.text,
      ...(row.subject ? { subject: row.subject } : {}),
      headers: row.headers,
      attachments: row.attachments.map((a) => ({ name: a.name, type: a.type, content: a.base64 })),
      sentAt: this.#sentAt.toISOString(),
    };
  }

  #agentMessage(row: DemoMessage, id: string): object {
    return {
      type: 'agent_message',
      eventId: id,
      channel: this.#of.channel,
      conversationKey: this.#key,
      providerMessageId: id,
      person: { id: 'demo-agent', name: 'Mia' },
      text: row.text,
    };
  }
}

/** Pure. Whether it came out as the file says. */
export function meets(expected: DemoOutcome, actual: Outcome): boolean {
  if ('replied' in expected)
    return actual.kind === 'replied' && [expected.replied].flat().join() === actual.macros.join();
  if ('asked' in expected) return actual.kind === 'asked' && actual.entity === expected.asked;
  if ('approval' in expected)
    return actual.kind === 'waiting_for_approval' && actual.topic === expected.approval;
  if ('handedOff' in expected)
    return (
      actual.kind === 'handed_off' && actual.queue === expected.handedOff && actual.reason === expected.reason
    );
  if ('withPerson' in expected) return actual.kind === 'with_person' && actual.reason === expected.withPerson;
  return actual.kind === 'nothing_owed' && actual.reason === expected.nothingOwed;
}

function expectedLine(expected: DemoOutcome): string {
  if ('replied' in expected) return `replied with ${[expected.replied].flat().join(' + ')}`;
  if ('asked' in expected) return `asked for the ${expected.asked}`;
  if ('approval' in expected) return `waiting for approval (${expected.approval})`;
  if ('handedOff' in expected) return `handed off to ${expected.handedOff} (${expected.reason})`;
  if ('withPerson' in expected) return `with a person (${expected.withPerson})`;
  return `nothing owed (${expected.nothingOwed})`;
}
