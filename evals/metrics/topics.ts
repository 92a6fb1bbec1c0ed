/** F1 of topics, where a message may have several. Pure. */

export interface LabelledAnswer {
  expected: readonly string[];
  given: readonly string[];
}

export interface TopicScore {
  topic: string;
  /** Messages that are about it. */
  n: number;
  hit: number;
  missed: number;
  /** Messages that it was given to and that are not about it. */
  wrong: number;
  precision: number;
  recall: number;
  f1: number;
}

/** Of every topic that was expected or given, most messages first. */
export function topicScores(answers: readonly LabelledAnswer[]): TopicScore[] {
  const topics = [...new Set(answers.flatMap(({ expected, given }) => [...expected, ...given]))].sort();
  return topics
    .map((topic) => {
      const count = (of: (answer: LabelledAnswer) => boolean) => answers.filter(of).length;
      const hit = count((a) => a.expected.includes(topic) && a.given.includes(topic));
      const missed = count((a) => a.expected.includes(topic) && !a.given.includes(topic));
      const wrong = count((a) => !a.expected.includes(topic) && a.given.includes(topic));
      return {
        topic,
        n: hit + missed,
        hit,
        missed,
        wrong,
        precision: ratio(hit, hit + wrong),
        recall: ratio(hit, hit + missed),
        f1: ratio(2 * hit, 2 * hit + missed + wrong),
      };
    })
    .sort((a, b) => b.n - a.n);
}

/** The mean over topics, each counting the same: a rare topic that is never found costs as much as a frequent one. */
export function macroF1(answers: readonly LabelledAnswer[]): number {
  const scores = topicScores(answers);
  return ratio(
    scores.reduce((sum, { f1 }) => sum + f1, 0),
    scores.length,
  );
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
