/** What a file is, by its first bytes: the short list of types that are passed on, and whether a declared type agrees. */

export const sniffedTypes = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
] as const;
export type SniffedType = (typeof sniffedTypes)[number];

/** Read of a text to tell it from a binary file, which has a NUL or a broken character long before. */
const TEXT_SAMPLE_BYTES = 4_096;

/** Null: none of the types that are passed on. */
export function sniffType(bytes: Uint8Array): SniffedType | null {
  const head = Buffer.from(bytes.subarray(0, 16));
  const ascii = head.toString('latin1');
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (/^GIF8[79]a/.test(ascii)) return 'image/gif';
  if (/^RIFF.{4}WEBP/s.test(ascii)) return 'image/webp';
  // The header may stand anywhere in the first kilobyte by the standard; files that do so are mostly two types at once.
  if (ascii.startsWith('%PDF-')) return 'application/pdf';
  return isText(bytes.subarray(0, TEXT_SAMPLE_BYTES), bytes.length > TEXT_SAMPLE_BYTES) ? 'text/plain' : null;
}

/** True when the declared media type may stand for this content. `application/octet-stream` says nothing, and agrees. */
export function agrees(declared: string, sniffed: SniffedType): boolean {
  const type = (declared.split(';')[0] ?? '').trim().toLowerCase();
  if (type === '' || type === 'application/octet-stream' || type === 'binary/octet-stream') return true;
  if (type === 'image/jpg') return sniffed === 'image/jpeg';
  if (sniffed === 'text/plain') return isTextual(type);
  return type === sniffed;
}

const isTextual = (type: string): boolean =>
  type.startsWith('text/') || /^application\/(json|xml|csv|x-yaml|yaml)$/.test(type);

/** Empty is no text. UTF-8 without control characters; a sample may end within a character. */
function isText(sample: Uint8Array, cut: boolean): boolean {
  if (sample.length === 0) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: cut });
    return !/[^\P{Cc}\s]/u.test(text); // a control character that is no white space
  } catch {
    return false;
  }
}
