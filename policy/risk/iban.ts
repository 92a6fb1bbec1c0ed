/** International bank account numbers, told from other codes by their check digits (ISO 13616). */

const candidate = /(?<![\p{L}\p{N}])[a-z]{2}[0-9]{2}(?:[ \u00a0-]?[a-z0-9]){11,30}(?![\p{L}\p{N}])/giu;
/** Shortest and longest account number in the registry of ISO 13616: Norway has 15, and 34 is the limit of the format. */
const MIN_LENGTH = 15;
const MAX_LENGTH = 34;

/** Pure. */
export function ibansIn(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const pattern = new RegExp(candidate);
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const length = ibanAtStartOf(match[0]);
    if (length > 0) found.push({ start: match.index, end: match.index + length });
    // What only began like a number may have run into one: "AB12 is on DE44 5001 …".
    pattern.lastIndex = match.index + (length || COUNTRY_AND_CHECK);
  }
  return found;
}

const COUNTRY_AND_CHECK = 4;

/** A number written in groups may run into the next words: the longest prefix of whole groups with a right sum counts. 0: none. */
function ibanAtStartOf(candidate: string): number {
  for (
    let end = candidate.length;
    end > 0;
    end = Math.max(candidate.lastIndexOf(' ', end - 1), candidate.lastIndexOf('-', end - 1))
  ) {
    if (isIban(candidate.slice(0, end))) return end;
  }
  return 0;
}

/** ISO 7064 mod 97-10: country and check digits go to the end, letters count from A = 10, and 1 remains. */
function isIban(written: string): boolean {
  const plain = written.replace(/[^a-z0-9]/gi, '').toUpperCase();
  if (plain.length < MIN_LENGTH || plain.length > MAX_LENGTH) return false;
  let rest = 0;
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
