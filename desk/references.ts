/** What no single field can be wrong about: names that lead nowhere, stand twice, or would weaken what always holds. */
import { DANGER_QUEUE, OTHER_TOPIC } from '../domain/words.ts';
import type { CheckedDocument } from './document.ts';
import { factPaths, type LooseDesk, readLoosely } from './loose.ts';
import { checkPattern } from './pattern.ts';
import { nearest, type Path, type Problem } from './problem.ts';
import { alwaysHumanRisks, safetyRisks } from './risks.ts';
import { wellKnownChannels } from './sections.ts';
import { checkTexts } from './text-check.ts';

/** Adds a problem at a path of desk.yaml. */
type Wrong = (path: Path, message: string, fix?: string) => void;

export interface MacroName {
  id: string;
  language: string;
}

/** Pure. Goes on despite other problems in the file, so that all are reported at once. `macros`: those there are files for. */
export function checkReferences(document: CheckedDocument<unknown>, macros: readonly MacroName[]): Problem[] {
  const problems: Problem[] = [];
  const wrong: Wrong = (path, message, fix) => problems.push(document.problemAt(path, message, fix));
  const desk = readLoosely(document.raw);
  checkIds(desk, wrong);
  checkTopics(desk, macros, wrong);
  checkExamples(desk, wrong);
  checkQueues(desk, wrong);
  checkRisks(desk, wrong);
  checkChannels(desk, wrong);
  checkEntities(desk, wrong);
  checkTexts(desk, wrong);
  if (desk.language && desk.languages.length > 0 && !desk.languages.includes(desk.language))
    wrong(['languages'], `the desk's language ${desk.language} is not among them`, 'add it');
  return problems;
}

const idsOf = (list: readonly ({ id?: string } | undefined)[]): string[] =>
  list.flatMap((entry) => (entry?.id === undefined ? [] : [entry.id]));

/** Says that a name leads nowhere, with the name that was meant or what to do. */
function unknown(
  wrong: Wrong,
  path: Path,
  what: string,
  name: string,
  known: readonly string[],
  fix: string,
) {
  const meant = nearest(name, known);
  wrong(path, `there is no ${what} ${name}`, meant ? `did you mean ${meant}?` : fix);
}

function checkIds(desk: LooseDesk, wrong: Wrong) {
  for (const [section, list] of Object.entries({
    topics: desk.topics,
    queues: desk.queues,
    entities: desk.entities,
  }))
    list.forEach((entry, at) => {
      const first = list.findIndex((other) => other?.id === entry?.id);
      if (entry?.id !== undefined && first < at)
        wrong(
          [section, at, 'id'],
          `the id ${entry.id} stands twice, first in ${section}[${first}]`,
          'rename one',
        );
    });
}

function checkTopics(desk: LooseDesk, macros: readonly MacroName[], wrong: Wrong) {
  const queues = [...idsOf(desk.queues), DANGER_QUEUE];
  const entities = idsOf(desk.entities);
  const macroIds = [...new Set(macros.map(({ id }) => id))];
  desk.topics.forEach((topic, at) => {
    if (!topic) return;
    const path = ['topics', at];
    const { macro, queue } = topic;
    if (macro !== undefined && !macroIds.includes(macro))
      unknown(
        wrong,
        [...path, 'macro'],
        'macro',
        macro,
        macroIds,
        `write macros/${macro}.${desk.language ?? 'en'}.md`,
      );
    else if (
      macro !== undefined &&
      !macros.some(({ id, language }) => id === macro && language === desk.language)
    )
      wrong(
        [...path, 'macro'],
        `the macro ${macro} is not there in the desk's language`,
        `write macros/${macro}.${desk.language ?? 'en'}.md`,
      );
    if (queue !== undefined && !queues.includes(queue))
      unknown(wrong, [...path, 'queue'], 'queue', queue, queues, 'add it to queues');
    topic.needs.forEach((need, i) => {
      if (need !== undefined && !entities.includes(need))
        unknown(wrong, [...path, 'needs', i], 'entity', need, entities, 'add it to entities');
    });
    const facts = factPaths(desk.account);
    const groups = [...new Set(facts.map((path) => path.split('.')[0] ?? ''))];
    topic.facts.forEach((fact, i) => {
      const known = fact?.includes('.') ? facts : groups;
      if (fact !== undefined && !known.includes(fact))
        unknown(wrong, [...path, 'facts', i], 'fact', fact, known, 'add it to the account section');
    });
    if (topic.id !== OTHER_TOPIC) {
      if (topic.examples.length === 0)
        wrong(
          [...path, 'examples'],
          'a topic without example phrases is never recognised',
          'write some, ten if you can',
        );
      return;
    }
    if (macro !== undefined)
      wrong(
        [...path, 'macro'],
        'what belongs to no topic has no approved answer',
        'remove it, or make a topic for it',
      );
    const given = topic.autonomy;
    const autonomies =
      typeof given === 'string' ? [given] : given ? [given.default, ...Object.values(given.channels)] : [];
    if (autonomies.includes('auto'))
      wrong(
        [...path, 'autonomy'],
        'an answer to what belongs to no topic never leaves on its own',
        'use approve, shadow or off',
      );
  });
}

const sameWords = (phrase: string): string =>
  phrase
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The same words under two topics teach the classifier that neither is right. */
function checkExamples(desk: LooseDesk, wrong: Wrong) {
  const seen = new Map<string, number>();
  desk.topics.forEach((topic, at) => {
    topic?.examples.forEach((example, i) => {
      if (example === undefined) return;
      const words = sameWords(example);
      const first = seen.get(words);
      if (first === undefined) seen.set(words, at);
      else if (first !== at)
        wrong(
          ['topics', at, 'examples', i],
          `the same example stands under ${desk.topics[first]?.id ?? `topics[${first}]`}`,
          'keep it where it belongs',
        );
    });
  });
}

function checkQueues(desk: LooseDesk, wrong: Wrong) {
  const queues = idsOf(desk.queues);
  const { defaultQueue } = desk;
  if (defaultQueue === DANGER_QUEUE || (defaultQueue === undefined && queues[0] === DANGER_QUEUE))
    wrong(
      ['defaultQueue'],
      `${DANGER_QUEUE} is for conversations in which somebody may come to harm`,
      'name another queue',
    );
  else if (defaultQueue !== undefined && !queues.includes(defaultQueue))
    unknown(wrong, ['defaultQueue'], 'queue', defaultQueue, queues, 'add it to queues');
  for (const [risk, queue] of Object.entries(desk.riskQueues)) {
    if (queue !== undefined && queue !== DANGER_QUEUE && !queues.includes(queue))
      unknown(wrong, ['riskQueues', risk], 'queue', queue, queues, 'add it to queues');
    if (safetyRisks.some((name) => name === risk) && queue !== DANGER_QUEUE)
      wrong(['riskQueues', risk], `${risk} always goes to the queue ${DANGER_QUEUE}`, 'remove this line');
  }
}

function checkRisks(desk: LooseDesk, wrong: Wrong) {
  const topics = [...idsOf(desk.topics), OTHER_TOPIC];
  const phrased = Object.keys(desk.riskPhrases);
  const known: string[] = [...alwaysHumanRisks, ...phrased, ...topics];
  const added = Array.isArray(desk.alwaysHuman)
    ? desk.alwaysHuman.filter((name) => typeof name === 'string')
    : [];
  added.forEach((name: string, at) => {
    const bare = name.replace(/^(?:[-!~]|not?[ _-]+|without[ _-]+)\s*/i, '');
    if (bare !== name && known.includes(bare)) wrong(['alwaysHuman', at], ...cannotBeWeakened(bare));
    else if (!known.includes(name))
      unknown(
        wrong,
        ['alwaysHuman', at],
        'topic or risk',
        name,
        known,
        'add it to topics, or to riskPhrases',
      );
  });
  if (typeof desk.alwaysHuman === 'object' && desk.alwaysHuman !== null && !Array.isArray(desk.alwaysHuman))
    for (const [name, value] of Object.entries(desk.alwaysHuman))
      if (value === false || value === null) wrong(['alwaysHuman', name], ...cannotBeWeakened(name));
  const risks: string[] = [...alwaysHumanRisks, ...added];
  for (const [section, names] of Object.entries({
    riskPhrases: phrased,
    riskQueues: Object.keys(desk.riskQueues),
  }))
    for (const name of names)
      if (!risks.includes(name))
        unknown(
          wrong,
          [section, name],
          'risk',
          name,
          risks,
          'to make a risk of your own, list it in alwaysHuman too',
        );
}

const cannotBeWeakened = (name: string): [message: string, fix: string] => [
  `the list of what always goes to a person can be extended, not weakened, and ${name} stays on it`,
  'remove this line',
];

function checkChannels(desk: LooseDesk, wrong: Wrong) {
  const known = [...wellKnownChannels, ...Object.keys(desk.channels)];
  const check = (path: Path, names: readonly string[]) => {
    for (const name of names)
      if (!known.includes(name))
        unknown(wrong, [...path, name], 'channel', name, known, 'add it to channels');
  };
  check(['settle', 'channels'], Object.keys(desk.settle.channels));
  desk.topics.forEach((topic, at) => {
    if (typeof topic?.autonomy === 'object')
      check(['topics', at, 'autonomy', 'channels'], Object.keys(topic.autonomy.channels));
  });
}

function checkEntities(desk: LooseDesk, wrong: Wrong) {
  desk.entities.forEach((entity, at) => {
    if (!entity) return;
    const pattern = entity.pattern === undefined ? undefined : checkPattern(entity.pattern);
    if (pattern?.kind === 'refused') wrong(['entities', at, 'pattern'], pattern.message, pattern.fix);
    if (desk.language && !(desk.language in entity.ask))
      wrong(
        ['entities', at, 'ask'],
        `there is no question in the desk's language, ${desk.language}`,
        `add ask.${desk.language}`,
      );
  });
}
