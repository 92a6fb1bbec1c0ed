/** The ids by which statements name the passages they rest on. */

/** A passage as it was when it was cited: an import gives it another chunk or version. */
export interface Cited {
  chunk: string;
  version: number;
}

/** `passage:<chunk>@<version>` */
export const citation = ({ chunk, version }: Cited): string => `passage:${chunk}@${version}`;

/** The chunk of a passage's id; undefined for what is no passage (`macro:…`, `fact:…`). */
export const citedChunk = (source: string): string | undefined => /^passage:([^@]+)@/.exec(source)?.[1];
