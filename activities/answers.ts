/** A model's answer as it is kept: with the real ids of what it cites in place of the prompt's short ones. */
import type { Ask } from '../workflows/contract.ts';

/** What a short id that was never given stands for: the review then says that there is no such source. */
const unknown = (id: string): string => `unknown:${id}`;

/** Pure. Only drafts and packets cite; everything else is kept as it is. */
export function citing(ask: Ask, content: unknown, sources: ReadonlyMap<string, string>): unknown {
  const real = (id: string): string => sources.get(id.trim()) ?? unknown(id);
  switch (ask) {
    case 'draft':
    case 'trial':
    case 'repair': {
      const draft = content as { statements: { sources: string[] }[] };
      const statements = draft.statements.map((s) => ({ ...s, sources: s.sources.map(real) }));
      return { ...draft, statements };
    }
    case 'packet': {
      const packet = content as { timeline: { message: string; what: string }[] };
      const timeline = packet.timeline.flatMap(({ message, what }) => {
        const ref = sources.get(message.trim());
        return ref ? [{ message: ref, what }] : [];
      });
      return { ...packet, timeline };
    }
    case 'triage':
    case 'query':
    case 'review':
    case 'review_repair':
    case 'clarify':
      return content;
    default:
      return ask satisfies never;
  }
}
