/** Why each passage was found: words, ranks, nearness of meaning, links. */
import type { EmbeddedQuery } from '../../knowledge/embed-query.ts';
import type { Hit } from '../../knowledge/search.ts';
import { bold, clipped, dim, quote } from '../output.ts';

export function explained(question: string, hits: readonly Hit[], meaning: EmbeddedQuery): string[] {
  const by =
    meaning.kind === 'vector'
      ? `by words, and by meaning with ${meaning.vector.model} (${meaning.vector.indexed ? 'index' : 'exact'})`
      : `by words alone (${meaning.reason})`;
  const head = [dim(`${clipped(question)}: searched ${by}`)];
  if (hits.length === 0) return [...head, 'Nothing comes near enough.'];
  return [...head, ...hits.flatMap((hit, i) => ['', ...lines(hit, i + 1)])];
}

function lines(hit: Hit, place: number): string[] {
  const { parts } = hit;
  const path = [hit.title || hit.key, ...hit.headingPath].join(' › ');
  const reasons = [
    parts.textRank === null
      ? undefined
      : `words: rank ${parts.textRank}, ${Math.round(parts.coverage * 100)} % of what was asked: ${parts.words.slice(0, 12).join(', ')}`,
    parts.vectorRank === null
      ? undefined
      : `meaning: rank ${parts.vectorRank}, similarity ${parts.similarity?.toFixed(3)}`,
    parts.linkedFrom.length === 0 ? undefined : `named by: ${parts.linkedFrom.join(', ')}`,
  ].filter((reason) => reason !== undefined);
  return [
    `${bold(`${place}. ${clipped(path)}`)} ${dim(`${hit.key} v${hit.version}, ${hit.audience}, score ${hit.score.toFixed(4)}`)}`,
    ...reasons.map((reason) => `   ${reason}`),
    ...quote(clipped(hit.text, 240), '   │ '),
  ];
}
