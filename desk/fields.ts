/** The kinds of field that desk.yaml is made of: ids, durations, names of environment variables, languages. */
import { z } from 'zod';
import { days, hours, minutes, seconds } from '../domain/clock.ts';

/** Ids stand in reason codes, queue names and file names, so they are kept plain. */
export const id = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9_-]*$/, 'an id is lower-case letters, digits, _ and -, and begins with a letter');

const units = { ms: (n: number) => n, s: seconds, m: minutes, h: hours, d: days } as const;
const durationForm = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** '8s', '2m', '4h', '7d', '500ms' → milliseconds. A bare number is refused: its unit would be a guess. */
export const duration = z
  .string('a duration is a number with its unit, such as 500ms, 8s, 2m, 4h or 7d')
  .regex(durationForm, 'a duration is a number with its unit, such as 500ms, 8s, 2m, 4h or 7d')
  .transform((text) => {
    const [, amount = '0', unit = 'ms'] = durationForm.exec(text) ?? [];
    return Math.round(units[unit as keyof typeof units](Number(amount)));
  });

/** A BCP 47 tag as far as desks need it: `en`, `pt-BR`, `zh-Hant`. */
export const languageTag = z
  .string()
  .regex(
    /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/,
    'a language is a BCP 47 tag, such as en or pt-BR',
  );

export const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'this is no IANA time zone; write one such as Europe/Berlin' },
);

/** The name of an environment variable. Secrets are never in a desk's files, which are stored and shown. */
export const envName = z
  .string()
  .refine((text) => !text.startsWith('whsec_'), {
    error:
      'this is a secret itself: put it in the environment, name the variable here, and replace the secret',
    abort: true,
  })
  .regex(/^[A-Z][A-Z0-9_]*$/, 'name an environment variable in capitals, such as SHOP_WEBHOOK_SECRET');

const envReference = /^\$\{([A-Z][A-Z0-9_]*)\}$/;

/** An http(s) URL, or `${NAME}` for one that differs from place to place. */
export const urlOrEnv = z
  .string()
  .refine((text) => envReference.test(text) || /^https?:\/\/[^\s/]+/.test(text), {
    error: 'write a URL beginning with https://, or the name of an environment variable in braces after a $',
  });

/** The URL behind a `urlOrEnv` field; undefined when it names a variable that is not set. */
export function resolveUrl(value: string, env: Record<string, string | undefined>): string | undefined {
  const name = envReference.exec(value)?.[1];
  return name === undefined ? value : env[name] || undefined;
}
