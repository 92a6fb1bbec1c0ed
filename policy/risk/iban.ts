/** International bank account numbers, told from other codes by their check digits (ISO 13616). */

const candidate = /(?<![\p{L}\p{N}])[a-z]{2}[0-9]{2}(?:[ \u00a0-]?[a-z0-9]){11,30}(?![\p{L}\p{N}])/giu;
/**
 * Length by country: the registry of ISO 13616, then the countries that write theirs alike without being in it. Without it,
 * the words after a serial number would be read as its end: "SN29 2105 891 is sold".
 */
const lengths: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ' +
    'AO25 BF28 BJ28 CF27 CG27 CI28 CM27 CV25 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

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
  if (plain.length !== lengths.get(plain.slice(0, 2))) return false;
  let rest = 0;
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
