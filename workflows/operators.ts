/** What operators see of a conversation from outside: search attributes to filter by, and current details to read. */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { Channel, Desk, NextDue, Owner, Phase, Priority, Segment, Topic } from './attributes.ts';
import type { ConversationInput, View } from './contract.ts';

/** An upsert is an event in history, so there is one only when something that can be filtered by has changed. */
export function showToOperators(
  { desk, conversation }: ConversationInput,
  before: View | undefined,
  now: View,
): void {
  setCurrentDetails(detailsOf(conversation, now));
  if (before && filters(before) === filters(now)) return;
  upsertSearchAttributes([
    { key: Desk, value: desk },
    { key: Channel, value: now.channel },
    { key: Topic, value: now.topic },
    { key: Priority, value: now.priority },
    { key: Phase, value: now.phase },
    { key: Owner, value: now.owner },
    { key: Segment, value: now.segment },
    { key: NextDue, value: now.nextDue === null ? null : new Date(now.nextDue) },
  ]);
}

/** The due time moves with every look; it is brought up to date whenever something else changes. */
const filters = (v: View): string => [v.channel, v.topic, v.priority, v.phase, v.owner, v.segment].join('|');

function detailsOf(
  conversation: string,
  { phase, owner, status, topic, priority, todo, nextDue, link }: View,
): string {
  return [
    `**${phase}**: status ${status}, owner ${owner}`,
    '', // without it the lines below are no list
    `- topic: ${topic ?? 'not known yet'}, priority: ${priority}`,
    `- now: ${todo.kind === 'wait' ? todo.summary : todo.kind}`,
    ...(nextDue ? [`- next due: ${nextDue}`] : []),
    ...(link ? [`- [open in the platform](${link})`] : []),
    `- \`npx first-response conversation show ${conversation}\``,
  ].join('\n');
}
