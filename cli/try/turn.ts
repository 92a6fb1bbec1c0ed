/** One whole turn without side effects: the code and the steps of the real one, on a database that is thrown away. */
import type pg from 'pg';
import type { KnowledgeDecision } from '../../activities/knowledge.ts';
import type { Verdict } from '../../activities/review.ts';
import { parseMessage } from '../../channels/generic.ts';
import { inboundMessageSchema } from '../../channels/message.ts';
import type { DeskContent } from '../../desk/schema.ts';
import { after, systemClock } from '../../domain/clock.ts';
import type { Draft, QueueItem } from '../../domain/conversation.ts';
import { passagesByChunk } from '../../knowledge/search.ts';
import { modelsFrom } from '../../models/from-environment.ts';
import { rulesModel } from '../../models/rules/model.ts';
import { deliveriesOf } from '../../store/deliveries.ts';
import { activateVersion } from '../../store/desks.ts';
import { messagesOf } from '../../store/messages.ts';
import { tx } from '../../store/pool.ts';
import { itemsOf } from '../../store/queue.ts';
import {
  draftsOf,
  factsOfConversation,
  findDecision,
  type StoredFact,
  type StoredTriage,
  triagesOf,
} from '../../store/turns.ts';
import { receiveMessage } from '../../transactions/receive.ts';
import { cachedDesks } from '../../transactions/work.ts';
import type { Identity } from '../client/customer.ts';
import { messageBody } from '../client/platform.ts';
import { remark } from '../output.ts';
import { importArticles } from '../stack/knowledge.ts';
import { recorded, type TriedCall } from './calls.ts';
import { runTurn } from './run.ts';

export interface TriedTurn {
  desk: { id: string; version: string };
  risks: { risk: string; level: string; rule: string }[];
  /** `human`, or why the message starts no turn. */
  automated: string;
  triage: StoredTriage | null;
  facts: StoredFact[];
  passages: { chunk: string; title: string; headingPath: readonly string[]; text: string; score: number }[];
  draft: Draft | null;
  verdict: Verdict | null;
  /** Where it would wait, and why. */
  item: Pick<QueueItem, 'queue' | 'kind' | 'reason' | 'priority'> | null;
  /** Calls to language models, in order; none without one. */
  calls: TriedCall[];
  /** What would be said beside the reply: a hand-off's notice, a safety message. */
  alsoSaid: { purpose: string; text: string }[];
}

export async function tryTurn(
  pool: pg.Pool,
  desk: { content: DeskContent; dir: string },
  message: { text: string; customer: Identity; channel: string; attach?: readonly string[] },
): Promise<TriedTurn> {
  const { content, dir } = desk;
  const { id, language } = content.desk;
  await tx(pool, (db) => activateVersion(db, id, content.hash, content, dir, 'try', systemClock()));
  await importArticles(pool, id, dir, language);

  // Time is our own: a settle window is jumped over, not waited for.
  let jumped = 0;
  const clock = () => after(systemClock(), jumped);
  const desks = cachedDesks();
  const { env } = process;
  const { models, calls } = recorded(await modelsFrom(env, { notice: remark }), env);
  const context = { pool, clock, desks, rules: rulesModel(), models, env };
  const version = await desks.active(pool, id);
  if (!version) throw new Error(`desk ${id} was not applied`);
  const body = inboundMessageSchema.parse(messageBody({ key: 'try', ...message }));
  const { conversation } = await receiveMessage(context, version, parseMessage(body));
  const input = { desk: id, conversation };

  const { turn, verdict } = await runTurn(context, input, (ms) => {
    jumped += ms;
  });
  return { ...(await read(pool, content, input, turn, verdict)), calls };
}

async function read(
  pool: pg.Pool,
  { desk, hash }: DeskContent,
  { conversation }: { conversation: string },
  turn: string | undefined,
  verdict: Verdict | null,
): Promise<Omit<TriedTurn, 'calls'>> {
  const { id } = desk;
  const messages = await messagesOf(pool, id, conversation);
  const found = turn ? await findDecision<KnowledgeDecision>(pool, id, turn, 'knowledge') : undefined;
  const scores = new Map(found?.passages.map((p) => [p.chunk, p.score]) ?? []);
  const passages = await passagesByChunk(pool, id, [...scores.keys()]);
  const [item] = await itemsOf(pool, id, conversation);
  const deliveries = await deliveriesOf(pool, id, conversation);
  return {
    desk: { id, version: hash },
    risks: messages.flatMap((m) => m.risks.map(({ risk, level, rule }) => ({ risk, level, rule }))),
    automated: messages[0]?.automated ?? 'human',
    triage: (await triagesOf(pool, id, conversation)).at(-1) ?? null,
    facts: await factsOfConversation(pool, id, conversation),
    passages: passages.map(({ chunk, title, headingPath, text }) => ({
      chunk,
      title,
      headingPath,
      text,
      score: scores.get(chunk) ?? 0,
    })),
    draft: (await draftsOf(pool, id, conversation)).at(-1) ?? null,
    verdict,
    item: item ? { queue: item.queue, kind: item.kind, reason: item.reason, priority: item.priority } : null,
    alsoSaid: deliveries.map(({ purpose, text }) => ({ purpose, text })),
  };
}
