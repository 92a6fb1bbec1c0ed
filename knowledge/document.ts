/** A document as it comes from its source, before it is cut into passages. */
import { createHash } from 'node:crypto';

/** `internal` may steer a draft and is never quoted to a customer. */
export type Audience = 'public' | 'internal';

export interface SourceDocument {
  /** Its name in the desk: a path, or the id it has at its source. Stable over its versions. */
  key: string;
  title: string;
  url: string | null;
  /** BCP 47 tag; `und` when nobody said. */
  language: string;
  audience: Audience;
  /** In force from this moment on; null: always was. */
  effectiveFrom: Date | null;
  /** In force until just before this moment; null: no end. */
  effectiveTo: Date | null;
  /** Markdown. */
  body: string;
}

/** Raised when passages are cut or indexed differently, so that the next import makes new ones. */
const cuttingRules = 1;

/** Changes with anything of the document that a search or a citation can show. */
export function documentHash(document: SourceDocument): string {
  const { title, url, language, audience, effectiveFrom, effectiveTo, body } = document;
  const parts = [cuttingRules, title, url, language, audience, effectiveFrom, effectiveTo, body];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
