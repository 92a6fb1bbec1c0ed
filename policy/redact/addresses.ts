/** E-mail and IP addresses. */
import type { Span } from './find.ts';

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})';
/** RFC 5321 4.5.3.1: 64 octets before the @. `=`, `/` and quotes are legal there and left out: they mostly belong to what is around it. */
const local = "[\\p{L}\\p{N}._%+'’&!~*-]{1,64}";
const tld = '\\p{L}{2,24}';
const email = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])${local}@(?:${label}\\.){1,8}${tld}(?![\\p{L}\\p{N}])`,
  'giu',
);
/** Written out, so that no robot reads it. */
const spelled = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64} ?(?:[([{] ?(?:at|@|ät) ?[)\\]}]) ?${label}(?: ?(?:\\.|[([{] ?(?:dot|punkt|point|punto) ?[)\\]}]) ?${label}){0,4} ?(?:\\.|[([{] ?(?:dot|punkt|point|punto) ?[)\\]}]) ?${tld}(?![\\p{L}\\p{N}])`,
  'giu',
);
const spoken = new RegExp(
  `(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64} at ${label}(?: dot ${label}){0,3} dot ${tld}(?![\\p{L}\\p{N}])`,
  'giu',
);

export function emailsIn(text: string): Span[] {
  const found = [...text.matchAll(email), ...text.matchAll(spelled), ...text.matchAll(spoken)];
  return disjoint(
    found.map((match) => {
      const lead = /^['’&!~*.-]*/.exec(match[0])?.[0].length ?? 0;
      return { type: 'email', start: match.index + lead, end: match.index + match[0].length };
    }),
  );
}

const octet = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
/** Four numbers of a version are written the same way. */
const v4 = new RegExp(
  `(?<![\\p{L}\\p{N}.]|(?:version|release|firmware|build|beta|alpha|patch|update|ver\\.?|rev\\.?)[ (]{0,2}v?)${octet}(?:\\.${octet}){3}(?!\\.?[\\p{L}\\p{N}])`,
  'giu',
);
const v6 = /(?<![\p{L}\p{N}:.])[0-9a-f]{0,4}:[0-9a-f:.]{1,41}(?![\p{L}\p{N}])/giu;

export function ipsIn(text: string): Span[] {
  const sixes = [...text.matchAll(v6)].flatMap(({ index, 0: written }): Span[] => {
    const address = written.replace(/[.:]$/, (sign) => (written.endsWith('::') ? sign : ''));
    return isV6(address) ? [{ type: 'ip', start: index, end: index + address.length }] : [];
  });
  const fours = [...text.matchAll(v4)].map(
    ({ index, 0: address }): Span => ({ type: 'ip', start: index, end: index + address.length }),
  );
  return disjoint([...sixes, ...fours]);
}

/** RFC 4291 2.2. A digit is asked for, because `a::b` is more often code than an address. */
function isV6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2 || !/\d/.test(address)) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.');
  if (embedded && !new RegExp(`^${octet}(?:\\.${octet}){3}$`).test(last)) return false;
  const hex = embedded ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = hex.length + (embedded ? 2 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}

/** Of spans that overlap, the one that begins first, and of those the longest. */
export function disjoint(spans: readonly Span[]): Span[] {
  let done = 0;
  return [...spans]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < done || end <= start) return false;
      done = end;
      return true;
    });
}
