/** Macros beside the desk they belong to: slots that the account can fill, topics and languages that exist. */
import { factPaths, readLoosely } from './loose.ts';
import type { Macro, SlotPosition } from './macro.ts';
import { nearest, type Problem } from './problem.ts';

export interface ReadMacro {
  file: string;
  macro: Macro;
  positions: SlotPosition[];
  /** Lines of the front matter's fields. */
  lines: { language: number; topics: number; needs: number };
}

/** Pure. `raw` is desk.yaml as read, whether it is all right or not. */
export function checkMacros(raw: unknown, macros: readonly ReadMacro[]): Problem[] {
  const desk = readLoosely(raw);
  const facts = factPaths(desk.account);
  const topics = desk.topics.flatMap((topic) => topic?.id ?? []);
  const languages = [
    ...desk.languages.filter((tag) => tag !== undefined),
    ...(desk.language ? [desk.language] : []),
  ];
  return macros.flatMap(({ file, macro, positions, lines }) => {
    const problems: Problem[] = [];
    const unknown = (
      line: number,
      field: string,
      message: string,
      name: string,
      known: readonly string[],
      otherwise: string,
    ) => {
      const meant = nearest(name, known);
      problems.push({ file, line, field, message, fix: meant ? `did you mean ${meant}?` : otherwise });
    };
    const noFact = (name: string) => `the account view has no fact ${name}`;
    const addFact = `add it to the account section of desk.yaml${facts.length > 0 ? `; there are ${facts.join(', ')}` : ''}`;
    for (const { slot, line, column } of positions) {
      if (slot === 'signature' || facts.includes(slot)) continue;
      const before = problems.length;
      unknown(line, `{{ ${slot} }}`, noFact(slot), slot, [...facts, 'signature'], addFact);
      const [problem] = problems.slice(before);
      if (problem) problem.column = column;
    }
    for (const need of macro.needs)
      if (!facts.includes(need)) unknown(lines.needs, 'needs', noFact(need), need, facts, addFact);
    for (const topic of macro.topics)
      if (!topics.includes(topic))
        unknown(
          lines.topics,
          'topics',
          `there is no topic ${topic}`,
          topic,
          topics,
          'add it to topics in desk.yaml',
        );
    if (languages.length > 0 && !languages.includes(macro.language))
      unknown(
        lines.language,
        'language',
        `the desk does not answer in ${macro.language}`,
        macro.language,
        [],
        'add it to languages in desk.yaml',
      );
    return problems;
  });
}
