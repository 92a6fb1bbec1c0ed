/**
 * Turns support threads into a file for `first-response play`: JSON lines of {id, turns: [{speaker: customer | agent, at, text}],
 * agent_reply?} in, rows of {conversation, customer, text, at, from} out.
 *
 *   npx tsx scripts/threads-to-play.ts < threads.jsonl > play.jsonl
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';

const turn = z.object({ speaker: z.enum(['customer', 'agent']), at: z.iso.datetime(), text: z.string() });
const thread = z.object({
  id: z.string(),
  turns: z.array(turn),
  agent_reply: z.string().optional(),
  duration: z.string().optional(),
});

/** An agent's reply whose own time is not on record came after the last turn. */
const assumedReplyMs = 60_000;

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { id, turns, agent_reply: reply } = thread.parse(JSON.parse(line));
  const last = turns.at(-1);
  const rows = turns.map(({ speaker, at, text }) => ({
    conversation: id,
    customer: `${id}@example.com`,
    text,
    at,
    from: speaker,
  }));
  if (reply && last)
    rows.push({
      conversation: id,
      customer: `${id}@example.com`,
      text: reply,
      at: new Date(Date.parse(last.at) + assumedReplyMs).toISOString(),
      from: 'agent',
    });
  for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
}
