/** The material of a turn: everything that a prompt may be given about it, and that a draft's statements may rest on. */
import type { DeskContent } from '../desk/schema.ts';
import type { Delivery, Message } from '../domain/conversation.ts';
import type { StoredPassage } from '../store/knowledge.ts';
import type { StoredFact, StoredTriage } from '../store/turns.ts';
import { factsIn, type TurnScene, triageIn } from './context.ts';
import type { KnowledgeDecision } from './knowledge.ts';

/** What was said, by whomever, in the order of arrival. */
export interface Said {
  id: string;
  from: 'customer' | 'participant' | 'us';
  at: Date;
  text: string;
  attachments: { name: string; text: string | null }[];
}

export interface Material {
  /** Before this turn. */
  earlier: Said[];
  /** Of this turn. */
  messages: Said[];
  passages: StoredPassage[];
  facts: StoredFact[];
  triage: StoredTriage | undefined;
  /** Questions of ours that may have reached the customer, with what came next. */
  askedBefore: { entity: string; question: string; answer: string | null }[];
  /** Deliveries of ours that may have reached the customer. */
  told: { text: string }[];
}

/** What the customer may have seen. */
const reached = (d: Delivery): boolean => d.state === 'sent' || d.state === 'unknown' || d.doubt;

/** `until`: without what was said later, as the turn's draft was written when that was not known. */
export async function materialOf(scene: TurnScene, until?: Date): Promise<Material> {
  const { reads } = scene;
  const known = (at: Date): boolean => until === undefined || at <= until;
  const human = (await reads.messages()).filter((m) => !m.deletedAt && m.automated === 'human');
  const all = human.filter((m) => known(m.receivedAt));
  const attachments = await reads.attachments();
  const deliveries = (await reads.deliveries()).filter((d) => reached(d) && known(d.claimedAt));
  const found = scene.decisions.knowledge as KnowledgeDecision | undefined;
  const asked = deliveries.filter((d) => d.purpose === 'question');
  const drafts = asked.length > 0 ? await reads.drafts() : [];
  const said = (m: Message): Said => ({
    id: m.id,
    from: m.authorKind === 'customer' || m.authorKind === 'participant' ? m.authorKind : 'us',
    at: m.receivedAt,
    text: m.text,
    attachments: attachments.filter((a) => a.message === m.id).map(({ name, text }) => ({ name, text })),
  });
  const ours = deliveries.map(
    (d): Said => ({ id: d.id, from: 'us', at: d.endedAt ?? d.claimedAt, text: d.text, attachments: [] }),
  );
  const inTurn = new Set(scene.turn.messages);
  const earlier = [...all.filter((m) => !inTurn.has(m.id)).map(said), ...ours];
  const triage = await triageIn(scene);
  const mayUse = factsFor(scene, triage?.topics.map((t) => t.id) ?? []);
  return {
    earlier: earlier.sort((a, b) => a.at.getTime() - b.at.getTime()),
    messages: all.filter((m) => inTurn.has(m.id)).map(said),
    passages: await reads.passages(found?.passages.map((p) => p.chunk) ?? []),
    facts: (await factsIn(scene)).filter(({ path }) => mayUse(path)),
    triage,
    askedBefore: asked.map((d) => ({
      entity: drafts.find((draft) => draft.id === d.draft)?.macros[0] ?? '',
      question: d.text,
      answer: all.find((m) => m.authorKind === 'customer' && m.receivedAt > d.claimedAt)?.text ?? null,
    })),
    told: deliveries.map(({ text }) => ({ text })),
  };
}

/** A text too short to tell is answered in the desk's own language. */
export function languageOf({ triage }: Material, { desk }: DeskContent): string {
  return triage && triage.language !== 'und' ? triage.language : desk.language;
}

/** The facts that the desk chose for the turn's topics; all that are proved where one of them leaves it open. */
function factsFor({ version }: TurnScene, topics: readonly string[]): (path: string) => boolean {
  const chosen = topics.map((id) => version.content.desk.topics.find((t) => t.id === id)?.facts);
  if (chosen.length === 0 || chosen.some((facts) => facts === undefined)) return () => true;
  const allowed = chosen.flatMap((facts) => facts ?? []);
  return (path) => allowed.some((name) => path === name || path.startsWith(`${name}.`));
}
