/** Promise 2: one reply per turn, to everything said by then, and never over a person's head. */
import type { Delivery } from '../../../domain/conversation.ts';
import type { Owner } from '../../../domain/words.ts';
import { answers } from '../../../policy/fence.ts';
import { byConversation, type Evidence, type Violation } from '../evidence.ts';
import { historyOf, type Moment, messagesOf, unansweredAt } from '../history.ts';
import { type Post, reactions } from '../receiver.ts';

const isMessage = (post: Post): boolean => post.type === 'message';
const taken = (post: Post): boolean => reactions[post.reaction].taken;

/** What the customer saw of each delivery: the posts that were taken. */
function seenBy(posts: readonly Post[]): Map<string, Post[]> {
  const seen = new Map<string, Post[]>();
  for (const post of posts)
    if (isMessage(post) && taken(post)) seen.set(post.webhookId, [...(seen.get(post.webhookId) ?? []), post]);
  return seen;
}

/** No turn and no message is answered twice where the customer sees it, and one message has one id. */
export function noDuplicateReplies({ posts, deliveries, deduplicates }: Evidence): Violation[] {
  const violations: Violation[] = [];
  const found = (subject: string, detail: string) => violations.push({ check: 'duplicate', subject, detail });
  const seen = seenBy(posts);
  const rows = new Map(deliveries.map((d) => [d.id, d]));
  const bySubject = new Map<string, string>();
  const byTurn = new Map<string, string>();
  const byMessage = new Map<string, string>();
  const once = (map: Map<string, string>, key: string, d: Delivery, what: string) => {
    const other = map.get(key);
    if (other !== undefined && other !== d.id) found(d.conversation, `${what} by ${other} and by ${d.id}`);
    map.set(key, d.id);
  };
  for (const id of new Set(posts.filter(isMessage).map((p) => p.webhookId))) {
    const d = rows.get(id);
    if (!d) {
      found(id, 'a message left that has no delivery');
      continue;
    }
    once(
      bySubject,
      `${d.conversation} ${d.purpose} ${d.subject}`,
      d,
      `${d.purpose} for ${d.subject} was sent`,
    );
    if (!seen.has(id) || !answers(d.purpose)) continue;
    if (d.turn !== null) once(byTurn, d.turn, d, `turn ${d.turn} was answered`);
    for (const m of d.messages) once(byMessage, m, d, `message ${m} was answered`);
  }
  if (!deduplicates)
    for (const [id, times] of seen)
      if (times.length > 1) found(id, `the customer saw it ${times.length} times`);
  return violations;
}

/** To a receiver that does not deduplicate, nothing is sent again once it may have been taken. */
export function noRepeatAfterDoubt({ posts, deduplicates }: Evidence): Violation[] {
  if (deduplicates) return [];
  const doubtful = new Map<string, Post>();
  const violations: Violation[] = [];
  for (const post of posts.filter(isMessage)) {
    const before = doubtful.get(post.webhookId);
    if (before)
      violations.push({
        check: 'repeat',
        subject: post.webhookId,
        detail: `post ${post.n} repeats post ${before.n}, which was answered with ${before.reaction}`,
      });
    if (taken(post) || reactions[post.reaction].unclear) doubtful.set(post.webhookId, post);
  }
  return violations;
}

/**
 * Every attempt that reached the receiver carries how long the chain was when it began, so "after a takeover" needs no
 * clock: the owner by then must be one under whom such a message may leave.
 */
export function noReplyOverPeople(evidence: Evidence): Violation[] {
  return attempts(evidence).flatMap(({ post, delivery, moment }) =>
    mayLeaveUnder(delivery, moment.owner)
      ? []
      : [
          {
            check: 'over people',
            subject: delivery.conversation,
            detail: `${delivery.purpose} ${delivery.id} was attempted (post ${post.n}) after record ${moment.n}, when the owner was ${moment.owner}`,
          },
        ],
  );
}

function mayLeaveUnder({ purpose }: Delivery, owner: Owner): boolean {
  if (purpose === 'person' || purpose === 'safety') return true;
  if (answers(purpose) && purpose !== 'incident') return owner === 'ai';
  if (purpose === 'revision') return owner.startsWith('queue:');
  return !owner.startsWith('human:');
}

/** What is claimed answers exactly what was unanswered, and so does every attempt at it. */
export function repliesAreComplete(evidence: Evidence): Violation[] {
  const violations: Violation[] = [];
  const found = (subject: string, detail: string) =>
    violations.push({ check: 'incomplete', subject, detail });
  for (const [conversation, { records, moments }] of histories(evidence)) {
    for (const record of records) {
      const before = moments[record.n - 1];
      if (record.kind !== 'claimed' || !before || !isAnswer(String(record.body.purpose))) continue;
      const open = unansweredAt(before);
      if (!same(open, messagesOf(record)))
        found(
          conversation,
          `record ${record.n} claims ${String(record.body.delivery)} for ${messagesOf(record).join()}; unanswered: ${open.join()}`,
        );
      if (before.owner !== 'ai')
        found(conversation, `record ${record.n} claims a reply while the owner is ${before.owner}`);
    }
  }
  for (const { post, delivery, moment } of attempts(evidence)) {
    if (!isAnswer(delivery.purpose)) continue;
    const open = unansweredAt(moment);
    const own = delivery.messages.filter((m) => moment.answeredBy.get(m) === `delivery:${delivery.id}`);
    if (open.length > 0 || own.length !== delivery.messages.length)
      found(
        delivery.conversation,
        `post ${post.n} of ${delivery.id} left after record ${moment.n} with ${open.join()} unanswered beside its ${own.length} of ${delivery.messages.length} messages`,
      );
  }
  return violations;
}

/** `sent` was taken; `not_sent` and `withdrawn` were not. */
export function statesAreTrue({ deliveries, posts }: Evidence): Violation[] {
  const seen = seenBy(posts);
  return deliveries.flatMap((d) => {
    const wasSeen = seen.has(d.id);
    const lie =
      (d.state === 'sent' && !wasSeen) || ((d.state === 'not_sent' || d.state === 'withdrawn') && wasSeen);
    const saw = wasSeen ? 'the customer saw it' : 'the customer never saw it';
    return lie
      ? [
          {
            check: 'state',
            subject: d.conversation,
            detail: `${d.purpose} ${d.id} is ${d.state}, and ${saw}`,
          },
        ]
      : [];
  });
}

const isAnswer = (purpose: string): boolean => ['reply', 'question', 'approved'].includes(purpose);

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

function histories(evidence: Evidence) {
  const messages = byConversation(evidence.messages);
  const turns = byConversation(evidence.turns);
  const items = byConversation(evidence.items);
  return new Map(
    [...byConversation(evidence.audit)].map(([id, records]) => {
      const of = <T>(groups: Map<string, T[]>): T[] => groups.get(id) ?? [];
      return [
        id,
        {
          records,
          moments: historyOf({ records, messages: of(messages), turns: of(turns), items: of(items) }),
        },
      ];
    }),
  );
}

interface Attempt {
  post: Post;
  delivery: Delivery;
  /** As the conversation was when the attempt began. */
  moment: Moment;
}

function attempts(evidence: Evidence): Attempt[] {
  const rows = new Map(evidence.deliveries.map((d) => [d.id, d]));
  const known = histories(evidence);
  return evidence.posts.filter(isMessage).flatMap((post) => {
    const delivery = rows.get(post.webhookId);
    const moment = delivery && known.get(delivery.conversation)?.moments[post.auditCount];
    return delivery && moment ? [{ post, delivery, moment }] : [];
  });
}
