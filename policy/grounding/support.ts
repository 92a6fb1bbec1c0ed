/** What a text supports: its mentions, its words and what it promises, read once for all statements. */
import { injectionSigns } from '../injection.ts';
import { foldedLine } from '../risk/fold.ts';
import type { ReviewedDraft } from './finding.ts';
import { mentionsIn } from './mentions.ts';
import { type PromiseFamily, promisesIn } from './promise-words.ts';
import { sentencesOf, wordsIn } from './text.ts';

export interface Support {
  keys: ReadonlySet<string>;
  words: ReadonlySet<string>;
  promises: ReadonlySet<PromiseFamily>;
}

/** @param orders whether the text is somebody else's, and may try to give orders to a machine; those support nothing. */
export function supportOf(text: string, orders: 'ignore_orders' | 'trusted' = 'trusted'): Support {
  const plain = orders === 'trusted' ? text : withoutOrders(text);
  const folded = foldedLine(plain);
  return {
    keys: new Set(mentionsIn(plain, 'und').mentions.flatMap(({ provides }) => provides)),
    words: new Set(wordsIn(folded)),
    promises: new Set(promisesIn(folded)),
  };
}

/** Signs that no article has a reason for. With one of them, nothing in the text is taken for a source. */
const certain: readonly string[] = ['overrides_instructions', 'claims_authority'];
/** Signs that honest articles have as well, such as "you are now": only that sentence and the next are not taken for a source. */
const likely: readonly string[] = [
  'new_instructions',
  'asks_for_the_prompt',
  'changes_the_role',
  'speaks_to_the_model',
  'steers_the_answer',
  'imitates_markup',
  'demands_an_action',
];

/** What an article or an account field says to a machine is no source for what the machine then says. */
function withoutOrders(text: string): string {
  const { reasons } = injectionSigns(text);
  if (reasons.some((reason) => certain.includes(reason))) return '';
  if (!reasons.some((reason) => likely.includes(reason))) return text;
  let gives = false;
  return sentencesOf(text)
    .filter(({ text: sentence }) => {
      const before = gives;
      gives = injectionSigns(sentence).reasons.some((reason) => likely.includes(reason));
      return !gives && !before; // what an order is about often stands in the sentence after it
    })
    .map(({ text: sentence }) => sentence)
    .join('\n');
}

/** Everything of one turn that may support something, read once. */
export interface Supports {
  /** By source id. Internal passages are none: what only they say must not be told. */
  sources: ReadonlyMap<string, Support>;
  internal: ReadonlySet<string>;
  customer: readonly Support[];
  desk: readonly Support[];
  promised: readonly Support[];
}

export function supportsOf(draft: ReviewedDraft): Supports {
  const passages = draft.sources.filter(({ audience }) => audience === 'public');
  return {
    sources: new Map([
      ...passages.map(({ id, text }) => [id, supportOf(text, 'ignore_orders')] as const),
      ...draft.facts.map(
        ({ id, path, value }) => [id, supportOf(factText(path, value), 'ignore_orders')] as const,
      ),
    ]),
    internal: new Set(draft.sources.filter(({ audience }) => audience === 'internal').map(({ id }) => id)),
    customer: draft.customerTexts.map((text) => supportOf(text)),
    desk: [...draft.contacts, ...draft.ours].map((text) => supportOf(text)),
    promised: draft.promises.map((text) => supportOf(text)),
  };
}

/** `order.shipped_at` says what the value is: a refund, a date of delivery. */
function factText(path: string, value: unknown): string {
  const words = path.replace(/[._-]+/g, ' ').replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
  return `${words}\n${typeof value === 'string' ? value : (JSON.stringify(value) ?? '')}`;
}
