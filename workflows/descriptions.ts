/** What operators read in the Temporal UI: a line for each signal, update and query, and the names of pauses. */

export const descriptions = {
  ring: 'Look: something about this conversation changed in the database. Sent by intake; safe to repeat.',
  takeOver: 'Stop the AI and give this conversation to the named person. Input: {"person": "ann"}',
  release:
    'Give this conversation back to the AI, which then answers what is unanswered. Input: {"person": "ann"}',
  approve:
    'Send the draft that waits for approval. Input: {"person": "ann", "draft": "drf_…", "seenThrough": "msg_…"} where seenThrough is the newest message you have read.',
  reject:
    'Do not send the draft; the conversation goes to its queue. Input: {"person": "ann", "draft": "drf_…", "reason": "wrong_facts"}',
  solve: 'Nothing more is owed to the customer. Input: {"person": "ann", "seenThrough": "msg_…"}',
  view: 'What the workflow last read: owner, status, phase, and what it does next.',
} as const;

export const summaries = {
  settle: 'waiting for the customer to finish',
  fetch: 'fetching attachments',
  deliver: 'one attempt to deliver',
  pause: 'an attempt ended without a result: looking again shortly',
} as const;
