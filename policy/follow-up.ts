/** Follow-ups: an answer to our question is about what we asked, even when it is nothing but a number. */

export interface AskedTurn {
  /** What the question was for. */
  entity: string;
  topics: readonly { id: string; confidence: number }[];
}

type Topics = { id: string; confidence: number }[];

/** An answer with more words of its own may be about something new, and is read for itself. */
const maxOwnWords = 6;

/**
 * Pure. The topics of a turn that may answer a question of ours. Those of the asked turn, when the customer gives what we asked
 * for and says little else, or nothing that is like any topic; otherwise their own.
 */
export function topicsAfterQuestion(
  text: string,
  topics: Topics,
  entities: Readonly<Record<string, readonly string[]>>,
  asked: AskedTurn | undefined,
  topicThreshold: number,
): Topics {
  const given = asked ? (entities[asked.entity] ?? []) : [];
  if (!asked || given.length === 0) return topics;
  const rest = given.reduce((left, value) => left.replace(value, ' '), text);
  const ownWords = rest.match(/\p{L}+/gu)?.length ?? 0;
  const unclear = topics.every((t) => t.id === 'other' || t.confidence < topicThreshold);
  return unclear || ownWords <= maxOwnWords
    ? asked.topics.map(({ id, confidence }) => ({ id, confidence }))
    : topics;
}
