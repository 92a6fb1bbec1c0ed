/** From a raw field to the value of a fact: the named transforms of the account view. */
import { entriesOf, readPath } from './path.ts';
import type { ValueConfig } from './schema.ts';

export type FactValue = string | number | boolean;

/** The fact's value, or undefined when the record holds none: missing, null, empty, or not what the transform needs. */
export function factValue(record: unknown, config: ValueConfig): FactValue | undefined {
  const spec = typeof config === 'string' ? ({ path: config, as: 'text' } as const) : config;
  const raw = readPath(record, spec.path);
  switch (spec.as) {
    case 'text':
      return Array.isArray(raw) ? joined(raw) : scalar(raw);
    case 'join':
      return joined(listOf(raw));
    case 'first':
      return scalar(listOf(raw).at(0));
    case 'last':
      return scalar(listOf(raw).at(-1));
    case 'count':
      return raw === undefined || raw === null ? undefined : listOf(raw).length;
    case 'sum':
      return total(listOf(raw));
    case 'date':
      return calendarDate(Array.isArray(raw) ? raw[0] : raw);
    case 'money':
      return money(total(listOf(raw)), spec.currency, spec.minor);
    default:
      return spec satisfies never;
  }
}

function scalar(raw: unknown): FactValue | undefined {
  if (typeof raw === 'string') return raw.trim() === '' ? undefined : raw.trim();
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
  if (raw instanceof Date) return raw.toISOString();
  return typeof raw === 'boolean' ? raw : undefined;
}

const listOf = (raw: unknown): unknown[] =>
  typeof raw === 'object' && raw !== null && !(raw instanceof Date)
    ? entriesOf(raw).map(([, item]) => item)
    : raw === undefined || raw === null
      ? []
      : [raw];

function joined(list: unknown[]): string | undefined {
  const words = list.map(scalar).filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}

/** One entry that is no number makes the sum unknown: a wrong amount is worse than none. */
function total(list: unknown[]): number | undefined {
  const numbers = list.map((item) => (typeof item === 'string' && item.trim() !== '' ? Number(item) : item));
  if (numbers.length === 0) return undefined;
  let sum = 0;
  for (const number of numbers) {
    if (typeof number !== 'number' || !Number.isFinite(number)) return undefined;
    sum += number;
  }
  return Number(sum.toFixed(6)); // 0.1 + 0.2 is 0.3 in an account
}

/** `536.65 EUR`: digits and unit without a locale, so that a macro can format it and the review can compare it. */
function money(amount: number | undefined, currency = 'XXX', minor = false): string | undefined {
  if (amount === undefined) return undefined;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const digits = format.maximumFractionDigits ?? 2;
  return `${(minor ? amount / 10 ** digits : amount).toFixed(digits)} ${currency}`;
}

/** Seconds until the year 5138 stay below this, milliseconds since 1973 above: tells the two apart. */
const SECONDS_BELOW = 1e11;

/** The day as written in the source, in the source's own time zone; numbers are Unix time, in UTC. */
function calendarDate(raw: unknown): string | undefined {
  if (raw instanceof Date) return raw.toISOString().slice(0, 10);
  if (typeof raw === 'number' && Number.isFinite(raw)) {
    const at = new Date(raw < SECONDS_BELOW ? raw * 1000 : raw);
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 10);
  }
  const written = typeof raw === 'string' ? /^\s*(\d{4}-\d{2}-\d{2})(?=$|[T\s])/.exec(raw)?.[1] : undefined;
  return written !== undefined && !Number.isNaN(Date.parse(written)) ? written : undefined;
}
