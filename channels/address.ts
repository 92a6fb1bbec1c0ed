/** Addresses in the one form in which they are stored and compared. */
import { domainToASCII } from 'node:url';

/** What an address is. `user`: the platform's own id of a signed-in person. `social`: an account on a network. */
export const identityKinds = ['email', 'phone', 'social', 'user'] as const;

/** RFC 5321 (4.5.3.1): 64 of local part, "@", 255 of domain. Longer than any phone number or social id. */
export const MAX_ADDRESS_CHARS = 320;
/** E.164 allows 15 digits; the shortest short codes in use have 3. */
const PHONE_DIGITS = { min: 3, max: 15 };

/**
 * The address as it is compared, or null when it is not an address: empty, too long, or malformed. Null matches nothing.
 *
 * email: `Name <a@b>` gives a@b. Domain by IDNA, all in lower case: RFC 5321 lets local parts differ by case, but no
 * provider does, while customers type both. Only ASCII is folded, and Unicode forms are left alone: the Kelvin sign
 * must not turn into a k, or its mailbox would be let into another's account.
 *
 * phone: `+` and digits; `00` counts as `+`. A number without country code stays as it is and equals only itself,
 * because a guessed country could be somebody else's number.
 *
 * user, social: as given, without surrounding space; their case may mean something.
 */
export function normaliseAddress(kind: string, address: string): string | null {
  const trimmed = address.trim();
  if (trimmed === '' || address.length > MAX_ADDRESS_CHARS) return null;
  if (kind === 'email') return email(trimmed);
  if (kind === 'phone') return phone(trimmed);
  return hasControl(trimmed) ? null : trimmed;
}

/** True when both are the same address; an empty or malformed one is the same as nothing, not even as itself. */
export function sameAddress(kind: string, one: string, other: string): boolean {
  const normal = normaliseAddress(kind, one);
  return normal !== null && normal === normaliseAddress(kind, other);
}

function email(text: string): string | null {
  const bracketed = /<([^<>]*)>\s*$/.exec(text)?.[1];
  const bare = (bracketed ?? text).trim().replace(/^mailto:/i, '');
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, Math.max(at, 0));
  const domain = domainToASCII(bare.slice(at + 1).replace(/\.$/, ''));
  if (local === '' || domain === '' || /[\s<>,;]/.test(bare) || hasControl(bare)) return null;
  // A domain that holds an @ or a path was never one; domainToASCII answers '' for most of these, not for all.
  if (!/^[a-z0-9.-]+$/.test(domain)) return null;
  return `${local.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}@${domain}`;
}

function phone(text: string): string | null {
  const bare = text.replace(/^(tel|sms):/i, '').replace(/;.*$/, '');
  if (!/^[+\d\s().\-/\u00a0\u2010-\u2015]+$/.test(bare)) return null;
  const international = /^\s*(\+|00)/.test(bare);
  if (bare.lastIndexOf('+') > bare.search(/\S/)) return null;
  const digits = bare.replace(/\D/g, '').replace(international && !bare.includes('+') ? /^00/ : /^$/, '');
  if (digits.length < PHONE_DIGITS.min || digits.length > PHONE_DIGITS.max) return null;
  return international ? `+${digits}` : digits;
}

function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}
