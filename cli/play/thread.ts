/** Plays one thread through the real intake: messages signed, people through events and the operator API. */
import { identityOf } from '../client/customer.ts';
import { type Gateway, Refused, type Stored } from '../client/gateway.ts';
import { insistently } from '../client/insist.ts';
import { actAsPerson, refusal } from '../client/people.ts';
import { attachmentOf, messageBody } from '../client/platform.ts';
import { untilAtRest } from '../client/wait.ts';
import type { Step } from './bursts.ts';
import { type ActionRow, isAction, type SaidRow } from './rows.ts';

export interface ThreadPlay {
  gateway: Gateway;
  /** Of this run, so that a file can be played again. */
  run: string;
  channel: string;
  restLimitMs: number;
  /** Waits until the row is due; undefined at `max`. */
  due?: (step: Step) => Promise<void>;
  sent: (what: 'customer' | 'agent' | 'action') => void;
}

export interface PlayedThread {
  conversation: string;
  key: string;
  /** Provider ids of the customer's messages that intake accepted, with the conversation each went to. */
  accepted: { providerId: string; conversation: string }[];
  /** Actions that could not be done when it was their turn, with the reason. */
  refused: string[];
  /** A rest that was waited for in vain. */
  late: boolean;
}

export async function playThread(
  play: ThreadPlay,
  conversation: string,
  steps: readonly Step[],
): Promise<PlayedThread> {
  const key = `${conversation}#${play.run}`;
  const played: PlayedThread = { conversation, key, accepted: [], refused: [], late: false };
  for (const [index, step] of steps.entries()) {
    const current = played.accepted.at(-1)?.conversation;
    if (play.due) await play.due(step);
    else if (step.rest && current) {
      const { late } = await untilAtRest(play.gateway, current, play.restLimitMs);
      played.late ||= late;
    }
    await playRow(play, played, step.row, `${play.run}-${conversation}-${index}`);
  }
  return played;
}

async function playRow(
  play: ThreadPlay,
  played: PlayedThread,
  row: SaidRow | ActionRow,
  id: string,
): Promise<void> {
  const current = played.accepted.at(-1)?.conversation;
  if (isAction(row)) {
    if (!current) return void played.refused.push(`${row.do}: the thread has no message yet`);
    const refusal = await doAction(play.gateway, current, row.do, id);
    if (refusal) played.refused.push(`${row.do}: ${refusal}`);
    return play.sent('action');
  }
  const channel = row.channel ?? play.channel;
  if (row.from === 'agent') {
    await insistently(() => play.gateway.event(agentMessage(played.key, channel, row, id))).catch(
      onlyRefused(played),
    );
    return play.sent('agent');
  }
  const attachments = row.attachments.map((a) => {
    const { url, ...given } = typeof a === 'string' ? { url: a } : a;
    return { ...attachmentOf(url), ...given };
  });
  const body = messageBody({
    key: played.key,
    channel,
    customer: identityOf(row.customer),
    text: row.text,
    id,
  });
  const stored: Stored = await insistently(() => play.gateway.message({ ...body, attachments }));
  played.accepted.push({ providerId: id, conversation: stored.conversation });
  play.sent('customer');
}

/** An agent's message to a thread that has no conversation yet is the platform's own business. */
const onlyRefused =
  (played: PlayedThread) =>
  (error: unknown): void => {
    if (!(error instanceof Refused)) throw error;
    played.refused.push(`agent message: ${error.message}`);
  };

function agentMessage(key: string, channel: string, row: SaidRow, id: string): object {
  return {
    type: 'agent_message',
    eventId: id,
    channel,
    conversationKey: key,
    providerMessageId: id,
    person: { id: 'played-agent' },
    text: row.text,
  };
}

/** Answers why not, when it cannot be done. */
async function doAction(
  gateway: Gateway,
  conversation: string,
  action: ActionRow['do'],
  key: string,
): Promise<string | undefined> {
  try {
    await insistently(() => actAsPerson(gateway, conversation, { do: action, reason: 'played' }, key));
    return undefined;
  } catch (error) {
    const why = refusal(error);
    if (why === undefined) throw error;
    return why;
  }
}
