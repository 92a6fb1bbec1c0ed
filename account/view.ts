/** What may be known of the customer's account in this turn: a pure function from records, proof and named ids to facts. */
import { type Proof, proves } from '../domain/words.ts';
import type { AccountConfig, ViewConfig } from './schema.ts';
import { type FactValue, factValue } from './value.ts';

/** One thing the account says, with its source. `id` is unique in the view; `path` is the name macros use. */
export interface Fact {
  id: string;
  path: string;
  value: FactValue;
  source: { kind: 'json' | 'sql'; record: string };
}

/** An order (or whatever the desk's collection is) that this turn is about, and why this one. */
export interface SelectedItem {
  collection: string;
  /** For the packet and the audit. To the customer only as the fact `<collection>.id`, which can be withheld. */
  id: string;
  selectedBy: 'named' | 'only' | 'only_active';
  facts: Fact[];
}

export interface AccountView {
  found: boolean;
  reason: 'found' | 'no_address' | 'no_match' | 'several_customers';
  /** The customer's id in the source, for the packet and the audit; never for the customer. */
  record: string | null;
  /** How well the writer is known to be this customer. */
  proof: Proof | null;
  customer: Fact[];
  items: SelectedItem[];
  /** Facts that exist and were kept back, because the identity is not proved well enough for them. */
  withheld: { name: string; needs: Proof }[];
  /** Ids the customer mentioned that exist and are somebody else's. For the gate and the packet: the customer never learns that they exist. */
  notYours: string[];
  /** Ids the customer mentioned that the source does not know. To the customer, the same as `notYours`. */
  unknown: string[];
  /** Several items could be meant and none was named: what to ask. No candidates when their ids are withheld. */
  ambiguous: { collection: string; candidates: string[] }[];
}

export interface Item {
  id: string;
  record: unknown;
}

export interface CustomerRecord {
  id: string;
  record: unknown;
  proof: Proof;
}

/** The named ids that lead to none of the customer's items; whether these exist, only the source can say. */
export interface Choice {
  selected: { item: Item; by: SelectedItem['selectedBy'] }[];
  ambiguous: Item[];
  strangers: string[];
}

export function noAccount(reason: AccountView['reason']): AccountView {
  const nothing = { customer: [], items: [], withheld: [], notYours: [], unknown: [], ambiguous: [] };
  return { found: false, reason, record: null, proof: null, ...nothing };
}

/** `#W-12 34`, `w1234` and `W1234` are one id to a customer. Empty when nothing is left, and then it matches nothing. */
export function looseId(id: string): string {
  return id
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Which of the customer's items the turn is about. Named ones, and only these, when any id was named: facts of another
 * order must not answer a question about an order that is not theirs. Otherwise the only one, or the only active one.
 */
export function chooseItems(
  items: readonly Item[],
  named: readonly string[],
  isActive?: (item: Item) => boolean,
): Choice {
  const choice: Choice = { selected: [], ambiguous: [], strangers: [] };
  const ids = [...new Map(named.map((id) => [looseId(id), id])).values()].filter((id) => looseId(id) !== '');
  for (const id of ids) {
    const alike = items.filter((item) => looseId(item.id) === looseId(id));
    const exact = alike.filter((item) => item.id === id.trim());
    const meant = exact.length > 0 ? exact : alike;
    if (meant.length === 0) choice.strangers.push(id);
    else if (meant.length === 1)
      choice.selected.push(...meant.map((item) => ({ item, by: 'named' as const })));
    else choice.ambiguous.push(...meant);
  }
  if (ids.length > 0) return choice;
  const active = isActive ? items.filter(isActive) : [];
  const [only] = items.length === 1 ? items : [];
  const [onlyActive] = active.length === 1 ? active : [];
  if (only) choice.selected.push({ item: only, by: 'only' });
  else if (onlyActive) choice.selected.push({ item: onlyActive, by: 'only_active' });
  else choice.ambiguous.push(...(active.length > 0 ? active : items));
  return choice;
}

/** The facts this proof allows, and the names of those it does not. */
export function accountView(
  config: AccountConfig,
  customer: CustomerRecord,
  choices: ReadonlyMap<string, Choice>,
  strangers: { notYours: string[]; unknown: string[] },
): AccountView {
  const withheld = new Map<string, Proof>();
  const needed = (group: string, name: string): Proof =>
    config.proof[`${group}.${name}`] ?? config.proof[group] ?? 'channel';
  const allowed = (group: string, name: string): boolean => {
    const needs = needed(group, name);
    if (proves(customer.proof, needs)) return true;
    withheld.set(`${group}.${name}`, needs);
    return false;
  };
  const kind = config.source.kind;
  const facts = (group: string, view: ViewConfig, id: string, record: unknown): Fact[] => {
    const source = { kind, record: `${group}:${id}` };
    const prefix = group === 'customer' ? group : `${group}[${id}]`;
    return Object.entries(view).flatMap(([name, value]) => {
      const found = factValue(record, value);
      if (found === undefined || !allowed(group, name)) return [];
      return [{ id: `${prefix}.${name}`, path: `${group}.${name}`, value: found, source }];
    });
  };
  const items: SelectedItem[] = [];
  const ambiguous: AccountView['ambiguous'] = [];
  for (const [group, choice] of choices) {
    const view = config.collections[group]?.view ?? {};
    for (const { item, by } of choice.selected) {
      const idFact = {
        id: `${group}[${item.id}].id`,
        path: `${group}.id`,
        value: item.id,
        source: { kind, record: `${group}:${item.id}` },
      };
      const known = allowed(group, 'id') ? [idFact] : [];
      items.push({
        collection: group,
        id: item.id,
        selectedBy: by,
        facts: [...known, ...facts(group, view, item.id, item.record)],
      });
    }
    if (choice.ambiguous.length > 0) {
      const candidates = allowed(group, 'id') ? choice.ambiguous.map((item) => item.id) : [];
      ambiguous.push({ collection: group, candidates });
    }
  }
  return {
    found: true,
    reason: 'found',
    record: customer.id,
    proof: customer.proof,
    customer: facts('customer', config.view, customer.id, customer.record),
    items,
    withheld: [...withheld].map(([name, needs]) => ({ name, needs })),
    ...strangers,
    ambiguous,
  };
}

type Facts = Record<string, FactValue>;

/**
 * The facts as macros see them: `customer.firstName`, `order.status`. `order` is there only when exactly one is
 * selected, so that a slot never speaks of one order when two were asked about; `selected.order` lists all.
 */
export function factsObject(view: AccountView): Record<string, Facts | Record<string, Facts[]>> {
  const asObject = (facts: Fact[]): Facts =>
    Object.fromEntries(facts.map((fact) => [fact.path.slice(fact.path.indexOf('.') + 1), fact.value]));
  const selected: Record<string, Facts[]> = {};
  for (const item of view.items) {
    selected[item.collection] ??= [];
    selected[item.collection]?.push(asObject(item.facts));
  }
  const single = Object.entries(selected).flatMap(([name, all]) =>
    all[0] && all.length === 1 ? [[name, all[0]]] : [],
  );
  return { ...Object.fromEntries(single), selected, customer: asObject(view.customer) };
}

/** Every fact of the view, customer first. */
export function allFacts(view: AccountView): Fact[] {
  return [...view.customer, ...view.items.flatMap((item) => item.facts)];
}
