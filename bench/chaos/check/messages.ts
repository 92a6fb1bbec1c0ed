/** Promise 1: what was acknowledged is there, once, and what answers it exists. */
import type { Evidence, Violation } from '../evidence.ts';

/** Every 202 named a message that is stored under that name, in that conversation; nothing was turned away. */
export function nothingLost({ acknowledged, refused, messages }: Evidence): Violation[] {
  const rows = new Map(messages.map((m) => [m.providerId, m]));
  const violations = refused.map((detail) => ({
    check: 'refused',
    subject: detail,
    detail: 'intake refused it',
  }));
  for (const { providerId, message, conversation } of acknowledged) {
    const row = rows.get(providerId);
    if (!row)
      violations.push({
        check: 'lost',
        subject: providerId,
        detail: `acknowledged as ${message}, and there is no row`,
      });
    else if (row.id !== message || row.conversation !== conversation)
      violations.push({
        check: 'elsewhere',
        subject: providerId,
        detail: `acknowledged as ${message} of ${conversation}, stored as ${row.id} of ${row.conversation}`,
      });
  }
  return violations;
}

/** A repeat of a message gets the answer that the first delivery of it got. */
export function intakeIsConstant({ acknowledged }: Evidence): Violation[] {
  const first = new Map<string, string>();
  const violations: Violation[] = [];
  for (const { providerId, message, conversation } of acknowledged) {
    const answer = `${message} of ${conversation}`;
    const before = first.get(providerId);
    if (before === undefined) first.set(providerId, answer);
    else if (before !== answer)
      violations.push({ check: 'intake', subject: providerId, detail: `answered ${before}, then ${answer}` });
  }
  return violations;
}

/** A repeat of a person's action gets the first answer. */
export function peoplesRepeats({ contradicted }: Evidence): Violation[] {
  return contradicted.map((detail) => ({ check: 'action', subject: 'action', detail }));
}

/** `answered_by` names a delivery that may have arrived, a person's action, or a turn that owed nothing. */
export function answersExist({ messages, deliveries, actions, turns }: Evidence): Violation[] {
  const live = new Set(
    deliveries
      .filter((d) => d.state !== 'withdrawn' && d.state !== 'not_sent')
      .map((d) => `delivery:${d.id}`),
  );
  const done = new Set(actions.map((a) => `action:${a.id}`));
  const owedNothing = new Set(turns.filter((t) => t.endedAs === 'none').map((t) => `none:${t.id}`));
  return messages
    .filter(({ answeredBy: by }) => by !== null && !live.has(by) && !done.has(by) && !owedNothing.has(by))
    .map((m) => ({
      check: 'answer',
      subject: m.conversation,
      detail: `message ${m.id} counts as answered by ${m.answeredBy}, which answers nothing`,
    }));
}
