/** Personal data replaced before a text goes to a provider, and put back in what comes back. */
import { findPersonalData, type PersonalData, remember } from './find.ts';

export interface Redactor {
  /** The text with personal data replaced. The same value has the same placeholder in every text of this redactor. */
  hide(text: string): string;
  /** Puts back what this redactor hid. Placeholders that it never gave stay as they are. */
  restore(text: string): string;
}

/** Never put back: an answer has no use for them. */
const removed = {
  card: '[card number removed]',
  card_code: '[card code removed]',
  iban: '[IBAN removed]',
  bank_account: '[bank account removed]',
  ssn: '[social security number removed]',
  national_id: '[national id removed]',
  password: '[password removed]',
  secret: '[secret removed]',
} as const satisfies Partial<Record<PersonalData, string>>;

/** Put back. `text` stands for words of a customer that look like one of our placeholders. */
const placeholderName = { email: 'email', ip: 'ip address', phone: 'phone', text: 'text' } as const;
type Reversible = keyof typeof placeholderName;

/** As models repeat them: with a capital, or more than one space. */
const placeholder = /\[(email|ip address|phone|text)\s{1,3}(\d{1,9})\]/giu;
const canonical = (name: string, number: string): string => `[${name.toLowerCase()} ${Number(number)}]`;

/** Anything that looks like one of ours, given or removed: in a reply it means nothing to a customer. */
export const likePlaceholder = new RegExp(
  `${placeholder.source}|${Object.values(removed)
    .map((words) => words.replace(/[[\]]/g, '\\$&'))
    .join('|')}`,
  'iu',
);

/** For the texts of one call: all are hidden before anything is restored. Pure but for what it remembers of them. */
export function redactor({ keep = [] }: { keep?: readonly RegExp[] } = {}): Redactor {
  const given = new Map<string, string>();
  const values = new Map<string, string>();
  const typed = new Set<string>();
  const count: Record<Reversible, number> = { email: 0, ip: 0, phone: 0, text: 0 };
  const remembered = new Map<string, PersonalData>();

  function placeholderFor(type: Reversible, value: string): string {
    const key = `${type} ${value}`;
    const known = given.get(key);
    if (known) return known;
    let name: string;
    do name = `[${placeholderName[type]} ${++count[type]}]`;
    while (typed.has(name));
    given.set(key, name);
    values.set(name, value);
    return name;
  }

  function hide(text: string): string {
    for (const match of text.matchAll(placeholder)) typed.add(canonical(match[1] ?? '', match[2] ?? ''));
    const spans = findPersonalData(text, { keep, also: remembered });
    let out = '';
    let done = 0;
    for (const { type, start, end } of spans) {
      const value = text.slice(start, end);
      remember(remembered, type, value);
      out += unlikeOurs(text.slice(done, start));
      out += isReversible(type) ? placeholderFor(type, value) : removed[type];
      done = end;
    }
    return out + unlikeOurs(text.slice(done));
  }

  /** Words that look like a placeholder that stands for somebody's data would be taken for it. */
  function unlikeOurs(text: string): string {
    return text.replace(placeholder, (whole, name: string, number: string) =>
      values.has(canonical(name, number)) ? placeholderFor('text', whole) : whole,
    );
  }

  return {
    hide,
    restore: (text) =>
      text.replace(
        placeholder,
        (whole, name: string, number: string) => values.get(canonical(name, number)) ?? whole,
      ),
  };
}

const isReversible = (type: PersonalData): type is 'email' | 'ip' | 'phone' => !(type in removed);
