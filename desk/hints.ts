/** What is allowed and yet probably not meant: told by `desk check`, never refused. */
import { OTHER_TOPIC } from '../domain/words.ts';
import { macroHints } from './macro-hints.ts';
import type { DeskContent } from './schema.ts';

/** Below this, similarity to examples guesses more than it knows; measured desks do well from ten on. */
const FEW_EXAMPLES = 5;

/** The card schemes' own test numbers, as they are typed and in groups. */
const cardNumbers = ['4111111111111111', '378282246310005', '4111 1111 1111 1111', '4111-1111-1111-1111'];

/** Pure. One line each. */
export function deskHints({ desk, macros }: DeskContent): string[] {
  const hints: string[] = [];
  const used = new Set(desk.topics.map(({ macro }) => macro));
  for (const topic of desk.topics) {
    const autonomies = [topic.autonomy.default, ...Object.values(topic.autonomy.channels)];
    if (topic.id !== OTHER_TOPIC && topic.examples.length < FEW_EXAMPLES)
      hints.push(
        `topic ${topic.id} has only ${topic.examples.length} example phrases; ten varied ones are a good start`,
      );
    if (autonomies.includes('auto') && !topic.macro)
      hints.push(`topic ${topic.id} is on auto without a macro, so that every answer still needs approval`);
    if (topic.macro && desk.alwaysHuman.includes(topic.id))
      hints.push(`topic ${topic.id} always goes to a person, so that its macro is only a suggestion to them`);
    const missing = desk.languages.filter(
      (language) =>
        topic.macro && !macros.some((macro) => macro.id === topic.macro && macro.language === language),
    );
    if (missing.length > 0)
      hints.push(
        `macro ${topic.macro} is not there in ${missing.join(', ')}: such customers get it only after approval`,
      );
  }
  for (const id of new Set(macros.map((macro) => macro.id)))
    if (!used.has(id)) hints.push(`macro ${id} answers no topic`);
  hints.push(...macros.flatMap(macroHints));
  const needed = new Set(desk.topics.flatMap(({ needs }) => needs));
  for (const entity of desk.entities)
    if (!needed.has(entity.id)) hints.push(`entity ${entity.id} is recognised and no topic needs it`);
  for (const { id, pattern } of desk.entities)
    if (cardNumbers.some((card) => new RegExp(`^(?:${pattern})$`, 'iu').test(card)))
      hints.push(
        `entity ${id}: its pattern fits card numbers as well; one that passes a card's check digit never reaches a model`,
      );
  return hints;
}
