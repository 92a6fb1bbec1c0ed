/** Dates, weekdays and times of day in a folded text, in the notations of English, German, French and Spanish. */
import { both, type Finder, finder } from './mention.ts';

/** As folding leaves them, January first; the abbreviations of all four languages in one list. */
const monthNames: readonly (readonly string[])[] = [
  ['january', 'januar', 'jaenner', 'janner', 'janvier', 'enero', 'jan', 'janv', 'ene'],
  ['february', 'februar', 'fevrier', 'febrero', 'feb', 'fevr', 'fev'],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'mar', 'mrz'],
  ['april', 'avril', 'abril', 'apr', 'avr', 'abr'],
  ['may', 'mai', 'mayo'],
  ['june', 'juni', 'juin', 'junio', 'jun'],
  ['july', 'juli', 'juillet', 'julio', 'jul', 'juil'],
  ['august', 'aout', 'agosto', 'aug', 'ago'],
  ['september', 'septembre', 'septiembre', 'setiembre', 'sept', 'sep'],
  ['october', 'oktober', 'octobre', 'octubre', 'oct', 'okt'],
  ['november', 'novembre', 'noviembre', 'nov'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dec', 'dez', 'dic'],
];
/** Words of their own as well: without a day or a year beside them they say nothing about time. */
const notAlone = new Set([
  'may',
  'march',
  'mars',
  'mar',
  'mai',
  'august',
  'sept',
  'sep',
  'dec',
  'jan',
  'ago',
  'apr',
  'avr',
  'abr',
  'jun',
  'jul',
  'juil',
  'aug',
  'oct',
  'okt',
  'nov',
  'dez',
  'dic',
  'ene',
  'janv',
  'fev',
  'fevr',
  'feb',
  'mrz',
]);

const monthOf = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);
const month = `(${[...monthOf.keys()].toSorted((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{N}])\\.?`;

/** Monday first. */
const weekdayNames: readonly (readonly string[])[] = [
  ['monday', 'montag', 'lundi', 'lunes'],
  ['tuesday', 'dienstag', 'mardi', 'martes'],
  ['wednesday', 'mittwoch', 'mercredi', 'miercoles'],
  ['thursday', 'donnerstag', 'jeudi', 'jueves'],
  ['friday', 'freitag', 'vendredi', 'viernes'],
  ['saturday', 'samstag', 'sonnabend', 'samedi', 'sabado'],
  ['sunday', 'sonntag', 'dimanche', 'domingo'],
];
const weekdayShort: readonly (readonly string[])[] = [
  ['mon', 'mo', 'lun'],
  ['tue', 'tues', 'di'],
  ['wed', 'mi', 'mer'],
  ['thu', 'thur', 'thurs', 'do', 'jeu'],
  ['fri', 'fr', 'ven'],
  ['sat', 'sa', 'sam', 'sab'],
  ['sun', 'so', 'dim', 'dom'],
];
const weekdayOf = new Map(
  weekdayNames.flatMap((names, day) =>
    [...names, ...(weekdayShort[day] ?? [])].map((name) => [name, day] as const),
  ),
);
const anyWeekday = [...weekdayOf.keys()].toSorted((a, b) => b.length - a.length).join('|');

const two = (n: number): string => String(n).padStart(2, '0');
const possible = (m: number, d: number): boolean => m >= 1 && m <= 12 && d >= 1 && d <= 31;

/** Monday is 0. Sakamoto's method: without a clock, and the same in every time zone. */
function weekday(y: number, m: number, d: number): number {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][m - 1] ?? 0;
  const year = m < 3 ? y - 1 : y;
  return (year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + shift + d + 6) % 7;
}

interface Day {
  y?: number | undefined;
  m: number;
  d: number;
}

/** A day without its year is supported by one with it; a year is never made up. */
function keysOf(days: readonly Day[]) {
  const full = (y: number, m: number, d: number) => `date:${y}-${two(m)}-${two(d)}`;
  const sound = days.filter(({ m, d }) => possible(m, d));
  if (sound.length === 0) return undefined;
  return {
    needs: sound.map(({ y, m, d }) => (y === undefined ? `date:${two(m)}-${two(d)}` : full(y, m, d))),
    provides: sound.flatMap(({ y, m, d }) => [
      `date:${two(m)}-${two(d)}`,
      `month:${m}`,
      ...(y === undefined
        ? []
        : [full(y, m, d), `month:${y}-${two(m)}`, `number:${y}`, `any:${y}`, `weekday:${weekday(y, m, d)}`]),
    ]),
  };
}

const year = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : text.length === 2 ? 2000 + Number(text) : Number(text);

const iso = finder(
  'date',
  /(?<![\p{L}\p{N}-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:t(\d{2}):(\d{2})[\d:.]*(?:z|[+-]\d{2}:?\d{2})?)?(?![\p{L}\p{N}])/gu,
  ([, y, , m, d, hour, minute]) => {
    const day = keysOf([{ y: Number(y), m: Number(m), d: Number(d) }]);
    if (!day || hour === undefined) return day;
    return { needs: day.needs, provides: [...day.provides, `time:${hour}:${minute}`] };
  },
);

/** 3/12/2026 is a day of March or of December, as the writer's country has it. */
const numeric = finder(
  'date',
  /(?<![\p{L}\p{N}]|\d[./-])(\d{1,2})([./-])(\d{1,2})\2 ?(\d{4}|\d{2})(?![\p{L}\p{N}]|[./-]\d)/gu,
  ([, a, dot, b, y]) => {
    const dayFirst = { y: year(y), m: Number(b), d: Number(a) };
    return keysOf(dot === '.' ? [dayFirst] : [dayFirst, { y: year(y), m: Number(a), d: Number(b) }]);
  },
);

/** "am 12.3." is a day, "costs 12.3." is not: either may support it. */
const short = finder('date', /(?<![\p{L}\p{N}]|\d[.,])(\d{1,2})\.(\d{1,2})\.(?!\d)/gu, ([, d, m]) => {
  const day = keysOf([{ m: Number(m), d: Number(d) }]);
  const number = String(Number(`${d}.${m}`));
  return (
    day && {
      needs: [...day.needs, `any:${number}`],
      provides: [...day.provides, `number:${number}`, `any:${number}`],
    }
  );
});

const dayThenMonth = finder(
  'date',
  new RegExp(
    `(?<![\\p{L}\\p{N}.,])(\\d{1,2})(?:st|nd|rd|th|er|\\.|o|e)? ?(?:of |de |del )?${month}(?:,? ?(?:de |del )?(\\d{4})(?![\\p{L}\\p{N}]))?`,
    'gu',
  ),
  ([, d, name = '', y]) => keysOf([{ y: year(y), m: monthOf.get(name) ?? 0, d: Number(d) }]),
);

const monthThenDay = finder(
  'date',
  new RegExp(
    `(?<![\\p{L}\\p{N}])${month} (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\p{N}]|[.,:]\\d)(?:,? (\\d{4})(?![\\p{L}\\p{N}]))?`,
    'gu',
  ),
  ([, name = '', d, y]) => keysOf([{ y: year(y), m: monthOf.get(name) ?? 0, d: Number(d) }]),
);

const monthAlone = finder(
  'date',
  new RegExp(`(?<![\\p{L}\\p{N}])${month}(?: (?:de |del )?(\\d{4})(?![\\p{L}\\p{N}]))?`, 'gu'),
  ([, name = '', y]) => {
    const m = monthOf.get(name) ?? 0;
    if (y === undefined) return notAlone.has(name) ? undefined : both([`month:${m}`]);
    const key = `month:${y}-${two(m)}`;
    return { needs: [key], provides: [key, `month:${m}`, `any:${y}`, `number:${y}`] };
  },
);

/** Monday to Friday supports Wednesday. */
const weekdayRanges = finder(
  'date',
  new RegExp(
    `(?<![\\p{L}\\p{N}])(${anyWeekday})\\.? ?(?:-|to|through|until|bis|au|a|al) ?(?:le )?(${anyWeekday})s?(?![\\p{L}\\p{N}])`,
    'gu',
  ),
  ([, from = '', to = '']) => {
    const [first = 0, last = 0] = [weekdayOf.get(from), weekdayOf.get(to)];
    const days = Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, n) => (first + n) % 7);
    return { needs: [`weekday:${first}`], provides: days.map((day) => `weekday:${day}`) };
  },
);

/** Short names count in ranges alone: "so" and "do" are words. */
const weekdays = finder(
  'date',
  new RegExp(`(?<![\\p{L}\\p{N}])(${weekdayNames.flat().join('|')})s?(?![\\p{L}])`, 'gu'),
  ([, name = '']) => both([`weekday:${weekdayOf.get(name)}`]),
);

const times = finder(
  'date',
  /(?<![\p{L}\p{N}]|\d[.,:])(?:(\d{1,2})[:h](\d{2})(?::\d{2})?(?: ?(?:([ap])\.?m\b\.?|uhr|h\b))?|(\d{1,2})(?:\.(\d{2}))? ?(?:([ap])\.?m\b\.?|uhr(?!\p{L})))(?![\p{N}])/gu,
  ([, h1, m1, ap1, h2, m2, ap2]) => {
    const written = Number(h1 ?? h2);
    const minute = m1 ?? m2 ?? '00';
    const half = ap1 ?? ap2;
    if (written > 24 || Number(minute) > 59) return undefined;
    const hour = half === 'p' && written < 12 ? written + 12 : half === 'a' && written === 12 ? 0 : written;
    const exact = `time:${two(hour)}:${minute}`;
    const numbers = [...new Set([written, hour])].flatMap((n) => [`number:${n}`, `any:${n}`]);
    // Without am or pm, half past five may be in the afternoon.
    const other = half || hour > 12 ? [] : [`time:${two(hour + 12)}:${minute}`];
    return { needs: [exact, ...other], provides: [exact, ...numbers] };
  },
);

export const dates: readonly Finder[] = [
  iso,
  numeric,
  dayThenMonth,
  monthThenDay,
  monthAlone,
  short,
  weekdayRanges,
  weekdays,
  times,
];
