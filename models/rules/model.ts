/** The rules model: triage by rules and by likeness to the desk's example phrases; drafts that only quote. No network, no key. */
import type { Statement } from '../../domain/conversation.ts';
import type { DraftAnswer, DraftRequest, Model } from '../port.ts';
import { triage } from './triage.ts';

export async function rulesModel(): Promise<Model> {
  return { name: 'rules', triage, draft };
}

async function draft({ passages }: DraftRequest): Promise<DraftAnswer | undefined> {
  const [first] = passages;
  if (!first) return undefined;
  const statements: Statement[] = [
    { text: first.text, kind: 'fact', sources: [`passage:${first.chunk}@${first.version}`] },
  ];
  return { text: first.text, statements };
}
