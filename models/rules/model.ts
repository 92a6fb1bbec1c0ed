/** The rules model: triage by rules and by likeness to the desk's example phrases; drafts that only quote. No network, no key. */
import type { Model } from '../port.ts';
import { draft } from './draft.ts';
import { triage, triageDesk } from './triage.ts';

export function rulesModel(): Model {
  return { name: 'rules', prepare: triageDesk, triage, draft };
}
