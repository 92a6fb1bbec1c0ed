/** The reviewed texts of a desk that leave without a model: the hand-off notice, safety messages, questions. */
import { renderText } from '../desk/render.ts';
import { textIn } from '../desk/texts.ts';
import type { DeskVersion } from './work.ts';

/** Told once at a hand-off: who will answer. */
export function noticeText(version: DeskVersion, queue: string, language: string | null): string {
  const { texts, queues, language: own } = version.content.desk;
  const name = queues.find((q) => q.id === queue)?.name ?? queue;
  const chosen = textIn(texts.notice, language, own);
  if (!chosen) return '';
  const rendered = renderText(chosen.text, chosen.language, { queueName: name });
  return rendered.kind === 'rendered' ? rendered.text : chosen.text;
}

/** What somebody in danger gets at once, or undefined where the desk has no text for this risk. */
export function safetyText(version: DeskVersion, risk: string, language: string | null): string | undefined {
  const { texts, language: own } = version.content.desk;
  return textIn(texts.safety[risk] ?? {}, language, own)?.text;
}

/** The one question for a missing entity; undefined where the desk has none. */
export function questionText(
  version: DeskVersion,
  entity: string,
  language: string | null,
): string | undefined {
  const { entities, language: own } = version.content.desk;
  return textIn(entities.find((e) => e.id === entity)?.ask ?? {}, language, own)?.text;
}
